"""The errors' autocorrelation: restricted likelihood over the grid of `reml`, coarse first, fine where it matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analytics.lag.joint.design import Places
from analytics.statistics import autocorrelated
from analytics.statistics.averaged import prior
from analytics.statistics.products import Array
from analytics.statistics.whitening import grams

# Every third autocorrelation and every third share of noise come first, then what lies this near the good ones.
COARSE, NEAR = slice(None, None, 3), range(-2, 3)
# Cells whose neighbour's log-likelihood lies this far below the best weigh less than 1 in 1,000.
FAR_BELOW = 7.0
Z_LEVEL = 0.95


@dataclass(frozen=True)
class Cells:
    """Grid cells (phi, w) that matter, their cross products (cells, k, k) of [response, design...], and each one's
    prior weight."""

    white: autocorrelated.Whitened
    prior: Array

    def best(self, subset: Sequence[int]) -> tuple[float, float]:
        """(phi, w) with the largest restricted likelihood of the design columns in `subset`."""
        i = int(np.argmax(autocorrelated.profile(self.white, subset).loglik))
        return float(self.white.phi[i]), float(self.white.w[i])


def cells(days: Array, columns: Array, subsets: Sequence[Sequence[int]]) -> Cells:
    """The cells that matter for any of the `subsets` of the design; `columns` (n, k) is [response, design...]."""
    phi, w = autocorrelated.grid()
    at = np.arange(phi.size).reshape(autocorrelated.PHI_GRID.size, autocorrelated.W_GRID.size)
    first = at[COARSE, COARSE].ravel()
    coarse = grams(days, columns, list(zip(phi[first], w[first], strict=True)))
    is_near = np.zeros(first.size, dtype=bool)
    for subset in subsets:
        loglik = autocorrelated.profile(coarse, subset).loglik
        is_near |= loglik > loglik.max() - FAR_BELOW
    more = np.setdiff1d(_around(at, first[is_near]), first)
    fine = grams(days, columns, list(zip(phi[more], w[more], strict=True)))
    both = np.concatenate([first, more])
    white = autocorrelated.Whitened(
        phi[both],
        w[both],
        np.concatenate([coarse.gram, fine.gram]),
        np.concatenate([coarse.logdet, fine.logdet]),
        coarse.n,
    )
    return Cells(white, prior()[both])


def _around(at: Places, near: Places) -> Places:
    """The places in `near` and their neighbours on the grid."""
    rows, columns = np.divmod(near, at.shape[1])
    found = [
        at[(rows + i).clip(0, at.shape[0] - 1), (columns + j).clip(0, at.shape[1] - 1)] for i in NEAR for j in NEAR
    ]
    return np.unique(np.concatenate(found))


@dataclass(frozen=True)
class Estimate:
    """One coefficient averaged over the grid by its restricted likelihood, its 95 % interval and standard error, and
    the likeliest autocorrelation and share of day noise."""

    value: float
    low: float
    high: float
    se: float
    phi: float
    w: float


def averaged(known: Cells, subset: Sequence[int]) -> Estimate:
    """The last coefficient of the design columns in `subset`: a mixture of t over the cells."""
    lines = autocorrelated.profile(known.white, subset)
    share = np.exp(lines.loglik - lines.loglik.max()) * known.prior
    share /= share.sum()
    centre, se = lines.beta[:, -1], np.sqrt(lines.s2 * lines.inverse[:, -1, -1])
    mean = float(share @ centre)
    spread = float(np.sqrt(share @ (se**2 + (centre - mean) ** 2)))
    tail = (1 - Z_LEVEL) / 2
    low, high = (_quantile(p, share, centre, se, lines.dof) for p in (tail, 1 - tail))
    best = int(np.argmax(lines.loglik))
    return Estimate(mean, low, high, spread, float(known.white.phi[best]), float(known.white.w[best]))


def _quantile(p: float, share: Array, centre: Array, se: Array, dof: int) -> float:
    from scipy.optimize import brentq
    from scipy.special import stdtr

    kept = share > 1e-9
    share, centre, se = share[kept] / share[kept].sum(), centre[kept], se[kept]
    reach = 60 * se.max() + np.abs(centre).max()
    return float(brentq(lambda x: share @ stdtr(dof, (x - centre) / se) - p, -reach, reach, xtol=1e-9 * reach))
