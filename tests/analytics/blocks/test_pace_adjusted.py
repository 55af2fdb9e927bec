"""Easy pace with mileage and declared columns the same, and under a prior on the slope before the block."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics.blocks import (
    PaceChange,
    design,
    headline,
    pace_before_after,
    pace_judged,
    pace_slopes,
    say,
    verdict,
)
from analytics.blocks.adjusted import MILEAGE
from analytics.running import easy_runs
from analytics.statistics import autocorrelated, averaged
from data.units import IMPERIAL, METRIC
from tests.analytics.blocks.easy_logs import FIRST, WEEK, log

START = FIRST + 40 * WEEK


def measured(runs: pd.DataFrame, daily: pd.DataFrame, *covariates: str) -> PaceChange:
    found = pace_before_after(runs, daily, START, runs["day"].max(), seed=1, covariates=covariates)
    assert isinstance(found, PaceChange)
    return found


def running(share: float, *, spread: float = 0.25) -> pd.DataFrame:
    """The daily frame of somebody who runs `share` of the usual 50 km a week in the block, each week different."""
    days = pd.date_range(FIRST - 6 * WEEK, FIRST + 80 * WEEK, name="day")
    rng = np.random.default_rng(3)
    weekly = 50_000 * np.exp(rng.normal(0, spread, len(days) // 7 + 1)).repeat(7)[: len(days)]
    daily = pd.Series(np.where(days < START, 1.0, share) * weekly / 7, index=days)
    return pd.DataFrame({"distance_m": daily, MILEAGE: daily.rolling(7).sum()})


def made_slower(runs: pd.DataFrame, percent: pd.Series) -> pd.DataFrame:
    by = percent.reindex(pd.DatetimeIndex(runs["day"])).fillna(0.0).to_numpy()
    return runs.assign(duration_s=runs["duration_s"] * np.exp(by / 100))


def test_mileage_that_brought_the_pace_is_taken_out_of_what_the_block_did() -> None:
    daily = running(1.3)
    fitness = daily[MILEAGE].rolling(28).mean() / 10_000 - 5
    found = measured(made_slower(log(40, 40, noise=1.5), -4.0 * fitness), daily)
    assert found.adjusted is not None
    assert found.adjusted.columns == (MILEAGE,)
    assert found.adjusted.unadjusted[2] < 0
    _, low, high = found.change
    assert low < 0 < high
    answer = say(found, METRIC)
    assert answer.sentence.startswith("Your running rose with the block, from")
    assert "climb, mileage." in " ".join(answer.caveats)
    assert MILEAGE in answer.method


def test_mileage_that_hardly_changed_is_not_adjusted_for() -> None:
    assert measured(log(40, 40), running(1.05, spread=0.0)).adjusted is None


def test_faster_with_another_mileage_altogether_is_no_verdict() -> None:
    found = measured(log(40, 40, percent=-9.0, noise=1.0), running(3.0, spread=0.05))
    assert found.adjusted is not None
    assert found.adjusted.apart == (MILEAGE,)
    assert (found.reading.verdict, found.reading.doubt) == (verdict.CANNOT_TELL, "mileage")
    assert (
        "your mileage changed with it, and what each of the two did cannot be told apart"
        in say(found, METRIC).sentence
    )
    assert "your mileage changed with it" in headline.headline(found, METRIC)
    assert headline.needs(found) == "a block with mileage as before it"


def test_a_declared_column_is_taken_out_of_pace_and_of_the_drawn_runs() -> None:
    days = pd.date_range(FIRST, FIRST + 80 * WEEK, name="day")
    sleep = pd.Series(7 + np.random.default_rng(5).normal(0, 1, len(days)) - (days >= START), index=days)
    runs = made_slower(log(40, 40, noise=1.0), -4.0 * (sleep - 7))
    daily = pd.DataFrame({"factor_sleep_h": sleep})
    plain, held = measured(runs, daily), measured(runs, daily, "factor_sleep_h")
    assert held.adjusted is not None
    assert held.adjusted.unadjusted == pytest.approx(plain.change)
    assert held.change[1] < 0 < held.change[2]
    assert held.change[2] - held.change[1] < (plain.change[2] - plain.change[1]) / 2
    assert "hours of sleep" in " ".join(say(held, METRIC).caveats)
    spread = [np.log(each.course["observed"] / each.course["fitted"]).std() for each in (held, plain)]
    assert spread[0] < spread[1] / 2


def test_a_prior_on_the_slope_is_one_more_observation_of_it() -> None:
    rng = np.random.default_rng(1)
    days = np.flatnonzero(rng.random(300) < 0.6).astype(float)
    columns = np.column_stack([rng.normal(size=len(days)), np.ones(len(days)), days / 365.25, days > 200])
    phi, w = autocorrelated.grid()
    lines = autocorrelated.profile(autocorrelated.whiten(days, columns, phi, w), range(3))
    held, _ = averaged.held_at(lines, 1, 0.5)
    for cell in (0, 60, 150):
        precision = np.linalg.inv(lines.covariance[cell])
        more = precision + np.diag([0, 1 / 0.5**2, 0])
        assert held.covariance[cell] == pytest.approx(np.linalg.inv(more), rel=1e-6)
        assert held.beta[cell] == pytest.approx(np.linalg.solve(more, precision @ lines.beta[cell]), rel=1e-6)


def test_a_prior_leads_from_the_line_with_a_trend_to_the_one_without() -> None:
    rng = np.random.default_rng(2)
    days = np.arange(300.0)
    columns = np.column_stack([rng.normal(size=300), np.ones(300), days / 365.25, days > 200])
    wide, usual, none = averaged.with_priors(days, columns, (1.0, 1e-4))
    level = averaged.mixture(days, np.delete(columns, -2, axis=1))
    assert wide.estimate == pytest.approx(averaged.mixture(days, columns).estimate)
    assert none.estimate == pytest.approx(level.estimate, abs=0.02)
    assert none.high - none.low < usual.high - usual.low < wide.high - wide.low


def test_what_hangs_on_the_slope_before_is_said_in_the_readers_unit() -> None:
    found = measured(log(40, 40, percent=-8.0, noise=1.0), pd.DataFrame())
    assert found.priors["sd"].tolist() == [5.0, 10.0, 20.0]
    assert (found.priors["low"] < -8).all()
    assert (found.priors["high"] > -8).all()
    assert "The range takes trends of about 10 s/km a year as usual." in " ".join(say(found, METRIC).caveats)
    imperial = " ".join(say(found, IMPERIAL).caveats)
    assert "The range takes trends of about 16 s/mi a year as usual." in imperial
    assert "it stays on the same side of none" in imperial
    both = replace(found, priors=found.priors.assign(high=[-1.0, -0.5, 0.5]))
    assert "no change at all is possible, too" in " ".join(say(both, METRIC).caveats)


def test_how_steep_a_trend_would_explain_a_gain_away_is_said_in_the_readers_unit() -> None:
    found = measured(log(40, 40, percent=-8.0, noise=1.0), pd.DataFrame())
    steep = replace(found, usual_s_per_m=0.36, steepest_percent=-5.0)
    began = "To explain it, your easy pace would have had to improve"
    assert f"{began} 18 s/km a year on its own already before the block." in say(steep, METRIC).sentence
    assert f"{began} 28 s/mi a year on its own" in say(steep, IMPERIAL).sentence
    assert began not in say(replace(steep, steepest_percent=-2.0), METRIC).sentence
    open_ = replace(steep, reading=verdict.Reading(verdict.CANNOT_TELL, "prior"))
    assert began not in say(open_, METRIC).sentence


def test_without_a_trend_as_steep_as_is_said_the_runs_show_no_gain() -> None:
    chosen = easy_runs.runs(log(40, 40, percent=-6.0))
    plan = design.build(chosen["pace"], START, chosen.index.max())
    matrix = pace_judged.make(plan, chosen)
    found = pace_judged.judge(plan, matrix, pace_judged.fit(plan, matrix))
    left = matrix.columns.copy()
    left[:, 0] -= found.steepest * left[:, -2]
    assert found.lines.level.high < -3
    assert pace_judged.against_before(replace(matrix, columns=left)).high == pytest.approx(0.0, abs=1.0)


def test_the_verdict_rests_on_the_prior_and_the_table_keeps_the_trend_of_any_slope() -> None:
    found = measured(log(40, 40, percent=-6.0), pd.DataFrame())
    usual = found.priors.set_index("sd").loc[pace_slopes.USUAL_SD]
    assert found.change == pytest.approx(tuple(usual[["estimate", "low", "high"]]))
    assert found.sure_percent >= usual["at_most"]
    free = found.table[found.table["term"] == "trend fit"].iloc[0]
    assert free["high"] - free["low"] > found.change[2] - found.change[1]
    assert found.reading.basis == "prior"


def test_the_sure_gain_holds_whatever_the_trend() -> None:
    line = averaged.Mixture(-4.0, -6.0, -2.0, 1.0, 0.9, 0.9, 12.0, 200, 206, at_most=-2.4)
    wide = replace(line, at_most=-1.1)
    reading = verdict.Reading(verdict.CANNOT_TELL, "prior")
    for quoted, free in ((line, wide), (wide, line)):
        lines = pace_judged.Lines(free, (quoted,), line, (2.7,))
        assert pace_judged.Judged(reading, quoted, 2.7, lines, -5.0, None).at_most == -1.1


def test_a_difference_in_seconds_is_a_share_of_the_usual_pace() -> None:
    assert pace_slopes.in_percent(10.0, 0.36) == pytest.approx(100 * np.log(370 / 360))
