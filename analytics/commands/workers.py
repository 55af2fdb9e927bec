"""Who works a cohort out: processes of this computer, or those of a dask.distributed scheduler."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeAlias, TypeVar

from data import errors
from data.pool import n_cores

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
Mapped: TypeAlias = Callable[[Callable[[Any], Answer], Iterable[Any]], Iterator[Answer]]

# So many tasks a worker are on their way at once: enough that none waits, few enough that memory does not grow.
AHEAD = 4
# A task is begun anew on another worker so often, where the worker that had it has died.
ATTEMPTS = 4
CONNECT_S = "10s"
_MISSING = "A cohort needs Dask, which is not installed here: pip install -r requirements-cohort.txt"


@contextmanager
def pool(scheduler: str | None = None, n_workers: int | None = None) -> Iterator[Mapped[Any]]:
    """A `map` that keeps the order and asks for no more than a few ahead.

    Without the address of a `scheduler`, `n_workers` processes (None: one a core) are started on loopback, reachable
    only with the certificate made for this run. Raises UsageError where Dask is missing or the scheduler does not
    answer, or where a task has ended every worker that tried it.
    """
    try:
        import distributed
    except ImportError:
        raise errors.UsageError(_MISSING) from None
    with settings(), _client(distributed, scheduler, n_workers) as client:
        try:
            yield lambda work, asked: _in_order(client, work, asked)
        except distributed.KilledWorker:
            raise errors.UsageError(
                f"The same athlete ended {ATTEMPTS} workers, most likely for want of memory. Start fewer workers, or "
                "give each more memory, and run the command again: what is worked out is kept."
            ) from None
        except ModuleNotFoundError as error:
            raise errors.UsageError(
                f"A worker lacks {error.name}. Start the workers in lbsdrop's folder, with the libraries of "
                "requirements.txt and requirements-cohort.txt."
            ) from None


def settings() -> Any:
    """Dask's configuration as this program needs it, for the length of a `with`."""
    import dask

    return dask.config.set(
        {
            "distributed.scheduler.allowed-failures": ATTEMPTS - 1,
            "distributed.comm.timeouts.connect": CONNECT_S,
            "distributed.worker.daemon": False,
            # The profiler keeps an hour of call stacks: a worker grew by almost 1 MB a second.
            "distributed.worker.profile.enabled": False,
            "distributed.admin.log-format": "%(message)s",
        }
    )


@contextmanager
def _client(distributed: Any, scheduler: str | None, n_workers: int | None) -> Iterator[Any]:
    if scheduler is None:
        started = distributed.LocalCluster(
            n_workers=n_workers or n_cores(),
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            security=True,
            silence_logs="CRITICAL",
        )
        with started, distributed.Client(started) as client:
            yield client
        return
    try:
        client = distributed.Client(scheduler)
    except (OSError, ValueError, TimeoutError):
        raise errors.UsageError(
            f"No scheduler answers at {scheduler}. Start one with `dask scheduler`, or leave --scheduler out."
        ) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=CONNECT_S)
        except TimeoutError:
            raise errors.UsageError(
                f"The scheduler at {scheduler} has no worker. Start some in lbsdrop's folder: dask worker {scheduler}"
            ) from None
        yield client


def _in_order(client: Any, work: Callable[[Asked], Answer], asked: Iterable[Asked]) -> Iterator[Answer]:
    """The answers in the order of `asked`; a few are worked out ahead of the one that is waited for."""
    waiting = iter(asked)
    n_ahead = AHEAD * max(1, len(client.scheduler_info()["workers"]))
    ahead = deque(client.submit(work, each, pure=False) for each in islice(waiting, n_ahead))
    while ahead:
        answer: Answer = ahead.popleft().result()
        ahead.extend(client.submit(work, each, pure=False) for each in islice(waiting, 1))
        yield answer
