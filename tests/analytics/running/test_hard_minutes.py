"""Hard minutes: whole runs, by effort before heart rate, unknown where there is neither; and what a reader sees."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from analytics import days, lag
from analytics.charts import scatter
from analytics.charts.words import measure
from analytics.lag.pairs import DEFAULT_PAIRS, LOAD_LAGS
from analytics.result import NotEnough, Result
from analytics.running.hard_minutes import hard_seconds, highest_hr
from bench.calibration.lag.runners import ar1
from data import schema
from data.units import IMPERIAL, METRIC
from tests import make
from tests.analytics.charts.as_plotly import as_plotly

TODAY = pd.Timestamp("2026-03-31")
HIGHEST = 180.0


def day(n: int) -> str:
    return str((pd.Timestamp("2026-03-01") + pd.Timedelta(days=n)).date())


def ran(n: int, hr: float = np.nan, rpe: float = np.nan, **more: object) -> dict:
    return make.run(f"{day(n)}T06:00Z", **{"hr_mean_bpm": hr, "hr_max_bpm": HIGHEST, "rpe": rpe, **more})


def hard(*runs: dict) -> pd.Series:
    return days.daily(make.batch(make.file(runs=list(runs))).frames, TODAY)["hard_s"]


def easy(n: int = 20) -> list[dict]:
    """`n` easy runs, one a day from the sixth day on, so that heart rates can be judged."""
    return [ran(5 + i, 130.0) for i in range(n)]


def test_a_hard_run_counts_whole_an_easy_one_not_at_all_and_a_day_without_a_run_is_zero():
    found = hard(ran(0, 160.0), ran(2, 140.0), *easy())
    assert found.loc[day(0) : day(2)].tolist() == [3_000, 0, 0]
    assert found.loc[day(25) :].isna().all()


def test_exactly_85_percent_of_the_highest_heart_rate_is_hard():
    assert hard(ran(0, 153.0), ran(1, 152.0), *easy()).loc[day(0) : day(1)].tolist() == [3_000, 0]


def test_effort_is_asked_before_heart_rate():
    found = hard(ran(0, 130.0, 7), ran(1, 175.0, 6), ran(2, np.nan, 9), *easy())
    assert found.loc[day(0) : day(2)].tolist() == [3_000, 0, 3_000]


def test_a_run_that_tells_neither_leaves_its_day_unknown_even_beside_a_hard_one():
    found = hard(ran(0), ran(1, 160.0), {**ran(1), "run_id": "b", "start": f"{day(1)}T18:00Z"}, *easy())
    assert found.loc[day(0) : day(1)].isna().all()
    assert found.loc[day(2)] == 0


def test_two_hard_runs_a_day_add_up():
    second = {**ran(0, 165.0), "run_id": "another", "start": f"{day(0)}T18:00Z"}
    assert hard(ran(0, 160.0), second, *easy()).loc[day(0)] == 6_000


def test_moving_time_counts_before_duration_and_a_hard_run_without_either_is_unknown():
    none = {"duration_s": np.nan}
    found = hard(ran(0, 160.0, moving_s=2_500.0), ran(1, 160.0, **none), ran(2, 130.0, **none), *easy())
    assert found.loc[day(0)] == 2_500
    assert np.isnan(found.loc[day(1)])
    assert found.loc[day(2)] == 0


def test_on_fewer_than_twenty_runs_heart_rate_tells_nothing_and_effort_still_does():
    found = hard(ran(0, 160.0), ran(1, np.nan, 8), *easy(17))
    assert np.isnan(found.loc[day(0)])
    assert found.loc[day(1)] == 3_000
    assert hard(ran(0, 160.0), ran(1, np.nan, 8), *easy(18)).loc[day(0)] == 3_000


@pytest.mark.parametrize("n", [20, 50, 51, 400])
def test_one_slip_of_a_wrist_sensor_moves_nothing(n):
    runs = pd.DataFrame({"hr_max_bpm": [HIGHEST] * (n - 1) + [235.0]})
    assert highest_hr(runs) == HIGHEST


def test_a_heart_rate_that_cannot_be_true_is_no_highest():
    slips = [ran(5 + i, 130.0, hr_max_bpm=255.0) for i in range(10)]
    assert np.isnan(hard(ran(0, 160.0), *slips, *easy(10)).loc[day(0)])


def test_the_runs_keep_their_order_and_are_not_changed():
    rows = make.batch(make.file(runs=[ran(0, 160.0), *easy()])).frames.runs.sample(frac=1, random_state=1)
    before = rows.copy(deep=True)
    found = hard_seconds(rows)
    pd.testing.assert_frame_equal(rows, before)
    assert found.index.equals(rows.index)
    assert found[rows["hr_mean_bpm"] == 160].tolist() == [3_000]


def test_no_run_at_all_has_no_hard_seconds():
    assert hard_seconds(schema.empty("runs")).empty


# What a reader sees


def diary(per_10_minutes: float, n: int = 600, phi: float = 0.5, noise: float = 1.2, seed: int = 1) -> pd.DataFrame:
    """Hard running on every fifth day; pain a day later follows it by `per_10_minutes` points."""
    rng = np.random.default_rng(seed)
    index = pd.date_range("2024-01-01", periods=n, name="day")
    seconds = np.where(rng.random(n) < 0.2, 60 * rng.uniform(20, 70, n), 0.0)
    level = 4 + per_10_minutes * pd.Series(seconds / 600).shift(1).fillna(0).to_numpy()
    pain = np.clip(np.round(level + noise * ar1(n, phi, rng)), 0, 10)
    return pd.DataFrame({"hard_s": seconds, "pain": pain}, index=index)


def asked(daily: pd.DataFrame, units=METRIC, outcome: str = "pain") -> Result:
    found = lag.association(daily, "hard_s", outcome, LOAD_LAGS, seed=1, n_surrogates=299, units=units)
    assert isinstance(found, Result)
    return found


NUMBER = r"\d+(\.\d)?"


@pytest.mark.parametrize("units", [METRIC, IMPERIAL])
def test_the_planted_effect_is_told_for_ten_minutes_in_either_unit_system(units):
    found = asked(diary(0.5), units)
    row = found.table.iloc[0]
    assert row["effect_low"] <= 0.5 <= row["effect_high"]
    assert row["effect_unit"] == "points per 10 hard minutes"
    assert re.match(
        rf"The day after a day with 10 more hard minutes, pain was {NUMBER} points higher "
        rf"\(somewhere between {NUMBER} and {NUMBER}\)",
        found.sentence,
    )


def test_flares_are_told_in_percentage_points_per_ten_hard_minutes():
    daily = diary(0.6)
    found = asked(daily.assign(flare=(daily["pain"] >= 6).astype(float)), outcome="flare")
    assert found.table["effect_unit"].iloc[0] == "percentage points per 10 hard minutes"
    assert "day with 10 more hard minutes, flares were" in found.sentence


def test_hard_running_that_comes_before_nothing_does_not_go_together():
    found = asked(diary(0.0, 1500))
    assert found.verdict == "nothing to see yet"
    assert found.sentence.startswith("Hard minutes and pain do not go together in your log: ")
    assert "with 10 more hard minutes, pain was most likely no more than 0." in found.sentence


def test_a_wide_interval_cannot_tell():
    daily = diary(0.0, 130, phi=0.95, noise=3.0, seed=3)
    slow = 1_800 + 1_200 * ar1(130, 0.95, np.random.default_rng(3))
    found = asked(daily.assign(hard_s=np.clip(slow, 0, None)))
    assert found.verdict == "cannot tell"
    assert found.sentence.startswith("Cannot tell yet whether pain goes with hard minutes: ")


def test_hard_running_that_follows_pain_is_withdrawn_in_the_plural():
    daily = diary(0.0, 900, phi=0.9)
    calm = daily["pain"].shift(1).rolling(3).mean().fillna(4)
    chosen = daily.assign(hard_s=np.clip(3_600 - 700 * (calm - 2), 0, None))
    found = asked(chosen)
    assert found.verdict == "withdrawn"
    assert found.sentence == (
        "From one day to the next your running follows your pain nearly as much as the other way round, "
        "so this log does not tell whether hard minutes matter for pain."
    )


def test_a_runner_without_heart_rate_or_effort_is_told_so():
    daily = diary(0.0).assign(hard_s=np.nan)
    refused = lag.association(daily, "hard_s", "pain", LOAD_LAGS, seed=1)
    assert isinstance(refused, NotEnough)
    assert refused.sentence == "Cannot tell yet: no day of hard minutes; this needs 84 days."


def test_hard_minutes_are_asked_by_default_of_every_outcome():
    asked_of = {pair.outcome: pair.lags for pair in DEFAULT_PAIRS if pair.exposure == "hard_s"}
    assert asked_of == {"pain": LOAD_LAGS, "pain_morning": (1, 2, 3), "flare": LOAD_LAGS}


@pytest.mark.parametrize("units", [METRIC, IMPERIAL])
def test_charts_show_minutes_and_never_seconds(units):
    found = asked(diary(0.5))
    assert measure("hard_s", units).label == "Hard minutes"
    figure = as_plotly(scatter.scatter(found, units, "light"))
    assert figure.layout.xaxis.title.text == "Hard minutes"
    assert max(max(trace.x) for trace in figure.data) <= 70
    table = scatter.scatter_table(found, units)
    assert table["to"].max() <= 70
    said = " ".join(str(words) for trace in figure.data for words in np.atleast_1d(trace.hovertext))
    assert " :" not in said
    assert "hard minutes" in said
