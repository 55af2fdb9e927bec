"""Lines through a series with autocorrelated errors: AR(1) plus noise of the single day, by REML over a grid.

Errors have covariance s²[(1-w)·phi^|d| + w·1(d=0)] between days d apart, so gaps in a diary are exact. A one-state
Kalman filter whitens response and design for every (phi, w) of the grid at once; one pass serves every subset of
the design's columns. Patterson & Thompson 1971 Biometrika 58:545 (REML); Satterthwaite 1946 Biometrics 2:110.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.statistics.arrays import Array

# Dense where the autocorrelation of diaries lies, denser near 1; the simulations were run with this grid.
PHI_GRID: Array = np.array([
    0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.74, 0.78, 0.81, 0.84,
    0.87, 0.89, 0.91, 0.93, 0.945, 0.96, 0.97, 0.98, 0.987, 0.993,
])  # fmt: skip
# Share of the variance that is noise of the single day.
W_GRID: Array = np.array([0.0, 0.04, 0.1, 0.2, 0.35, 0.55, 0.8])
# Step of the differences behind Satterthwaite's degrees of freedom, and where phi is kept for them.
PHI_STEP, PHI_LOW, PHI_LOW_NOISY, PHI_HIGH = 0.01, 0.01, 0.02, 0.985
# Degrees of freedom when the likelihood's curvature says nothing: the widest interval that still has a variance.
DF_FALLBACK = 2.0
LEVEL = 0.95
# A perfect fit keeps a finite likelihood.
SMALLEST_Q = 1e-200


@dataclass(frozen=True)
class Fit:
    """One fitted line: coefficients in design order, their covariance, and the interval's ingredients."""

    beta: Array
    covariance: Array
    phi: float
    w: float
    s2: float
    df: Array
    n: int

    @property
    def se(self) -> Array:
        """Standard errors in design order."""
        return np.sqrt(np.diag(self.covariance))

    def interval(self, column: int) -> tuple[float, float]:
        """95 % interval of one coefficient, t with its own degrees of freedom."""
        half = t_quantile(self.df[column]) * self.se[column]
        return float(self.beta[column] - half), float(self.beta[column] + half)


@dataclass(frozen=True)
class Whitened:
    """Cross products of the whitened columns [response, design...] and log|V|, one of each per (phi, w) cell."""

    phi: Array
    w: Array
    gram: Array
    logdet: Array
    n: int


def t_quantile(df: float, level: float = LEVEL) -> float:
    """The t quantile that leaves (1-level)/2 above it."""
    from scipy.special import stdtrit

    return float(stdtrit(df, 0.5 + level / 2))


def whiten(days: Array, columns: Array, phi: Array, w: Array, seen: Array | None = None) -> Whitened:
    """`columns` (n, k), observed on increasing `days` (n,), filtered for each cell of `phi` and `w` (both (c,)).

    Where cells ask different questions of the same days, `columns` is (n, c, k) and `seen` (n, c) is 1 for the days
    that a cell looks at and 0 for the others, which it treats as never observed.
    """
    rows, logdet = whitened_rows(days, columns, phi, w, seen)
    by_cell = np.ascontiguousarray(rows.transpose(1, 0, 2))
    return Whitened(phi, w, by_cell.transpose(0, 2, 1) @ by_cell, logdet, len(days))


def whitened_rows(
    days: Array, columns: Array, phi: Array, w: Array, seen: Array | None = None
) -> tuple[Array, Array]:
    """The whitened rows (n, c, k), one per observation and cell, and log|V| (c,) of unit-variance errors."""
    gaps, which = np.unique(np.diff(days, prepend=days[0]), return_inverse=True)
    decay = phi[None, :] ** gaps[:, None]
    is_seen = np.ones((len(days), 1)) if seen is None else seen
    gain, variance = _gains(decay, which, w, is_seen)
    rows = np.empty((len(days), len(phi), columns.shape[-1]))
    state = np.zeros(rows.shape[1:])
    gains, decays = gain[:, :, None], decay[:, :, None]
    for t, gap in enumerate(which):
        state *= decays[gap]
        np.subtract(columns[t], state, out=rows[t])
        state += gains[t] * rows[t]
    rows *= (is_seen / np.sqrt(variance))[:, :, None]
    return rows, (is_seen * np.log(variance)).sum(axis=0)


