"""A store of any release is brought up to date, whole or not at all; what is not ours is left byte for byte."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pandas as pd
import pytest
import sqlalchemy as sa

from data import store as stores
from data.errors import StoreError
from data.store import automatic, backup, migrations, restore, tables, transactions
from tests import make
from tests.data.store import crowd, versions


def shape(columns) -> list[tuple]:
    return [(c["name"], str(c["type"]), c["nullable"]) for c in columns]


def declared(engine: sa.Engine, table: sa.Table) -> list[tuple]:
    return [(c.name, c.type.compile(engine.dialect), bool(c.nullable)) for c in table.c]


def test_every_released_version_has_a_file():
    assert versions.files() == list(range(1, migrations.newest() + 1))


def test_the_steps_make_the_tables_that_are_declared(store):
    there = sa.inspect(store.engine)
    assert set(there.get_table_names()) == set(tables.METADATA.tables)
    for name, table in tables.METADATA.tables.items():
        found, wanted = shape(there.get_columns(name)), declared(store.engine, table)
        assert {(c[0], c[2]) for c in found} == {(c[0], c[2]) for c in wanted}, name
        if store.engine.dialect.name == "sqlite":
            assert sorted(found) == sorted(wanted), name
        indexes = {(i["name"], tuple(i["column_names"])) for i in there.get_indexes(name)}
        assert indexes == {(i.name, tuple(c.name for c in i.columns)) for i in table.indexes}, name


@pytest.mark.parametrize("version", versions.files())
def test_a_store_of_a_released_version_is_brought_up_to_date(version, tmp_path):
    store = stores.open(versions.released(version, tmp_path / "old.sqlite"))
    frames = store.load()
    assert [len(frame) for _, frame in frames.items()] == [1, 3, 3, 1, 1]
    assert frames.runs.loc[0, ["distance_m", "note"]].tolist() == [9_900, "measured course"]
    assert len(store.streams(frames.runs["run_id"][0])) == 5
    assert (store.setting("units"), store.answers().distance_unit) == ("imperial", "km")
    assert len(store.imports()) == 2
    store.undo(store.imports()[0]["import_id"])
    assert store.athletes() == ["ben", "me"]


def test_a_backup_is_made_before_a_store_is_changed(tmp_path, monkeypatch):
    url = versions.released(1, tmp_path / "old.sqlite")
    monkeypatch.setattr(migrations, "STEPS", versions.following(versions.add_weather))
    store = stores.open(url)
    with store.reading() as connection:
        assert connection.execute(sa.text("SELECT weather FROM runs")).scalars().all() == ["dry", "dry"]
    kept = automatic.made(store.engine.url)
    assert [path.name.split("-")[-1] for path in kept] == ["2.zip"]
    assert stores.open(url).revision == store.revision
    assert automatic.made(store.engine.url) == kept


def test_a_step_that_fails_changes_nothing_and_can_be_run_again(tmp_path, monkeypatch):
    url = versions.released(1, tmp_path / "old.sqlite")
    with monkeypatch.context() as broken:
        broken.setattr(migrations, "STEPS", versions.following(versions.break_off))
        with pytest.raises(StoreError, match="Nothing of it was kept"):
            stores.open(url)
    store = stores.open(url)
    assert "weather" not in sa.inspect(store.engine).get_table_names()
    assert len(store.load().runs) == 1
    store.engine.dispose()
    monkeypatch.setattr(migrations, "STEPS", versions.following(versions.add_weather))
    assert "weather" in sa.inspect(stores.open(url).engine).get_table_names()


def test_where_no_backup_can_be_made_the_store_is_not_changed(tmp_path, monkeypatch):
    url = versions.released(1, tmp_path / "old.sqlite")
    (tmp_path / "backups").write_text("in the way")
    monkeypatch.setattr(migrations, "STEPS", versions.following(versions.add_weather))
    with pytest.raises(StoreError, match="Nothing was changed"):
        stores.open(url)
    with sqlite3.connect(tmp_path / "old.sqlite") as connection:
        assert connection.execute("SELECT value FROM meta WHERE name = 'schema_version'").fetchone() == (1,)


def test_a_backup_of_an_older_version_is_brought_up_to_date_when_it_is_restored(tmp_path, monkeypatch):
    old = stores.open(versions.released(1, tmp_path / "old.sqlite"))
    backup.write(old.engine, tmp_path / "old.zip")
    monkeypatch.setattr(migrations, "STEPS", versions.following(lambda _: None))
    new = stores.open(f"sqlite:///{tmp_path / 'new.sqlite'}")
    restore.bring_back(new.engine, tmp_path / "old.zip")
    pd.testing.assert_frame_equal(new.load().runs, old.load().runs)


def test_only_the_last_automatic_backups_are_kept(sqlite_url):
    store = stores.open(sqlite_url)
    store.add_pain(day="2026-03-02", score=3.0)
    paths = [automatic.keep(store.engine, "before-a-test") for _ in range(automatic.KEPT + 2)]
    assert automatic.made(store.engine.url) == paths[2:]


def test_a_first_start_that_was_interrupted_half_way_is_finished(tmp_path):
    path = tmp_path / "half.sqlite"
    with sqlite3.connect(path) as connection:  # as earlier releases could leave it: some tables, no version
        connection.execute("CREATE TABLE meta (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL)")
    store = stores.open(f"sqlite:///{path}")
    store.add(make.batch(make.file("a.fit", runs=[make.run("2026-03-02T06:00Z")])))
    assert len(store.load().runs) == 1


def newer(path):
    stores.open(f"sqlite:///{path}").engine.dispose()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE meta SET value = 99 WHERE name = 'schema_version'")


def foreign(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (newer, "newer lbsdrop"),
        (foreign, "another program's database"),
        (lambda path: path.write_text("date,score\n2026-03-02,3\n" * 99), "not a store of lbsdrop"),
    ],
    ids=["newer", "foreign", "no database"],
)
def test_what_is_not_ours_to_change_is_refused_and_left_byte_for_byte(made, says, tmp_path):
    path = tmp_path / "other.sqlite"
    made(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=says):
        stores.open(f"sqlite:///{path}")
    assert path.read_bytes() == before
    assert not path.with_name("other.sqlite-wal").exists()


def test_nobody_meets_a_store_that_is_half_made(url, monkeypatch):
    """Who did made a backup of it, in the way of whoever was making it."""
    met = []

    def seen_by_another(step):
        def run(connection):
            step(connection)
            with transactions.reading(connection.engine) as other:
                met.append(migrations.meta.version(other))

        return run

    monkeypatch.setattr(migrations, "STEPS", [seen_by_another(step) for step in migrations.STEPS])
    store = stores.open(url)
    assert met == [0] * len(migrations.STEPS)
    assert automatic.made(store.engine.url) == []


def test_programs_that_open_an_older_store_together_keep_one_backup(tmp_path):
    url = versions.released(1, tmp_path / "old.sqlite")
    with crowd.processes(4) as pool:
        assert min(crowd.all_done([pool.submit(crowd.look, url, 0.2) for _ in range(4)])) > 0
    assert len(automatic.made(stores.open(url).engine.url)) == 1


class Deadlock(Exception):
    """What PostgreSQL says to the transaction that it ends so that another can go on."""

    sqlstate = "40P01"


def interrupted(step, times):
    """The step, which so many times is ended for the sake of another program after it has written."""
    left = iter(range(times))

    def run(connection):
        step(connection)
        if next(left, None) is not None:
            raise sa.exc.OperationalError("ALTER TABLE runs", None, Deadlock())

    return run


def test_a_step_that_is_ended_for_another_programs_sake_is_done_again(url, monkeypatch):
    steps = [interrupted(step, 1) for step in migrations.STEPS]
    monkeypatch.setattr(migrations, "STEPS", steps)
    store = stores.open(url)
    assert store.load().is_empty()
    with store.reading() as connection:
        assert migrations.meta.version(connection) == len(steps)


def test_a_step_that_is_ended_again_and_again_is_a_sentence(url, monkeypatch):
    first, *others = migrations.STEPS
    monkeypatch.setattr(migrations, "STEPS", [interrupted(first, migrations.ATTEMPTS), *others])
    with pytest.raises(StoreError, match="in use by another program"):
        stores.open(url)
    assert stores.open(url).load().is_empty()
