"""The lag of the curve, and what it costs that it was searched for.

The joint answer's lag is that of the strongest straight line; a curve that goes down and up again has none, so that
its lag is the one whose curve tells most. Where nothing acts, the strongest of four lags is strong by luck: a band
made for one lag alone held a flat curve in 87-90 % of logs. All lags' curves are correlated normals in the white
model; the largest |t| over all lags and doses beside that of one lag says how much wider the band must be.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.lag.curve.basis import Basis
from analytics.lag.joint.design import Design
from analytics.lag.joint.score import white
from analytics.statistics.arrays import Array
from analytics.statistics.products import cross, full_rank, without
from analytics.statistics.whitening import Cell

N_DOSES, DRAWS, LEVEL = 11, 2000, 0.95
TINY = 1e-12


@dataclass(frozen=True)
class Lags:
    """Every lag's curve in the white model: `size` (lags,) the squared length that each takes from the response,
    `shared` the products of all lags' columns, `weights` a lag: what makes the curve at some doses of the columns'
    products with the response."""

    size: Array
    shared: Array
    weights: tuple[Array, ...]

    @property
    def strongest(self) -> int:
        """The position of the lag whose curve tells most of the outcome."""
        return int(np.argmax(self.size))

    def widening(self, best: int, seed: int) -> float:
        """By how much, at least 1, the band at the lag in position `best` must be wider for the search."""
        if self.size.size == 1:
            return 1.0
        found = _largest(self.shared, self.weights, seed)
        both = np.quantile(found.max(axis=1), LEVEL) / np.quantile(found[:, best], LEVEL)
        return float(max(both, 1.0))


def lags(laid: Design, spline: Basis, turn: Array, cell: Cell) -> Lags:
    """All declared lags side by side, white for the errors of `cell` (phi, w); `turn` (k, k) makes the spline's
    columns about orthonormal."""
    n_lags, k, n_full = laid.x.shape[1], turn.shape[0], laid.full.shape[1]
    own = [spline.columns(dose) @ turn for dose in laid.x.T]
    rows = white(laid.days, np.column_stack([laid.full, laid.y, *own]), cell)
    left = without(rows[:, n_full:], full_rank(rows[:, :n_full]))
    shared, told = cross(left[:, 1:], left[:, 1:]), cross(left[:, 1:], left[:, :1])[:, 0]
    doses = np.linspace(spline.knots[0], spline.knots[-1], N_DOSES)
    lines = spline.columns(doses) @ turn
    lines = np.delete(lines - lines[N_DOSES // 2], N_DOSES // 2, axis=0)
    size: list[float] = []
    weights: list[Array] = []
    for part in (slice(i * k, (i + 1) * k) for i in range(n_lags)):
        own_products = shared[part, part] + TINY * np.eye(k)
        size.append(float(told[part] @ np.linalg.solve(own_products, told[part])))
        weights.append(np.asarray(np.linalg.solve(own_products, lines.T), dtype=float))
    return Lags(np.array(size), shared, tuple(weights))


def _largest(shared: Array, weights: tuple[Array, ...], seed: int) -> Array:
    """(draws, lags) the largest |t| along each lag's curve where nothing acts; `shared` holds the covariance of the
    columns' products with the response."""
    sizes, turned = np.linalg.eigh(shared)
    root = turned * np.sqrt(np.maximum(sizes, 0.0))
    normal = np.random.default_rng(seed).standard_normal((root.shape[1], DRAWS))
    drawn, k = cross(root.T, normal), weights[0].shape[0]
    found = []
    for i, own in enumerate(weights):
        part = slice(i * k, (i + 1) * k)
        se = np.sqrt(np.maximum(np.einsum("km,kj,jm->m", own, shared[part, part], own), TINY))
        found.append((np.abs(cross(own, drawn[part])) / se[:, None]).max(axis=0))
    return np.stack(found, axis=1)
