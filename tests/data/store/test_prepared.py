"""Frames prepared for the next start: the same as from the rows, of the same write, or not used."""

from __future__ import annotations

import shutil
from datetime import date

import pandas as pd
import pytest

from data import commands, folders
from data import store as stores
from data.store import Loaded, loading, meta, prepared, transactions
from tests import make

FRAMES = ("runs", "sets", "pain", "factors", "blocks")
DAY = date(2026, 3, 3)
SECRET = "Nobody-else"


@pytest.fixture
def filled(sqlite_url):
    store = stores.open(sqlite_url)
    runs, sets = [make.run("2026-03-03T06:00Z", note=SECRET)], make.lifted("2026-03-03T17:00Z")
    store.add(make.batch(make.file(runs=runs, sets=sets, pain=[make.hurt("2026-03-03", 3)])))
    store.save_block("Bridge", DAY, DAY)
    yield store
    store.engine.dispose()


@pytest.fixture
def folder():
    return folders.cache() / "frames"


@pytest.fixture
def read(monkeypatch):
    """The names of the frames that were read from rows, in one list."""
    names: list[str] = []
    whole = loading._read
    monkeypatch.setattr(loading, "_read", lambda c, a, wanted: names.extend(wanted) or whole(c, a, wanted))
    return names


def started(store, folder) -> Loaded:
    """What a process that has just started loads, and prepares for the next."""
    ready = store.prepared_in(folder)
    loaded = store.load_again(Loaded(), ready)
    store.prepare(loaded, ready)
    return loaded


def test_a_second_start_reads_no_row_and_has_the_same_frames(filled, folder, read):
    first = started(filled, folder)
    assert read == list(FRAMES)
    second = started(filled, folder)
    assert read == list(FRAMES)
    for name in FRAMES:
        pd.testing.assert_frame_equal(first.frames[name], second.frames[name], check_exact=True)
        assert list(first.frames[name].dtypes) == list(second.frames[name].dtypes)
        assert second.frames[name].columns.equals(first.frames[name].columns)
    assert first.state == second.state


def test_only_what_was_written_since_is_read_from_its_rows(filled, folder, read):
    started(filled, folder)
    read.clear()
    filled.keep_setting("units", "imperial")
    filled.add_pain(day=DAY, score=4.0, moment="evening")
    assert len(started(filled, folder).frames.pain) == 2
    assert read == ["pain"]
    filled.correct("runs", filled.load().runs["run_id"][0], distance_m=9_000.0)
    assert started(filled, folder).frames.runs["distance_m"].tolist() == [9_000]
    read.clear()
    filled.add_to_setting("exercises", {"Hip Thrust (Barbell)": "glute_bridge_barbell"})
    assert started(filled, folder).frames.sets["exercise"].tolist() == filled.load().sets["exercise"].tolist()
    assert read[0] == "sets"


def test_a_copy_that_was_put_back_and_written_to_is_not_taken_for_the_store_it_was(filled, folder, tmp_path):
    path = tmp_path / "store" / "lbsdrop.sqlite"
    filled.engine.dispose()
    shutil.copy(path, tmp_path / "copy")
    filled.add_pain(day=DAY, score=4.0, moment="evening")
    at = filled.revision
    assert started(filled, folder).frames.pain["score"].tolist() == [3, 4]
    filled.engine.dispose()
    for file in path.parent.glob("lbsdrop.sqlite*"):
        file.unlink()
    shutil.copy(tmp_path / "copy", path)
    filled.add_pain(day=DAY, score=9.0, moment="evening")
    assert filled.revision == at
    assert started(filled, folder).frames.pain["score"].tolist() == [3, 9]


def test_after_a_program_that_notes_no_writes_nothing_is_prepared_or_taken(filled, folder, read):
    started(filled, folder)
    with filled.engine.begin() as connection:
        meta.write(connection, meta.REVISION, (meta.read(connection, meta.REVISION) or 0) + 1)
    read.clear()
    started(filled, folder)
    started(filled, folder)
    assert read == [*FRAMES, *FRAMES]
    filled.keep_setting("units", "imperial")
    started(filled, folder)
    started(filled, folder)
    assert read == [*FRAMES, *FRAMES, *FRAMES]


@pytest.mark.parametrize("damage", [
    lambda data: data[:-1], lambda _: b"", lambda data: data[: len(data) // 2], lambda _: b"ARROW1" * 40,
    lambda data: data[:1000] + bytes([data[1000] ^ 1]) + data[1001:],
])  # fmt: skip
def test_a_damaged_file_is_not_used_and_is_written_anew(filled, folder, read, damage):
    first = started(filled, folder)
    for file in folder.glob("*-runs.arrow"):
        file.write_bytes(damage(file.read_bytes()))
    read.clear()
    pd.testing.assert_frame_equal(started(filled, folder).frames.runs, first.frames.runs)
    assert read == ["runs"]
    started(filled, folder)
    assert read == ["runs"]


def test_what_other_code_prepared_is_not_used(filled, folder, read, monkeypatch):
    started(filled, folder)
    read.clear()
    monkeypatch.setattr(prepared, "_code", lambda: "another")
    started(filled, folder)
    assert read == list(FRAMES)


def test_athletes_of_one_store_have_files_of_their_own(filled, folder, sqlite_url):
    started(filled, folder)
    assert started(stores.open(sqlite_url, "another"), folder).frames.is_empty()
    assert not started(filled, folder).frames.is_empty()


def test_the_files_are_the_owners_alone(filled, folder):
    started(filled, folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}


def test_erasing_removes_them(filled, folder, sqlite_url):
    started(filled, folder)
    assert list(folder.iterdir())
    assert commands.main(["erase", "--yes", "--store", sqlite_url]) == 0
    assert not folder.exists()


def test_what_is_erased_while_it_is_prepared_is_not_kept(filled, folder, monkeypatch):
    loaded, ready = filled.load_again(Loaded()), filled.prepared_in(folder)
    filled.erase()
    filled.prepare(loaded, ready)
    assert not list(folder.glob("*"))


def test_a_folder_that_cannot_be_written_costs_no_frame(filled, tmp_path):
    (tmp_path / "file").write_text("no folder")
    assert len(started(filled, tmp_path / "file" / "frames").frames.runs) == 1


def test_the_files_of_those_who_have_not_looked_for_longest_go(filled, folder, sqlite_url, monkeypatch):
    monkeypatch.setattr(prepared, "MOST_FILES", len(FRAMES))
    started(filled, folder)
    mine = {file.name for file in folder.iterdir()}
    started(stores.open(sqlite_url, "another"), folder)
    assert len(list(folder.iterdir())) == len(FRAMES)
    assert not mine & {file.name for file in folder.iterdir()}


def test_a_server_and_a_store_in_memory_decide_with_every_look(store, folder):
    is_file = store.engine.dialect.name == "sqlite"
    assert (store.prepared_in(folder) is not None) == is_file
    assert stores.open("sqlite://").prepared_in(folder) is None


def test_a_write_that_is_taken_back_leaves_the_state(filled):
    before = filled.state
    with transactions.writing(filled.engine, filled.athlete) as connection:
        transactions.leave(connection)
    assert filled.state == before
