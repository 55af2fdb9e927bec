"""A coach looks where an athlete lets them, as long as that stands, and never writes; all of it leaves a trail."""

from __future__ import annotations

import inspect

import pytest

from data import store as stores
from data.errors import StoreError
from data.store import Store, rights
from tests.data.store.test_isolation import CALLS, ORDER, SEEN, UNSEEN, filled, rows_of, shown

COACH = "coach@example.org"
# What only shows; everything else that is public writes.
LOOKS = {
    "answers", "clock_warning", "coaches", "corrections", "duplicates", "imports", "is_empty", "is_read_only",
    "known_files", "load", "load_again", "origins", "prepare", "prepared_in", "reading", "revision", "setting",
    "settings", "snapshot", "state", "streams", "streams_of", "trail",
}  # fmt: skip


@pytest.fixture
def athlete(url):
    store = filled(url, SEEN)
    filled(url, UNSEEN).engine.dispose()
    store.grant(" Coach@Example.org ")
    yield store
    store.engine.dispose()


def as_coach(athlete: Store, who: str = SEEN) -> Store:
    return Store(athlete.engine, who, COACH)


def test_a_coach_sees_what_the_athlete_sees_and_can_change_nothing(athlete):
    coach, before = as_coach(athlete), rows_of(athlete, SEEN)
    assert coach.is_read_only
    assert coach.athletes() == [SEEN]
    for name in ORDER:
        if name in LOOKS:
            assert UNSEEN not in shown(CALLS[name](coach))
        else:
            with pytest.raises(StoreError, match="not change it"):
                CALLS[name](coach)
    assert rows_of(athlete, SEEN) == before
    assert len(coach.load().pain) == len(athlete.load().pain)


def test_a_right_that_is_taken_back_ends_at_once_everywhere(athlete):
    coach = as_coach(athlete)
    assert rights.granted_to(athlete.engine, COACH) == [SEEN]
    athlete.revoke(COACH)
    assert rights.granted_to(athlete.engine, COACH) == []
    for name in LOOKS - {"is_read_only", "prepared_in"}:
        with pytest.raises(StoreError, match="no longer look"):
            CALLS[name](coach)
    with pytest.raises(StoreError, match="no longer look"):
        rights.note_look(athlete.engine, SEEN, COACH)


def test_a_right_to_one_log_is_none_to_another(athlete):
    with pytest.raises(StoreError, match="no longer look"):
        as_coach(athlete, UNSEEN).load()
    with pytest.raises(StoreError, match="no longer look"):
        Store(athlete.engine, SEEN, "other@example.org").load()


def test_giving_looking_and_taking_back_leave_a_trail(athlete):
    rights.note_look(athlete.engine, SEEN, COACH)
    athlete.grant(COACH)
    athlete.revoke(COACH)
    athlete.revoke(COACH)
    told = [(row["who"], row["what"]) for row in athlete.trail().iloc[::-1].to_dict("records")]
    assert told[1:] == [
        (SEEN, f"let {COACH} look"),
        (COACH, "looked"),
        (SEEN, f"took the right to look back from {COACH}"),
    ]
    assert athlete.coaches() == [f"coach of {SEEN}"]


@pytest.mark.parametrize("typed", ["", "coach", "coach@", "@example.org", "coach@example", "a b@example.org"])
def test_what_is_no_address_is_refused(sqlite_url, typed):
    with pytest.raises(StoreError, match="no e-mail address"):
        stores.open(sqlite_url).grant(typed)


def test_what_looks_and_what_writes_is_known_of_every_function():
    public = {name for name, _ in inspect.getmembers(Store) if not name.startswith("_")}
    assert public > LOOKS
