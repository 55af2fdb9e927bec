"""Answers kept by what they were computed from, for pages and command line, on disk and in this process.

The name of an answer is a fingerprint of everything that went in: the question, its settings, its seed, the method's
version and the columns and days that were read. What did not go in cannot make an answer stale: a score written today
leaves an answer as of 5 November as it is, units are not asked at all, and a restart finds everything in the folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from analytics import frozen
from analytics.result import NotEnough

Answer = TypeVar("Answer")
# Files kept in the folder, the latest used first: some 30 answers a person and day, half a year of them.
MOST_FILES = 5_000
# Answers kept in the process: those of a few persons' pages.
MOST_IN_PROCESS = 256
# One in so many writes looks whether the folder holds too many.
TIDIED_EVERY = 100


class Kept:
    """Answers by fingerprint, in `folder` (made where there is none; None keeps them in this process only)."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.n_computed = 0
        self._here: OrderedDict[str, Any] = OrderedDict()
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def answer(
        self, question: str, kind: type[Answer], compute: Callable[[], Answer | NotEnough], *went_in: object
    ) -> Answer | NotEnough:
        """`compute()`, unless the same question was answered from the same `went_in` before.

        `kind` is the dataclass that `compute` gives; its `VERSION` belongs to the name. Two threads that ask the same
        work it out once. A folder that cannot be written, or a file that cannot be read, costs time and no answer.
        """
        name = f"{question}-{fingerprint(question, getattr(kind, 'VERSION', 0), *went_in)}"
        with self._lock:
            lock = self._locks.setdefault(name, threading.Lock())
        with lock:
            found = self._find(name, kind)
            if found is None:
                found = compute()
                self.n_computed += 1
                self._write(name, found)
        with self._lock:
            self._here[name] = found
            self._here.move_to_end(name)
            self._locks.pop(name, None)
            while len(self._here) > MOST_IN_PROCESS:
                self._here.popitem(last=False)
        return found

    def _find(self, name: str, kind: type[Answer]) -> Answer | NotEnough | None:
        if name in self._here:
            here: Answer | NotEnough = self._here[name]
            return here
        if self.folder is None:
            return None
        file = self.folder / f"{name}.json"
        try:
            found: Answer | NotEnough = frozen.from_text(file.read_text(), (kind, NotEnough))
        except (OSError, ValueError):
            return None
        with contextlib.suppress(OSError):
            os.utime(file)
        return found

    def _write(self, name: str, answer: Any) -> None:
        if self.folder is None:
            return
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, path = tempfile.mkstemp(dir=self.folder, suffix=".part")
            with os.fdopen(handle, "w") as file:
                file.write(frozen.to_text(answer))
            Path(path).replace(self.folder / f"{name}.json")
            if self.n_computed % TIDIED_EVERY == 0:
                self._tidy(self.folder)

    def _tidy(self, folder: Path) -> None:
        files = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[MOST_FILES:]:
            file.unlink(missing_ok=True)


def fingerprint(*parts: object) -> str:
    """A short name for `parts`: words, numbers, days, arrays, frames, and tuples, mappings or dataclasses of them.

    Equal parts have equal names; the order of a mapping's keys does not count, the order of columns and rows does.
    Raises TypeError for a part of another kind.
    """
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        _feed(digest, part)
    return digest.hexdigest()


def _feed(digest: Any, part: Any) -> None:
    digest.update(f"<{type(part).__name__}>".encode())
    if part is None or isinstance(part, str | bool | int | float | np.generic | date | pd.Timestamp):
        digest.update(str(part).encode())
    elif isinstance(part, np.ndarray):
        digest.update(f"{part.dtype.str}{part.shape}".encode())
        digest.update(_bytes(part))
    elif isinstance(part, pd.DataFrame):
        for column in part.columns:
            _feed(digest, str(column))
            _feed(digest, part[column])
    elif isinstance(part, pd.Series | pd.Index):
        digest.update(_bytes(part.to_numpy()) if part.dtype.kind in "fiub" else _hashes(part))
        if isinstance(part, pd.Series):
            digest.update(_hashes(part.index))
    elif isinstance(part, tuple | list):
        for each in part:
            _feed(digest, each)
    elif isinstance(part, Mapping):
        for key in sorted(part, key=str):
            _feed(digest, (str(key), part[key]))
    elif is_dataclass(part):
        for one in fields(part):
            _feed(digest, (one.name, getattr(part, one.name)))
    else:
        raise TypeError(f"A {type(part).__name__} has no fingerprint.")


def _bytes(array: np.ndarray) -> bytes:
    return np.ascontiguousarray(array).tobytes() if array.dtype.kind != "O" else _hashes(pd.Series(array))


def _hashes(values: pd.Series | pd.Index) -> bytes:
    """64 bits a value, for words and days."""
    return bytes(pd.util.hash_array(np.asarray(values, dtype=_plain(values))).tobytes())


def _plain(values: pd.Series | pd.Index) -> Any:
    return values.dtype.str if isinstance(values.dtype, np.dtype) and values.dtype.kind in "mM" else object
