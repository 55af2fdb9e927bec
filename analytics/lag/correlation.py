"""Correlation at every lag, of the real exposure and of all its surrogates at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.lag.calendar import filled, plane, standard
from analytics.lag.chance import Batch, amplitudes, phases, surrogates
from analytics.lag.question import Question
from analytics.statistics.arrays import Array, Mask

DAYS_A_YEAR = 365.25
# A year and a half: on less, a yearly wave and a straight line are much the same (convention).
YEARLY_WAVE_FROM_DAYS = 548

# Multiplications in one call of the matrix library: small pieces stay in the cache, and the library does not spread
# them over threads, which cost twenty times the work where another program holds the other core.
PIECE = 130_000


@dataclass(frozen=True)
class Columns:
    """What one exposure is correlated with: `targets` (days, columns), mean 0 and sd 1 over the used days and 0
    elsewhere, and `is_used` (days, columns)."""

    targets: Array
    is_used: Mask


def score_columns(asked: Question) -> Columns:
    """The outcome's scores at each lag."""
    rows = [standard(y, used) for y, used in zip(asked.y_scores, asked.is_used, strict=True)]
    return Columns(np.stack(rows, axis=1), asked.is_used.T)


def trend_columns(asked: Question) -> Columns:
    """The same with a straight line in time taken off the outcome (a semi-partial correlation), and in logs of a year
    and a half or more a yearly wave with it."""
    drift = slow_drift(asked.x.size)
    rows = []
    for y, used in zip(asked.y_scores, asked.is_used, strict=True):
        flat = np.zeros_like(y)
        flat[used] = without_drift(y[used], drift[used])
        rows.append(standard(flat, used))
    return Columns(np.stack(rows, axis=1), asked.is_used.T)


def slow_drift(n_days: int) -> Array:
    """(n_days, 1 or 3) a straight line in time, and a yearly wave where enough days tell the two apart."""
    day = np.arange(n_days, dtype=float)
    line = day - day.mean()
    if n_days < YEARLY_WAVE_FROM_DAYS:
        return np.asarray(line[:, None])
    turn = 2 * np.pi * day / DAYS_A_YEAR
    return np.column_stack([line, np.sin(turn), np.cos(turn)])


def without_drift(values: Array, drift: Array) -> Array:
    """`values` (days,), no NaN, less their least-squares fit of `drift` (days, columns) and a constant."""
    return np.asarray(values - values.mean() - plane(values, drift))


def observed(scores: Array, columns: Columns) -> Array:
    """The correlation of `scores` (days, NaN where unknown) with each column."""
    known = np.where(np.isnan(scores), 0.0, scores)
    n = columns.is_used.sum(axis=0)
    mean, square, product = (
        np.einsum("d,dc->c", series, over) / n
        for series, over in ((known, columns.is_used), (known**2, columns.is_used), (known, columns.targets))
    )
    return np.asarray(product / np.sqrt(square - mean**2))


def by_chance(groups: Sequence[tuple[Array, Columns]], n_days: int, *, seed: int, n_surrogates: int) -> list[Batch]:
    """For each (scores, columns): correlations (n_surrogates, columns) of surrogates of `scores`.

    One set of random phases, drawn for a calendar of `n_days`, serves all groups.
    """
    amplitude = [amplitudes(filled(scores)) for scores, _ in groups]
    products = [_products(columns) for _, columns in groups]
    moments = [np.empty((n_surrogates + n_surrogates % 2, product.width), np.float32) for product in products]
    first = 0
    for turned in phases(n_surrogates, n_days, seed):
        rows = slice(first, first + 2 * len(turned))
        for i, product in enumerate(products):
            product.fill(moments[i][rows], surrogates(amplitude[i], turned, len(product.shares)))
        first = rows.stop
    return [product.correlations(found[:n_surrogates]) for product, found in zip(products, moments, strict=True)]


@dataclass(frozen=True)
class _Products:
    """The matrix products that give the correlation of a batch of series with every column.

    `weights` (days, columns + masks) is each column over its number of days, then `shares`: each distinct mask over
    its own number. `mask_of` is the place of each column's mask.
    """

    weights: Batch
    shares: Batch
    mask_of: npt.NDArray[np.int_]

    @property
    def width(self) -> int:
        """Sums of products, means and mean squares."""
        return int(self.weights.shape[1] + self.shares.shape[1])

    def fill(self, moments: Batch, batch: Batch) -> None:
        """Write the sums of products, means and mean squares of a batch (series, days) into `moments`."""
        moments[:, : self.weights.shape[1]] = _product(batch, self.weights)
        moments[:, self.weights.shape[1] :] = _product(np.square(batch), self.shares)

    def correlations(self, moments: Batch) -> Batch:
        """(series, columns); each series is standardised over the days a column uses."""
        n_columns = self.mask_of.size
        products, means, squares = np.split(moments, [n_columns, self.weights.shape[1]], axis=1)
        return np.asarray(products / np.sqrt(squares - means**2)[:, self.mask_of])


def _product(batch: Batch, weights: Batch) -> Batch:
    """batch @ weights, in pieces of days."""
    width = max(PIECE // (len(batch) * weights.shape[1]), 1)
    n_pieces = batch.shape[1] // width
    whole = n_pieces * width
    pieces = batch[:, :whole].reshape(len(batch), n_pieces, width).transpose(1, 0, 2)
    product = np.matmul(pieces, weights[:whole].reshape(n_pieces, width, weights.shape[1])).sum(axis=0)
    return np.asarray(product + batch[:, whole:] @ weights[whole:])


def _products(columns: Columns) -> _Products:
    keys = [used.tobytes() for used in columns.is_used.T]
    distinct = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    mask_of = np.array([distinct[key] for key in keys])
    masks = columns.is_used[:, [keys.index(key) for key in distinct]]
    n = masks.sum(axis=0)
    shares = (masks / n).astype(np.float32)
    weights = np.concatenate([(columns.targets / n[mask_of]).astype(np.float32), shares], axis=1)
    return _Products(weights, shares, mask_of)
