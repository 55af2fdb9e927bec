"""From files to the store: in order, in parallel where told, all of it or nothing, and nothing twice."""

from __future__ import annotations

import io
import re
import threading
import zipfile
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

import pandas as pd
import pytest

from data import imports
from data import store as stores
from data.errors import ImportFailed, StoreError
from data.importers import Answers, Parsed, SourceFile
from data.importers.own_table import mapping
from tests import make
from tests.data.importers import corpus

HOME = Answers(timezone="Europe/Berlin")
HEADER = "date,score,site\n"


@pytest.fixture
def store():
    return stores.open("sqlite://")


def diary(i: int, score: int = 3) -> SourceFile:
    """A pain diary of one day of its own."""
    day = pd.Timestamp("2024-01-01") + pd.Timedelta(days=i)
    return SourceFile(f"{i:03}.csv", f"{HEADER}{day:%Y-%m-%d},{score},knee\n".encode())


def zipped(name: str, *members: tuple[str, bytes]) -> SourceFile:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for inside, data in members:
            archive.writestr(inside, data)
    return SourceFile(name, buffer.getvalue())


def names(receipt: stores.Receipt) -> list[str]:
    return [line.name for line in receipt.files]


def statuses(receipt: stores.Receipt) -> dict[str, str]:
    return {line.name: line.status for line in receipt.files}


class Recording(ThreadPoolExecutor):
    """Threads that remember what they were given and what was cancelled."""

    def __init__(self) -> None:
        super().__init__(2)
        self.given: list[Future] = []

    def submit(self, fn, /, *args, **kwargs):
        future = super().submit(fn, *args, **kwargs)
        self.given.append(future)
        return future


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
    monkeypatch.setattr(imports, "process_pool", lambda: pytest.fail("a process pool was started"))
    imports.import_files(store, [diary(i) for i in range(imports.BULK)], HOME)
    assert len(store.load().pain) == imports.BULK


def test_many_files_go_to_a_pool_after_the_first_ones(store, recording, monkeypatch):
    monkeypatch.setattr(imports, "process_pool", lambda: recording)
    n = imports.BULK + 20
    receipt = imports.import_files(store, [diary(i) for i in range(n)], HOME)
    assert sum(len(future.result()) for future in recording.given) == 20
    assert names(receipt) == [f"{i:03}.csv" for i in range(n)]
    assert len(store.load().pain) == n


def test_while_the_pool_is_busy_reading_goes_on_here_and_the_order_is_kept(store, monkeypatch):
    class Asleep(Recording):
        """Answers nothing until it is shut down."""

        def submit(self, fn, /, *args, **kwargs):
            wake = self.wake
            return super().submit(lambda: (wake.wait(20), fn(*args, **kwargs))[1])

    with Asleep() as executor:
        executor.wake = threading.Event()
        monkeypatch.setattr(imports, "process_pool", lambda: executor)
        monkeypatch.setattr(imports, "BULK", 1)
        n = 1 + imports.PORTION * (imports.IN_FLIGHT + 4)
        files = (file if i < n - 1 else executor.wake.set() or file for i, file in enumerate(map(diary, range(n))))
        receipt = imports.import_files(store, files, HOME)
    assert len(executor.given) < 4 + imports.IN_FLIGHT
    assert names(receipt) == [f"{i:03}.csv" for i in range(n)]
    assert len(store.load().pain) == n


def test_done_at_once_in_this_process_is_an_executor_too(store):
    assert imports.Inline().submit(pow, 2, 5).result() == 32
    receipt = imports.import_files(store, [diary(i) for i in range(20)], HOME, executor=imports.Inline())
    assert receipt.n_added("pain") == 20


def test_other_processes_give_the_same_rows_as_this_one(store, monkeypatch):
    files = [diary(i) for i in range(12)]
    imports.import_files(store, files, HOME)
    monkeypatch.setattr(imports, "BULK", 2)
    monkeypatch.setattr(imports, "process_pool", lambda: ProcessPoolExecutor(1, mp_context=get_context("spawn")))
    apart = stores.open("sqlite://")
    imports.import_files(apart, files, HOME)
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


