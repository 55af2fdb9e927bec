"""The whitened partial score of an exposure at each lag, and that of all its surrogates beside it, in one pass."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.lag.joint.design import Design, filled
from analytics.lag.joint.surrogates import changes_once, exposures
from analytics.statistics import whitening
from analytics.statistics.products import Array, cross, full_rank, lengths, without
from analytics.statistics.whitening import Cell

TINY = 1e-12
COVERAGE = 0.95
# Measured, not derived: see `surrogates`.
WEIGHT_OF_ONE_STEP = 1.6


@dataclass(frozen=True)
class Whitened:
    """Response (n,), adjustment sets (n, p) each, and the exposure's columns (n, lags x (1 + surrogates)), each lag's
    real one before its surrogates, all white for the errors' likeliest autocorrelation."""

    y: Array
    sets: tuple[Array, ...]
    x: Array
    n_lags: int

    def real(self, lag: int) -> Array:
        """The exposure itself at the lag in that position (n,)."""
        return self.x[:, lag * (self.x.shape[1] // self.n_lags)]


@dataclass(frozen=True)
class Score:
    """`t` (lags,) of the real exposure, `null` (surrogates, lags) of the others, which count `weight` times."""

    t: Array
    null: Array
    weight: float = 1.0

    @property
    def p(self) -> float:
        """weight x (1 + surrogates whose strongest lag is at least as strong) / (1 + surrogates), at most 1."""
        hits = np.count_nonzero(np.abs(self.null).max(axis=1) >= np.abs(self.t).max() - TINY)
        return float(min(1.0, self.weight * (1 + hits) / (1 + len(self.null))))

    @property
    def band(self) -> float:
        """1 - 5 % / weight of surrogates stay within +-band at every lag."""
        return float(np.quantile(np.abs(self.null).max(axis=1), 1 - (1 - COVERAGE) / self.weight))

    @property
    def best(self) -> int:
        """The position of the strongest lag."""
        return int(np.argmax(np.abs(self.t)))


def columns(laid: Design, *, seed: int, n_surrogates: int) -> Array:
    """(n, lags x (1 + surrogates)) the exposure at each lag, its surrogates behind it."""
    asked, days = laid.asked, laid.calendar
    first = max(int(laid.places[0]) - max(asked.lags), 0)
    last = min(int(laid.places[-1]) - min(*asked.lags, 0), len(days.days) - 1)
    made = exposures(days, asked, first, last, n_surrogates, seed)
    beside = np.empty((laid.n, len(asked.lags), 1 + n_surrogates))
    beside[:, :, 0] = laid.x
    for i, lag in enumerate(asked.lags):
        beside[:, i, 1:] = np.take(made, laid.places - lag - first, axis=0, mode="clip")
    return beside.reshape(laid.n, -1)


def whitened(laid: Design, response: Array, weight: Array, beside: Array, cell: Cell) -> Whitened:
    """Everything made white for the errors of `cell` (phi, w); `weight` (n,) scales the design's rows."""
    sets = (laid.full, laid.seasonless, laid.timeless, laid.waved)
    few = white(laid.days, np.column_stack([response, *(weight[:, None] * part for part in sets)]), cell)
    many = white(laid.days, beside if (weight == 1).all() else weight[:, None] * beside, cell)
    y, *adjusted = np.split(few, np.cumsum([1, *(part.shape[1] for part in sets[:-1])]), axis=1)
    return Whitened(y[:, 0], tuple(adjusted), many, len(laid.asked.lags))


def white(days: Array, columns: Array, cell: Cell) -> Array:
    """`columns` (n, k) made white for one autocorrelation and share of day noise."""
    return whitening.whitened(days, columns, cell)[0]


def score(rows: Whitened, adjusted: Array) -> Score:
    """t of each column of the exposure with the response, `adjusted` (n, p) white columns taken out of both."""
    basis = full_rank(adjusted)
    rest = without(rows.y, basis)
    # Its part along the basis leaves a column's product with `rest` as it is, and its length shorter.
    found = cross(np.column_stack([basis, rest]), rows.x)
    length = lengths(rows.x) - lengths(found[:-1])
    spread = np.sqrt((rest @ rest) / (rest.size - basis.shape[1] - 1))
    t = (found[-1] / (np.sqrt(np.maximum(length, TINY)) * spread)).reshape(rows.n_lags, -1)
    return Score(t[:, 0], t[:, 1:].T)


def weight(laid: Design) -> float:
    """How often surrogates that are as strong count: more than once where the exposure changes once."""
    known = filled(laid.calendar.columns[laid.asked.exposure])[laid.places]
    return WEIGHT_OF_ONE_STEP if changes_once(known) else 1.0


def t_value(response: Array, candidate: Array, adjusted: Array) -> float:
    """t of `candidate` (n,) in a least-squares fit beside `adjusted` (n, p)."""
    basis = full_rank(adjusted)
    rest, moved = without(response, basis), without(candidate, basis)
    length = max(float(moved @ moved), TINY)
    slope = float(rest @ moved) / length
    left = max(float(rest @ rest) - slope**2 * length, TINY) / (len(rest) - basis.shape[1] - 1)
    return slope * float(np.sqrt(length / left))
