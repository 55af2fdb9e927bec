"""What was typed on a command line -> files: folders, patterns that no shell has opened, and standard input."""

from __future__ import annotations

import glob
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from data import budget, errors, imports
from data.importers import OpenFile, SourceFile

STANDARD_INPUT = "-"
_CHUNK = 1 << 20
_TTY = "Nothing is piped in. Give a file to read: python -m data import - < FILE"


def found(typed: Sequence[str]) -> list[Path]:
    """The files and folders named, each once and in order; `-` stays as it is.

    `~` is the home folder. What is no file's name and has `*`, `?` or `[...]` is a pattern (`**` goes into folders),
    for shells that hand it on as it is. Raises UsageError, naming every one, where a name or pattern finds nothing.
    """
    paths: dict[Path, None] = {}
    missing: list[str] = []
    for each in typed:
        matching = _matching(each)
        paths |= dict.fromkeys(matching)
        missing += [] if matching else [_nothing(each)]
    if missing:
        raise errors.UsageError(" ".join(missing))
    return list(paths)


def _matching(typed: str) -> list[Path]:
    path = Path(typed).expanduser()
    if typed == STANDARD_INPUT:
        return [path]
    if path.exists():
        return [path.absolute()]  # so that ./- is the file
    names = glob.glob(str(path), recursive=True) if glob.has_magic(typed) else []  # noqa: PTH207 - may be absolute
    return [Path(name).absolute() for name in sorted(names)]


def _nothing(typed: str) -> str:
    if not glob.has_magic(typed):
        return f"There is no {typed}. Check the path."
    return f"No file matches {typed}. Check the folder it names; capital and small letters differ (*.fit, *.FIT)."


def sources(paths: Iterable[Path], name: str | None = None) -> Iterator[SourceFile | OpenFile]:
    """What is to be read, one file at a time, closed when the next is asked for; `name` is that of standard input."""
    for path in paths:
        if str(path) == STANDARD_INPUT:
            with _standard_input() as file:
                yield OpenFile(name or "standard input", file)
        else:
            yield from imports.sources([path])


@contextmanager
def _standard_input() -> Iterator[BinaryIO]:
    """All of standard input as a file that can be sought: in memory, or on the disk without a name where large."""
    if sys.stdin.isatty():
        raise errors.UsageError(_TTY)
    with tempfile.SpooledTemporaryFile(budget.IN_MEMORY_BYTES) as spooled:
        while piece := sys.stdin.buffer.read(_CHUNK):
            spooled.write(piece)
        if not spooled.tell():
            raise errors.UsageError("Standard input is empty: what was to write to it gave nothing.")
        spooled.seek(0)
        yield cast(BinaryIO, spooled)