def test_progress_tells_every_file_once(store):
    told = []
    archive = zipped("a.zip", *[(diary(i).name, diary(i).data) for i in range(3)])
    imports.import_files(store, [archive, diary(9)], HOME, progress=lambda n, name: told.append((n, name)))
    assert told == [(1, "a.zip/000.csv"), (2, "a.zip/001.csv"), (3, "a.zip/002.csv"), (4, "009.csv")]


def test_the_same_file_twice_in_one_import_is_taken_once_and_said(store):
    again = SourceFile("copy of 000.csv", diary(0).data)
    receipt = imports.import_files(store, [diary(0), again], HOME)
    assert statuses(receipt) == {"000.csv": "imported", "copy of 000.csv": "duplicate"}
    assert "000.csv" in receipt.files[1].reason
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


def test_a_larger_archive_adds_only_what_is_new(store):
    imports.import_files(store, [zipped("old.zip", ("a.csv", diary(0).data))], HOME)
    receipt = imports.import_files(
        store, [zipped("new.zip", ("a.csv", diary(0).data), ("b.csv", diary(1).data))], HOME
    )
    assert statuses(receipt) == {"new.zip/a.csv": "duplicate", "new.zip/b.csv": "imported"}
    assert receipt.n_added("pain") == 1


def test_a_run_that_watch_and_own_table_both_know_counts_once(store):
    store.add(make.batch(make.file("a.fit", runs=[make.run("2024-05-01T16:30Z", 10_120, 3_300)])))
    said = {
        "header": ["day", "far"],
        "kind": "runs",
        "columns": {"day": "day", "distance_m": "far"},
        "units": {"distance_m": "km"},
    }
    table = SourceFile("own.csv", b"day,far\n2024-05-01,10\n2024-05-03,8\n")
    receipt = imports.import_files(store, [table], Answers(timezone="UTC", maps=mapping.keyed(said)))
    assert receipt.files[0].status == "imported" and receipt.n_added("runs") == 1
    assert sorted(store.load().runs["distance_m"]) == [8_000, 10_120]


def test_a_broken_file_among_good_ones_spoils_nothing(store):
    broken = [
        SourceFile("torn.fit", b"\x0e\x10\x00\x00\xff\xff\x00\x00.FIT" + b"\x40" * 40),
        SourceFile("torn.zip", b"PK\x03\x04" + b"x" * 40),
        SourceFile("torn.fit.gz", b"\x1f\x8b\x08" + b"x" * 40),
        SourceFile("empty.csv", b""),
        SourceFile("picture.png", b"\x89PNG\r\n"),
    ]
    receipt = imports.import_files(store, [diary(0), *broken, diary(1)], HOME)
    assert receipt.n_added("pain") == 2
    said = {line.name: (line.status, line.reason) for line in receipt.files if line.name in {b.name for b in broken}}
    assert {status for status, _ in said.values()} == {"refused"}
    assert all(reason for _, reason in said.values())


def test_a_file_that_asks_adds_nothing_until_it_is_answered(store):
    unclear = SourceFile("unclear.csv", f"{HEADER}1/2/2024,3,knee\n3/4/2024,4,knee\n".encode())
    receipt = imports.import_files(store, [unclear, diary(200)], HOME)
    asking = receipt.files[0]
    assert asking.status == "asks" and asking.question["option"] == "date_order"
    assert asking.question["choices"] == ["dmy", "mdy"]
    assert receipt.n_added("pain") == 1
    assert "waiting for your answer" in receipt.sentence

    store.keep_answer("date_order", "mdy")
    answered = imports.import_files(store, [unclear])
    assert answered.files[0].status == "imported" and answered.n_added("pain") == 2
    assert store.load().pain["day"].dt.strftime("%m-%d").tolist()[:2] == ["01-02", "03-04"]


def test_what_was_refused_or_asked_is_read_again_once_it_is_sound(store):
    receipt = imports.import_files(store, [SourceFile("a.csv", b"x")], HOME)
    assert receipt.import_id is None and not receipt.is_useful
    assert imports.import_files(store, [diary(1)], HOME).n_added("pain") == 1


