"""The false-positive rate on the reader's own log: made-up diaries like theirs, asked as theirs is."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analytics.lag import Pair
from analytics.lag.false_positives import MAIN_PAIRS, FalsePositives, Rate, measure, say
from analytics.lag.joint import p_value, p_values
from analytics.lag.joint.design import calendar
from analytics.lag.together import question_of
from analytics.result import NotEnough, Result
from analytics.statistics import simulated
from analytics.statistics.proportions import wilson
from bench.calibration.lag.runners import Truth, log

KM = MAIN_PAIRS[0]
SHARE = r"\d+(\.\d)? %"


def _checked(daily: pd.DataFrame, **settings: Any) -> Result | NotEnough:
    return say(measure(daily, **settings))


@pytest.fixture(scope="module")
def daily() -> pd.DataFrame:
    return log(Truth(0.8, 0.2), 365, np.random.default_rng(1))


@pytest.fixture(scope="module")
def found(daily: pd.DataFrame) -> Result:
    answer = _checked(daily, seed=1, n_series=100, n_surrogates=99)
    assert isinstance(answer, Result)
    return answer


def test_it_says_how_often_it_and_the_textbook_test_are_wrong(found: Result) -> None:
    assert re.fullmatch(
        rf"On 100 made-up pain diaries that cannot depend on your weekly distance, lbsdrop found a relation "
        rf"in {SHARE}; the textbook test in {SHARE}\. For glute sets: {SHARE}; the textbook test {SHARE}\.",
        found.sentence,
    )
    assert list(found.table.columns) == [field.name for field in fields(Rate)]
    json.dumps(found.to_json(), allow_nan=False)


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        (
            MAIN_PAIRS,
            "On 500 made-up pain diaries that cannot depend on your weekly distance, lbsdrop found a relation "
            "in 4.6 %; the textbook test in 52 %. For glute sets: 0.0 %; the textbook test 9.8 %.",
        ),
        (
            (Pair("ascent_m", "flare", (0,)), Pair("ascent_m", "pain", (0,))),
            "On 500 made-up flare diaries that cannot depend on your daily climbing, lbsdrop found a relation "
            "in 4.6 %; the textbook test in 52 %. For daily climbing and pain: 0.0 %; the textbook test 9.8 %.",
        ),
    ],
)
def test_the_sentence_in_full(pairs: tuple[Pair, ...], said: str) -> None:
    shares = ((0.046, 0.522), (0.0, 0.098))
    rates = [
        Rate(pair.exposure, pair.outcome, 500, 300, related, 0, 1, 0.05, textbook, 0, 1, 0.8, 0.1)
        for pair, (related, textbook) in zip(pairs, shares, strict=True)
    ]
    assert say(FalsePositives(tuple(rates), 399, 1)).sentence == said


def test_the_rate_is_kept_while_the_textbook_test_lies(found: Result) -> None:
    # 200 diaries: three Monte-Carlo errors above 5 %.
    assert found.table["stands_out"].mean() <= 0.05 + 3 * np.sqrt(0.0475 / 200)
    assert (found.table["related"] <= found.table["stands_out"]).all()
    assert (found.table["low"] <= found.table["related"]).all()
    assert (found.table["textbook_low"] > 0.25).all()
    assert found.verdict == "keeps its rate"


def test_made_up_diaries_that_depend_on_the_mileage_would_be_noticed(daily: pd.DataFrame, monkeypatch) -> None:
    """With the runner's mileage leaked into them, the rate is too high and said to be."""
    honest, week = simulated.wandering, daily["distance_7d_m"].to_numpy() / 8_000
    monkeypatch.setattr(simulated, "wandering", lambda *asked: honest(*asked) + np.nan_to_num(week))
    found = _checked(daily, seed=1, n_series=40, n_surrogates=99, pairs=[KM])
    assert isinstance(found, Result)
    assert found.verdict == "too often"
    assert "do not rely on what it says of your weekly distance" in " ".join(found.caveats)


