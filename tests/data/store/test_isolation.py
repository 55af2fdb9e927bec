"""Every public function of the store, walked with two athletes who have the same rows under the same ids: nothing of
the one is read, shown or written through the other's view."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pandas as pd
import pytest
import sqlalchemy as sa

from data import folders
from data import store as stores
from data.errors import StoreError
from data.store import Loaded, Store, row_security, tables, transactions
from data.store.access import Access
from data.store.prepared import Prepared
from data.streams import pack
from tests import make

# Whose view is used, and whose rows must stay unseen; the second's name is in every text of theirs.
SEEN, UNSEEN = "anna", "berta"
RUN = make.run("2026-03-02T06:00Z")
SET = make.lifted("2026-03-03T18:00Z")
PAIN = make.hurt("2026-03-02", 3.0)
DAY = pd.Timestamp("2026-03-10").date()
GUARDED = {name: table for name, table in tables.METADATA.tables.items() if "athlete_id" in table.c}


def week(who: str, *, score: float = 3.0):
    """The same run, sets and score for everyone, with `who` in every text."""
    run = {**RUN, "title": who}
    watch = dataclasses.replace(
        make.file("run.fit", runs=[run]), packed={RUN["run_id"]: pack({"t_s": np.arange(3.0)})}, name=f"{who}.fit"
    )
    sets = [{**row, "note": who} for row in SET]
    hevy = dataclasses.replace(make.file("hevy.csv", sets=sets), name=f"{who}.csv")
    pain = make.file(f"{who}-{score}-pain.csv", pain=[{**PAIN, "score": score, "note": who}])
    return make.batch(watch, hevy, pain)


def filled(url: str, who: str) -> Store:
    store = stores.open(url, who)
    store.add(week(who))
    store.save_block(who, DAY, DAY)
    store.add_pain(day="2026-03-04", score=5.0, note=who)
    store.add_factor(day="2026-03-04", name=f"sleep of {who}", value=7.0)
    store.keep_setting("units", who)
    store.keep_setting("exercises", {who: "hip_thrust"})
    store.keep_answer("timezone", who)
    store.correct("runs", RUN["run_id"], note=f"by {who}")
    store.remove("sets", SET[2]["set_id"])
    with store.writing() as connection:
        line = {"athlete_id": who, "who": who, "what": "looked", "made_at": "2026-03-02"}
        connection.execute(tables.AUDIT.insert().values(**line))
        grant = {"athlete_id": who, "coach": f"coach of {who}", "given_at": "2026-03-02"}
        connection.execute(tables.GRANTS.insert().values(**grant))
    return store


@pytest.fixture
def both(url) -> Iterator[tuple[Store, Store]]:
    two = filled(url, SEEN), filled(url, UNSEEN)
    yield two
    for store in two:
        store.engine.dispose()


def block_id(store: Store) -> str:
    return str(store.load().blocks["block_id"][0])


def entered(store: Store) -> str:
    pain = store.load().pain
    return str(pain.loc[pain["source"] == "entered", "pain_id"].iloc[0])


def everything(store: Store) -> None:
    """Opens a snapshot; what is asked in it is the caller's."""
    with store.reading():
        pass


def forget(store: Store) -> None:
    """Takes the settings out by hand."""
    with store.writing() as connection:
        connection.execute(tables.SETTINGS.delete().where(*store._mine(tables.SETTINGS)))


# How each public function is called; one that is missing here fails the test below.
CALLS: dict[str, Callable[[Store], Any]] = {
    "add": lambda s: s.add(week(SEEN, score=6.0)),
    "add_factor": lambda s: s.add_factor(day="2026-03-05", name="mood", value=1.0),
    "add_pain": lambda s: s.add_pain(day="2026-03-05", score=1.0),
    "add_to_setting": lambda s: s.add_to_setting("exercises", {"Squat": "squat"}),
    "answers": lambda s: s.answers(),
    "clock_warning": lambda s: s.clock_warning(),
    "coaches": lambda s: s.coaches(),
    "correct": lambda s: s.correct("pain", PAIN["pain_id"], score=9.0),
    "corrections": lambda s: s.corrections(),
    "delete_block": lambda s: s.delete_block(block_id(s)),
    "delete_pain": lambda s: s.delete_pain(entered(s)),
    "duplicates": lambda s: s.duplicates("runs"),
    "erase": lambda s: s.erase(),
    "grant": lambda s: s.grant("coach@example.org"),
    "imports": lambda s: s.imports(),
    "is_empty": lambda s: s.is_empty,
    "is_read_only": lambda s: s.is_read_only,
    "join": lambda s: s.join("sets", SET[0]["set_id"], SET[1]["set_id"]),
    "keep_answer": lambda s: s.keep_answer("timezone", "Europe/Berlin"),
    "keep_maps": lambda s: s.keep_maps({"a": {}}),
    "keep_setting": lambda s: s.keep_setting("units", "metric"),
    "known_files": lambda s: s.known_files(),
    "load": lambda s: s.load(),
    "load_again": lambda s: s.load_again(Loaded()).frames,
    "origins": lambda s: s.origins([RUN["run_id"]]),
    "prepare": lambda s: s.prepare(s.load_again(Loaded()), Prepared(folders.cache(), "seen")),
    "prepared_in": lambda s: s.prepared_in(folders.cache()),
    "reading": everything,
    "remove": lambda s: s.remove("runs", RUN["run_id"]),
    "revision": lambda s: s.revision,
    "revoke": lambda s: s.revoke("coach@example.org"),
    "save_block": lambda s: s.save_block("Thrusts", DAY, DAY),
    "setting": lambda s: s.setting("units"),
    "settings": lambda s: s.settings(),
    "snapshot": lambda s: s.snapshot(),
    "split": lambda s: s.split("runs", RUN["run_id"]),
    "state": lambda s: s.state,
    "streams": lambda s: s.streams(RUN["run_id"]),
    "streams_of": lambda s: s.streams_of([RUN["run_id"]]),
    "take_in": lambda s: s.take_in(s.snapshot(), "again"),
    "trail": lambda s: s.trail(),
    "uncorrect": lambda s: s.uncorrect("runs", RUN["run_id"]),
    "undo": lambda s: s.undo(s.imports()[0]["import_id"]),
    "writing": forget,
}
# These are about the whole store; what they may give away is the names.
OF_THE_STORE = {"athletes"}


