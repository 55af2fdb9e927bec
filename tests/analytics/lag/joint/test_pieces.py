"""The parts that must equal something known: whitening, products, surrogates, the logistic fit."""

import numpy as np
import pandas as pd
import pytest

from analytics.lag.joint.design import calendar
from analytics.lag.joint.question import question
from analytics.lag.joint.surrogates import exposures, surrogates
from analytics.statistics import autocorrelated
from analytics.statistics.logistic import residuals, working
from analytics.statistics.products import cross, full_rank, without
from analytics.statistics.whitening import grams, whitened


@pytest.mark.parametrize("cell", [(0.0, 0.0), (0.8, 0.2), (0.993, 0.04), (0.5, 0.8)])
@pytest.mark.parametrize("width", [3, 150])
def test_banded_whitening_gives_the_rows_of_the_filter(cell: tuple[float, float], width: int) -> None:
    rng = np.random.default_rng(1)
    days = np.sort(rng.choice(300, 200, replace=False)).astype(float)
    columns = rng.standard_normal((200, width))
    rows, logdet = whitened(days, columns, cell)
    theirs, their_logdet = autocorrelated.whitened_rows(days, columns, np.array([cell[0]]), np.array([cell[1]]))
    np.testing.assert_allclose(rows, theirs[:, 0], atol=1e-10)
    assert logdet == pytest.approx(their_logdet[0])


def test_whitening_leaves_its_columns_as_they_were() -> None:
    columns = np.random.default_rng(1).standard_normal((50, 2))
    before = columns.copy()
    whitened(np.arange(50.0), columns, (0.8, 0.2))
    np.testing.assert_array_equal(columns, before)


def test_likelihoods_of_the_cells_are_those_of_reml() -> None:
    rng = np.random.default_rng(2)
    days, columns = np.arange(120.0), rng.standard_normal((120, 4))
    cells = [(0.3, 0.1), (0.9, 0.0)]
    phi, w = np.array(cells).T
    ours = autocorrelated.profile(grams(days, columns, cells), range(3))
    theirs = autocorrelated.profile(autocorrelated.whiten(days, columns, phi, w), range(3))
    np.testing.assert_allclose(ours.loglik, theirs.loglik)


@pytest.mark.parametrize("shape", [(500, 3, 1), (500, 20, 400), (90, 5, 70), (40, 0, 3)])
def test_products_in_pieces_are_products(shape: tuple[int, int, int]) -> None:
    n, p, k = shape
    rng = np.random.default_rng(3)
    left, right = rng.standard_normal((n, p)), rng.standard_normal((n, k))
    np.testing.assert_allclose(cross(left, right), left.T @ right, atol=1e-10)


def test_collinear_columns_count_once() -> None:
    columns = np.random.default_rng(4).standard_normal((100, 3))
    basis = full_rank(np.column_stack([columns, columns @ [1, 2, 3], np.zeros(100)]))
    assert basis.shape == (100, 3)
    np.testing.assert_allclose(basis.T @ basis, np.eye(3), atol=1e-10)
    np.testing.assert_allclose(without(columns, basis), 0, atol=1e-8)


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


def test_log_odds_of_a_yes_no_outcome_are_those_of_statsmodels() -> None:
    import statsmodels.api as sm

    rng = np.random.default_rng(8)
    x = rng.standard_normal(4000)
    y = (rng.random(4000) < 1 / (1 + np.exp(1.5 - 0.8 * x))).astype(float)
    basis = full_rank(np.ones((4000, 1)))
    line = working(y, basis, x)
    design = line.weight[:, None] * np.column_stack([np.ones(4000), x])
    slope = np.linalg.lstsq(design, line.response, rcond=None)[0][1]
    theirs = sm.GLM(y, sm.add_constant(x), family=sm.families.Binomial()).fit().params[1]
    assert slope == pytest.approx(theirs, abs=0.02)


def test_residuals_of_a_yes_no_outcome_have_variance_one() -> None:
    y = (np.random.default_rng(9).random(2000) < 0.1).astype(float)
    line = residuals(y, full_rank(np.ones((2000, 1))))
    assert line.response.std() == pytest.approx(1.0, abs=0.01)
    assert (line.weight**2).mean() == pytest.approx(y.mean() * (1 - y.mean()), rel=0.01)
