"""What is shown while an answer is worked out in another process: the one from before, or that there is none yet."""

from __future__ import annotations

import importlib
import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, wait
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

import pandas as pd

from analytics.result import NotEnough

GET_READY = "get ready"
SLOW_TO_IMPORT = ("analytics.ask", "scipy.special", "scipy.linalg", "scipy.optimize", "scipy.signal")


@dataclass(frozen=True)
class Recurring:
    """A question that is asked again as the log grows: by `whose` log and `what`; `day` is that of asking."""

    whose: str
    what: tuple[object, ...]
    day: pd.Timestamp


@dataclass(frozen=True)
class NotYet(NotEnough):
    """There is no answer from before, and the first one is being worked out."""

    have: str = "no answer"
    need: str = "a moment"
    what: str = ""

    def about(self, question: str) -> str:  # noqa: ARG002
        """'Working it out.'"""
        return "Working it out."


@dataclass(frozen=True)
class Wait:
    """An answer that is being worked out: shown is the one of `as_of` (None: there is none); `is_over` says whether
    asking again gives it."""

    as_of: pd.Timestamp | None
    is_over: Callable[[], bool]


_waits: ContextVar[list[Wait] | None] = ContextVar("waits", default=None)
_looks: ContextVar[bool] = ContextVar("looks", default=False)
_between: ContextVar[Callable[[], None] | None] = ContextVar("between", default=None)


@contextmanager
def patient() -> Iterator[list[Wait]]:
    """Within it, an answer that takes long is not waited for; the list says which. Outside, every answer is."""
    around, waits = _waits.get(), list[Wait]()
    token = _waits.set(waits)
    try:
        yield waits
    finally:
        _waits.reset(token)
        if around is not None:
            around += waits


@contextmanager
def only_looking(between: Callable[[], None] | None = None) -> Iterator[None]:
    """Within it, who is patient takes what there is, and has nothing begun; `between` is called before each thing
    that is worked out (`give_way`): it may wait, or raise."""
    token, token_between = _looks.set(True), _between.set(between)
    try:
        yield
    finally:
        _between.reset(token_between)
        _looks.reset(token)


@contextmanager
def giving_no_way() -> Iterator[None]:
    """Within it, others wait for what is worked out here: it goes on."""
    token = _between.set(None)
    try:
        yield
    finally:
        _between.reset(token)


def give_way() -> None:
    """Lets others go first, where the asker only looks and nobody waits for it."""
    between = _between.get()
    if between is not None:
        between()


def only_looks() -> bool:
    """Whether the asker has nothing begun."""
    return _looks.get()


def is_patient() -> bool:
    """Whether the asker takes what there is."""
    return _waits.get() is not None


def add(one: Wait) -> None:
    """Tells the asker that what it gets stands in for an answer to come."""
    waits = _waits.get()
    if waits is not None:
        waits.append(one)


def n_waits() -> int:
    """How many answers so far stand in for others: where it grew, what was made of them is not to be remembered."""
    return len(_waits.get() or ())


def get_ready() -> str:
    """Imports what answers are worked out with, most of a second that the first answer else takes longer."""
    for name in SLOW_TO_IMPORT:
        importlib.import_module(name)
    return GET_READY


class Aside:
    """Works answers out by an executor, which `start` gives when the first is asked, each once for all askers.

    An asker may `linger` for `soon_s` seconds: many answers are there by then.
    """

    def __init__(self, start: Callable[[], Executor], soon_s: float = 0.0) -> None:
        self._start, self._soon_s = start, soon_s
        self._executor: Executor | None = None
        self._under_way: dict[str, Future[str]] = {}
        self._failed: set[str] = set()
        self._lock = threading.Lock()

    def begin(self, name: str, work: Callable[[], str], take: Callable[[str], None]) -> bool:
        """Begins `work` unless it is under way; `take` gets what it gives. False where it failed before: the asker
        then does it, and it is not tried here again for this time."""
        with self._lock:
            if name in self._failed:
                self._failed.discard(name)
                return False
            if name in self._under_way:
                return True
            self._executor = self._executor or self._start()
            future = self._under_way[name] = self._executor.submit(work)
        future.add_done_callback(lambda ended: self._settle(name, take, ended))
        return True

    def linger(self, name: str) -> None:
        """Waits `soon_s` for what is under way, unless the asker has waited so long for another answer."""
        future = self._under_way.get(name)
        if future is not None and not n_waits():
            wait([future], self._soon_s)

    def get_ready(self) -> None:
        """Has the executor import what answers are worked out with, before the first is asked."""
        self.begin(GET_READY, get_ready, lambda _: None)

    def is_over(self, name: str) -> bool:
        """Whether nothing of that name is under way any more."""
        return name not in self._under_way

    def join(self, name: str) -> None:
        """Waits for what is under way under that name, however it ends."""
        future = self._under_way.get(name)
        if future is not None:
            future.exception()

    def _settle(self, name: str, take: Callable[[str], None], ended: Future[str]) -> None:
        try:
            take(ended.result())
        except Exception:  # (the page works it out itself)
            logging.getLogger(__name__).exception("%s was not worked out aside", name)
            self._failed.add(name)
        finally:
            self._under_way.pop(name, None)
