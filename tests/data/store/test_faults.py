"""What can go wrong under the store: each kind is a sentence with a next step, and nothing is lost."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime

import pandas as pd
import pytest
import sqlalchemy as sa

from data import commands, export
from data import store as stores
from data.errors import StoreError
from data.store import access, faults, files, rescue, restore, transactions
from tests import make
from tests.data.store.test_store import a_week
from tests.places import ROOT


@pytest.fixture
def file(sqlite_url):
    return files.path_of(sa.make_url(sqlite_url))


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(transactions, "BUSY_TIMEOUT_S", 0.3)


def test_a_store_that_another_program_holds_is_a_sentence(sqlite_url, file, impatient):
    store = stores.open(sqlite_url)
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match=r"in use by another program.*Wait until"):
        store.add(a_week())
    assert store.load().is_empty()
    holder.execute("COMMIT")
    assert store.add(a_week()).n_added("runs") == 1


def test_an_athlete_that_another_connection_holds_is_a_sentence(postgres_url, impatient):
    anna, ben = stores.open(postgres_url, "anna"), stores.open(postgres_url, "ben")
    with anna.writing():
        with pytest.raises(StoreError, match="in use by another program"):
            stores.open(postgres_url, "anna").add_pain(day="2026-03-01", score=1.0)
        ben.add_pain(day="2026-03-01", score=1.0)
    assert (len(anna.load().pain), len(ben.load().pain)) == (0, 1)


def test_a_queue_of_writers_that_moves_is_waited_for(postgres_url, impatient, monkeypatch):
    """Nobody is turned away because many were before them, only because one of them does not end."""
    anna, before = stores.open(postgres_url, "anna"), stores.open(postgres_url, "anna")
    lock, turns = transactions._lock, iter(range(4))

    def lock_after_the_others(connection, athlete):
        if connection.engine is anna.engine and (turn := next(turns, None)) is not None:
            before.keep_setting("turn", turn)
            with before.engine.begin() as holding:
                lock(holding, athlete)
                lock(connection, athlete)
        lock(connection, athlete)

    monkeypatch.setattr(transactions, "_lock", lock_after_the_others)
    anna.add_pain(day="2026-03-01", score=1.0)
    assert next(turns, None) is None
    assert len(anna.load().pain) == 1


def test_no_value_is_in_what_a_fault_says(store, caplog):
    private = "stabbing-pain-in-my-hip"
    with pytest.raises(StoreError) as raised, store.writing() as connection:
        connection.execute(sa.text("INSERT INTO imports (import_id) VALUES (:note)"), {"note": private})
    shown = str(raised.value) + str(raised.value.__cause__) + caplog.text
    assert private not in shown
    assert raised.value.__suppress_context__


def test_text_that_no_database_takes_is_stored_without_it(store):
    row = make.run("2026-03-02T06:00Z", title="hill\x00s and dales", note="kept")
    store.add(make.batch(make.file("a\x00.fit", runs=[row])))
    store.add_pain(day="2026-03-02", score=3.0, note="a\x00b")
    store.correct("runs", row["run_id"], note="no\x00w")
    store.keep_setting("odd", {"name": "x\x00y", "nothing": float("nan")})
    assert store.load().runs["title"][0] == "hills and dales"
    assert store.load().runs["note"][0] == "now"
    assert store.load().pain["note"][0] == "ab"
    assert store.setting("odd")["nothing"] is None


def test_entries_have_ids_of_their_own_when_the_clock_stands_still(store, monkeypatch):
    monkeypatch.setattr(access, "now", lambda: "2026-03-02T06:00:00.000+00:00")
    ids = {store.add_pain(day="2026-03-02", score=3.0, moment="morning") for _ in range(3)}
    store.add(a_week())
    assert len(ids) == 3
    assert (store.load().pain["source"] == "entered").sum() == 3


def test_a_clock_that_goes_back_is_told_and_keeps_imports_in_order(store, monkeypatch, capsys, sqlite_url, tmp_path):
    monkeypatch.setattr(access, "now", lambda: "2099-03-02T06:00:00.000+00:00")
    first = store.add(a_week())
    monkeypatch.undo()
    second = store.add(make.batch(make.file("b.fit", runs=[make.run("2026-04-02T06:00Z")])))
    assert [each["import_id"] for each in store.imports()] == [second.import_id, first.import_id]
    assert "clock is behind" in store.clock_warning()
    assert datetime.fromisoformat(store.imports()[0]["made_at"]) > datetime.now(UTC)


def test_a_server_that_is_not_there_is_a_sentence_without_the_password():
    with pytest.raises(StoreError, match="cannot be reached") as raised:
        stores.open("postgresql+psycopg://me:secret@127.0.0.1:1/none")
    assert "secret" not in str(raised.value)


def test_a_store_that_is_deleted_while_open_is_not_made_anew_in_silence(sqlite_url, file):
    stores.open(sqlite_url).engine.dispose()
    store = stores.open(sqlite_url)
    store.engine.dispose()
    file.unlink()
    with pytest.raises(StoreError, match="cannot be reached"):
        store.load()


READ_ONLY = """
import sys
from pathlib import Path
from data import export, store as stores
from data.errors import StoreError
store = stores.open(sys.argv[1])
assert store.is_read_only
assert len(store.load().runs) == 1
export.write(store.snapshot(), Path(sys.argv[2]))
try:
    store.add_pain(day="2026-03-09", score=1.0)
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(os.name == "nt", reason="Folders have no such rights on Windows.")
def test_a_store_that_may_not_be_written_is_shown_and_exported(sqlite_url, file, tmp_path):
    store = stores.open(sqlite_url)
    store.add(a_week())
    store.engine.dispose()
    out = tmp_path / "out"
    out.mkdir()
    for folder in (tmp_path, *list(tmp_path.parents)[:3]):
        folder.chmod(folder.stat().st_mode | 0o055)
    out.chmod(0o777)
    file.chmod(0o444)
    file.parent.chmod(0o555)
    before = file.read_bytes()
    as_nobody = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*as_nobody, sys.executable, "-c", READ_ONLY, sqlite_url, str(out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
    )
    file.parent.chmod(0o755)
    if "Permission denied" in done.stderr and "python" in done.stderr.splitlines()[0]:
        pytest.skip("Another user may not run this Python.")
    assert done.returncode == 0, done.stderr
    assert "may be read but not written" in done.stdout
    assert len(export.read(out).frames.runs) == 1
    assert file.read_bytes() == before


