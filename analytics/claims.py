"""One process at a time: a lock on a file, which the system takes back from a process that ends."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    # Each attempt lasts ten seconds.
    _ATTEMPTS = 30

    def _hold(handle: int) -> None:
        for _ in range(_ATTEMPTS):
            with contextlib.suppress(OSError):
                msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
                return

else:
    import fcntl

    def _hold(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)


@contextlib.contextmanager
def claimed(file: Path) -> Iterator[None]:
    """Within it, nobody else is within it for the same `file`: who comes second waits.

    The file is made, and gone at the end. Where it cannot be made or locked, nobody is kept out: a claim spares work,
    and right answers do not depend on it.
    """
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(file, os.O_CREAT | os.O_RDWR, 0o600)
            stack.callback(_let_go, file, handle)
            _hold(handle)
        yield


def _let_go(file: Path, handle: int) -> None:
    os.close(handle)
    with contextlib.suppress(OSError):
        file.unlink()
