"""The curve inside the joint model, and how far every difference along it can be trusted at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.lag.curve.basis import Basis, basis
from analytics.lag.curve.search import lags
from analytics.lag.joint import errors
from analytics.lag.joint.design import Design
from analytics.result import NotEnough
from analytics.statistics import autocorrelated
from analytics.statistics.arrays import Array
from analytics.statistics.products import cross, without
from analytics.statistics.whitening import Cell

# A dose is covered where at least this many used days lie at or beyond it: two weeks of diary (convention).
DAYS_BEYOND = 14
DRAWS, LEVEL = 2000, 0.95
# A spline column that the others and the adjustments tell but for this share cannot be fitted.
COLLINEAR = 1e-3
# The spline itself has as many columns as it takes, not fewer: the same share as rounding.
FULL_RANK = 1e-6
TINY = 1e-12


@dataclass(frozen=True)
class Differences:
    """Some differences along the curve (points), each with its standard error, and `reach`: 95 % of fits hold all of
    them within +-`reach` standard errors."""

    value: Array
    se: Array
    reach: float

    @property
    def low(self) -> Array:
        """Lower ends of the simultaneous band."""
        return self.value - self.reach * self.se

    @property
    def high(self) -> Array:
        """Upper ends."""
        return self.value + self.reach * self.se


@dataclass(frozen=True)
class Fitted:
    """The curve at the lag in position `best`.

    The coefficients of the spline's columns times `turn` (k, k), averaged over the grid of errors: `mean` (k,),
    `covariance` (k, k), and `draws` (DRAWS, k) of their deviation from the mean; `cell` the likeliest autocorrelation
    and share of day noise; the bands' `widening` for the search over lags.
    """

    spline: Basis
    turn: Array
    best: int
    mean: Array
    covariance: Array
    draws: Array
    cell: Cell
    widening: float

    @property
    def low(self) -> float:
        """The least dose that is covered."""
        return float(self.spline.knots[0])

    @property
    def high(self) -> float:
        """The most."""
        return float(self.spline.knots[-1])

    def rows(self, doses: Array) -> Array:
        """(n, k) what multiplies the coefficients at `doses` (n,)."""
        return self.spline.columns(doses) @ self.turn

    def differences(self, contrasts: Array) -> Differences:
        """Of `contrasts` (m, k) of `rows`; those of a dose with itself are 0 and take no part."""
        value = contrasts @ self.mean
        se = np.sqrt(np.maximum(np.einsum("mi,ij,mj->m", contrasts, self.covariance, contrasts), 0.0))
        is_some = se > TINY * max(float(se.max()), TINY)
        spread = np.abs(cross(self.draws.T, contrasts[is_some].T)) / se[is_some]
        return Differences(value, se, self.widening * float(np.quantile(spread.max(axis=1), LEVEL)))


def fit(laid: Design, first: int, seed: int) -> Fitted | NotEnough:
    """The curve at the lag whose curve tells most of the outcome; the joint answer's, in position `first`, gives the
    doses and the errors by which lags are compared. `NotEnough` where too few different doses are on record to bend a
    line."""
    dose = laid.x[:, first]
    low, high = (float(end) for end in np.sort(dose)[[DAYS_BEYOND - 1, -DAYS_BEYOND]])
    lacks = NotEnough("too few different amounts", "weeks with little, some and much", laid.asked.exposure)
    if not low < high:
        return lacks
    spline = basis(dose, low, high)
    at_first = _at(laid, spline, first)
    if at_first is None:
        return lacks
    every = lags(laid, spline, at_first.turn, at_first.cell)
    best = every.strongest
    own = at_first if best == first else _at(laid, spline, best)
    return lacks if own is None else _fitted(own, best, every.widening(best, seed), seed)


@dataclass(frozen=True)
class _At:
    """The model at one lag in every cell of the grid that matters; the curve's columns come last."""

    spline: Basis
    turn: Array
    lines: autocorrelated.Profile
    share: Array
    cell: Cell


def _at(laid: Design, spline: Basis, at: int) -> _At | None:
    """None where the spline's columns there are collinear."""
    own, back = np.linalg.qr(spline.columns(laid.x[:, at]))
    sizes = np.abs(np.diag(back))
    if sizes.min() < FULL_RANK * sizes.max() or _is_collinear(own, laid.full):
        return None
    whole = np.column_stack([laid.y, laid.full, own])
    subset = range(whole.shape[1] - 1)
    known = errors.cells(laid.days, whole, [subset])
    lines = autocorrelated.profile(known.white, subset)
    share = np.exp(lines.loglik - lines.loglik.max()) * known.prior
    i = int(np.argmax(lines.loglik))
    cell = float(known.white.phi[i]), float(known.white.w[i])
    return _At(spline, np.linalg.inv(back), lines, share / share.sum(), cell)


def _fitted(own: _At, best: int, wider: float, seed: int) -> Fitted:
    k, lines, share = own.turn.shape[0], own.lines, own.share
    beta, covariance = lines.beta[:, -k:], lines.covariance[:, -k:, -k:]
    mean = share @ beta
    apart = beta - mean
    total = np.einsum("c,cij->ij", share, covariance) + np.einsum("c,ci,cj->ij", share, apart, apart)
    draws = _drawn(share, apart, covariance, lines.dof, seed)
    return Fitted(own.spline, own.turn, best, mean, total, draws, own.cell, wider)


def _drawn(share: Array, apart: Array, covariance: Array, dof: int, seed: int) -> Array:
    """(DRAWS, k) from the mixture: a cell by its share, then Student's t with `dof` degrees of freedom in it."""
    rng = np.random.default_rng(seed)
    cell = rng.choice(share.size, size=DRAWS, p=share)
    roots = np.linalg.cholesky(covariance)
    normal = rng.standard_normal((DRAWS, apart.shape[1])) * np.sqrt(dof / rng.chisquare(dof, DRAWS))[:, None]
    return np.asarray(apart[cell] + np.einsum("sij,sj->si", roots[cell], normal))


def _is_collinear(own: Array, adjusted: Array) -> bool:
    left = without(own, adjusted)
    sizes = np.linalg.svd(left, compute_uv=False)
    return bool(sizes[-1] < COLLINEAR * max(float(sizes[0]), TINY))
