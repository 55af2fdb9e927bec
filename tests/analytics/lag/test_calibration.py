"""`python -m bench calibration-lag` with few runners: enough to catch a broken test, not to measure a good one."""

import re
from functools import partial

import numpy as np
import pytest
from scipy import stats

from analytics.lag import association
from analytics.lag.chance import Chance
from analytics.lag.pairs import LOAD_LAGS, STRENGTH_LAGS
from analytics.result import Result
from bench.calibration.lag.rates import KILOMETRES, SETS, Cell, endless, null_cells, planted_cells, run
from bench.calibration.lag.runners import Truth, log

RUNNERS = 150
# Three Monte-Carlo errors above 5 % with 300 answers: few seeds in a thousand would fail a sound method.
AT_MOST = 0.05 + 3 * np.sqrt(0.0475 / (2 * RUNNERS))


@pytest.fixture(scope="module")
def unrelated() -> list[Result]:
    found = []
    for seed in range(RUNNERS):
        daily = log(Truth(0.8, 0.3), 180, np.random.default_rng([1, seed]))
        for exposure, lags in (("distance_7d_m", LOAD_LAGS), ("glute_sets_28d", STRENGTH_LAGS)):
            found.append(association(daily, exposure, "pain", lags, seed=seed, n_surrogates=199))
    return [result for result in found if isinstance(result, Result)]


def test_unrelated_series_are_related_in_about_one_of_twenty(unrelated: list[Result]) -> None:
    assert len(unrelated) == 2 * RUNNERS
    assert np.mean([result.table["p"].iloc[0] <= 0.05 for result in unrelated]) <= AT_MOST


def test_p_is_uniform_where_nothing_is_planted(unrelated: list[Result]) -> None:
    p = [result.table["p"].iloc[0] for result in unrelated]
    assert stats.kstest(p, "uniform").pvalue > 0.001


def test_intervals_hold_zero_where_nothing_is_planted(unrelated: list[Result]) -> None:
    rows = [result.table.iloc[0] for result in unrelated]
    assert np.mean([row["low"] <= 0 <= row["high"] for row in rows]) >= 1 - AT_MOST
    assert np.mean([row["effect_low"] <= 0 <= row["effect_high"] for row in rows if row["n_effective"] >= 5]) > 0.9


def test_the_textbook_p_of_the_same_days_is_wrong_far_more_often(unrelated: list[Result]) -> None:
    naive = [stats.spearmanr(result.details["days"]).pvalue <= 0.05 for result in unrelated]
    assert np.mean(naive) > 0.3


def test_a_planted_effect_is_found_and_held() -> None:
    rates = run(Cell(KILOMETRES, Truth(0.8, 0.3, per_10_km=1.0), 365), 40, 199, seed=2)
    assert rates["found"] >= 0.95
    assert rates["withdrawn"] == 0
    assert rates["covers_r"] >= 0.85
    assert rates["covers_effect"] >= 0.85


def test_a_band_from_independent_days_would_be_too_narrow(unrelated: list[Result]) -> None:
    """What the surrogates are for: white noise in their place calls half of the pairs related."""
    rng = np.random.default_rng(1)
    hits = 0
    for result in unrelated:
        lags = result.details["lags"]
        white = rng.standard_normal((199, len(lags))) / np.sqrt(lags["n"].to_numpy())
        hits += Chance(lags["r"].to_numpy(), white.astype(np.float32)).p <= 0.05
    assert hits / len(unrelated) > 0.3


def test_the_endless_log_shows_what_was_planted() -> None:
    slope = endless(KILOMETRES, Truth(0.5, 0.0, per_10_km=0.5))
    assert np.argmax(slope) == LOAD_LAGS.index(1)
    assert slope[1] * 10_000 == pytest.approx(0.5, abs=0.03)
    assert (endless(SETS, Truth(0.5)) == 0).all()


def test_the_bench_asks_every_promised_cell_and_names_it() -> None:
    assert len(null_cells()) == 36
    assert len(planted_cells()) == 36
    rates = run(Cell(KILOMETRES, Truth(0.5), 180), 3, 49, seed=1)
    assert (rates["exposure"], rates["n_days"], rates["refused"]) == ("distance_7d_m", 180, 0.0)


def test_following_the_advice_of_how_many_more_weeks_settles_most_logs() -> None:
    asked = partial(
        association, exposure="glute_sets_28d", outcome="pain", lags=STRENGTH_LAGS, seed=1, n_surrogates=199
    )
    settled = []
    for seed in range(30):
        whole = log(Truth(0.8, 0.3), 2_200, np.random.default_rng([3, seed]))
        first = asked(whole.iloc[:240])
        more = re.search(r"About (\d+) more weeks", first.sentence)
        if isinstance(first, Result) and first.verdict == "cannot tell" and more:
            n_days = 240 + 7 * int(more[1])
            later = association(
                whole.iloc[:n_days], "glute_sets_28d", "pain", STRENGTH_LAGS, seed=1, n_surrogates=199
            )
            settled.append(later.verdict != "cannot tell")
    assert len(settled) >= 15
    assert np.mean(settled) >= 0.65
