"""Who does the reading: worker processes, safe to start from inside a dashboard, or this process itself."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from types import ModuleType
from typing import Any


class WorkerPool(ProcessPoolExecutor):
    """Workers started afresh: forking a process that runs threads, as a dashboard does, can hang.

    A fresh worker would run the caller's main script again, which in a dashboard is a page; these do not.
    """

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """As any executor's; workers are started in here."""
        with without_main():
            return super().submit(fn, *args, **kwargs)


@contextmanager
def without_main() -> Iterator[None]:
    """Within it, a process that is started does not run the caller's main script."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def process_pool(n_processes: int | None = None) -> ProcessPoolExecutor:
    """A pool of `n_processes` workers (None: `n_workers`) that start when there is something to do."""
    afresh = multiprocessing.get_context("spawn")
    return WorkerPool(n_processes or n_workers(), mp_context=afresh, initializer=_on_one_core)


def _on_one_core() -> None:
    """Before a worker imports numpy, which otherwise starts threads for every core: a third of the worker's start."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"


def n_workers() -> int:
    """Workers that find a core beside the one on which this process works; 0 where there is but one."""
    return n_cores() - 1


def n_cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Inline(Executor):
    """Runs everything at once, in this process: one core, whatever the number of files."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The result, ready; what `fn` raises is raised here."""
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


class Beside(Executor):
    """This process and, once they were started, workers beside it, each given so much (`AHEAD`) at a time.

    What comes before they are ready, which takes them half a second, and what comes while they are busy is done here.
    """

    AHEAD = 3

    def __init__(self) -> None:
        self._here = Inline()
        self._pool: Executor | None = None
        self._ready: Future[Any] = Future()
        self._under_way: list[Future[Any]] = []

    def start(self, fn: Callable[..., Any], /, *args: Any) -> None:
        """Starts the workers, where there is a core for one and they were not started; they begin with this."""
        if self._pool is None and n_workers():
            self._pool = process_pool()
            self._ready = self._pool.submit(fn, *args)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """As any executor's; what is done here is ready when this returns."""
        self._under_way = [future for future in self._under_way if not future.done()]
        is_free = len(self._under_way) < self.AHEAD * n_workers()
        if self._pool is None or not self._ready.done() or not is_free:
            return self._here.submit(fn, *args, **kwargs)
        self._under_way.append(self._pool.submit(fn, *args, **kwargs))
        return self._under_way[-1]

    def close(self) -> None:
        """Lets the workers go, without waiting for what they are doing."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
