"""One line with its band, for one cell of errors and for an average over many."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.statistics import autocorrelated, averaged
from analytics.statistics.band import band, line_at


def series(n: int = 60) -> tuple[np.ndarray, np.ndarray]:
    """Days and the design [response, 1, day]."""
    days = np.arange(float(n))
    return days, np.column_stack([3 + 0.02 * days + np.random.default_rng(1).normal(size=n), np.ones(n), days])


def test_independent_errors_give_the_confidence_band_of_ordinary_least_squares():
    import statsmodels.api as sm

    days, columns = series()
    lines = autocorrelated.fit_at(days, columns, 0.0, 0.0)
    drawn = band(columns[:, 1:], lines.beta, lines.covariance, lines.dof)
    theirs = sm.OLS(columns[:, 0], columns[:, 1:]).fit().get_prediction(columns[:, 1:]).summary_frame(alpha=0.05)
    assert drawn.middle == pytest.approx(theirs["mean"].to_numpy())
    assert drawn.low == pytest.approx(theirs["mean_ci_lower"].to_numpy())
    assert drawn.high == pytest.approx(theirs["mean_ci_upper"].to_numpy())


def test_an_average_over_cells_is_as_wide_as_its_cells_and_what_they_differ_by():
    rows = np.array([[1.0]])
    beta, covariance = np.array([[1.0], [3.0]]), np.array([[[4.0]], [[4.0]]])
    drawn = band(rows, beta, covariance, 10, np.array([0.5, 0.5]))
    assert drawn.middle == pytest.approx([2.0])
    assert drawn.high - drawn.middle == pytest.approx([autocorrelated.t_quantile(10) * np.sqrt(4 + 1)])
    assert line_at(rows, beta, covariance)[1] == pytest.approx(np.array([[2.0], [2.0]]))


def test_all_the_weight_on_one_cell_is_that_cell_alone():
    days, columns = series()
    lines = autocorrelated.profile(autocorrelated.whiten(days, columns, *autocorrelated.grid()), (0, 1))
    one = np.zeros(len(lines.beta))
    one[3] = 1
    whole = band(columns[:, 1:], lines.beta, lines.covariance, lines.dof, one)
    alone = band(columns[:, 1:], lines.beta[[3]], lines.covariance[[3]], lines.dof)
    assert whole.low == pytest.approx(alone.low)


def test_the_weights_of_the_cells_are_a_distribution_and_favour_the_true_errors():
    days, columns = series(200)
    lines = autocorrelated.profile(autocorrelated.whiten(days, columns, *autocorrelated.grid()), (0, 1))
    weights = averaged.weights(lines)
    assert weights.sum() == pytest.approx(1)
    phi, w = autocorrelated.grid()
    assert weights[(w == 0) & (phi < 0.3)].sum() > 1000 * weights[(w == 0) & (phi > 0.5)].sum()
