"""Errors that drag on for months are told from those that die away from day to day."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.statistics import autocorrelated, long_memory
from analytics.statistics.simulated import with_noise
from bench.calibration.blocks.dragging import fractional


def _share(courses: list[np.ndarray]) -> float:
    return float(np.mean([long_memory.is_long(course - course.mean()) for course in courses]))


@pytest.mark.parametrize(("phi", "noise"), [(0.3, 0.0), (0.8, 0.0), (0.8, 0.4), (0.9, 0.4), (0.95, 0.1)])
def test_ordinary_autocorrelation_is_seldom_called_long_memory(phi: float, noise: float) -> None:
    rng = np.random.default_rng(1)
    # 60 courses at a true rate of at most 5 %: more than eight would happen once in a hundred times.
    assert _share([with_noise(phi, noise, 500, rng) for _ in range(60)]) <= 8 / 60


def test_long_memory_is_noticed_in_two_years_of_days() -> None:
    rng = np.random.default_rng(2)
    assert _share([fractional(0.45, 700, rng) for _ in range(40)]) > 0.5


def test_a_few_weeks_say_nothing_of_months() -> None:
    course = fractional(0.45, 111, np.random.default_rng(3))
    assert not long_memory.is_long(1000 * course)


def test_closing_gaps_up_leaves_long_memory_what_it_is() -> None:
    rng = np.random.default_rng(4)
    kept = [fractional(0.45, 900, rng)[rng.random(900) < 0.75] for _ in range(30)]
    assert _share(kept) > 0.5


def test_the_spectrum_of_fractional_noise_rises_as_its_order_says() -> None:
    # Hosking 1981: f ~ frequency^(-2d) near 0.
    low = np.array([0.001, 0.002])
    spectra = long_memory._fractional(low)
    slopes = np.diff(np.log(spectra), axis=1)[:, 0] / np.diff(np.log(low))
    np.testing.assert_allclose(slopes, -2 * long_memory.ORDERS, atol=1e-5)


def test_the_spectrum_of_ar_1_has_the_variance_of_its_series() -> None:
    frequency = 2 * np.pi * np.arange(1, 2000) / 4000
    spectra = long_memory._short(frequency)
    assert len(spectra) == len(autocorrelated.PHI_GRID) * len(autocorrelated.W_GRID)
    np.testing.assert_allclose(spectra.mean(axis=1), 1, atol=0.08)
