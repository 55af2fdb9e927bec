"""After erasing, not a byte of what was typed in or imported is left in any file that lbsdrop made by itself."""

from __future__ import annotations

import sqlite3

import numpy as np
import pytest
import sqlalchemy as sa

from data import commands, folders
from data import store as stores
from data.errors import StoreError
from data.store import automatic, files, transactions
from data.streams import pack
from tests import make

SECRET = "stabbing-at-the-left-hip"


@pytest.fixture
def store(sqlite_url):
    made = stores.open(sqlite_url)
    row = make.run("2026-03-02T06:00Z", title=SECRET)
    many = [
        make.hurt(f"2025-{month:02}-{day:02}", 3, note=f"{SECRET} {day}") for month in (1, 2) for day in range(1, 28)
    ]
    receipt = made.add(make.batch(make.file(f"{SECRET}.fit", runs=[row]), make.file("diary.csv", pain=many)))
    made.add_pain(day="2026-03-02", score=3.0, note=SECRET)
    made.correct("runs", row["run_id"], note=SECRET)
    made.keep_setting("exercises", {SECRET: "Hip Thrust"})
    made.undo(receipt.import_id)
    made.add(make.batch(make.file(f"{SECRET}.fit", runs=[row])))
    return made


def holding(folder, secret: bytes) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and secret in path.read_bytes()]


def test_every_byte_is_gone_from_the_store_its_backups_and_the_caches(store, sqlite_url, tmp_path):
    automatic.keep(store.engine, "before-a-test")
    cached = folders.cache() / "answers" / "kept.json"
    files.make_folder(cached.parent)
    cached.write_text(SECRET)
    assert holding(tmp_path, SECRET.encode())
    assert commands.main(["erase", "--yes", "--backups", "--store", sqlite_url]) == 0
    assert holding(tmp_path, SECRET.encode()) == []
    assert not list(tmp_path.rglob("*.zip"))
    assert stores.open(sqlite_url).load().is_empty()
    assert stores.open(sqlite_url).settings() == {}


def test_automatic_backups_stay_unless_asked_and_are_named(store, sqlite_url, capsys):
    kept = automatic.keep(store.engine, "before-a-test")
    assert commands.main(["erase", "--yes", "--store", sqlite_url]) == 0
    assert "--backups" in capsys.readouterr().out
    assert kept.exists()


def test_samples_of_the_erased_are_gone_and_those_of_others_stay(store, sqlite_url, tmp_path):
    samples = {"t_s": np.arange(5.0)}
    ben = stores.open(sqlite_url, "ben")
    row = make.run("2026-03-02T06:00Z")
    for each in (store, ben):
        with each.writing() as connection:
            connection.execute(
                sa.text("INSERT INTO streams (athlete_id, import_id, run_id, blob) VALUES (:who, 'x', :run, :blob)"),
                {"who": each.athlete, "run": row["run_id"], "blob": pack(samples)},
            )
    store.erase()
    assert store.streams(row["run_id"]).empty
    assert len(ben.streams(row["run_id"])) == 5


def test_where_another_program_keeps_the_store_open_erasing_says_to_do_it_again(store, sqlite_url, monkeypatch):
    monkeypatch.setattr(transactions, "BUSY_TIMEOUT_S", 0.3)
    reader = sqlite3.connect(files.path_of(store.engine.url), isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM runs").fetchone()
    with pytest.raises(StoreError, match="erase once more"):
        stores.open(sqlite_url).erase()
    reader.close()
    again = stores.open(sqlite_url)
    again.erase()
    assert holding(files.path_of(store.engine.url).parent, SECRET.encode()) == []


def test_erasing_on_a_server_leaves_no_row(postgres_url):
    store = stores.open(postgres_url)
    store.add_pain(day="2026-03-02", score=3.0, note=SECRET)
    store.erase()
    with store.reading() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM pain")).scalar() == 0
    assert store.load().is_empty()
