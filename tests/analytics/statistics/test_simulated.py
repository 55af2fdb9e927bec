"""Simulated diaries have the autocorrelation, the noise and the scale that they were asked for."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.statistics import simulated


@pytest.mark.parametrize("phi", [0.0, 0.5, 0.9])
def test_a_series_has_variance_one_from_its_first_day_and_the_asked_autocorrelation(phi):
    series = simulated.autoregressive(phi, (4000, 30), np.random.default_rng(1))
    assert series.std(axis=0) == pytest.approx(np.ones(30), abs=0.06)
    pairs = series[:, :-1].ravel(), series[:, 1:].ravel()
    assert np.corrcoef(*pairs)[0, 1] == pytest.approx(phi, abs=0.02)


def test_one_series_is_the_first_of_many_with_the_same_seed():
    one = simulated.autoregressive(0.7, 50, np.random.default_rng(3))
    many = simulated.autoregressive(0.7, (2, 50), np.random.default_rng(3))
    np.testing.assert_allclose(one, many[0])


def test_noise_of_the_single_day_takes_its_share_of_the_variance():
    series = simulated.with_noise(0.8, 0.4, 200_000, np.random.default_rng(2))
    assert series.var() == pytest.approx(1, abs=0.03)
    assert np.corrcoef(series[1:], series[:-1])[0, 1] == pytest.approx(0.6 * 0.8, abs=0.01)


def test_scores_are_whole_between_0_and_10_and_missing_where_asked():
    is_known = np.array([True, True, False, True])
    made = simulated.scores(np.array([[-3.0, 4.4, 5.0, 17.0]]), is_known)
    np.testing.assert_array_equal(made, [[0, 4, np.nan, 10]])
