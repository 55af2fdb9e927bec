"""AR(1) plus day noise, made white by banded solves: the same rows as `reml`'s filter, fast for one autocorrelation.

With K the covariance of AR(1) at the used days, B'B = 1 / ((1-w) K) for a B with two diagonals, so that the errors'
covariance V = (1-w) K + w has 1 / V = B' (1 + w BB')^-1 B. 1 + w BB' = LL' has three diagonals, L two: L^-1 B
whitens.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analytics.statistics import autocorrelated
from analytics.statistics.products import Array, cross

Cell = tuple[float, float]
# From about as many columns on, all of them a day at a time are faster than one after the other.
WIDE = 100


def whitened(days: Array, columns: Array, cell: Cell) -> tuple[Array, float]:
    """`columns` (n, k), observed on increasing `days` (n,), white for the errors of `cell` (phi, w); and log|V| of
    errors of variance 1."""
    from scipy.linalg import cholesky_banded
    from scipy.linalg.lapack import dtbtrs

    phi, w = cell
    decay = np.r_[0.0, phi ** np.diff(days)]
    scale = 1 / np.sqrt((1 - w) * (1 - decay**2))
    is_wide = columns.shape[1] > WIDE
    rows = np.array(columns, order="C" if is_wide else "F")
    rows[1:] -= decay[1:, None] * columns[:-1]
    rows *= scale[:, None]
    logdet = -2 * float(np.log(scale).sum())
    if not w:
        return rows, logdet
    bands = np.zeros((2, days.size))
    bands[0] = 1 + w * scale**2 * (1 + decay**2)
    bands[1, :-1] = -w * decay[1:] * scale[1:] * scale[:-1]
    lower = cholesky_banded(bands, lower=True, overwrite_ab=True, check_finite=False)
    logdet += 2 * float(np.log(lower[0]).sum())
    return _solved(lower, rows) if is_wide else dtbtrs(lower, rows, uplo="L", overwrite_b=1)[0], logdet


def _solved(lower: Array, rows: Array) -> Array:
    """The two-banded `lower` solved for `rows` in place, day by day and all columns side by side."""
    rows[0] /= lower[0, 0]
    step = np.empty_like(rows[0])
    for t in range(1, len(rows)):
        np.multiply(rows[t - 1], lower[1, t - 1], out=step)
        rows[t] -= step
        rows[t] /= lower[0, t]
    return rows


def grams(days: Array, columns: Array, cells: Sequence[Cell]) -> autocorrelated.Whitened:
    """Cross products of the white `columns` [response, design...] in each cell, for `autocorrelated.profile`."""
    k = columns.shape[1]
    gram, logdet = np.empty((len(cells), k, k)), np.empty(len(cells))
    whole = np.asfortranarray(columns)
    for i, cell in enumerate(cells):
        rows, logdet[i] = whitened(days, whole, cell)
        gram[i] = cross(rows, rows)
    phi, w = np.array(cells, dtype=float).T
    return autocorrelated.Whitened(phi, w, gram, logdet, len(days))