def test_each_diary_gets_the_p_that_the_joint_model_gives_it(daily: pd.DataFrame) -> None:
    courses = simulated.wandering(simulated.Rhythm(4, 1.5, 0.8, 0.1), 3, len(daily), np.random.default_rng(2))
    series = simulated.scores(courses, daily["pain"].notna().to_numpy())
    p = p_values(calendar(daily), question_of(KM), series, seed=5, n_surrogates=99)
    assert not isinstance(p, NotEnough)
    alone = [p_value(daily.assign(pain=row), question_of(KM), seed=5, n_surrogates=99) for row in series]
    assert list(p) == alone


def test_a_diary_standing_in_leaves_the_readers_own_alone(daily: pd.DataFrame) -> None:
    days = calendar(daily)
    before = days.columns["pain"].copy()
    assert (days.with_outcome("pain", np.zeros(len(daily))).columns["pain"] == 0).all()
    np.testing.assert_array_equal(days.columns["pain"], before)


def test_the_made_up_diaries_have_the_readers_days_scale_level_and_autocorrelation(daily: pd.DataFrame) -> None:
    own = daily["pain"].to_numpy()
    fitted = simulated.rhythm(own)
    assert fitted.phi == pytest.approx(0.8, abs=0.1)
    courses = simulated.wandering(fitted, 200, own.size, np.random.default_rng(1))
    series = simulated.scores(courses, ~np.isnan(own))
    assert (np.isnan(series) == np.isnan(own)).all()
    assert np.isin(series[~np.isnan(series)], np.arange(11)).all()
    assert np.nanmean(series) == pytest.approx(np.nanmean(own), abs=0.15)
    assert np.nanstd(series) == pytest.approx(np.nanstd(own), rel=0.1)


def test_made_up_flares_are_as_rare_as_the_readers_and_come_in_spells(daily: pd.DataFrame) -> None:
    courses = simulated.wandering(simulated.Rhythm(4, 1.5, 0.9, 0), 20, 1000, np.random.default_rng(1))
    flares = simulated.yes_no(courses, np.ones(1000, dtype=bool), 0.05)
    assert flares.mean(axis=1) == pytest.approx(0.05, abs=0.002)
    assert (flares[:, 1:] * flares[:, :-1]).sum() / flares[:, 1:].sum() > 0.3
    rare = daily.assign(flare=(daily["pain"] >= 6).where(daily["pain"].notna()).astype(float))
    found = _checked(rare, seed=1, n_series=60, n_surrogates=99, pairs=[Pair("distance_7d_m", "flare", (0, 1))])
    assert isinstance(found, Result)
    assert "made-up flare diaries" in found.sentence
    assert found.table["stands_out"].iloc[0] <= 0.15


def test_the_same_seed_makes_the_same_diaries(daily: pd.DataFrame) -> None:
    first, again = (_checked(daily, seed=4, n_series=20, n_surrogates=49, pairs=[KM]) for _ in range(2))
    assert isinstance(first, Result)
    assert isinstance(again, Result)
    pd.testing.assert_frame_equal(first.table, again.table)


def test_a_short_log_is_refused(daily: pd.DataFrame) -> None:
    assert isinstance(_checked(daily.iloc[:50], seed=1), NotEnough)


@pytest.mark.parametrize(("hits", "n"), [(0, 500), (23, 500), (5, 9), (9, 9)])
def test_the_monte_carlo_interval_is_scipys(hits: int, n: int) -> None:
    expected = stats.binomtest(hits, n).proportion_ci(0.95, method="wilson")
    assert wilson(hits, n) == pytest.approx((expected.low, expected.high), abs=1e-4)


def test_the_readers_own_mornings_do_not_stand_beside_a_made_up_diary(daily: pd.DataFrame) -> None:
    days = calendar(daily.assign(pain_morning=daily["pain"]))
    made_up_pain = np.arange(len(days.days)) % 7.0
    assert not days.with_outcome("pain", made_up_pain).has("pain_morning")
    assert (days.with_outcome("pain_morning", made_up_pain).columns["pain_morning"] == made_up_pain).all()
    assert days.has("pain_morning")
