"""This week in three numbers: facts always, a usual only from three full weeks on."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics import week_now
from data.units import IMPERIAL, METRIC

FRIDAY = pd.Timestamp("2026-11-27")


def daily(n_days: int = 120, **columns: float) -> pd.DataFrame:
    index = pd.date_range(end=FRIDAY, periods=n_days, name="day")
    return pd.DataFrame({"distance_m": 5_000.0, "glute_sets": 2.0, "pain": 3.0, **columns}, index=index)


def test_three_numbers_each_with_its_usual_by_today():
    shown = week_now.say_now(week_now.now(daily(), FRIDAY), METRIC)
    said = [(each.kind, each.value, each.usual) for each in shown]
    assert said == [
        ("running", "25 km", "usually 25 by Friday"),
        ("lifting", "10", "usually 10 by Friday"),
        ("pain", "3", "usually 3"),
    ]


def test_the_spark_line_leaves_the_unfinished_week_out():
    days = daily()
    days.loc["2026-11-23":, "distance_m"] = 90_000.0
    now = week_now.now(days, FRIDAY)
    assert now.distance_m == (35_000.0,) * 12


def test_a_week_with_an_unknown_day_is_no_week_of_less():
    days = daily()
    days.loc["2026-11-04", "distance_m"] = np.nan
    assert len(week_now.now(days, FRIDAY).distance_m) == 11


def test_two_weeks_have_numbers_and_no_usual():
    shown = week_now.say_now(week_now.now(daily(16), FRIDAY), IMPERIAL)
    assert [each.value for each in shown][:2] == ["15.5 mi", "10"]
    assert [each.usual for each in shown][:2] == ["", ""]


def test_what_is_not_on_record_has_no_number_and_one_line_on_what_it_would_add():
    now = week_now.now(daily(distance_m=np.nan, pain=np.nan), FRIDAY)
    assert [each.kind for each in week_now.say_now(now)] == ["lifting"]
    assert week_now.say_missing(now).startswith("Runs and pain scores")
    assert week_now.say_missing(week_now.now(daily(), FRIDAY)) == ""


@pytest.mark.parametrize(
    ("last", "says"), [("2026-01-04", "Last run 4 Jan."), ("2025-12-30", "Last run 30 Dec 2025.")]
)
def test_a_log_that_ended_says_its_last_run(last, says):
    days = daily(500)
    days.loc[pd.Timestamp(last) + pd.Timedelta(days=1) :, "distance_m"] = np.nan
    now = week_now.now(days, FRIDAY)
    assert week_now.say_stale(now) == f"{says} Import newer."
    assert week_now.say_now(now)[0].value == "–"


def test_a_log_that_goes_on_is_not_stale():
    assert week_now.say_stale(week_now.now(daily(), FRIDAY)) == ""


def test_two_scores_in_seven_days_are_too_few_for_a_median():
    days = daily()
    days.loc["2026-11-23":, "pain"] = np.nan
    pain = week_now.say_now(week_now.now(days, FRIDAY))[-1]
    assert (pain.value, pain.usual) == ("–", "too few scores")
