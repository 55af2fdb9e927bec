"""From daily values to scores that can be compared: weekday means out, ranks in, a drift taken off."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analytics.statistics.arrays import Array as Array
from analytics.statistics.arrays import Mask as Mask

DAYS_A_YEAR = 365.25
# A year and a half: on less, a yearly wave and a straight line are much the same (convention).
YEARLY_WAVE_FROM_DAYS = 548


def without_weekdays(values: Array, weekday: npt.NDArray[np.integer]) -> Array:
    """`values` less the mean of their weekday (0-6), so a Sunday long run is no effect; NaN stays NaN."""
    is_known = ~np.isnan(values)
    counts = np.bincount(weekday[is_known], minlength=7)
    totals = np.bincount(weekday[is_known], weights=values[is_known], minlength=7)
    means = totals / np.maximum(counts, 1)
    return values - means[weekday]


def ranks(values: Array) -> Array:
    """Ranks from 1, ties sharing their mean rank; NaN stays NaN."""
    # Weekday means leave equal scores apart by rounding error only; they are still ties.
    _, place, counts = np.unique(np.round(values, 9), return_inverse=True, return_counts=True, equal_nan=True)
    last = np.cumsum(counts)
    ranked = (last - (counts - 1) / 2)[place]
    return np.where(np.isnan(values), np.nan, ranked)


def gaussian_scores(values: Array) -> Array:
    """van der Waerden scores: the normal quantile of rank / (n + 1); NaN stays NaN."""
    from scipy.special import ndtri

    return ndtri(ranks(values) / (np.count_nonzero(~np.isnan(values)) + 1))


def filled(scores: Array) -> Array:
    """`scores` with gaps bridged by straight lines, for transforms that allow no gap; ends are held."""
    day = np.arange(scores.size)
    is_known = ~np.isnan(scores)
    return np.interp(day, day[is_known], scores[is_known])


def slow_drift(n_days: int) -> Array:
    """(n_days, 1 or 3) a straight line in time, and a yearly wave where enough days tell the two apart."""
    day = np.arange(n_days, dtype=float)
    line = day - day.mean()
    if n_days < YEARLY_WAVE_FROM_DAYS:
        return line[:, None]
    turn = 2 * np.pi * day / DAYS_A_YEAR
    return np.column_stack([line, np.sin(turn), np.cos(turn)])


def without_drift(values: Array, drift: Array) -> Array:
    """`values` (days,), no NaN, less their least-squares fit of `drift` (days, columns) and a constant."""
    return values - values.mean() - _plane(values, drift)


def held_equal(series: Array, held: Array) -> Array:
    """`series` (days,) less its least-squares plane in `held` (days, covariates) on the days that know all; as it is
    on the others."""
    used = ~np.isnan(held).any(axis=1) & ~np.isnan(series)
    if not held.shape[1] or used.sum() <= held.shape[1]:
        return series
    rest = series.copy()
    rest[used] -= _plane(series[used], held[used])
    return rest


def _plane(values: Array, columns: Array) -> Array:
    """What a least-squares plane in `columns` (days, columns) tells of `values` (days,), its mean left out."""
    centred = columns - columns.mean(axis=0)
    return centred @ np.linalg.lstsq(centred, values - values.mean(), rcond=None)[0]


def standard(series: Array, used: Mask) -> Array:
    """`series` with mean 0 and sd 1 over the used days and 0 elsewhere; all 0 where it is constant."""
    centred = np.where(used, series - series[used].mean(), 0.0)
    return centred / max(float(np.sqrt((centred**2).sum() / used.sum())), 1e-12)
