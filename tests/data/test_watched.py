"""A folder that a sync tool fills."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from data import commands, errors, imports, watched
from data import store as stores
from tests.places import ROOT

HEAD = "date,moment,site,score\n"
NOON = 1_790_000_000.0


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("LBSDROP_CACHE", str(tmp_path / "cache"))
    return stores.open(f"sqlite:///{tmp_path / 'data' / 'store.sqlite'}")


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "synced"
    made.mkdir()
    return made


def drop(path: Path, *days: int, score: int = 3, at: float = NOON - 60) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD + "".join(f"2026-03-{day:02d},morning,low_back,{score}\n" for day in days))
    os.utime(path, (at, at))
    return path


def added(look: watched.Look) -> int:
    return sum(receipt.n_added("pain") for receipt in look.news)


def statuses(look: watched.Look) -> list[tuple[str, str]]:
    return [(line.name, line.status) for receipt in look.news for line in receipt.files]


def test_what_lies_in_the_folder_and_below_it_is_taken_in_once(store, folder, monkeypatch):
    drop(folder / "a.csv", 2, 3)
    drop(folder / "sub/deep/b.csv", 4)
    assert added(watched.look(store, folder, now=NOON)) == 3
    monkeypatch.setattr(imports, "source", lambda *_: pytest.fail("a file that did not change was opened"))
    assert watched.look(store, folder, now=NOON + 60).news == ()


def test_a_file_that_may_still_grow_waits_until_it_has_settled(store, folder):
    path = drop(folder / "a.csv", 2, at=NOON - 1)
    assert watched.look(store, folder, now=NOON).n_waiting == 1
    drop(path, 2, 3, at=NOON + 4)
    assert watched.look(store, folder, now=NOON + 6).news == ()
    found = watched.look(store, folder, now=NOON + 12)
    assert (added(found), found.n_waiting) == (2, 0)


def test_a_file_from_a_computer_whose_clock_is_ahead_settles_too(store, folder):
    drop(folder / "a.csv", 2, at=NOON + 9_000)
    assert watched.look(store, folder, now=NOON).news == ()
    assert added(watched.look(store, folder, now=NOON + 10)) == 1


def test_a_file_that_changes_while_it_is_read_waits(store, folder, monkeypatch):
    path = drop(folder / "a.csv", 2)
    read = imports.source

    def growing(name, where):
        yield from read(name, where)
        drop(path, 2, 3)

    def grown(name, where):
        drop(path, 2, 3, at=NOON - 50)
        yield from read(name, where)

    monkeypatch.setattr(imports, "source", grown)
    assert watched.look(store, folder, now=NOON).news == ()
    monkeypatch.setattr(imports, "source", growing)
    assert added(watched.look(store, folder, now=NOON + 10)) == 2


def test_hidden_unfinished_and_empty_files_are_left_alone(store, folder):
    for name in (".hidden.csv", "~$a.csv", "a.csv.part", "b.crdownload", ".stfolder/c.csv"):
        drop(folder / name, 2)
    (folder / "empty.csv").touch()
    found = watched.look(store, folder, now=NOON)
    assert (found.news, found.n_waiting) == ((), 0)


def test_half_a_file_is_refused_in_words_and_read_when_it_is_whole(store, folder):
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", HEAD + "2026-03-02,morning,low_back,3\n")
    whole = path.read_bytes()
    path.write_bytes(whole[:60])
    os.utime(path, (NOON - 60, NOON - 60))
    first = watched.look(store, folder, now=NOON)
    assert statuses(first) == [("export.zip", "refused")]
    assert watched.look(store, folder, now=NOON + 30).news == ()
    path.write_bytes(whole)
    os.utime(path, (NOON + 30, NOON + 30))
    found = watched.look(store, folder, now=NOON + 60)
    assert added(found) == 1
    assert [line.status for line in found.state.receipt(store).files] == ["imported"]


def test_a_corrected_file_replaces_what_it_said(store, folder):
    path = drop(folder / "a.csv", 2, 3)
    watched.look(store, folder, now=NOON)
    drop(path, 2, 3, score=5, at=NOON + 5)
    found = watched.look(store, folder, now=NOON + 60)
    assert [line.n_changed for line in found.news[0].files] == [2]
    assert store.load().pain["score"].tolist() == [5, 5]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may read every file")
def test_a_file_that_cannot_be_opened_is_said_once_and_tried_at_every_look(store, folder):
    _unreadable_file(store, folder, lambda path: path.chmod(0), lambda path: path.chmod(0o600))


def test_a_file_that_fails_to_open_is_said_once_and_tried_at_every_look(store, folder, monkeypatch):
    read = imports.source

    def failing(name, path):
        if path.name == "a.csv":
            raise PermissionError(13, "Permission denied")
        yield from read(name, path)

    _unreadable_file(
        store,
        folder,
        lambda _: monkeypatch.setattr(imports, "source", failing),
        lambda _: monkeypatch.setattr(imports, "source", read),
    )


def _unreadable_file(store, folder, lock, unlock):
    path = drop(folder / "a.csv", 2)
    drop(folder / "b.csv", 3)
    lock(path)
    first = watched.look(store, folder, now=NOON)
    assert sorted(statuses(first)) == [("a.csv", "refused"), ("b.csv", "imported")]
    assert "tried again" in first.news[0].files[-1].reason
    assert watched.look(store, folder, now=NOON + 30).news == ()
    unlock(path)
    assert added(watched.look(store, folder, now=NOON + 60)) == 1


def test_a_drive_that_fails_in_one_file_does_not_hold_up_the_others(store, folder, monkeypatch):
    drop(folder / "a.csv", 2)
    drop(folder / "b.csv", 3)
    read = imports.import_files

    def failing(store, files, *args, **kwargs):
        listed = list(files)
        if any(file.name == "a.csv" for file in listed):
            raise errors.ImportFailed("A file could not be read (Input/output error).")
        return read(store, listed, *args, **kwargs)

    monkeypatch.setattr(imports, "import_files", failing)
    found = watched.look(store, folder, now=NOON)
    assert sorted(statuses(found)) == [("a.csv", "refused"), ("b.csv", "imported")]


def test_a_file_that_asks_is_read_once_its_question_is_answered(store, folder):
    path = folder / "runs.csv"
    rows = "".join(f"Running,2026-03-{day:02d} 08:00:00,false,Run,5.00,300,00:27:00\n" for day in (1, 2))
    path.write_text("Activity Type,Date,Favorite,Title,Distance,Calories,Time\n" + rows)
    os.utime(path, (NOON - 60, NOON - 60))
    first = watched.look(store, folder, now=NOON)
    assert statuses(first) == [("runs.csv", "asks")]
    assert watched.look(store, folder, now=NOON + 20).news == ()
    store.keep_answer("distance_unit", "km")
    found = watched.look(store, folder, now=NOON + 40)
    assert found.news[0].n_added("runs") == 2


def test_what_was_undone_does_not_come_back_and_leaves_the_receipt(store, folder):
    drop(folder / "a.csv", 2)
    found = watched.look(store, folder, now=NOON)
    store.undo(found.news[0].import_id)
    assert watched.look(store, folder, now=NOON + 60).news == ()
    assert found.state.receipt(store).files == ()
    assert store.load().pain.empty


def test_without_what_was_kept_of_the_folder_nothing_is_added_twice(store, folder, tmp_path):
    drop(folder / "a.csv", 2)
    watched.look(store, folder, now=NOON)
    for kept in (tmp_path / "cache" / "watched").iterdir():
        kept.write_text("{half")
    assert statuses(watched.look(store, folder, now=NOON + 60)) == [("a.csv", "duplicate")]
    assert len(store.load().pain) == 1


def test_a_day_has_one_receipt_and_the_next_day_a_new_one(store, folder):
    drop(folder / "a.csv", 2)
    watched.look(store, folder, now=NOON)
    drop(folder / "b.csv", 3)
    found = watched.look(store, folder, now=NOON + 60)
    assert [line.name for line in found.state.receipt(store).files] == ["a.csv", "b.csv"]
    drop(folder / "c.csv", 4)
    found = watched.look(store, folder, now=NOON + 86_400)
    assert [line.name for line in found.state.receipt(store).files] == ["c.csv"]


def test_a_folder_that_cannot_be_watched_is_named(store, folder, tmp_path):
    with pytest.raises(errors.UsageError, match="There is no folder"):
        watched.look(store, folder / "gone")
    with pytest.raises(errors.UsageError, match="store itself"):
        watched.look(store, tmp_path)


def test_once_prints_the_receipt_of_the_day_and_is_silent_where_nothing_came(store, folder, capsys):
    drop(folder / "a.csv", 2)
    command = ["watch", str(folder), "--once", "--store", str(store.engine.url)]
    assert commands.main(command) == 0
    assert "Added 1 pain score" in capsys.readouterr().out
    assert commands.main(command) == 0
    assert capsys.readouterr() == ("", "")
    drop(folder / "b.csv", 3)
    assert commands.main([*command, "--json"]) == 0
    assert [file["name"] for file in json.loads(capsys.readouterr().out)["files"]] == ["a.csv", "b.csv"]


def test_the_folder_chosen_on_the_page_is_watched_where_none_is_named(store, folder, capsys):
    command = ["watch", "--once", "--store", str(store.engine.url)]
    assert commands.main(command) == 2
    assert "Which folder?" in capsys.readouterr().err
    store.keep_setting(watched.FOLDER_SETTING, str(folder))
    drop(folder / "a.csv", 2)
    assert commands.main(command) == 0
    assert "a.csv" in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="another way to end a program")
def test_control_c_ends_it_with_the_receipt_of_the_day(store, folder):
    drop(folder / "a.csv", 2)
    command = [sys.executable, "-m", "data", "watch", str(folder), "--every", "1", "--store", str(store.engine.url)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        until = time.monotonic() + 30
        while not store.imports() and time.monotonic() < until:
            time.sleep(0.1)
        time.sleep(0.3)
        running.send_signal(signal.SIGINT)
        try:
            out, err = running.communicate(timeout=20)
        finally:
            running.kill()
    assert running.returncode == 0
    assert "Added 1 pain score" in out
    assert "Traceback" not in err
