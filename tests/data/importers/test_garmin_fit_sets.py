"""Strength sessions of a FIT: sets, weights, guesses and titles."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import numpy as np

from tests.data.importers.fit_files import (
    ENUM,
    SESSION,
    SET,
    STRENGTH,
    TEXT,
    TRAINING,
    UINT8,
    UINT16,
    UINT32,
    Fit,
    activity_file,
    session,
)
from tests.data.importers.fit_runs import AT, START, TITLES, read


def lift(*sets: list[tuple[int, int, Any]]) -> Fit:
    fit = activity_file().add(SESSION, *session(START, TRAINING, STRENGTH, timer=1_800_000))
    for fields in sets:
        fit.add(SET, *fields)
    return fit


def one_set(
    at: int, reps: int, category: Any, subtype: Any, weight: int = 0, kind: int = 1
) -> list[tuple[int, int, Any]]:
    return [
        (6, UINT32, AT + at),
        (0, UINT32, 30_000),
        (3, UINT16, reps),
        (4, UINT16, weight),
        (5, ENUM if kind != 255 else UINT8, kind),
        (7, UINT16, category),
        (8, UINT16, subtype),
    ]


def test_active_sets_are_rows_and_rests_are_not() -> None:
    fit = lift(
        one_set(0, 10, 10, 1, weight=16 * 60),
        one_set(60, 0xFFFF, 65535, 65535, kind=0),
        one_set(120, 8, 10, 1, weight=1000),
    )
    rows = read(fit).rows["sets"]
    assert [(r["exercise_raw"], r["reps"], r["load_kg"], r["set_no"]) for r in rows] == [
        ("hip_raise/barbell_hip_thrust_with_bench", 10, 60, 1),
        ("hip_raise/barbell_hip_thrust_with_bench", 8, 62.5, 2),
    ]
    assert {r["workout_id"] for r in rows} == {rows[0]["workout_id"]}
    assert [r["start"] for r in rows] == [START, START + timedelta(seconds=120)]
    assert rows[0]["day"] == datetime(2026, 3, 1)
    assert rows[0]["kind"] == "work"


def test_a_weight_of_zero_is_missing() -> None:
    (row,) = read(lift(one_set(0, 10, 28, 0))).rows["sets"]
    assert np.isnan(row["load_kg"])


def test_set_numbers_count_within_an_exercise() -> None:
    rows = read(lift(*(one_set(i, 5, c, 0) for i, c in enumerate([8, 28, 8, 28, 8])))).rows["sets"]
    assert [r["set_no"] for r in rows] == [1, 1, 2, 2, 3]


def test_the_first_valid_guess_names_the_set_and_the_note_keeps_all() -> None:
    (row,) = read(lift(one_set(0, 10, [65534, 10, 28], [65535, 1, 65535]))).rows["sets"]
    assert row["exercise_raw"] == "hip_raise/barbell_hip_thrust_with_bench"
    assert row["note"] == "the watch's guesses: hip_raise/barbell_hip_thrust_with_bench; squat"


def test_equal_guesses_leave_no_note() -> None:
    (row,) = read(lift(one_set(0, 10, [10, 10, 65534], [1, 1, 65535]))).rows["sets"]
    assert row["note"] is None


def test_a_set_the_watch_could_not_tell_is_unknown() -> None:
    (row,) = read(lift(one_set(0, 10, [65534] * 3, [65535] * 3))).rows["sets"]
    assert row["exercise_raw"] == "unknown"


def test_titles_name_exercises_that_the_profile_does_not() -> None:
    fit = lift(one_set(0, 10, 10, 999), one_set(60, 10, 10, 1))
    for subtype, title in ((999, "My thrust"), (1, "Heavy one")):
        fit.add(TITLES, (0, UINT16, 10), (1, UINT16, subtype), (2, TEXT, title))
    first, second = read(fit).rows["sets"]
    assert (first["exercise_raw"], first["note"]) == ("My thrust", None)
    assert (second["exercise_raw"], second["note"]) == ("hip_raise/barbell_hip_thrust_with_bench", "Heavy one")


def test_a_strength_session_without_sets_is_skipped_with_that_reason() -> None:
    parsed = read(lift())
    assert parsed.status == "skipped"
    assert "no set" in parsed.reason


def test_sets_belong_to_the_session_they_lie_in() -> None:
    fit = activity_file()
    fit.add(SESSION, *session(START, timer=600_000, distance=100_000))
    for hours in (1, 2):
        fit.add(SESSION, *session(START + timedelta(hours=hours), TRAINING, STRENGTH, timer=60_000))
    for at in (3600, 3700, 7200):
        fit.add(SET, *one_set(at, 5, 8, 0))
    parsed = read(fit)
    ids = [r["workout_id"] for r in parsed.rows["sets"]]
    assert len(parsed.rows["runs"]) == 1
    assert ids[0] == ids[1] != ids[2]
    assert [r["set_no"] for r in parsed.rows["sets"]] == [1, 2, 1]
