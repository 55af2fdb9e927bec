"""Hours since leg work: by the clock where it is known, by the calendar where not."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.strength import leg_work
from data import schema
from tests import make

EXERCISES = schema.exercises()


def sets(*groups: list[dict]) -> pd.DataFrame:
    return schema.conform("sets", pd.DataFrame([row for group in groups for row in group]))


def legs(start: str, n: int = 3, exercise: str = "Squat (Barbell)", **more: object) -> list[dict]:
    return make.lifted(start, exercise, n, exercise=exercise, **more)


def hours(lifted: pd.DataFrame, *starts: str) -> list[float]:
    runs = schema.conform("runs", pd.DataFrame([make.run(start) for start in starts]))
    return leg_work.hours_since(runs, lifted, EXERCISES).tolist()


def test_hours_run_from_the_start_of_the_last_leg_session():
    lifted = sets(legs("2026-03-02T18:00Z"), legs("2026-03-04T18:00Z"))
    assert hours(lifted, "2026-03-03T06:00Z", "2026-03-05T06:30Z", "2026-03-04T17:00Z") == [12, 12.5, 47]


def test_a_run_before_any_leg_work_has_no_hours():
    assert np.isnan(hours(sets(legs("2026-03-02T18:00Z")), "2026-03-02T06:00Z")).all()
    assert np.isnan(hours(schema.empty("sets"), "2026-03-02T06:00Z")).all()


def test_two_sets_arms_or_a_warm_up_are_no_leg_work():
    lifted = sets(
        legs("2026-03-02T18:00Z", n=2),
        legs("2026-03-03T18:00Z", exercise="Biceps Curl"),
        legs("2026-03-04T18:00Z", kind="warmup"),
    )
    assert leg_work.sessions(lifted, EXERCISES).empty


def test_without_a_clock_a_calendar_day_is_24_hours_and_the_same_day_is_unknown():
    lifted = sets(legs("2026-03-02T18:00Z"), legs("2026-03-05T18:00Z")).assign(start=pd.NaT)
    waited = hours(schema.conform("sets", lifted), "2026-03-03T06:00Z", "2026-03-04T06:00Z", "2026-03-05T20:00Z")
    assert waited[:2] == [24, 48]
    assert np.isnan(waited[2])


def test_runs_keep_their_index_and_order():
    lifted = sets(legs("2026-03-02T18:00Z"))
    runs = schema.conform("runs", pd.DataFrame([make.run("2026-03-05T18:00Z"), make.run("2026-03-03T18:00Z")]))
    waited = leg_work.hours_since(runs.set_axis([7, 3]), lifted, EXERCISES)
    assert waited.to_dict() == {7: 72.0, 3: 24.0}
