"""What is worked out once from things that do not change, and remembered by which things they were."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, ParamSpec, TypeVar

from analytics import meanwhile

Given = ParamSpec("Given")
Answer = TypeVar("Answer")
# Remembered of one log: the figures and tables of every page in two units, two modes and a few ranges of dates.
MOST = 400


class Once:
    """Remembers what functions gave, by function and arguments, the latest used `most` of them.

    Words, numbers, days and the like are the same where they are equal; frames, figures and other objects without a
    hash only where they are the same object, which stays alive as long as it is remembered. So a function that is
    asked through it, and whoever gets its answer, must change neither.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, tuple[Any, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, work: Callable[Given, Answer], *given: Given.args, **named: Given.kwargs) -> Answer:
        """`work(*given, **named)`, or what it gave for the same before.

        An exception is not remembered, nor what stands in for an answer that is still being worked out.
        """
        key = (work, tuple(map(_mark, given)), tuple((name, _mark(value)) for name, value in sorted(named.items())))
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                answer: Answer = self._found[key][0]
                return answer
        meanwhile.give_way()
        n_before = meanwhile.n_waits()
        answer = work(*given, **named)
        if meanwhile.n_waits() > n_before:
            return answer
        with self._lock:
            self._found[key] = answer, (given, named)
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        return answer


def _mark(value: object) -> Hashable:
    """Equal for what counts as the same: the type belongs to it, since 1, 1.0 and True are equal."""
    if isinstance(value, list | tuple):
        return type(value), tuple(map(_mark, value))
    if isinstance(value, dict):
        return dict, tuple((name, _mark(of)) for name, of in value.items())
    try:
        hash(value)
    except TypeError:
        return type(value), id(value)
    return type(value), value
