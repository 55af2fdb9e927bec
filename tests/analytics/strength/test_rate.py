"""The rate of progress and the date of a milestone, with how sure they are."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.result import NotEnough
from analytics.statistics import averaged
from analytics.strength import rate
from data.units import IMPERIAL, KG_PER_LB
from tests import make
from tests.analytics.strength.thrusts import TODAY, milestone, progress, sets, thrust


def test_steady_progress_gives_a_range_of_dates_around_the_planted_one():
    rows = progress(26, 3.0, 225, noise_lb=3.0)
    goal = (225 + 3 * 16) * 1.1667 * KG_PER_LB
    answer = milestone(rows, goal, TODAY, units=IMPERIAL, name="your own milestone")
    row = answer.table.iloc[0]
    planted = TODAY + pd.Timedelta(weeks=16)
    assert answer.verdict == "likely"
    assert row["earliest_on"] < planted < row["latest_on"]
    assert abs((row["likely_on"] - planted).days) < 35
    assert row["low"] < 3.0 * 1.1667 * KG_PER_LB < row["high"]
    assert answer.sentence == (
        "Your own milestone (319 lb) by estimate: likely around July 2026, somewhere between June 2026 and August "
        "2026, at the rate of the last half year (+14 lb in four weeks, somewhere between +12 and +15). "
        "Your best estimate so far is 263 lb, the heaviest lifted 225 lb."
    )


def test_no_progress_cannot_tell_and_gives_no_last_date():
    answer = milestone(progress(26, 0.0, 225), 290 * KG_PER_LB, TODAY, units=IMPERIAL)
    assert answer.verdict == "cannot tell"
    assert answer.table["latest_on"].isna().all()
    assert answer.sentence.startswith("Cannot tell when 290 lb will be reached, at the rate of the last half year (")
    assert "and no latest date can be given" in answer.sentence


def test_a_milestone_far_away_is_more_than_two_years_away():
    answer = milestone(progress(26, 0.3, 225, noise_lb=0.5), 900 * KG_PER_LB, TODAY, units=IMPERIAL)
    assert "900 lb by estimate is more than two years away" in answer.sentence


def test_light_weeks_are_left_out_of_the_rate_and_named():
    steady = progress(26, 3.0, 225, noise_lb=1.0)
    deload = steady["day"].between("2026-02-04", "2026-02-10")
    lightened = steady.assign(load_kg=steady["load_kg"].mask(deload, 0.6 * steady["load_kg"]))
    whole, light = (milestone(rows, 150.0, TODAY) for rows in (steady, lightened))
    assert light.table.loc[0, "rate"] == pytest.approx(whole.table.loc[0, "rate"], rel=0.05)
    assert "1 light week, more than 15 % under the weeks before, is left out." in light.caveats


def test_nine_weeks_give_no_rate():
    answer = milestone(progress(9, 3.0, 225), 300.0, TODAY)
    assert isinstance(answer, NotEnough)
    assert answer.sentence == (
        "Cannot tell yet: 9 weeks of hip thrusts of ten repetitions or fewer in the last half year; "
        "this needs 10 weeks."
    )


def test_after_a_month_without_a_hip_thrust_there_is_no_rate_of_today():
    answer = milestone(progress(26, 3.0, 225), 300.0, TODAY + pd.Timedelta(days=40))
    assert answer.sentence == (
        "Cannot tell yet: no session of barbell hip thrusts in the last 5 weeks; this needs one in the last 4 weeks."
    )


def test_smith_machine_thrusts_are_named_where_no_barbell_thrust_is():
    answer = milestone(sets(thrust("2026-03-02", 315, raw="Hip Thrust (Smith Machine)")), 100.0, TODAY)
    assert answer.caveats == ("Hip Thrust (Smith Machine): 1 set, not counted for the barbell.",)


def test_the_rate_is_less_sure_when_weeks_are_autocorrelated():
    def width(phi: float, seed: int) -> float:
        weeks = np.arange(-25.0, 1)
        slope = rate.Line(TODAY, weeks, 100 + 0.5 * weeks + 2 * make.autoregressive(26, phi, seed)).per_week
        return slope.high - slope.low

    apart, together = (np.median([width(phi, seed) for seed in range(15)]) for phi in (0.0, 0.8))
    assert together > 1.15 * apart


def test_the_chance_at_a_time_agrees_with_the_interval_of_the_mixture():
    weeks = np.arange(-25.0, 1)
    value = 100 + 0.5 * weeks + 2 * make.autoregressive(26, 0.8, 4)
    ahead = averaged.mixture(7 * weeks, np.column_stack([value, weeks - 12, np.ones(26)]))
    drawn = rate.Line(TODAY, weeks, value)
    chances = [float(drawn.chance(np.array([12.0]), target)[0]) for target in (ahead.low, ahead.high)]
    assert chances == pytest.approx([0.975, 0.025], abs=1e-4)


def test_the_date_lies_in_the_band_as_often_as_it_says():
    """Sixty small histories; `python -m bench thrust-dates` gives 94-100 % (docstring of rate)."""
    inside = 0
    for seed in range(60):
        weeks = np.arange(-25.0, 61)
        value = 100 + 0.6 * weeks + 2 * make.autoregressive(len(weeks), 0.5, seed)
        past = weeks <= 0
        first, _, last = rate.crossing(rate.Line(TODAY, weeks[past], value[past]), 100 + 0.6 * 26)
        reached = TODAY + pd.Timedelta(weeks=float(weeks[(weeks > 0) & (value >= 115.6)][0]))
        inside += bool(first <= reached and (pd.isna(last) or reached <= last))
    assert inside >= 53
