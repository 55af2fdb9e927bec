"""Scores and surrogates against scipy, and the promises the test stands on."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analytics.lag.calendar import filled, gaussian_scores, ranks, without_weekdays
from analytics.lag.chance import amplitudes, phases, surrogates
from analytics.lag.correlation import slow_drift, without_drift
from bench.calibration.lag.runners import Truth, ar1, log

DAYS = np.arange(420)


def _series(seed: int, n: int = 420) -> np.ndarray:
    return ar1(n, 0.8, np.random.default_rng(seed))


@given(st.lists(st.integers(0, 10), min_size=2, max_size=60))
def test_ranks_agree_with_scipy_ties_and_all(values: list[int]) -> None:
    assert ranks(np.array(values, dtype=float)) == pytest.approx(stats.rankdata(values))


def test_gaussian_scores_are_the_normal_quantiles_of_scipys_ranks() -> None:
    values = np.round(_series(1), 1)
    expected = stats.norm.ppf(stats.rankdata(values) / (values.size + 1))
    assert gaussian_scores(values) == pytest.approx(expected)


def test_missing_days_stay_missing_and_do_not_shift_the_scores_of_others() -> None:
    values = _series(2)
    values[10:30] = np.nan
    scores = gaussian_scores(values)
    assert np.isnan(scores[10:30]).all()
    assert np.delete(scores, range(10, 30)) == pytest.approx(gaussian_scores(np.delete(values, range(10, 30))))


def test_scores_equal_but_for_rounding_are_ties() -> None:
    assert ranks(np.array([0.1 + 0.2, 0.3, 5.0])) == pytest.approx([1.5, 1.5, 3.0])


def test_a_pure_weekday_pattern_leaves_nothing() -> None:
    weekday = DAYS % 7
    assert without_weekdays(weekday * 3.0, weekday) == pytest.approx(np.zeros(DAYS.size))


def test_a_straight_line_leaves_nothing() -> None:
    left = without_drift(4.0 - 0.25 * DAYS, slow_drift(DAYS.size))
    assert left == pytest.approx(np.zeros(DAYS.size), abs=1e-9)


def test_a_yearly_wave_leaves_nothing_in_logs_long_enough_to_tell_it() -> None:
    for n_days, has_wave in ((547, True), (548, False)):
        wave = 3 + np.cos(2 * np.pi * (np.arange(n_days) - 40) / 365.25)
        assert (without_drift(wave, slow_drift(n_days)).std() > 0.2) == has_wave


def test_gaps_are_bridged_by_straight_lines_and_ends_are_held() -> None:
    assert filled(np.array([np.nan, 1.0, np.nan, 3.0, np.nan])) == pytest.approx([1.0, 1.0, 2.0, 3.0, 3.0])


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_surrogates_keep_the_spectrum_of_the_mirrored_series(seed: int) -> None:
    series = _series(seed)
    amplitude = amplitudes(series)
    whole = 2 * (amplitude.size - 1)
    batch = surrogates(amplitude, next(phases(8, series.size, seed)), whole)
    power = np.abs(np.fft.rfft(batch, axis=1))[:, 1:-1]
    assert power == pytest.approx(np.tile(amplitude[1:-1], (8, 1)), rel=1e-3, abs=1e-3 * float(amplitude.max()))


def test_amplitudes_are_those_of_the_series_and_its_mirror_image() -> None:
    series = _series(5, 432)
    mirrored = np.concatenate([series, series[::-1]]) - series.mean()
    assert amplitudes(series) == pytest.approx(np.abs(np.fft.rfft(mirrored)), rel=1e-4, abs=1e-4)


def test_awkward_lengths_drop_a_few_of_the_oldest_days_only() -> None:
    series = _series(6, 3650)
    assert amplitudes(series) == pytest.approx(amplitudes(series[5:]))
    assert surrogates(amplitudes(series), next(phases(2, 3650, 1)), 3650).shape == (2, 3650)


def test_surrogates_keep_the_autocorrelation_and_the_bell_shape() -> None:
    series = gaussian_scores(_series(3, 1460))
    rows = [surrogates(amplitudes(series), turned, 1460) for turned in phases(400, 1460, seed=1)]
    batch = np.concatenate(rows).astype(float)
    assert batch.mean() == pytest.approx(0, abs=0.03)
    assert batch.std() == pytest.approx(series.std(), rel=0.03)
    yesterday = np.mean([np.corrcoef(row[1:], row[:-1])[0, 1] for row in batch])
    assert yesterday == pytest.approx(np.corrcoef(series[1:], series[:-1])[0, 1], abs=0.03)
    assert abs(stats.kurtosis(batch.ravel())) < 0.15


def test_surrogates_have_no_tie_to_the_series() -> None:
    series = gaussian_scores(_series(4, 1460))
    batch = np.concatenate([surrogates(amplitudes(series), turned, 1460) for turned in phases(400, 1460, seed=1)])
    r = np.array([np.corrcoef(row, series)[0, 1] for row in batch])
    assert abs(r.mean()) < 3.5 * r.std() / 20


def test_the_same_seed_draws_the_same_phases_however_many_follow() -> None:
    few, many = next(phases(32, 100, seed=9)), next(phases(160, 100, seed=9))
    assert (few == many).all()
    assert not (few == next(phases(32, 100, seed=10))).any()


def test_the_two_halves_of_a_transform_are_two_surrogates_that_follow_each_other() -> None:
    amplitude = amplitudes(_series(7, 432))
    batch = surrogates(amplitude, next(phases(20, 432, seed=1)), 432)
    whole = np.concatenate([batch[:10], batch[10:]], axis=1)
    power = np.abs(np.fft.rfft(whole, axis=1))[:, 1:-1]
    assert power == pytest.approx(np.tile(amplitude[1:-1], (10, 1)), rel=1e-3, abs=1e-3 * float(amplitude.max()))


def test_both_halves_of_a_slow_exposure_go_beyond_chance_apart_from_each_other() -> None:
    """What makes 1,999 surrogates worth 1,999: hits of the two halves of a transform are hardly correlated."""
    daily = log(Truth(0.8), 365, np.random.default_rng(1))
    amplitude = amplitudes(gaussian_scores(daily["glute_sets_28d"].to_numpy()))
    outcome = gaussian_scores(daily["pain"].to_numpy())
    halves: tuple[list, list] = ([], [])
    for turned in phases(8000, 365, seed=3):
        batch = surrogates(amplitude, turned, 365)
        r = np.abs([np.corrcoef(row, outcome)[0, 1] for row in batch])
        for half, part in zip(halves, np.split(r, 2), strict=True):
            half.append(part)
    hits = [np.concatenate(half) > np.quantile(np.concatenate(half), 0.95) for half in halves]
    assert abs(np.corrcoef(hits[0], hits[1])[0, 1]) < 0.1
