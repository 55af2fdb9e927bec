"""A low-rank natural cubic spline over the doses that a log holds: straight beyond its outer knots.

Hastie, Tibshirani & Friedman 2009, The Elements of Statistical Learning, 5.2.1 (eq. 5.4 and 5.5).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.statistics.arrays import Array

# Inner knots: two, and one more for every so many days, at most seven. With two years of simulated diary a band with
# two held a curve with a sharp bend in 70 %, with five in 88 %, with six in 94 %.
FEWEST, DAYS_A_KNOT, MOST = 2, 120, 7


@dataclass(frozen=True)
class Basis:
    """`knots` (k,), increasing, in the exposure's unit; the first and last are the ends of what is covered."""

    knots: Array

    def columns(self, dose: Array) -> Array:
        """(n, k - 1) the spline's columns at `dose` (n,), without the constant."""
        low, span = self.knots[0], self.knots[-1] - self.knots[0]
        at, knots = (dose - low) / span, (self.knots - low) / span
        bends = [_bend(at, knots, i) - _bend(at, knots, knots.size - 2) for i in range(knots.size - 2)]
        return np.column_stack([at, *bends])


def basis(dose: Array, low: float, high: float) -> Basis:
    """Knots from `low` to `high`, the inner ones halfway between even steps and the quantiles of `dose` (n,): they
    follow the data, and no two fall together where half of all days hold the same dose."""
    n_inner = min(FEWEST + dose.size // DAYS_A_KNOT, MOST)
    share = np.linspace(0, 1, n_inner + 2)
    inside = np.quantile(dose[(dose >= low) & (dose <= high)], share)
    even = low + (high - low) * share
    knots = (inside + even) / 2
    knots[0], knots[-1] = low, high
    return Basis(knots)


def _bend(at: Array, knots: Array, i: int) -> Array:
    """d_k of eq. 5.5."""
    cubes = np.clip(at - knots[i], 0, None) ** 3 - np.clip(at - knots[-1], 0, None) ** 3
    return np.asarray(cubes / (knots[-1] - knots[i]))
