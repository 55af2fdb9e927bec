"""From daily values to scores that can be compared: weekday means out, ranks in, a drift taken off."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


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


def without_trend(values: Array, day: Array) -> Array:
    """`values` (no NaN) less their least-squares line in `day`."""
    centred_day = day - day.mean()
    slope = centred_day @ values / max(centred_day @ centred_day, 1e-12)
    return values - values.mean() - slope * centred_day


def held_equal(series: Array, held: Array) -> Array:
    """`series` (days,) less its least-squares plane in `held` (days, covariates) on the days that know all; as it is
    on the others."""
    used = ~np.isnan(held).any(axis=1) & ~np.isnan(series)
    if not held.shape[1] or used.sum() <= held.shape[1]:
        return series
    centred = held[used] - held[used].mean(axis=0)
    slopes = np.linalg.lstsq(centred, series[used] - series[used].mean(), rcond=None)[0]
    rest = series.copy()
    rest[used] -= centred @ slopes
    return rest