def damage(path, share: float, n_pages: int = 1) -> None:
    """Overwrites pages at that share of the file."""
    size = path.stat().st_size // 4096
    with path.open("r+b") as opened:
        opened.seek(4096 * int(size * share))
        opened.write(os.urandom(4096 * n_pages))


def filled(url: str, n_days: int = 400):
    store = stores.open(url)
    days = pd.date_range("2024-01-01", periods=n_days).strftime("%Y-%m-%d")
    store.add(make.batch(make.file("pain.csv", pain=[make.hurt(day, i % 10) for i, day in enumerate(days)])))
    store.add(a_week())
    store.keep_setting("units", "imperial")
    store.engine.dispose()
    return store


def test_a_damaged_store_says_what_can_be_done_and_what_is_left_is_saved(sqlite_url, file, tmp_path):
    filled(sqlite_url)
    whole = file.read_bytes()
    n_told = n_saved = n_unread = 0
    for i in range(12):
        file.write_bytes(whole)
        damage(file, (i + 1) / 13)
        try:
            stores.open(sqlite_url).load()
        except StoreError as error:
            n_told += 1
            assert "python -m data rescue" in str(error)
        try:
            said = rescue.save(sqlite_url, tmp_path / f"saved{i}.zip")
        except StoreError as error:
            assert "Nothing in" in str(error)
            n_unread += 1
            continue
        back = stores.open(f"sqlite:///{tmp_path / f'back{i}.sqlite'}")
        n_saved += restore.bring_back(back.engine, tmp_path / f"saved{i}.zip").n_rows
        assert any(line.startswith("pain: ") for line in said)
    assert n_told > 0
    assert n_unread <= 2  # where the list of tables itself is gone
    assert n_saved > 10 * 200
    assert file.read_bytes() != whole


def test_a_sound_store_is_rescued_whole(sqlite_url, tmp_path, capsys):
    store = filled(sqlite_url)
    assert commands.main(["rescue", str(tmp_path / "saved.zip"), "--store", sqlite_url]) == 0
    assert "pain: 400 rows read." in capsys.readouterr().out
    back = stores.open(f"sqlite:///{tmp_path / 'back.sqlite'}")
    restore.bring_back(back.engine, tmp_path / "saved.zip")
    for (name, before), (_, after) in zip(store.load().items(), back.load().items(), strict=True):
        assert before.equals(after), name


def test_where_nothing_can_be_read_the_backups_are_named(sqlite_url, file, tmp_path):
    filled(sqlite_url, 1)
    file.write_bytes(os.urandom(20_000))
    with pytest.raises(StoreError, match="no automatic backup"):
        rescue.save(sqlite_url, tmp_path / "saved.zip")
    with pytest.raises(StoreError, match="rescue"):
        stores.open(sqlite_url)


@pytest.mark.parametrize("fault", faults.Fault)
def test_every_fault_names_a_next_step(fault):
    sentences = re.split(r"(?<=[.;:,]) ", fault.value)
    steps = ("Make", "Wait", "give", "`python -m data rescue", "Check", "Try", "to write")
    assert any(sentence.startswith(steps) for sentence in sentences)
