"""JSON of exports: the file as entries, what a value is, and which values of the entries nobody reads.

objects.names(source)                 the keys in the file's first 32 kB, cached, never raises: for `matches`
objects.entries(source)               the list of objects; raises errors.Refused for damaged JSON
objects.number(entry, "a.b", "c")     the first of these that is a number, NaN where none is
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from data import errors
from data.importers.source import SourceFile

Entry = Mapping[str, Any]
# So many values that are not read are named on the receipt.
NAMED = 8
_BEGINS = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*[\[{]")
_NAME = re.compile(rb'"([^"\\\r\n]{1,60})"\s*:')


def names(source: SourceFile) -> frozenset[str]:
    """The keys, at any depth, in the beginning of a JSON file; empty for any other file."""
    return _names(source.head) if _BEGINS.match(source.head[:64]) else frozenset()


@lru_cache(maxsize=32)
def _names(head: bytes) -> frozenset[str]:
    return frozenset(found.decode("utf-8", errors="replace") for found in _NAME.findall(head))


def content(source: SourceFile) -> Any:
    """The whole file. Raises errors.Refused where it is no JSON."""
    try:
        return json.loads(source.data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise errors.Refused(
            f"The JSON is damaged ({error}). Export it, or unpack the archive, once more."
        ) from error


def entries(source: SourceFile, *inside: str) -> list[Entry]:
    """The objects of a list; of an object its list `inside` (the first that it has), else the object itself."""
    found = content(source)
    if isinstance(found, dict):
        found = next((found[name] for name in inside if isinstance(found.get(name), list)), [found])
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def value(entry: Entry, path: str) -> Any:
    """What stands at `a.b` of the entry; None where there is nothing."""
    found: Any = entry
    for name in path.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def number(entry: Entry, *paths: str) -> float:
    """The first of these that is a finite number, also one written as text; NaN where none is."""
    for path in paths:
        found = value(entry, path)
        if isinstance(found, str):
            try:
                found = float(found)
            except ValueError:
                continue
        if isinstance(found, int | float) and not isinstance(found, bool) and math.isfinite(found):
            return float(found)
    return math.nan


def positive(entry: Entry, *paths: str) -> float:
    """The first of these that is a number above 0; NaN where none is, as for the 0 and -1 that stand for none."""
    return next((found for path in paths if (found := number(entry, path)) > 0), math.nan)


def text(entry: Entry, *paths: str) -> str:
    """The first of these that is a text with something in it, without blanks around it; '' where none is."""
    found = (value(entry, path) for path in paths)
    return next((said for each in found if isinstance(each, str) and (said := each.strip())), "")


def listed(entry: Entry, path: str) -> list[Entry]:
    """The objects of a list inside the entry; empty where it has none."""
    found = value(entry, path)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def unread(found: Iterable[Entry], read: Sequence[str]) -> Iterator[str]:
    """A sentence that names the values of the entries which are not among those `read`; nothing where all are."""
    known = {path.split(".")[0] for path in read}
    rest = sorted({name for entry in found for name, value in entry.items() if value is not None} - known)
    if rest:
        more = f" and {len(rest) - NAMED} more" if len(rest) > NAMED else ""
        yield f"Values of the entries that are not read: {', '.join(name[:40] for name in rest[:NAMED])}{more}."
