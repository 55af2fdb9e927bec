"""XML of unknown origin -> an element tree, safely, and as much of it as is whole.

Entities can only be declared before the first element, so defusedxml reads that far and refuses what declares some;
the rest goes to the standard library's quick parser. Names are compared without namespace: every app has its own.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

import numpy as np
from defusedxml import ElementTree as Guarded
from defusedxml.common import DefusedXmlException

from data import errors
from data.importers.source import SourceFile

# Declarations and comments before the root element: the longest seen has 2 kB.
HEAD_BYTES = 65_536
# No root element begins later than this. A parser fed piece by piece reads an endless declaration over and over.
MOST_BEFORE = 100_000
# A point with its values takes ten bytes an element and more; a million that take fewer than five hold nothing, and
# reading them takes longer than anybody waits.
MOST_DENSE, DENSE_BYTES = 1_000_000, 5

_BLANKS = b"\xef\xbb\xbf \t\r\n\x00"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BARE_AND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_PREFIX = re.compile(r"(</?|\s)[A-Za-z][\w.\-]{0,40}:(?=[A-Za-z_][\w.\-]*[\s/>=])")


class Document(NamedTuple):
    """The root element and, where the file is damaged, a sentence that says so."""

    root: Element
    warning: str


def has_root(source: SourceFile, name: str) -> bool:
    """Whether the text is XML with an element of this local name near its beginning; never raises."""
    head = source.data[:HEAD_BYTES].lstrip(_BLANKS + b"\xff\xfe")
    if not head.startswith(b"<"):
        return False
    named = rb"<(?:[\w.\-]{1,40}:)?" + name.encode() + rb"[\s>/]"
    return re.search(named, head.replace(b"\x00", b"")) is not None


def parse(source: SourceFile) -> Document:
    """The document; of a damaged one what stands before the damage. Raises errors.Refused for entities, and where
    nothing can be read."""
    data = source.data.lstrip(_BLANKS)
    _check_density(data)
    guard(data)
    whole = _tree(data)
    mended_data = _mended(data) if whole.warning else data
    if mended_data != data:
        guard(mended_data)
        mended = _tree(mended_data)
        whole = whole if mended.root is None else mended
    if whole.root is None:
        raise errors.Refused(f"{whole.warning} Nothing before that can be read. Export it once more.")
    return Document(whole.root, whole.warning)


def _check_density(data: bytes) -> None:
    n_elements = data.count(b"<")
    if n_elements > MOST_DENSE and len(data) < DENSE_BYTES * n_elements:
        raise errors.Refused("It has a million elements with nothing in them: it is damaged. Export it once more.")


def guard(data: bytes) -> None:
    """Raises errors.Refused where what stands before the first element declares entities, or never ends."""
    try:
        begun = next(iter(Guarded.iterparse(io.BytesIO(data[:MOST_BEFORE]), events=("start",))), None)
    except DefusedXmlException as forbidden:
        raise errors.Refused(
            f"The file declares entities ({type(forbidden).__name__}), which can fill the memory or fetch other "
            "files. No training app writes them, so it is not read."
        ) from forbidden
    except (ParseError, ValueError, LookupError):
        begun = None  # the parser proper will say where
    if begun is None and len(data) > MOST_BEFORE:
        raise errors.Refused("It is damaged: no element in its first 100,000 letters. Export it once more.")


class _Tree(NamedTuple):
    root: Element | None
    warning: str


def _tree(data: bytes) -> _Tree:
    builder = TreeBuilder()
    parser = XMLParser(target=builder)  # noqa: S314 (entities were refused before)
    try:
        parser.feed(data)
        parser.close()
    except (ParseError, ValueError, LookupError) as error:
        return _Tree(_whole_part(builder), _damage(error))
    return _Tree(builder.close(), "")


def _whole_part(builder: TreeBuilder) -> Element | None:
    try:
        return builder.close()
    except (ParseError, AssertionError):
        return None


def _damage(error: Exception) -> str:
    where = f" in line {error.position[0]}" if isinstance(error, ParseError) else ""
    return f"The file breaks off or is damaged{where}; what stands before that is read."


def _mended(data: bytes) -> bytes:
    """The text as UTF-8 without control characters, bare `&` and prefixes, which careless apps do not declare.

    The very data where nothing of that is in them.
    """
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    mended = _PREFIX.sub(r"\1", _BARE_AND.sub("&amp;", _CONTROL.sub("", text)))
    return data if mended.encode(encoding) == data else _DECLARATION.sub("", mended).encode()


def local(tag: object) -> str:
    """The name without namespace or prefix, in lower case; '' for comments."""
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def children(parent: Element, name: str) -> Iterator[Element]:
    """The children of this local name, in order."""
    return (child for child in parent if local(child.tag) == name)


def inside(parent: Element, name: str) -> Iterator[Element]:
    """All elements of this local name below `parent`, in order."""
    return (element for element in parent.iter() if local(element.tag) == name)


def text(parent: Element, *path: str) -> str:
    """The text at the end of a path of local names, without blanks around it; '' where there is none."""
    element: Element | None = parent
    for name in path:
        element = next(children(element, name), None) if element is not None else None
    return (element.text or "").strip() if element is not None else ""


def number(parent: Element, *path: str) -> float:
    """`text` as a number; NaN where it is none."""
    return float(numbers([text(parent, *path)])[0])


def numbers(texts: Sequence[str | None]) -> np.ndarray:
    """The texts as numbers, NaN where they are none; apps that heed the phone's language write decimal commas."""
    import pandas as pd

    plain = [None if t is None else t.strip().replace(",", ".") for t in texts]
    values = pd.to_numeric(pd.Series(plain, dtype=object), errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    return np.where(np.isfinite(values), values, np.nan)


def seconds(texts: Sequence[str | None]) -> np.ndarray:
    """ISO times as seconds since 1970 UTC, NaN where they are none; a time without offset is UTC, as GPX and TCX
    demand."""
    import pandas as pd

    plain = [None if t is None else t.strip() for t in texts]
    stamps = pd.to_datetime(pd.Series(plain, dtype=object), utc=True, format="ISO8601", errors="coerce")
    values = stamps.astype("datetime64[us, UTC]").astype("int64").to_numpy() / 1e6
    return np.where(stamps.notna().to_numpy(), values, np.nan)


def cells(elements: Sequence[Element], fields: Mapping[str, str]) -> dict[str, list[str | None]]:
    """For each field the texts, one an element, of what stands anywhere inside it under one of the field's names.

    `fields` maps a local name to its field. Of several the first that is not empty counts.
    """
    columns: dict[str, list[str | None]] = {field: [None] * len(elements) for field in fields.values()}
    known: dict[object, list[str | None] | None] = {}
    for place, element in enumerate(elements):
        for part in element.iter():
            tag = part.tag
            if tag not in known:
                field = fields.get(local(tag))
                known[tag] = None if field is None else columns[field]
            column = known[tag]
            if column is not None and part.text and column[place] is None:
                column[place] = part.text
    return columns
