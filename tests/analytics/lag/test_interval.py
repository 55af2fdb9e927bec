"""Intervals: the test turned round, against turning it round by hand."""

import numpy as np
import pytest

from analytics.lag import association
from analytics.lag.calendar import calendar, standard
from analytics.lag.chance import Chance, Spread, fisher
from analytics.lag.correlation import Columns, by_chance, observed, score_columns
from analytics.lag.interval import Range, slope_interval
from analytics.lag.pairs import LOAD_LAGS, STRENGTH_LAGS, Pair
from analytics.lag.question import Question, question
from analytics.result import Result
from bench.calibration.lag.runners import Truth, log

KM = Pair("distance_7d_m", "pain", LOAD_LAGS)
SETS = Pair("glute_sets_28d", "pain", STRENGTH_LAGS)


def _asked(pair: Pair, truth: Truth, n_days: int, seed: int = 1) -> Question:
    return question(calendar(log(truth, n_days, np.random.default_rng(seed))), pair)


def _chance(asked: Question, n_surrogates: int = 1999) -> Chance:
    columns = score_columns(asked)
    null = by_chance([(asked.x_scores, columns)], asked.x.size, seed=1, n_surrogates=n_surrogates)[0]
    return Chance(observed(asked.x_scores, columns), null)


@pytest.mark.parametrize(
    ("pair", "truth"),
    [(KM, Truth(0.8, 0.3, per_10_km=0.7)), (KM, Truth(0.5, 0.0)), (SETS, Truth(0.8, 0.0, per_60_sets=-2.0))],
)
def test_at_the_ends_the_rest_goes_with_the_exposure_as_five_percent_of_surrogates_do(
    pair: Pair, truth: Truth
) -> None:
    asked = _asked(pair, truth, 730)
    chance, lag, used = _chance(asked), 1, asked.is_used[1]
    found = Range(asked.spreads[lag], float(fisher(chance.alone[lag])), search=1.0)
    x, y = standard(asked.x_scores, used), standard(asked.y_scores[lag], used)
    for slope in (found.spread.r - found.below, found.spread.r + found.above):
        rest = Columns(standard(y - slope * x, used)[:, None], used[:, None])
        null = by_chance([(asked.x_scores, rest)], asked.x.size, seed=2, n_surrogates=1999)[0]
        assert np.mean(np.abs(null) >= np.abs(observed(asked.x_scores, rest))) == pytest.approx(0.05, abs=0.03)


def test_the_rhythm_an_effect_brings_into_pain_does_not_widen_its_interval() -> None:
    """The same noise, with and without an effect of the sets: what is left to explain is the same."""
    widths = []
    for per_60_sets in (0.0, -3.0):
        asked = _asked(SETS, Truth(0.5, 0.0, per_60_sets=per_60_sets), 1095)
        _, low, high = slope_interval(_chance(asked), asked, 2)
        widths.append((high - low) * 60)
    assert widths[1] < 1.15 * widths[0]


def test_two_long_phases_rule_nothing_out() -> None:
    """Half a year without sets, then half a year with: the log holds one change of training."""
    daily = log(Truth(0.8), 365, np.random.default_rng(3))
    daily["glute_sets"] = np.where(np.arange(365) < 180, 0.0, 3.0 + np.arange(365) % 3)
    daily["glute_sets_28d"] = daily["glute_sets"].rolling(28).sum()
    found = association(daily, "glute_sets_28d", "pain", STRENGTH_LAGS, seed=1, n_surrogates=499)
    assert isinstance(found, Result)
    assert found.verdict == "cannot tell"


def test_the_interval_holds_none_wherever_the_search_finds_nothing() -> None:
    n_inside = 0
    for seed in range(20):
        asked = _asked(KM, Truth(0.8, 0.3), 180, seed)
        chance = _chance(asked, 399)
        best = int(np.argmax(np.abs(chance.r)))
        _, low, high = slope_interval(chance, asked, best)
        if chance.p > 0.055:
            n_inside += 1
            assert low <= 0 <= high
    assert n_inside > 10


def test_an_exposure_with_few_swings_widens_the_interval_until_it_has_no_end() -> None:
    widths = [Range(Spread(0.3, 1.0, 0.3, xx), 0.3, 1.0).above for xx in (1.0, 3.0, 9.0, 100.0)]
    assert widths == sorted(widths)
    assert np.isinf(Range(Spread(0.0, 1.0, 0.0, 400.0), 0.3, 1.0).above)


def test_the_interval_after_no_more_time_is_the_one_of_now_and_narrows_from_there() -> None:
    now = Range(Spread(0.2, 1.0, 0.3, 4.0), 0.15, 1.2)
    half = now.after(np.array([1.0, 2.0, 4.0, 8.0]))
    assert half[0] == pytest.approx((now.below + now.above) / 2, rel=0.05)
    assert (np.diff(half) < 0).all()
    assert half[3] < half[1] / 2