def shown(result: Any) -> str:
    """Whatever a function gave back, as text."""
    if isinstance(result, pd.DataFrame):
        return str(result.to_csv())
    if dataclasses.is_dataclass(result):
        return " ".join(shown(getattr(result, each.name)) for each in dataclasses.fields(result))
    if isinstance(result, dict | list | tuple):
        values = [*result, *result.values()] if isinstance(result, dict) else result
        return " ".join(map(shown, values))
    return repr(result)


def rows_of(store: Store, who: str) -> dict[str, list[tuple]]:
    """Every row that the database holds of `who`."""
    with transactions.reading(store.engine) as connection:
        return {
            name: sorted(map(tuple, connection.execute(sa.select(table).where(table.c.athlete_id == who))), key=repr)
            for name, table in GUARDED.items()
        }


@contextmanager
def listened(engine: sa.Engine) -> Iterator[list[str]]:
    """The statements that are sent to the database inside the block."""
    sent: list[str] = []

    def listen(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    sa.event.listen(engine, "before_cursor_execute", listen)
    yield sent
    sa.event.remove(engine, "before_cursor_execute", listen)


def test_every_public_function_is_walked():
    public = {name for name, _ in inspect.getmembers(Store) if not name.startswith("_")}
    assert public - OF_THE_STORE == set(CALLS)


# Every function once, what takes most away last.
ORDER = [*sorted(set(CALLS) - {"writing", "undo", "erase"}), "writing", "undo", "erase"]


def test_nothing_of_another_athlete_is_shown_or_written(both):
    seen, unseen = both
    before, leaks = rows_of(unseen, UNSEEN), []
    assert all(before.values())
    for name in ORDER:
        if UNSEEN in shown(CALLS[name](seen)) or rows_of(unseen, UNSEEN) != before:
            leaks.append(name)
    assert leaks == []
    assert not any(rows_of(seen, SEEN).values())


def test_every_statement_names_the_athlete_whose_rows_it_is_about(sqlite_url):
    store = filled(sqlite_url, SEEN)
    names = re.compile(rf"\b(FROM|UPDATE|INTO)\s+({'|'.join(GUARDED)})\b")
    with listened(store.engine) as sent:
        for name in ORDER:
            CALLS[name](store)
    about = [statement for statement in sent if names.search(statement)]
    assert len(about) > 100
    assert [statement for statement in about if "athlete_id" not in statement] == []


@pytest.fixture
def guarded(postgres_url) -> Iterator[Store]:
    store = filled(postgres_url, SEEN)
    filled(postgres_url, UNSEEN).engine.dispose()
    yield store
    store.engine.dispose()


def test_postgres_keeps_athletes_apart_where_the_filter_is_forgotten(guarded, monkeypatch):
    with guarded.reading() as connection:
        assert row_security.is_enforced(connection)
        for name, table in GUARDED.items():
            assert set(connection.execute(sa.select(table.c.athlete_id)).scalars()) == {SEEN}, name
    others = rows_of(guarded, UNSEEN)
    monkeypatch.setattr(Access, "_mine", lambda *_: [])
    assert UNSEEN not in shown(guarded.imports())
    guarded.erase()
    assert rows_of(guarded, UNSEEN) == others
    assert not any(rows_of(guarded, SEEN).values())


def test_postgres_takes_no_row_in_another_athletes_name(guarded):
    line = {"athlete_id": UNSEEN, "name": "units", "value": "imperial"}
    with pytest.raises(StoreError, match="may be read but not written"), guarded.writing() as connection:
        connection.execute(tables.SETTINGS.insert().values(**line))


def test_postgres_shows_no_row_to_a_connection_that_names_nobody(guarded):
    with guarded.engine.connect() as connection:
        for table in GUARDED.values():
            assert connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() == 0


def test_the_name_is_gone_with_its_transaction(guarded):
    with guarded.engine.connect() as connection:
        with connection.begin():
            row_security.see(connection, SEEN)
            assert connection.execute(sa.select(tables.SETTINGS)).all()
        with connection.begin():
            assert connection.execute(sa.select(tables.SETTINGS)).all() == []


def test_a_superuser_is_not_bound_and_is_known(postgres_server):
    with sa.create_engine(postgres_server).connect() as connection:
        assert not row_security.is_enforced(connection)
