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
    return WorkerPool(n_processes or n_workers(), mp_context=multiprocessing.get_context("spawn"))


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
