"""Parsing in other processes: in order, stopped, killed, and the disk full."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

import pandas as pd
import pytest

from data import imports, pool
from data import store as stores
from data.errors import ImportFailed, StoreError
from tests.data.diaries import HOME, diary, names, statuses, zipped
from tests.places import ROOT


class Recording(ThreadPoolExecutor):
    """Threads that remember what they were given and what was cancelled."""

    def __init__(self) -> None:
        super().__init__(2)
        self.given: list[Future] = []

    def submit(self, fn, /, *args, **kwargs):
        future = super().submit(fn, *args, **kwargs)
        self.given.append(future)
        return future


def done_at_once(given: list[Future], fn, /, *args) -> Future:
    given.append(pool.Inline().submit(fn, *args))
    return given[-1]


@pytest.fixture
def recording():
    with Recording() as executor:
        yield executor


def test_the_executor_that_was_given_does_the_parsing_and_the_order_is_kept(store, recording):
    files = [diary(i) for i in range(45)]
    receipt = imports.import_files(store, files, HOME, executor=recording)
    assert len(recording.given) == -(-45 // imports.PORTION)
    assert sum(len(future.result()) for future in recording.given) == 45
    assert names(receipt) == [file.name for file in files]
    assert len(store.load().pain) == 45


def test_few_files_start_no_other_process(store, monkeypatch):
    monkeypatch.setattr(pool, "process_pool", lambda: pytest.fail("a process pool was started"))
    monkeypatch.setattr(pool, "n_workers", lambda: 1)
    imports.import_files(store, [diary(i) for i in range(imports.BULK)], HOME)
    assert len(store.load().pain) == imports.BULK


def test_on_a_single_core_many_files_start_no_other_process_either(store, monkeypatch):
    monkeypatch.setattr(pool, "process_pool", lambda: pytest.fail("a process pool was started"))
    monkeypatch.setattr(pool, "n_workers", lambda: 0)
    imports.import_files(store, [diary(i) for i in range(imports.BULK + 10)], HOME)
    assert len(store.load().pain) == imports.BULK + 10


def test_many_files_go_to_a_pool_after_the_first_ones(store, recording, monkeypatch):
    monkeypatch.setattr(pool, "process_pool", lambda: recording)
    monkeypatch.setattr(pool, "n_workers", lambda: 5)
    monkeypatch.setattr(recording, "submit", lambda *given: done_at_once(recording.given, *given))
    n = imports.BULK + 20
    receipt = imports.import_files(store, [diary(i) for i in range(n)], HOME)
    assert 20 <= sum(len(future.result()) for future in recording.given) < 20 + imports.PORTION
    assert names(receipt) == [f"{i:03}.csv" for i in range(n)]
    assert len(store.load().pain) == n


def test_a_large_archive_starts_the_workers_before_it_is_opened(store, recording, monkeypatch):
    monkeypatch.setattr(pool, "process_pool", lambda: recording)
    monkeypatch.setattr(pool, "n_workers", lambda: 1)
    monkeypatch.setattr(imports, "BULK_BYTES", 100)
    monkeypatch.setattr(recording, "submit", lambda *given: done_at_once(recording.given, *given))
    archive = zipped("account.zip", *[(diary(i).name, diary(i).data) for i in range(5)])
    receipt = imports.import_files(store, [diary(9), archive], HOME)
    assert names(receipt) == ["009.csv", *(f"account.zip/{i:03}.csv" for i in range(5))]
    assert len(recording.given) == 3  # one to be ready by, and the files as two portions


def test_what_does_not_grow_by_workers_starts_none(store, recording, monkeypatch):
    monkeypatch.setattr(pool, "process_pool", lambda: recording)
    monkeypatch.setattr(pool, "n_workers", lambda: 1)
    monkeypatch.setattr(imports, "BULK_BYTES", 10)
    imports.import_files(store, [diary(0)], HOME)  # a large file that is no archive
    imports.import_files(store, [zipped("a.zip", ("1.csv", diary(1).data))], HOME, executor=pool.Inline())
    assert not recording.given


def test_a_worker_starts_no_threads_for_cores_that_are_busy():
    with pool.process_pool(1) as workers:
        assert workers.submit(os.getenv, "OPENBLAS_NUM_THREADS").result() == "1"


@pytest.mark.parametrize("n_first", [0, 1])
def test_while_the_pool_starts_or_is_busy_reading_goes_on_here_and_the_order_is_kept(store, n_first, monkeypatch):
    class Asleep(Recording):
        """Answers what comes first, and nothing else until it is woken."""

        def submit(self, fn, /, *args, **kwargs):
            if len(self.given) < n_first:
                return done_at_once(self.given, fn, *args)
            wake = self.wake
            return super().submit(lambda: (wake.wait(20), fn(*args, **kwargs))[1])

    with Asleep() as executor:
        executor.wake = threading.Event()
        monkeypatch.setattr(pool, "process_pool", lambda: executor)
        monkeypatch.setattr(pool, "n_workers", lambda: 1)
        monkeypatch.setattr(imports, "BULK", 1)
        n = 1 + imports.PORTION * (pool.Beside.AHEAD + 8)
        files = (file if i < n - 1 else executor.wake.set() or file for i, file in enumerate(map(diary, range(n))))
        receipt = imports.import_files(store, files, HOME)
    assert len(executor.given) == (1 + pool.Beside.AHEAD if n_first else 1)
    assert names(receipt) == [f"{i:03}.csv" for i in range(n)]
    assert len(store.load().pain) == n


def test_done_at_once_in_this_process_is_an_executor_too(store):
    assert pool.Inline().submit(pow, 2, 5).result() == 32
    receipt = imports.import_files(store, [diary(i) for i in range(20)], HOME, executor=pool.Inline())
    assert receipt.n_added("pain") == 20


def test_other_processes_give_the_same_rows_as_this_one(store, monkeypatch):
    files = [diary(i) for i in range(12)]
    imports.import_files(store, files, HOME)
    apart = stores.open("sqlite://")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        imports.import_files(apart, files, HOME, executor=executor)
    pd.testing.assert_frame_equal(
        store.load().pain.drop(columns="import_id"), apart.load().pain.drop(columns="import_id")
    )


@pytest.mark.parametrize("is_parallel", [False, True])
def test_stopping_leaves_the_store_as_it_was(store, recording, is_parallel):
    imports.import_files(store, [diary(0)], HOME)
    before, revision = store.load().pain, store.revision

    def stop(n_done: int, _name: str) -> None:
        if n_done == 20:
            raise imports.Stopped

    files = (diary(i) for i in range(1, 60))
    with pytest.raises(imports.Stopped):
        imports.import_files(store, files, HOME, executor=recording if is_parallel else None, progress=stop)
    pd.testing.assert_frame_equal(store.load().pain, before)
    assert store.revision == revision
    assert len(store.imports()) == len(store.known_files()) == 1


def test_stopping_does_not_wait_for_what_is_not_yet_begun(store, monkeypatch):
    class Slow(Recording):
        def submit(self, fn, /, *args, **kwargs):
            future: Future = Future()  # never begun
            if not self.given:
                future.set_result(fn(*args, **kwargs))
            self.given.append(future)
            return future

    def stop(_n_done: int, _name: str) -> None:
        raise imports.Stopped

    with Slow() as executor:
        with pytest.raises(imports.Stopped):
            imports.import_files(store, [diary(i) for i in range(80)], HOME, executor=executor, progress=stop)
        assert [future.cancelled() for future in executor.given] == [False, *[True] * (len(executor.given) - 1)]


class Killed(Executor):
    """Workers that the system stops as soon as they have something to do."""

    def submit(self, fn, /, *args, **kwargs):  # noqa: ARG002
        gone: Future = Future()
        gone.set_exception(BrokenProcessPool("A process in the process pool was terminated abruptly"))
        return gone


def test_a_process_that_the_system_stops_is_said_in_words_and_leaves_the_store_as_it_was(store):
    with pytest.raises(ImportFailed, match="memory ran short"):
        imports.import_files(store, [diary(i) for i in range(3)], HOME, executor=Killed())
    assert store.load().is_empty()


def test_a_full_disk_is_said_in_words_and_leaves_the_store_as_it_was(tmp_path):
    store = stores.open(f"sqlite:///{tmp_path}/full.sqlite")
    imports.import_files(store, [diary(0)], HOME)
    with store.engine.connect() as connection:  # the pool keeps this connection, and with it the limit
        n_pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {n_pages}")
    with pytest.raises(StoreError, match=r"disk is full.*Make room"):
        imports.import_files(store, [diary(i) for i in range(1, 90)], HOME)
    assert len(store.load().pain) == 1


def test_a_second_import_of_an_archive_adds_nothing_and_parses_nothing(store, recording):
    inner = zipped("inner.zip", *[(diary(i).name, diary(i).data) for i in range(5)])
    archive = zipped("account.zip", ("part/inner.zip", inner.data), ("loose.csv", diary(7).data))
    first = imports.import_files(store, [archive], HOME)
    assert first.n_added("pain") == 6
    assert names(first) == [*(f"account.zip/part/inner.zip/{i:03}.csv" for i in range(5)), "account.zip/loose.csv"]
    revision = store.revision
    second = imports.import_files(store, [archive], HOME, executor=recording)
    assert second.import_id is None and second.n_added("pain") == 0
    assert set(statuses(second).values()) == {"duplicate"}
    assert {one.importer for future in recording.given for one in future.result()} == {""}
    assert store.revision == revision
    assert len(store.load().pain) == 6


def test_a_process_that_reads_runs_starts_without_pandas():
    """It takes longer to import than a hundred runs to read."""
    code = (
        "import sys; import numpy as np; from data import importers, streams; "
        "streams.pack({'t_s': np.arange(3.0), 'hr_bpm': np.array([90, np.nan, 91])}); print('pandas' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
