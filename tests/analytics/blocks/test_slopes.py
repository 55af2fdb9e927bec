"""A prior on the slope before the block: between a trend that goes on and none, and what it would take."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analytics.blocks import pain, pain_words, slopes
from analytics.blocks import verdict as v
from analytics.blocks.fits import Fits, fit
from bench.calibration.blocks.rates import Cell, Errors, diary
from data.units import METRIC


@pytest.fixture(scope="module")
def fits() -> Fits:
    return fit(diary(Cell(Errors(0.6), 28, 16, step=-2.0, mean=5.0), np.random.default_rng(1)))


def test_a_tight_prior_is_the_fit_without_a_slope_and_a_loose_one_the_fit_with_it(fits: Fits) -> None:
    tight, loose = slopes.priors(fits.trend, fits.level, (1e-4, 1e4)).to_dict("records")
    assert loose["estimate"] == pytest.approx(fits.trend.beta[-1], rel=1e-4)
    # The same autocorrelation in both, so near and not equal.
    assert tight["estimate"] == pytest.approx(fits.level.beta[-1], abs=0.2)


def test_the_range_widens_with_the_prior(fits: Fits) -> None:
    rows = slopes.priors(fits.trend, fits.level)
    widths = (rows["high"] - rows["low"]).to_numpy()
    assert (np.diff(widths) > 0).all()
    low, high = fits.trend.interval(-1)
    assert widths[-1] < high - low


def test_the_prior_is_one_more_observation_of_the_slope(fits: Fits) -> None:
    """Weighted least squares on the fit's own estimate and the prior, by another way."""
    covariance = fits.trend.covariance
    gain = covariance[:, 1] / (covariance[1, 1] + 1.0)
    expected = fits.trend.beta - gain * fits.trend.beta[1]
    held = slopes.priors(fits.trend, fits.level, (1.0,)).iloc[0]
    assert held["estimate"] == pytest.approx(expected[2])


def test_the_steepest_slope_is_where_the_interval_reaches_none(fits: Fits) -> None:
    steep, covariance = slopes.steepest(fits.trend), fits.trend.covariance
    shared = covariance[1, 2] / covariance[1, 1]
    step = fits.trend.beta[2] + shared * (steep - fits.trend.beta[1])
    se = np.sqrt(covariance[2, 2] - shared * covariance[1, 2])
    half = slopes.t_quantile(float(fits.trend.df[2])) * se
    assert steep < 0
    assert step + half == pytest.approx(0, abs=1e-9)


def test_a_change_that_a_trend_may_explain_says_how_steep_it_would_have_to_be() -> None:
    plan = diary(Cell(Errors(0.8), 28, 16, step=-2.0, mean=5.0), np.random.default_rng(2))
    asked = pain.measure(
        plan.course.dropna(subset="observed").set_index("day")["observed"],
        plan.course.set_index("day")[[]],
        pain.Question(plan.start, plan.end, None, None, None, is_over=True),
        "pain",
        1,
    )
    doubted = replace(asked, reading=v.Reading(v.LOWER_OR_TREND, "level"), steepest=-1.62)
    said = pain_words.say(doubted, METRIC)
    assert "pain would have had to fall 1.6 points a year on its own already before the block" in said.sentence
    assert list(said.details["priors"]["sd"]) == [0.5, 1.0, 2.0]
    assert any(caveat.startswith("With trends of about 1 point a year taken as usual") for caveat in said.caveats)
    firm = pain_words.say(replace(asked, reading=v.Reading(v.LOWER_MORE, "prior"), steepest=-3.1), METRIC)
    assert "pain would have had to fall 3.1 points a year on its own already before the block" in firm.sentence
    assert any("with a trend of any steepness, it is anywhere between" in caveat for caveat in firm.caveats)
    slight = replace(asked, reading=v.Reading(v.LOWER_MORE, "prior"), steepest=-0.8)
    assert "on its own already" not in pain_words.say(slight, METRIC).sentence
    season = replace(asked, reading=v.Reading(v.LOWER_OR_TREND, "level", "season"))
    assert "on its own already" not in pain_words.say(season, METRIC).sentence