def test_an_importer_that_breaks_the_frames_leaves_the_store_as_it_was(store, monkeypatch):
    def broken(leaf: SourceFile, _answers: Answers) -> Parsed:
        return Parsed(rows={"pain": [{"pain_id": "1", "no_such_column": 1}]}, name=leaf.name)

    monkeypatch.setattr(imports.importers, "parse", broken)
    with pytest.raises(KeyError, match="no_such_column"):
        imports.import_files(store, [diary(0)], HOME)
    assert store.load().is_empty() and not store.known_files()


def test_a_file_of_which_no_row_is_kept_is_not_called_imported(store):
    swims = b'[{"summarizedActivitiesExport":[{"activityId":1,"activityType":"lap_swimming","beginTimestamp":1}]}]'
    [line] = imports.import_files(store, [SourceFile("a.json", swims)], HOME).files
    assert line.status == "skipped" and "lap swimming is no run" in line.reason


def test_folders_are_read_with_their_folders_and_hidden_files_left_out(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("b/2.csv", "1.csv", ".hidden"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "single.csv").write_bytes(b"y")
    found = [file.name for file in imports.sources([tmp_path, tmp_path / "single.csv"])]
    assert found == ["1.csv", "b/2.csv", "single.csv", "single.csv"]


ALL_ANSWERED = Answers("km", "kg", "dmy", "Europe/Berlin")


@pytest.fixture(scope="module")
def real_account():
    """Everything of the corpus of tables and tracks in one import: (store, receipt, sources, manifest by name)."""
    rows_and_files = list(corpus.files())
    files = [SourceFile(row["file"], file.data) for row, file in rows_and_files]
    store = stores.open("sqlite://")
    receipt = imports.import_files(store, files, ALL_ANSWERED)
    return store, receipt, files, {row["file"]: row for row, _ in rows_and_files}


def test_every_real_file_ends_with_a_status_and_a_reason(real_account):
    _, receipt, files, _ = real_account
    assert names(receipt) == [file.name for file in files]
    for line in receipt.files:
        n_rows = sum(line.added.values()) + line.n_changed + line.duplicates
        assert n_rows if line.status in ("imported", "duplicate") else line.reason, line


def not_done(line) -> int:
    """Rows of a lifting log that the manifest counts as sets and that were planned, or were not counted as done."""
    found = (re.search(r"done: (\d+) rows?", reason) for _, reason in line.skipped)
    return sum(int(one[1]) for one in found if one)


@pytest.mark.parametrize(("frame", "stated"), [("runs", "n_runs"), ("sets", "n_sets")])
def test_real_files_give_as_many_rows_as_their_manifest_states(real_account, frame, stated):
    _store, receipt, _, manifest = real_account
    # Garmin's list states sums of sets, of which no set can be made.
    manifest = {name: row for name, row in manifest.items() if frame == "runs" or not name.startswith("garmin")}
    counted = {
        line.name: line.added[frame] + line.changed[frame] + line.duplicates + not_done(line)
        for line in receipt.files
        if line.added
    }
    expected = {name: int(float(row[stated])) for name, row in manifest.items() if row[stated]}
    assert expected
    differs = {name: (counted.get(name, 0), n) for name, n in expected.items() if counted.get(name, 0) != n}
    assert not differs


def test_a_second_import_of_all_real_files_adds_nothing(real_account):
    store, _, files, _ = real_account
    revision = store.revision
    again = imports.import_files(store, files, ALL_ANSWERED)
    assert again.import_id is None and store.revision == revision
    assert not any(line.status == "imported" for line in again.files)


def test_all_real_files_taken_back_leave_nothing(real_account):
    store, receipt, files, _ = real_account
    store.undo(receipt.import_id)
    assert store.load().is_empty() and store.load().factors.empty
    assert imports.import_files(store, files, ALL_ANSWERED).n_added("sets") == receipt.n_added("sets")
