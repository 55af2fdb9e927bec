"""Surrogate exposures keep the week, the spread and the sums of the real ones."""

import numpy as np
import pandas as pd

from analytics.lag.joint.design import calendar
from analytics.lag.joint.question import question
from analytics.lag.joint.score import Score
from analytics.lag.joint.surrogates import changes_once, exposures, surrogates


def test_surrogates_keep_each_weekdays_spread_and_the_weeks_rhythm() -> None:
    rng = np.random.default_rng(5)
    weekly = np.repeat(2 * np.sin(np.arange(100) / 5), 7)
    series = weekly + np.tile([0, 0, 5, 0, 0, 0, 9], 100) * rng.standard_normal(700)
    made = surrogates(series, 200, seed=1)
    own = series.reshape(100, 7).std(axis=0)
    theirs = np.sqrt((made.reshape(100, 7, 200) ** 2).mean(axis=(0, 2)))
    np.testing.assert_allclose(theirs, own, rtol=0.1)


def test_surrogates_lead_from_sunday_to_monday_as_the_series_does() -> None:
    series = np.convolve(np.random.default_rng(6).standard_normal(712), np.ones(13), "valid")
    made = surrogates(series, 50, seed=1)

    def jumps(values: np.ndarray) -> np.ndarray:
        return np.sqrt((np.diff(values, axis=0)[6::7] ** 2).mean(axis=0))

    np.testing.assert_allclose(jumps(made), jumps(series), rtol=0.25)


def test_a_trailing_sum_is_made_anew_from_its_days() -> None:
    index = pd.date_range("2024-01-01", periods=400, name="day")
    runs = pd.Series(np.random.default_rng(7).standard_normal(400), index=index)
    daily = pd.DataFrame(
        {"distance_m": runs, "distance_7d_m": runs.rolling(7).sum(), "odd_7d": runs.rolling(7).max()}
    )
    days = calendar(daily.assign(odd=runs))
    summed = exposures(days, question("distance_7d_m", "pain", (0,)), 20, 399, 30, seed=1)
    again = surrogates(runs.to_numpy()[14:], 30, seed=1)
    np.testing.assert_allclose(summed[0], again[:7].sum(axis=0))
    assert summed.shape == (380, 30)
    other = exposures(days, question("odd_7d", "pain", (0,)), 20, 399, 30, seed=1)
    np.testing.assert_array_equal(other, surrogates(daily["odd_7d"].to_numpy()[20:], 30, seed=1))


def test_a_sum_whose_record_begins_with_the_diary_has_surrogates_too() -> None:
    index = pd.date_range("2024-01-01", periods=200, name="day")
    sets = pd.Series(np.random.default_rng(8).poisson(3.0, 200).astype(float), index=index)
    days = calendar(pd.DataFrame({"glute_sets": sets, "glute_sets_28d": sets.rolling(28).sum()}))
    made = exposures(days, question("glute_sets_28d", "pain", (0,)), 5, 199, 12, seed=1)
    assert made.shape == (195, 12)
    assert np.isfinite(made).all()


def test_surrogates_of_a_broken_week_have_its_days() -> None:
    series = np.random.default_rng(7).standard_normal(100)
    assert surrogates(series, 9, seed=1).shape == (100, 9)
    np.testing.assert_array_equal(surrogates(series, 9, seed=1), surrogates(series, 9, seed=1))
    assert np.abs(np.corrcoef(series, surrogates(series, 9, seed=2).T)[0, 1:]).max() < 0.6


def test_what_is_begun_once_changes_once_and_a_line_blocks_and_noise_do_not() -> None:
    rng, day = np.random.default_rng(8), np.arange(365)
    assert changes_once((day > 150) * 20.0 + rng.normal(0, 4, 365))
    assert not changes_once(day * 1.0)
    assert not changes_once(((day // 90) % 2) * 20.0)
    assert not changes_once(rng.normal(0, 1, 365))
    assert not changes_once(np.full(365, 3.0))


def test_surrogates_that_count_more_than_once_ask_for_more() -> None:
    null = np.linspace(0.01, 3, 299)[:, None]
    once = Score(np.array([2.9]), null)
    twice = Score(np.array([2.9]), null, weight=2)
    assert twice.p == 2 * once.p < 0.1
    assert twice.band > once.band
    assert Score(np.array([0.0]), null, weight=2).p == 1.0
