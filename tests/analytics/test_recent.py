"""This week against the usual, and pain of late, in sentences."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics import recent
from analytics.result import NotEnough, Result, said
from data.units import IMPERIAL, METRIC, Units

WEDNESDAY = pd.Timestamp("2026-04-01")


def daily(n_days: int = 80, distance_m: float = 8_000.0, sets: float = 2.0, pain: float = 3.0) -> pd.DataFrame:
    index = pd.date_range(end=WEDNESDAY, periods=n_days, name="day")
    return pd.DataFrame({"distance_m": distance_m, "glute_sets": sets, "pain": pain}, index=index)


def week(days: pd.DataFrame | None = None, units: Units = METRIC, **more: int) -> Result | NotEnough:
    found = recent.this_week(daily() if days is None else days, WEDNESDAY, **more)
    return said(found, recent.say_this_week, units)


def pain_of_late(days: pd.DataFrame) -> Result | NotEnough:
    return said(recent.recent_pain(days, WEDNESDAY), recent.say_recent_pain)


@pytest.mark.parametrize(
    ("units", "sentence"),
    [
        (
            METRIC,
            "This week so far (3 of 7 days): 24 km of running, usually 24 km by now and 56 km in the week; "
            "6 glute sets, usually 6 by now and 14 in the week.",
        ),
        (
            IMPERIAL,
            "This week so far (3 of 7 days): 14.9 mi of running, usually 14.9 mi by now and 35 mi in the week; "
            "6 glute sets, usually 6 by now and 14 in the week.",
        ),
    ],
)
def test_the_week_is_compared_with_the_usual_one_in_the_readers_units(units, sentence):
    assert week(units=units).sentence == sentence


def test_a_week_can_start_on_sunday():
    answer = week(first_weekday=6)
    assert "(4 of 7 days): 32 km" in answer.sentence


def test_two_weeks_of_training_have_no_usual():
    answer = week(daily(17))
    assert isinstance(answer, NotEnough)
    assert answer.sentence == (
        "Cannot tell yet: 2 full weeks of training in the eight weeks before this one; this needs 3 of them."
    )


def test_a_week_that_is_not_recorded_is_not_a_usual_week_of_less():
    days = daily()
    days.loc["2026-03-02":"2026-03-08", "distance_m"] = np.nan
    row = week(days).table.set_index("term").loc["distance_m"]
    assert row["usual_week"] == 56_000
    assert row["n_weeks"] == 7


def test_recent_pain_is_compared_with_the_weeks_before():
    days = daily()
    days.loc["2026-03-26":, "pain"] = 5
    answer = pain_of_late(days)
    assert isinstance(answer, Result)
    assert answer.sentence == (
        "Pain over the last 7 days was 5 out of 10 on a typical day; in the four weeks before it was 3."
    )
    assert answer.table.loc[0, ["n", "n_before"]].tolist() == [7, 28]


def test_two_scores_in_a_week_are_too_few():
    days = daily()
    days.loc["2026-03-28":, "pain"] = np.nan
    answer = pain_of_late(days)
    assert answer.sentence == "Cannot tell yet: pain scores on 2 of the last 7 days; this needs 3 of them."


def test_a_log_that_ended_long_ago_says_so():
    days = daily(200)
    days.loc["2026-01-05":, ["distance_m", "glute_sets", "pain"]] = np.nan
    answer = week(days)
    assert isinstance(answer, NotEnough)
    assert "no full week of training" in answer.sentence
    assert answer.caveats == ("Your last run here is 4 Jan 2026; import newer ones.",)
    assert pain_of_late(days).caveats == ("Your last pain score here is 4 Jan 2026; import newer ones.",)


@pytest.mark.parametrize(("n_days", "span"), [(21, "in the two weeks before"), (11, "in the 4 days before")])
def test_a_short_diary_says_how_long_the_time_before_is(n_days, span):
    assert span in pain_of_late(daily(n_days)).sentence


def test_a_week_without_a_run_yet_says_so():
    days = daily()
    days.loc["2026-03-30":, "distance_m"] = np.nan
    assert "no running logged yet, usually 24 km by now" in week(days).sentence


def test_a_change_of_units_changes_the_words_and_not_the_numbers():
    found = recent.this_week(daily(), WEDNESDAY)
    metric, imperial = (recent.say_this_week(found, units) for units in (METRIC, IMPERIAL))
    assert metric.sentence != imperial.sentence
    pd.testing.assert_frame_equal(metric.table, imperial.table)


def test_usual_sets_are_given_whole():
    assert "usually 8 by now and 18 in the week" in week(daily(sets=2.5)).sentence


def test_the_same_number_is_not_said_twice():
    row = recent.AgainstUsual("glute_sets", 20.0, 22.0, 22.0, 8)
    said = recent._versus(row, recent._say_sets, "glute sets")
    assert said == "20 glute sets, usually 22 by now and no more in the week"
