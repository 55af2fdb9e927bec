"""One worker process for what a page need not wait for."""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from data.errors import LbsdropError
from data.pool import without_main

# What a page needs at once goes before what it need not wait for.
NICE = 5


class WorkFailed(LbsdropError):
    """The task did not survive the worker, or the worker the task."""


class Worker(Executor):
    """Does tasks one after the other in a process of its own, which is started at the first of them.

    It ends with the process that made it, whatever becomes of that. A task that fails there, or that the process does
    not survive, raises WorkFailed at its future; the next one starts another process.
    """

    def __init__(self) -> None:
        self._tasks: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = queue.SimpleQueue()
        self._feeder: threading.Thread | None = None
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """As any executor's: `fn`, its arguments and what it gives travel between processes."""
        future: Future[Any] = Future()
        self._tasks.put((future, partial(fn, *args, **kwargs)))
        with self._lock:
            if self._feeder is None:
                self._feeder = threading.Thread(target=self._feed, name="worker's feeder", daemon=True)
                self._feeder.start()
        return future

    @property
    def pid(self) -> int | None:
        """Of the process; None where there is none yet."""
        return None if self._process is None else self._process.pid

    def _feed(self) -> None:
        while True:
            future, task = self._tasks.get()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(self._do(task))
            except Exception as error:  # noqa: BLE001 (whoever asked is told)
                future.set_exception(error)

    def _do(self, task: Callable[[], Any]) -> Any:
        try:
            pipe = self._pipe or self._start()
            pipe.send(task)
            is_well, found = pipe.recv()
        except (EOFError, OSError) as error:
            self._pipe = None
            raise WorkFailed("The worker process ended in the middle of its task.") from error
        if not is_well:
            raise WorkFailed(f"The task failed in the worker process: {found}")
        return found

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), name="lbsdrop worker", daemon=True)
        with without_main():
            self._process.start()
        # With this end closed here, the pipe ends on either side when the other process does.
        theirs.close()
        return self._pipe


def _serve(pipe: Connection) -> None:
    """What the process does: task after task, until the other side is gone. Ctrl-C is the other side's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICE)
    while True:
        try:
            task = pipe.recv()
            pipe.send(_outcome(task))
        except (EOFError, OSError):
            return


def _outcome(task: Callable[[], Any]) -> tuple[bool, Any]:
    try:
        return True, task()
    except Exception as error:  # noqa: BLE001 (said on the other side)
        return False, f"{type(error).__name__}: {error}"
