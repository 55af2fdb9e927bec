"""Whitening by banded solves, matrix products in pieces, the logistic score: each against its reference."""

import numpy as np
import pytest

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
