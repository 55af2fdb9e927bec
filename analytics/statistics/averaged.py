"""Coefficients averaged over the grid of errors, each cell weighted by its restricted likelihood.

A short series hardly says how autocorrelated it is; the average carries that doubt into the interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from analytics.statistics.arrays import Array
from analytics.statistics.autocorrelated import LEVEL, PHI_GRID, W_GRID, Profile, grid, profile, whiten

# The far end of the autocorrelation: at 0.995 two days half a year apart still share 40 %.
PHI_EDGE = 0.995


@dataclass(frozen=True)
class Mixture:
    """One coefficient averaged over the grid by its restricted likelihood: mean and 95 % interval.

    `at_most` is the one-sided 95 % bound from above: 95 % of the mixture lies below it.
    """

    estimate: float
    low: float
    high: float
    se: float
    phi: float
    w: float
    s2: float
    dof: int
    n: int
    at_most: float = np.nan


def mixture(days: Array, columns: Array, w_grid: Array = W_GRID) -> Mixture:
    """The last design column's coefficient as a mixture of t over the grid: no autocorrelation is taken as known.

    Prior uniform in log(1-phi) and in w: each grid point stands for the cell up to its neighbours' midpoints.
    """
    return mixtures(days, columns, (columns.shape[1] - 2,), w_grid)[0]


def mixtures(days: Array, columns: Array, positions: Sequence[int], w_grid: Array = W_GRID) -> list[Mixture]:
    """As `mixture`, for the design columns at `positions` (0 = first after the response); one filter pass for all."""
    phi, w = grid(w_grid)
    lines = profile(whiten(days, columns, phi, w), range(columns.shape[1] - 1))
    share = weights(lines, w_grid)
    return [_averaged(lines, share, at, float(phi[share.argmax()]), float(w[share.argmax()])) for at in positions]


def with_priors(days: Array, columns: Array, sds: Sequence[float], w_grid: Array = W_GRID) -> list[Mixture]:
    """The last coefficient as in `mixture`, then under a normal prior of mean 0 and each of `sds` on the one before
    it: one more observation of that coefficient in each cell, that weighs the cell, too. One filter pass for all."""
    phi, w = grid(w_grid)
    lines = profile(whiten(days, columns, phi, w), range(columns.shape[1] - 1))
    last, found = columns.shape[1] - 2, []
    for sd in (np.inf, *sds):
        held, speaks = (lines, 0.0) if np.isinf(sd) else held_at(lines, last - 1, sd)
        share = weights(lines, w_grid, speaks)
        found.append(_averaged(held, share, last, float(phi[share.argmax()]), float(w[share.argmax()])))
    return found


def held_at(lines: Profile, at: int, sd: float) -> tuple[Profile, Array]:
    """The lines with a normal prior (0, `sd`) on the coefficient `at`, and what that says for each cell."""
    covariance, known = lines.covariance, lines.beta[:, at]
    spread = covariance[:, at, at] + sd**2
    gain = covariance[:, :, at] / spread[:, None]
    less = gain[:, :, None] * covariance[:, at, None, :] / lines.s2[:, None, None]
    speaks = -0.5 * (np.log(spread) + known**2 / spread)
    return replace(lines, beta=lines.beta - gain * known[:, None], inverse=lines.inverse - less), speaks


def _averaged(lines: Profile, share: Array, at: int, phi: float, w: float) -> Mixture:
    centre, se = lines.beta[:, at], np.sqrt(lines.s2 * lines.inverse[:, at, at])
    mean = float(share @ centre)
    spread = float(np.sqrt(share @ (se**2 + (centre - mean) ** 2)))
    low, high = (_mixture_quantile(p, share, centre, se, lines.dof) for p in (0.5 - LEVEL / 2, 0.5 + LEVEL / 2))
    at_most = _mixture_quantile(LEVEL, share, centre, se, lines.dof)
    return Mixture(mean, low, high, spread, phi, w, float(lines.s2[share.argmax()]), lines.dof, lines.n, at_most)


def _mixture_quantile(p: float, share: Array, centre: Array, se: Array, dof: int) -> float:
    from scipy.optimize import brentq
    from scipy.special import stdtr

    reach = 60 * se.max() + np.abs(centre).max()
    return float(brentq(lambda x: share @ stdtr(dof, (x - centre) / se) - p, -reach, reach, xtol=1e-9))


def weights(lines: Profile, w_grid: Array = W_GRID, speaks: Array | float = 0.0) -> Array:
    """Weight of each cell of `grid(w_grid)`, in all 1: restricted likelihood times `prior`.

    `speaks` is added to the log-likelihood.
    """
    loglik = lines.loglik + speaks
    share = np.exp(loglik - loglik.max()) * prior(w_grid)
    return np.asarray(share / share.sum())


def prior(w_grid: Array = W_GRID) -> Array:
    """Prior weight of each cell of `grid`: uniform in log(1-phi) and in w, up to a constant."""
    return np.outer(_phi_prior(), _w_prior(w_grid)).ravel()


def _phi_prior() -> Array:
    edges = np.r_[0, (PHI_GRID[1:] + PHI_GRID[:-1]) / 2, PHI_EDGE]
    return np.asarray(np.abs(np.diff(np.log(1 - edges))))


def _w_prior(w_grid: Array) -> Array:
    return np.diff(np.r_[0, (w_grid[1:] + w_grid[:-1]) / 2, 1])
