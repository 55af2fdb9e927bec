"""The batch of correlations against scipy and against the plain loop it replaces."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analytics.lag.calendar import calendar, filled, ranks, standard
from analytics.lag.chance import amplitudes, phases, surrogates
from analytics.lag.checks import entry_columns
from analytics.lag.correlation import Columns, by_chance, observed, score_columns, trend_columns
from analytics.lag.pairs import LOAD_LAGS, Pair
from analytics.lag.question import Question, question
from bench.calibration.lag.runners import Truth, log

PAIR = Pair("distance_7d_m", "pain", LOAD_LAGS)


@pytest.fixture(scope="module")
def daily() -> pd.DataFrame:
    return log(Truth(0.8, 0.3, 0.7), 300, np.random.default_rng(1))


@pytest.fixture(scope="module")
def asked(daily: pd.DataFrame) -> Question:
    return question(calendar(daily), PAIR)


def test_each_lag_is_scipys_pearson_of_the_paired_scores(asked: Question) -> None:
    r = observed(asked.x_scores, score_columns(asked))
    for i, used in enumerate(asked.is_used):
        assert r[i] == pytest.approx(stats.pearsonr(asked.x_scores[used], asked.y_scores[i][used]).statistic)


def test_with_ranks_in_place_of_scores_it_is_scipys_spearman() -> None:
    rng = np.random.default_rng(2)
    x, y = rng.integers(0, 11, (2, 200)).astype(float)
    used = np.ones(200, dtype=bool)
    columns = Columns(standard(ranks(y), used)[:, None], used[:, None])
    assert observed(ranks(x), columns)[0] == pytest.approx(stats.spearmanr(x, y).statistic)


def test_the_lag_is_the_exposure_before_the_outcome() -> None:
    rng = np.random.default_rng(3)
    days = pd.date_range("2024-01-01", periods=200, name="day")
    load = rng.standard_normal(200)
    frame = pd.DataFrame({"load": load, "pain": np.roll(load, 5)}, index=days).iloc[5:]
    r = observed((q := question(calendar(frame), Pair("load", "pain", (-5, 0, 5)))).x_scores, score_columns(q))
    assert r[2] > 0.99
    assert abs(r[:2]).max() < 0.3


def test_only_days_that_the_diary_and_its_lags_reach_count(daily: pd.DataFrame) -> None:
    late = daily.assign(pain=daily["pain"].where(np.arange(300) >= 150))
    first = int(np.flatnonzero(late["pain"].notna())[0])
    assert question(calendar(late), PAIR).first == first - 3
    assert question(calendar(late), Pair("distance_7d_m", "pain", (0, 28))).first == first - 28
    assert question(calendar(late), Pair("distance_7d_m", "pain", (-7,))).first == first + 7


def test_the_batch_gives_what_a_loop_over_surrogates_gives(asked: Question) -> None:
    columns = score_columns(asked)
    batch = by_chance([(asked.x_scores, columns)], 300, seed=5, n_surrogates=20)[0]
    amplitude = amplitudes(filled(asked.x_scores))
    rows = np.concatenate([surrogates(amplitude, t, asked.x.size) for t in phases(20, 300, seed=5)])
    for row, found in zip(rows, batch, strict=True):
        expected = [np.corrcoef(row[u], y[u])[0, 1] for y, u in zip(asked.y_scores, asked.is_used, strict=True)]
        assert found == pytest.approx(expected, abs=2e-5)


def test_several_exposures_share_one_set_of_phases(asked: Question) -> None:
    columns = score_columns(asked)
    alone = by_chance([(asked.x_scores, columns)], 300, seed=5, n_surrogates=50)[0]
    together = by_chance([(-asked.x_scores, columns), (asked.x_scores, columns)], 300, seed=5, n_surrogates=50)
    assert (together[1] == alone).all()


def test_taking_out_the_trend_is_a_semi_partial_correlation(asked: Question) -> None:
    used, y = asked.is_used[0], asked.y_scores[0]
    line = np.polyfit(np.flatnonzero(used), y[used], 1)
    rest = y[used] - np.polyval(line, np.flatnonzero(used))
    expected = stats.pearsonr(asked.x_scores[used], rest).statistic
    assert observed(asked.x_scores, trend_columns(asked))[0] == pytest.approx(expected)


def test_entries_that_follow_the_load_are_seen(daily: pd.DataFrame) -> None:
    is_high = daily["distance_7d_m"] > daily["distance_7d_m"].median()
    rare = daily["pain"].where(is_high | (np.arange(len(daily)) % 2 == 0))
    asked = question(calendar(daily.assign(pain=rare)), PAIR)
    assert observed(asked.x_scores, entry_columns(asked))[0] > 0.2
