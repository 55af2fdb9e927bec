"""The mean over athletes, held against a published meta-analysis and against what was planted."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.cohort import over_athletes
from analytics.cohort.pooled import METHODS, within_athlete
from analytics.result import NotEnough

# Thirteen trials of BCG vaccine (Colditz 1994): log relative risks and their variances, as in metafor's `dat.bcg`.
# fmt: off
BCG = np.array([
    -0.8893, -1.5854, -1.3481, -1.4416, -0.2175, -0.7861, -1.6209, 0.0120, -0.4694, -1.3713, -0.3394, 0.4459, -0.0173,
])
BCG_VARIANCE = np.array([
    0.3256, 0.1946, 0.4154, 0.0200, 0.0512, 0.0069, 0.2230, 0.0040, 0.0564, 0.0730, 0.0124, 0.5325, 0.0714,
])
# fmt: on


@pytest.mark.parametrize(("method", "estimate", "tau2"), [("DL", -0.7141, 0.3088), ("PM", -0.7150, 0.3181)])
def test_published_trials_give_the_published_mean_and_spread(method, estimate, tau2):
    pooled = over_athletes(BCG, np.sqrt(BCG_VARIANCE), method)
    assert pooled.estimate == pytest.approx(estimate, abs=5e-4)
    assert pooled.tau**2 == pytest.approx(tau2, abs=5e-4)
    assert pooled.n == 13


def test_the_share_between_trials_and_the_prediction_interval_are_the_published_ones():
    pooled = over_athletes(BCG, np.sqrt(BCG_VARIANCE), "DL")
    assert pooled.i2 == pytest.approx(0.9212, abs=5e-4)
    # t with 11 degrees of freedom, tau squared .3088, standard error .1787 (Higgins 2009, formula 12).
    half = 2.201 * np.sqrt(0.3088 + 0.1787**2)
    assert (pooled.predicted_low, pooled.predicted_high) == pytest.approx((-0.7141 - half, -0.7141 + half), abs=2e-3)


@pytest.mark.parametrize("method", METHODS)
def test_the_unit_of_the_effect_does_not_matter(method):
    se = np.sqrt(BCG_VARIANCE)
    points, per_metre = over_athletes(BCG, se, method), over_athletes(BCG * 1e-6, se * 1e-6, method)
    assert per_metre.tau == pytest.approx(points.tau * 1e-6, rel=1e-3)
    assert per_metre.estimate == pytest.approx(points.estimate * 1e-6, rel=1e-3)


@pytest.mark.parametrize("method", METHODS)
def test_athletes_who_do_not_differ_have_no_spread_and_no_wider_interval_for_it(method):
    pooled = over_athletes(np.array([0.10, 0.11, 0.09, 0.10, 0.10, 0.11]), np.full(6, 0.05), method)
    assert (pooled.tau, pooled.i2) == (0.0, 0.0)
    assert pooled.estimate == pytest.approx(0.1017, abs=1e-4)
    # t with 5 degrees of freedom, the standard error of six: not narrower than chance allows.
    assert pooled.high - pooled.estimate == pytest.approx(2.5706 * 0.05 / np.sqrt(6), rel=1e-3)


def test_the_mean_is_covered_as_often_as_said_and_one_more_athlete_nine_times_in_ten():
    rng, truth, tau = np.random.default_rng(3), 0.4, 0.3
    hits = np.zeros(2)
    for _ in range(200):
        se, own = rng.uniform(0.1, 0.4, 12), rng.normal(truth, tau, 12)
        pooled = over_athletes(rng.normal(own, se), se, "PM")
        one_more = rng.normal(truth, tau)
        hits += (pooled.low <= truth <= pooled.high, pooled.predicted_low <= one_more <= pooled.predicted_high)
    # Binomial, 200 draws at 95 and at 90 %: 98 % of the time at least so many.
    assert hits[0] >= 182
    assert hits[1] >= 171


def test_four_athletes_are_refused_with_what_it_takes():
    refused = over_athletes(BCG[:4], np.sqrt(BCG_VARIANCE[:4]), "DL")
    assert isinstance(refused, NotEnough)
    assert refused.sentence == "Cannot tell yet: an answer of 4 athletes; this needs 5 athletes."


def test_an_effect_without_an_uncertainty_is_an_error_and_no_weight():
    with pytest.raises(ValueError, match="positive"):
        over_athletes(BCG, np.zeros(13), "DL")


def test_blocks_of_one_athlete_weigh_by_their_precision():
    value, se = within_athlete(np.array([1.0, 3.0]), np.array([1.0, 0.5]))
    assert value == pytest.approx((1 * 1 + 3 * 4) / 5)
    assert se == pytest.approx(5**-0.5)
