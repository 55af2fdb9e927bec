"""What nothing was written of is not read again, and nothing that was is missed."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from data import store as stores
from data.store import Loaded, meta, tables, transactions
from tests import make

FRAMES = ("runs", "sets", "pain", "factors", "blocks")
DAY = date(2026, 3, 3)


@pytest.fixture
def filled(store):
    runs, sets = [make.run("2026-03-03T06:00Z")], make.lifted("2026-03-03T17:00Z")
    store.add(make.batch(make.file(runs=runs, sets=sets, pain=[make.hurt("2026-03-03", 3)])))
    return store


def changed(store, before: Loaded) -> tuple[set[str], Loaded]:
    """The frames that were read anew."""
    after = store.load_again(before)
    return {name for name in FRAMES if after.frames[name] is not before.frames[name]}, after


def test_only_what_was_written_is_read_again(filled):
    _, loaded = changed(filled, Loaded())
    assert changed(filled, loaded)[0] == set()
    filled.keep_setting("units", "imperial")
    assert changed(filled, loaded)[0] == set()
    filled.add_pain(day=DAY, score=4.0, moment="evening")
    told, loaded = changed(filled, loaded)
    assert told == {"pain"} and len(loaded.frames.pain) == 2
    filled.save_block("Bridge", DAY, DAY)
    told, loaded = changed(filled, loaded)
    assert told == {"blocks"}
    filled.add_to_setting("exercises", {"Hip Thrust (Barbell)": "glute_bridge_barbell"})
    told, loaded = changed(filled, loaded)
    assert told == {"sets"} and loaded.frames.sets["exercise"].tolist() == filled.load().sets["exercise"].tolist()


def test_an_edit_an_import_and_its_undo_are_seen(filled):
    _, loaded = changed(filled, Loaded())
    filled.correct("runs", loaded.frames.runs["run_id"][0], distance_m=9_000.0)
    told, loaded = changed(filled, loaded)
    assert "runs" in told and loaded.frames.runs["distance_m"].tolist() == [9_000]
    receipt = filled.add(make.batch(make.file("b.fit", runs=[make.run("2026-03-05T06:00Z")])))
    assert len(changed(filled, loaded)[1].frames.runs) == 2
    filled.undo(receipt.import_id)
    assert len(filled.load_again(loaded).frames.runs) == 1


def test_what_another_athlete_writes_is_not_read_again(filled):
    other = stores.open(filled.engine.url.render_as_string(hide_password=False), "another")
    state = filled.state
    other.add_pain(day=DAY, score=4.0, moment="evening")
    assert filled.state == state
    assert len(other.load().pain) == 1


def test_a_write_by_a_program_that_keeps_no_such_numbers_makes_everything_be_read_again(filled):
    _, loaded = changed(filled, Loaded())
    table = tables.META
    with filled.engine.begin() as connection:
        connection.execute(table.update().where(table.c.name == meta.REVISION).values(value=table.c.value + 1))
    told, loaded = changed(filled, loaded)
    assert told == set(FRAMES)
    filled.keep_setting("units", "metric")
    assert changed(filled, loaded)[0] == set(FRAMES)
    _, loaded = changed(filled, loaded)
    filled.keep_setting("units", "imperial")
    assert changed(filled, loaded)[0] == set()


def test_a_write_in_plain_sql_may_have_written_anything(filled):
    state = filled.state
    with transactions.writing(filled.engine, filled.athlete) as connection:
        connection.execute(sa.text("UPDATE pain SET score = 7"))
    assert filled.state != state and filled.load().pain["score"].tolist() == [7]
