"""One process does what a page need not wait for, and ends with the one that made it."""

from __future__ import annotations

import operator
import os
import signal
import subprocess
import sys
import time

import pytest

from data.worker import Worker, WorkFailed
from tests.places import ROOT

MAKER = """
import os
from data.worker import Worker
print(Worker().submit(os.getpid).result(), flush=True)
import time; time.sleep(60)
"""


@pytest.fixture(scope="module")
def worker():
    return Worker()


def test_tasks_are_done_in_one_other_process(worker):
    pids = {worker.submit(os.getpid).result() for _ in range(3)}
    assert pids == {worker.pid}
    assert worker.pid != os.getpid()


def test_a_task_that_fails_says_why_and_the_process_goes_on(worker):
    before = worker.submit(os.getpid).result()
    with pytest.raises(WorkFailed, match="ZeroDivisionError: division by zero"):
        worker.submit(operator.truediv, 1, 0).result()
    assert worker.submit(os.getpid).result() == before


def test_a_task_that_the_process_does_not_survive_fails_and_the_next_one_starts_another(worker):
    before = worker.submit(os.getpid).result()
    with pytest.raises(WorkFailed, match="ended in the middle"):
        worker.submit(os._exit, 3).result()
    assert worker.submit(os.getpid).result() not in (before, os.getpid())


def test_a_task_that_cannot_travel_fails(worker):
    with pytest.raises((AttributeError, TypeError)):
        worker.submit(lambda: 1).result()
    assert worker.submit(operator.add, 1, 1).result() == 2


def test_the_process_knows_no_streamlit_and_gives_way_to_the_pages(worker):
    assert worker.submit(eval, "'streamlit' in __import__('sys').modules").result() is False
    if hasattr(os, "nice"):
        assert worker.submit(os.nice, 0).result() > os.nice(0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL.")
def test_the_process_ends_with_its_maker_even_where_that_is_killed():
    with subprocess.Popen([sys.executable, "-c", MAKER], cwd=ROOT, stdout=subprocess.PIPE, text=True) as maker:
        assert maker.stdout is not None
        pid = int(maker.stdout.readline())
        assert is_running(pid)
        maker.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_running(pid)


def is_running(pid: int) -> bool:
    """Also where it has ended, and nobody has asked how: that is not running."""
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(found.stdout.strip()) and not found.stdout.startswith("Z")
