"""Answers kept by what they were computed from, for pages and command line, on disk and in this process.

The name of an answer is a fingerprint of everything that went in: the question, its settings, its seed, the method's
version and the columns and days that were read. What did not go in cannot make an answer stale: a score written today
leaves an answer as of 5 November as it is, units are not asked at all, and a restart finds everything in the folder.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from analytics import frozen, meanwhile
from analytics.claims import claimed
from analytics.fingerprint import fingerprint
from analytics.meanwhile import Aside, NotYet, Recurring, Wait
from analytics.result import NotEnough

Answer = TypeVar("Answer")
# Files kept in the folder, the latest used first: some 30 answers a person and day, half a year of them.
MOST_FILES = 5_000
# Answers kept in the process: those of a few persons' pages.
MOST_IN_PROCESS = 256
# One in so many writes looks whether the folder holds too many.
TIDIED_EVERY = 100


class Kept:
    """Answers by fingerprint, in `folder` (made where there is none; None keeps them in this process only).

    With `aside`, a question that recurs is not waited for by askers who are patient (`analytics.meanwhile`): another
    process works it out, and meanwhile the answer from before stands.
    """

    def __init__(self, folder: Path | None, aside: Aside | None = None) -> None:
        self.folder = folder
        self.n_computed = 0
        self._n_written = 0
        self._aside = aside
        self._here: OrderedDict[str, Any] = OrderedDict()
        self._latest: dict[str, str] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def answer(
        self,
        question: str,
        kind: type[Answer],
        compute: Callable[[], Answer | NotEnough],
        *went_in: object,
        recurring: Recurring | None = None,
    ) -> Answer | NotEnough:
        """`compute()`, unless the same question was answered from the same `went_in` before.

        `kind` is the dataclass that `compute` gives; its `VERSION` belongs to the name. Threads and processes that
        ask the same work it out once. A folder that cannot be written, or a file that cannot be read, costs time and
        no answer. `recurring` says what question this is whatever went in; then a patient asker may get the answer
        from before, or `NotYet`, and `compute` must be able to travel to another process.
        """
        name = f"{question}-{fingerprint(question, getattr(kind, 'VERSION', 0), *went_in)}"
        found = self._find(name, kind)
        if found is None and recurring is not None and self._is_begun(name, kind, compute):
            found = self._find(name, kind)
            if found is None:
                return self._meanwhile(question, kind, recurring, name)
        if found is None:
            found = self.worked_out(name, kind, compute)
        self._remember(name, found)
        if recurring is not None:
            self._point(question, recurring, name)
        return found

    def get_ready(self) -> None:
        """Somebody may soon ask what takes long."""
        if self._aside is not None:
            self._aside.get_ready()

    def worked_out(
        self, name: str, kind: type[Answer], compute: Callable[[], Answer | NotEnough]
    ) -> Answer | NotEnough:
        """The answer of that name, by `compute` where nobody else has it or is at it."""
        with self._lock:
            lock = self._locks.setdefault(name, threading.Lock())
        with lock:
            if self._aside is not None:
                self._aside.join(name)
            with claimed(self.folder / f"{name}.lock") if self.folder else contextlib.nullcontext():
                found = self._find(name, kind)
                if found is None:
                    with meanwhile.giving_no_way():
                        found = compute()
                    self.n_computed += 1
                    self._write(f"{name}.json", frozen.to_text(found))
            self._remember(name, found)
        with self._lock:
            self._locks.pop(name, None)
        return found

    def _is_begun(self, name: str, kind: type[Answer], compute: Callable[[], Answer | NotEnough]) -> bool:
        """Whether another process is at it, or was and has it, or nobody is to begin; never where the asker waits."""
        if self._aside is None or not meanwhile.is_patient():
            return False
        if meanwhile.only_looks():
            return True
        work = partial(work_out, self.folder, name, kind, compute)
        is_begun = self._aside.begin(name, work, lambda text: self._remember(name, _read(text, kind)))
        self._aside.linger(name)
        return is_begun

    def _meanwhile(self, question: str, kind: type[Answer], recurring: Recurring, name: str) -> Answer | NotEnough:
        older, day = self._from_before(question, kind, recurring)
        is_over = partial(self._aside.is_over, name) if self._aside else lambda: True
        meanwhile.add(Wait(None if older is None else day, is_over))
        return NotYet() if older is None else older

    def _from_before(
        self, question: str, kind: type[Answer], recurring: Recurring
    ) -> tuple[Answer | NotEnough | None, pd.Timestamp | None]:
        """The latest answer to a recurring question, and the last day on which it held."""
        pointer = _pointer(question, recurring)
        said = self._latest.get(pointer)
        if said is None and self.folder is not None:
            with contextlib.suppress(OSError):
                said = (self.folder / pointer).read_text()
        day, _, name = (said or "").partition(" ")
        older = self._find(name, kind) if name else None
        if older is None:
            return None, None
        self._remember(name, older)
        return older, pd.Timestamp(day)

    def _point(self, question: str, recurring: Recurring, name: str) -> None:
        pointer, said = _pointer(question, recurring), f"{recurring.day:%Y-%m-%d} {name}"
        if self._latest.get(pointer) != said:
            self._latest[pointer] = said
            self._write(pointer, said)

    def _remember(self, name: str, found: Any) -> None:
        with self._lock:
            self._here[name] = found
            self._here.move_to_end(name)
            while len(self._here) > MOST_IN_PROCESS:
                self._here.popitem(last=False)

    def _find(self, name: str, kind: type[Answer]) -> Answer | NotEnough | None:
        with self._lock:
            here: Answer | NotEnough | None = self._here.get(name)
        if here is not None or self.folder is None:
            return here
        file = self.folder / f"{name}.json"
        try:
            found = _read(file.read_text(), kind)
        except (OSError, ValueError):
            return None
        with contextlib.suppress(OSError):
            os.utime(file)
        return found

    def _write(self, name: str, text: str) -> None:
        if self.folder is None:
            return
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, path = tempfile.mkstemp(dir=self.folder, suffix=".part")
            with os.fdopen(handle, "w") as file:
                file.write(text)
            Path(path).replace(self.folder / name)
            self._n_written += 1
            if self._n_written % TIDIED_EVERY == 0:
                self._tidy(self.folder)

    def _tidy(self, folder: Path) -> None:
        files = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[MOST_FILES:]:
            file.unlink(missing_ok=True)


def work_out(folder: Path | None, name: str, kind: type[Any], compute: Callable[[], Any]) -> str:
    """The answer as text: what another process is asked to do, which keeps it in the folder as well."""
    return frozen.to_text(Kept(folder).worked_out(name, kind, compute))


def _read(text: str, kind: type[Answer]) -> Answer | NotEnough:
    found: Answer | NotEnough = frozen.from_text(text, (kind, NotEnough))
    return found


def _pointer(question: str, recurring: Recurring) -> str:
    """The file that names the latest answer to a question that recurs."""
    return f"{question}-{fingerprint(recurring.whose, recurring.what)}.latest"
