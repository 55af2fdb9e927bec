"""A fitted line with the band in which it lies, 95 %."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.statistics.arrays import Array
from analytics.statistics.autocorrelated import t_quantile


@dataclass(frozen=True)
class Band:
    """The line and the ends of its band, one of each per asked point; in the units of the response."""

    middle: Array
    low: Array
    high: Array


def band(rows: Array, beta: Array, covariance: Array, df: float, weights: Array | None = None) -> Band:
    """The line at the design `rows` (n, k), from coefficients (c, k) and their covariances (c, k, k).

    With several cells `weights` (c,) says how much each counts (`averaged.weights`): the band then also holds what
    the cells differ by. Student's t with `df` degrees of freedom.
    """
    share = np.ones(1) if weights is None else weights
    centre, se = line_at(rows, beta, covariance)
    middle = share @ centre
    half = t_quantile(df) * np.sqrt(share @ (se**2 + (centre - middle) ** 2))
    return Band(middle, middle - half, middle + half)


def line_at(rows: Array, beta: Array, covariance: Array) -> tuple[Array, Array]:
    """Value and standard error (c, n) of the line of each cell at the design `rows` (n, k)."""
    variance = np.einsum("ni,cij,nj->cn", rows, covariance, rows)
    return beta @ rows.T, np.sqrt(variance)
