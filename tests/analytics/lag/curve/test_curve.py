"""The dose curve: its spline, its band, and what it claims, on logs whose truth is planted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics.lag import curve
from analytics.lag.curve import PLATEAU, STEP, claims
from analytics.lag.curve.basis import FEWEST, Basis, basis
from analytics.lag.curve.fit import WIDER, Fitted, fit
from analytics.lag.joint.design import Design, calendar, design
from analytics.lag.joint.question import question
from analytics.lag.joint.verdict import RELATED, WITHDRAWN
from analytics.lag.pairs import Pair
from analytics.lag.together import measure_one
from analytics.result import NotEnough
from bench.calibration.curve.worlds import Cell, log
from bench.calibration.joint.cells import LAGS, MILEAGE, SETS
from tests.analytics.lag.joint.answers import ANSWER


def logged(exposure: str, shape: str, n_days: int = 1095, seed: int = 3) -> pd.DataFrame:
    return log(Cell(exposure, shape, n_days, 0.4), np.random.default_rng(seed))


def laid_out(exposure: str, daily: pd.DataFrame) -> Design:
    found = design(calendar(daily), question(exposure, "pain", LAGS[exposure]))
    assert isinstance(found, Design)
    return found


def by_hand(covariance: np.ndarray, draws: np.ndarray) -> Fitted:
    k = len(covariance)
    spline = Basis(np.linspace(0.0, 1.0, k + 1))
    return Fitted(spline, np.eye(k), np.zeros(k), covariance, draws, 0, (0.0, 0.0))


def test_the_spline_spans_what_patsys_natural_spline_spans():
    patsy = pytest.importorskip("patsy")
    dose = np.linspace(0.0, 90.0, 200)
    own = basis(dose, 0.0, 90.0)
    inner = own.knots[1:-1]
    theirs = np.asarray(
        patsy.dmatrix("cr(dose, knots=inner, lower_bound=0, upper_bound=90) - 1", {"dose": dose, "inner": inner})
    )
    mine = np.column_stack([np.ones(dose.size), own.columns(dose)])
    left = mine - theirs @ np.linalg.lstsq(theirs, mine, rcond=None)[0]
    assert mine.shape[1] == theirs.shape[1]
    assert np.abs(left).max() < 1e-8


def test_the_spline_is_straight_beyond_what_is_covered():
    own = basis(np.linspace(10.0, 50.0, 100), 10.0, 50.0)
    below, above = own.columns(np.array([-20.0, -10.0, 0.0])), own.columns(np.array([60.0, 70.0, 80.0]))
    assert np.allclose(np.diff(below, 2, axis=0), 0)
    assert np.allclose(np.diff(above, 2, axis=0), 0)


def test_knots_stay_apart_where_half_of_all_days_hold_the_same_dose():
    knots = basis(np.r_[np.zeros(300), np.linspace(0, 90, 300)], 0.0, 90.0).knots
    assert np.diff(knots).min() > 5
    assert basis(np.linspace(0, 90, 110), 0.0, 90.0).knots.size == FEWEST + 2


def test_the_band_over_all_directions_is_that_of_scheffe():
    normal = np.random.default_rng(1).standard_normal((20_000, 2))
    turns = np.linspace(0, np.pi, 200)
    found = by_hand(np.eye(2), normal).differences(np.column_stack([np.cos(turns), np.sin(turns)]))
    # The root of the 95 % quantile of chi-squared with two degrees of freedom.
    assert found.reach / WIDER == pytest.approx(2.448, abs=0.03)


def test_the_band_of_a_single_difference_is_a_plain_interval():
    normal = np.random.default_rng(1).standard_normal((20_000, 2))
    found = by_hand(np.eye(2), normal).differences(np.array([[1.0, 1.0]]))
    assert found.reach / WIDER == pytest.approx(1.96, abs=0.03)


def test_the_band_is_wider_where_the_lag_is_not_known():
    daily = logged(SETS, "saturating", 182, seed=5)
    every, alone = (
        fit(design(calendar(daily), question(SETS, "pain", lags)), lags.index(14), 1) for lags in (LAGS[SETS], (14,))
    )
    ends = every.rows(np.array([every.low, every.high]))
    assert every.differences(np.diff(ends, axis=0)).se > alone.differences(np.diff(ends, axis=0)).se


def test_one_lag_asked_twice_is_one_lag_asked_once():
    laid = laid_out(SETS, logged(SETS, "saturating", 365))
    once, twice = replace(laid, x=laid.x[:, [2]]), replace(laid, x=laid.x[:, [2, 2]])
    assert np.allclose(fit(once, 0, 1).mean, fit(twice, 1, 1).mean)
    assert np.allclose(fit(once, 0, 1).covariance, fit(twice, 1, 1).covariance)


def test_the_curve_is_at_the_lag_that_acts_also_where_no_straight_line_goes_through_it():
    assert fit(laid_out(SETS, logged(SETS, "U-shaped")), 0, 1).best == LAGS[SETS].index(14)


def test_enough_is_said_where_benefit_levels_off_and_both_sides_are_covered():
    daily = logged(SETS, "saturating", 2190)
    found = measure_one(daily, Pair(SETS, "pain", LAGS[SETS]), seed=1, n_surrogates=99)
    answer = curve.measure(daily, found, seed=1)
    assert found.verdict == RELATED
    assert answer.claim.word == PLATEAU
    assert 5 < answer.claim.start * 7 / 28 < 20
    assert answer.claim.low > -answer.matters
    doubted = curve.measure(daily, replace(found, verdict=WITHDRAWN), seed=1)
    assert doubted.claim is None


def test_a_straight_benefit_has_no_plateau():
    laid = laid_out(SETS, logged(SETS, "straight"))
    found = fit(laid, 2, 1)
    assert claims.plateau(found, laid.x[:, found.best], 1.2) is None


def test_the_smallest_step_is_clear_and_matters():
    laid = laid_out(MILEAGE, logged(MILEAGE, "straight"))
    found = fit(laid, 1, 1)
    doses = np.linspace(found.low, found.high, 41)
    usual = float(np.median(laid.x[:, found.best]))
    band = claims.curve(found, doses, usual)
    made = claims.step(doses, usual, band, 1.0)
    # One point per 10 km is planted.
    assert made.word == STEP
    assert 6_000 < made.to - usual < 14_000
    assert made.low > 0
    assert claims.flat(doses, usual, band, 1.0) is None
    assert claims.step(doses, usual, band, 9.0) is None


def test_that_no_dose_matters_is_said_only_where_the_whole_band_is_within_what_matters():
    laid = laid_out(MILEAGE, logged(MILEAGE, "none"))
    found = fit(laid, 1, 1)
    doses = np.linspace(found.low, found.high, 41)
    band = claims.curve(found, doses, float(doses[20]))
    widest = max(np.abs(band.low).max(), np.abs(band.high).max())
    assert claims.flat(doses, float(doses[20]), band, widest * 1.01).word == curve.FLAT
    assert claims.flat(doses, float(doses[20]), band, widest * 0.99) is None


def test_too_few_amounts_are_refused_with_what_is_missing():
    rng = np.random.default_rng(1)
    daily = logged(SETS, "none", 365)
    daily[SETS] = np.where(np.arange(len(daily)) // 30 == 3, 30.0, 0.0)
    daily["pain"] = rng.integers(0, 11, len(daily)).astype(float)
    laid = laid_out(SETS, daily)
    refused = fit(laid, 0, 1)
    assert isinstance(refused, NotEnough)
    assert refused.need == "weeks with little, some and much"


def test_what_is_no_weekly_dose_or_no_score_has_no_curve():
    found = measure_one(logged(MILEAGE, "none", 182), Pair(MILEAGE, "pain", LAGS[MILEAGE]), seed=1, n_surrogates=19)
    assert curve.is_asked(found)
    of_a_day = replace(found, answer=replace(ANSWER, exposure="ascent_m"))
    flares = replace(found, answer=replace(ANSWER, effect=replace(ANSWER.effect, scale="log odds")))
    assert not curve.is_asked(of_a_day)
    assert not curve.is_asked(flares)
    assert isinstance(curve.measure(logged(MILEAGE, "none", 182), flares, seed=1), NotEnough)


def test_every_used_day_is_counted_at_one_dose_and_the_usual_dose_changes_nothing():
    daily = logged(MILEAGE, "straight", 365)
    found = measure_one(daily, Pair(MILEAGE, "pain", LAGS[MILEAGE]), seed=1, n_surrogates=19)
    answer = curve.measure(daily, found, seed=1)
    assert answer.points["n"].sum() == answer.n
    assert np.interp(answer.usual, answer.points["dose"], answer.points["change"]) == pytest.approx(0, abs=0.05)
    assert answer.points.equals(curve.measure(daily, found, seed=1).points)
