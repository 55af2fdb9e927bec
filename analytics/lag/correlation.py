"""Correlation at every lag, of the real exposure and of all its surrogates at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.lag.question import Mask, Question
from analytics.lag.scores import Array, filled, without_trend
from analytics.lag.surrogates import amplitudes, phases, surrogates


@dataclass(frozen=True)
class Columns:
    """What one exposure is held against: `targets` (days, columns), mean 0 and sd 1 over the used days and 0
    elsewhere, and `is_used` (days, columns)."""

    targets: Array
    is_used: Mask


def score_columns(asked: Question) -> Columns:
    """The outcome's scores at each lag."""
    rows = [standard(y, used) for y, used in zip(asked.y_scores, asked.is_used, strict=True)]
    return Columns(np.stack(rows, axis=1), asked.is_used.T)


def trend_columns(asked: Question) -> Columns:
    """The same with a straight line in time taken off the outcome (a semi-partial correlation)."""
    day = np.arange(asked.x.size, dtype=float)
    rows = []
    for y, used in zip(asked.y_scores, asked.is_used, strict=True):
        flat = np.zeros_like(y)
        flat[used] = without_trend(y[used], day[used])
        rows.append(standard(flat, used))
    return Columns(np.stack(rows, axis=1), asked.is_used.T)


def standard(series: Array, used: Mask) -> Array:
    """`series` with mean 0 and sd 1 over the used days and 0 elsewhere; all 0 where it is constant."""
    centred = np.where(used, series - series[used].mean(), 0.0)
    return centred / max(float(np.sqrt((centred**2).sum() / used.sum())), 1e-12)


def observed(scores: Array, columns: Columns) -> Array:
    """The correlation of `scores` (days, NaN where unknown) with each column."""
    known = np.where(np.isnan(scores), 0.0, scores)
    n = columns.is_used.sum(axis=0)
    mean = known @ columns.is_used / n
    spread = np.sqrt(known**2 @ columns.is_used / n - mean**2)
    return known @ columns.targets / n / spread


def by_chance(
    groups: Sequence[tuple[Array, Columns]], n_days: int, *, seed: int, n_surrogates: int
) -> list[npt.NDArray[np.float32]]:
    """For each (scores, columns): correlations (n_surrogates, columns) of surrogates of `scores`.

    One set of random phases, drawn for a calendar of `n_days`, serves all groups.
    """
    prepared = [(amplitudes(filled(scores)), _Products(columns)) for scores, columns in groups]
    chunks: list[list[npt.NDArray[np.float32]]] = [[] for _ in groups]
    for turned in phases(n_surrogates, n_days, seed):
        for (amplitude, products), found in zip(prepared, chunks, strict=True):
            found.append(products.correlations(surrogates(amplitude, turned, products.n_days)))
    return [np.concatenate(found) for found in chunks]


class _Products:
    """The three matrix products that give the correlation of a batch of series with every column."""

    def __init__(self, columns: Columns) -> None:
        keys = [used.tobytes() for used in columns.is_used.T]
        distinct = {key: place for place, key in enumerate(dict.fromkeys(keys))}
        self.mask_of = np.array([distinct[key] for key in keys])
        masks = columns.is_used[:, [keys.index(key) for key in distinct]]
        self.n_days = len(masks)
        self.n_columns = columns.targets.shape[1]
        n = masks.sum(axis=0)
        self.shares = (masks / n).astype(np.float32)
        weighted = columns.targets / n[self.mask_of]
        self.sums = np.concatenate([weighted.astype(np.float32), self.shares], axis=1)

    def correlations(self, batch: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """(series, columns); each series is standardised over the days a column uses."""
        sums = batch @ self.sums
        mean_squares = np.square(batch) @ self.shares
        variance = mean_squares - sums[:, self.n_columns :] ** 2
        return sums[:, : self.n_columns] / np.sqrt(variance)[:, self.mask_of]
