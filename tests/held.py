"""An executor that a test lets go."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from typing import Any


class Held(Executor):
    """Does nothing until it is let."""

    def __init__(self) -> None:
        self.tasks: list[tuple[Future[Any], Callable[[], Any]]] = []

    def submit(self, fn, /, *args, **kwargs):
        future: Future[Any] = Future()
        self.tasks.append((future, partial(fn, *args, **kwargs)))
        return future

    def let(self) -> int:
        """How many tasks it did."""
        tasks, self.tasks = self.tasks, []
        for future, task in tasks:
            try:
                future.set_result(task())
            except Exception as error:  # noqa: BLE001
                future.set_exception(error)
        return len(tasks)
