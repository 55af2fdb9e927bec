"""An athlete's frames as they were last read, one Arrow file each: a start reads them in one piece, without the rows.

A file says which writes of the store it is of (`FrameState`) and which code made it, and ends in a digest of what is
in it. One of another write or code, a damaged one or none costs the time of reading the rows, and nothing else. The
folder belongs to the caches: whoever erases an athlete removes it whole (`erase.caches`).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow as pa

from data import folders
from data.identity import identity
from data.store.meta import Written

_DIGEST_BYTES = 16
_OF = b"lbsdrop"
# Files of the athletes or stores that nobody has opened for the longest time go when there are more.
MOST_FILES = 160
# A fifth of the size, and as fast to read.
_PACKED = pa.ipc.IpcWriteOptions(compression="lz4")
# Some megabytes: threads of Arrow's own take more of the processor than they save of the time.
_BY_ITSELF = pa.ipc.IpcReadOptions(use_threads=False)
# Everything that has a part in what a row becomes in a frame.
_MADE_BY = (".py", ".csv")


@dataclass(frozen=True)
class FrameState:
    """What a frame depends on: when its table and the reader's edits were last written, and for sets the names that
    the reader has given exercises."""

    rows: Written
    edits: Written
    names: str = ""

    @property
    def is_certain(self) -> bool:
        """False where another program may have written the same revision with other rows."""
        return self.rows.mark is not None and self.edits.mark is not None


class Prepared:
    """The frames of one athlete of one store (`whose`) in `folder`, made where there is none."""

    def __init__(self, folder: Path, whose: str) -> None:
        self._folder, self._whose = folder, whose
        self._there: dict[str, FrameState] = {}

    def find(self, name: str, state: FrameState) -> pd.DataFrame | None:
        """The frame as of `state`; None where it is not there whole."""
        if not state.is_certain:
            return None
        try:
            with pa.OSFile(str(self._file(name))) as file:
                whole = file.read_buffer()
            inside = whole.slice(0, max(0, whole.size - _DIGEST_BYTES))
            if _digest(inside) != whole.slice(inside.size).to_pybytes():
                return None
            table = pa.ipc.open_file(inside, options=_BY_ITSELF).read_all()
            if (table.schema.metadata or {}).get(_OF) != _is_of(state):
                return None
            # A copy, since Arrow's own numbers cannot be written to, which some of pandas cannot read.
            frame: pd.DataFrame = table.to_pandas(use_threads=False).copy()
        except (OSError, pa.ArrowException):
            return None
        with contextlib.suppress(OSError):
            os.utime(self._file(name))
        self._there[name] = state
        return frame

    def keep(self, name: str, state: FrameState, frame: pd.DataFrame) -> None:
        """Writes the frame as of `state`; where the folder cannot be written the next start takes longer."""
        if not state.is_certain or self._there.get(name) == state:
            return
        table = pa.Table.from_pandas(frame)
        table = table.replace_schema_metadata({**(table.schema.metadata or {}), _OF: _is_of(state)})
        out = pa.BufferOutputStream()
        with pa.ipc.new_file(out, table.schema, options=_PACKED) as file:
            file.write_table(table)
        inside = out.getvalue()
        with contextlib.suppress(OSError):
            self._write(name, inside)
            self._there[name] = state

    def drop(self, name: str) -> None:
        """Removes the frame."""
        self._there.pop(name, None)
        self._file(name).unlink(missing_ok=True)

    def _file(self, name: str) -> Path:
        return self._folder / f"{self._whose}-{name}.arrow"

    def _write(self, name: str, inside: pa.Buffer) -> None:
        folders.write(self._file(name), memoryview(inside), _digest(inside))
        newest_first = sorted(self._folder.iterdir(), key=lambda each: each.stat().st_mtime, reverse=True)
        for old in newest_first[MOST_FILES:]:
            old.unlink(missing_ok=True)


def _digest(inside: pa.Buffer) -> bytes:
    return hashlib.blake2b(inside, digest_size=_DIGEST_BYTES).digest()


def _is_of(state: FrameState) -> bytes:
    return f"{state} {_code()}".encode()


@cache
def _code() -> str:
    """Changes with the code and the tables of `data`, and with the libraries that turn frames into files and back."""
    folder = Path(__file__).parents[1]
    files = sorted(file for file in folder.rglob("*") if file.suffix in _MADE_BY)
    known = ((file.relative_to(folder), file.stat().st_size, file.stat().st_mtime_ns) for file in files)
    return identity(pd.__version__, pa.__version__, *(part for each in known for part in each))