def _gains(decay: Array, which: NDArray[np.intp], w: Array, seen: Array) -> tuple[Array, Array]:
    """Kalman gains and innovation variances (n, c) of a unit-variance process; they do not depend on the data."""
    squared = decay**2
    fresh = (1 - w) * (1 - squared)
    variance = np.empty((len(which), decay.shape[1]))
    gain = np.empty_like(variance)
    p = 1 - w
    for t, gap in enumerate(which):
        p = squared[gap] * p + fresh[gap] if t else p
        np.add(p, w, out=variance[t])
        np.divide(p * seen[t], variance[t], out=gain[t])
        p = p * (1 - gain[t])
    return gain, variance


def grid(w_grid: Array = W_GRID) -> tuple[Array, Array]:
    """Every (phi, w) pair of the grid, flat."""
    return np.repeat(PHI_GRID, len(w_grid)), np.tile(w_grid, len(PHI_GRID))


@dataclass(frozen=True)
class Profile:
    """Generalised least squares in each cell, for one subset of the design's columns."""

    beta: Array
    inverse: Array
    q: Array
    penalty: Array
    n: int

    @property
    def dof(self) -> int:
        """Observations less coefficients."""
        return int(self.n - self.beta.shape[1])

    @property
    def s2(self) -> Array:
        """REML variance per cell."""
        return self.q / self.dof

    @property
    def covariance(self) -> Array:
        """Covariance of the coefficients per cell (c, k, k)."""
        return self.s2[:, None, None] * self.inverse

    @property
    def loglik(self) -> Array:
        """Restricted log-likelihood per cell, up to a constant of the design."""
        return -0.5 * (self.dof * np.log(self.q) + self.penalty)


def profile(white: Whitened, subset: Sequence[int]) -> Profile:
    """Fit the design columns `subset` (0 = first after the response) in every cell."""
    at = np.asarray(subset) + 1
    xx, xy = white.gram[:, at[:, None], at], white.gram[:, at, 0]
    inverse = np.asarray(np.linalg.inv(xx), dtype=np.float64)
    beta = np.einsum("cij,cj->ci", inverse, xy)
    rest: Array = white.gram[:, 0, 0] - np.einsum("ci,ci->c", xy, beta)
    return Profile(beta, inverse, rest.clip(SMALLEST_Q), white.logdet + np.linalg.slogdet(xx)[1], white.n)


def fit_at(days: Array, columns: Array, phi: float, w: float) -> Profile:
    """The line through all design columns with the autocorrelation `phi` and the noise share `w` taken as known: one
    cell."""
    return profile(whiten(days, columns, np.array([phi]), np.array([w])), range(columns.shape[1] - 1))


def fit(days: Array, columns: Array, subsets: Sequence[Sequence[int]]) -> list[Fit]:
    """REML fits of the response `columns[:, 0]` on each subset of the other columns; one filter pass for all."""
    white = whiten(days, columns, *grid())
    return [_best(days, columns, white, subset) for subset in subsets]


def _best(days: Array, columns: Array, white: Whitened, subset: Sequence[int]) -> Fit:
    lines = profile(white, subset)
    i = int(np.argmax(lines.loglik))
    covariance = lines.covariance[i]
    phi, w = float(white.phi[i]), float(white.w[i])
    df = satterthwaite(days, columns, subset, phi, w)
    return Fit(lines.beta[i], covariance, phi, w, float(lines.s2[i]), df, white.n)


def satterthwaite(days: Array, columns: Array, subset: Sequence[int], phi: float, w: float) -> Array:
    """Degrees of freedom of each coefficient from the observed REML curvature in (log s², phi) at this w."""
    centre = min(max(phi, PHI_LOW_NOISY if w > 0 else PHI_LOW), PHI_HIGH)
    phis = np.array([centre - PHI_STEP, centre, centre + PHI_STEP])
    lines = profile(whiten(days, columns, phis, np.full(3, w)), subset)
    s2 = lines.s2[1]
    deviance = lines.penalty + lines.q / s2
    curve = np.array([
        [lines.dof / 2, -(lines.q[2] - lines.q[0]) / (4 * PHI_STEP * s2)],
        [0.0, (deviance[2] - 2 * deviance[1] + deviance[0]) / (2 * PHI_STEP**2)],
    ])  # fmt: skip
    curve[1, 0] = curve[0, 1]
    if np.linalg.eigvalsh(curve).min() <= 0:
        return np.full(len(subset), min(DF_FALLBACK, lines.dof))
    variance = s2 * np.diagonal(lines.inverse, axis1=1, axis2=2)
    slope = np.stack([variance[1], (variance[2] - variance[0]) / (2 * PHI_STEP)])
    spread = np.einsum("ip,ij,jp->p", slope, np.linalg.inv(curve), slope)
    return np.asarray(np.clip(2 * variance[1] ** 2 / spread, 1.0, lines.dof))
