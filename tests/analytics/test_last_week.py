"""Last week in four short lines."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics import last_week
from data import schema
from data.units import IMPERIAL

FRIDAY = pd.Timestamp("2026-11-27")
NO_SETS = schema.empty("sets")


def daily(**columns: float) -> pd.DataFrame:
    index = pd.date_range(end=FRIDAY, periods=90, name="day")
    return pd.DataFrame(
        {"distance_m": 5_000.0, "n_runs": 1.0, "glute_sets": 2.0, "pain": 0.0, **columns}, index=index
    )


def thrusts(*rows: tuple[str, float]) -> pd.DataFrame:
    made = [
        {"set_id": f"{day}{kg}", "source": "hevy", "workout_id": day, "day": day, "load_kg": kg, "reps": 3.0}
        for day, kg in rows
    ]
    return schema.conform("sets", pd.DataFrame(made)).assign(exercise="Hip Thrust (Barbell)")


def lines(days: pd.DataFrame, sets: pd.DataFrame = NO_SETS) -> list[tuple[str, str]]:
    week = last_week.last_week(days, sets, FRIDAY)
    return [(line.fact, line.beside) for line in last_week.say_lines(week, IMPERIAL)]


def test_the_week_before_this_one_is_told_in_four_lines():
    days = daily()
    days.loc["2026-11-17", "pain"] = 1.0
    found = lines(days, thrusts(("2026-11-03", 130.0), ("2026-11-17", 136.078)))
    assert found == [
        ("22 mi in 7 runs", "usually 22 mi"),
        ("14 glute sets in 1 workout", "usually 14"),
        ("Pain 0 on 6 of 7 days", "1 on Tuesday"),
        ("Hip Thrust 300 lb × 3 on Tuesday", "heaviest so far"),
    ]


def test_a_lift_below_an_earlier_one_is_not_the_heaviest():
    assert lines(daily(), thrusts(("2026-11-03", 140.0), ("2026-11-17", 136.0)))[-1][1] == ""


def test_this_weeks_lift_is_not_last_weeks():
    assert not any("Hip Thrust" in fact for fact, _ in lines(daily(), thrusts(("2026-11-25", 140.0))))


def test_what_was_not_recorded_has_no_line():
    found = lines(daily(distance_m=np.nan, pain=np.nan))
    assert [fact for fact, _ in found] == ["14 glute sets in 0 workouts"]


def test_a_week_without_any_entry_is_empty():
    days = daily(distance_m=np.nan, glute_sets=np.nan, pain=np.nan)
    assert last_week.last_week(days, NO_SETS, FRIDAY).is_empty


def test_the_title_names_the_months_where_there_are_two():
    week = last_week.last_week(daily(), NO_SETS, pd.Timestamp("2026-11-04"))
    assert last_week.say_title(week) == "Last week, 26 Oct to 1 Nov"
    assert last_week.say_title(last_week.last_week(daily(), NO_SETS, FRIDAY)) == "Last week, 16 to 22 Nov"
