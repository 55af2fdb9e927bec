"""The daily frame on a complete calendar: each column read once and turned into scores that can be compared.

Ranked first, freed of weekdays then: the other way round the many days of 0 km or no flare would be ranked by their
weekday, and two habits of the week would look like a relation.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.lag.pairs import OUTCOMES, Pair
from analytics.statistics.arrays import Array, Mask


def without_weekdays(values: Array, weekday: npt.NDArray[np.integer]) -> Array:
    """`values` less the mean of their weekday (0-6), so a Sunday long run is no effect; NaN stays NaN."""
    is_known = ~np.isnan(values)
    counts = np.bincount(weekday[is_known], minlength=7)
    totals = np.bincount(weekday[is_known], weights=values[is_known], minlength=7)
    means = totals / np.maximum(counts, 1)
    return np.asarray(values - means[weekday])


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

    return np.asarray(ndtri(ranks(values) / (np.count_nonzero(~np.isnan(values)) + 1)))


def filled(scores: Array) -> Array:
    """`scores` with gaps bridged by straight lines, for transforms that allow no gap; ends are held."""
    day = np.arange(scores.size)
    is_known = ~np.isnan(scores)
    return np.interp(day, day[is_known], scores[is_known])


def plane(values: Array, columns: Array) -> Array:
    """The least-squares plane of `values` (days,), no NaN, in `columns` (days, columns), its mean left out."""
    centred = columns - columns.mean(axis=0)
    return np.asarray(centred @ np.linalg.lstsq(centred, values - values.mean(), rcond=None)[0])


def standard(series: Array, used: Mask) -> Array:
    """`series` with mean 0 and sd 1 over the used days and 0 elsewhere; all 0 where it is constant."""
    centred = np.where(used, series - series[used].mean(), 0.0)
    return centred / max(float(np.sqrt((centred**2).sum() / used.sum())), 1e-12)


def mirrored_power(x: Array) -> Array:
    """The power spectrum of `x` (days,), gaps bridged, followed by its mirror image; sums to 1."""
    from scipy.fft import next_fast_len, rfft

    whole = filled(x) - np.nanmean(x)
    power = (
        np.abs(rfft(np.concatenate([whole, whole[::-1]]).astype(np.float32), next_fast_len(2 * x.size, real=True)))
        ** 2
    )
    return np.asarray(power / power.sum())


@dataclass(frozen=True)
class Values:
    """A column over a span of days, NaN where not known: as recorded (`raw`), without its weekday means (`free`), as
    Gaussian scores without theirs, and the value it has most often."""

    raw: Array
    free: Array
    scores: Array
    commonest: float

    @cached_property
    def power(self) -> Array:
        """The mirrored power spectrum of `free`."""
        return mirrored_power(self.free)

    @cached_property
    def scores_power(self) -> Array:
        """The mirrored power spectrum of `scores`."""
        return mirrored_power(self.scores)


def values_of(raw: Array, weekday: npt.NDArray[np.int_]) -> Values:
    """The `Values` of a series (days,) with at least one known day; `weekday` is 0-6."""
    seen, counts = np.unique(raw[~np.isnan(raw)], return_counts=True)
    scores = without_weekdays(gaussian_scores(raw), weekday)
    return Values(raw, without_weekdays(raw, weekday), scores, float(seen[np.argmax(counts)]))


@dataclass(frozen=True)
class Calendar:
    """Every calendar day of a daily frame; make it with `calendar`."""

    daily: pd.DataFrame
    days: pd.DatetimeIndex
    weekday: npt.NDArray[np.int_]
    _read: dict[str, Array] = field(default_factory=dict)
    _ranked: dict[tuple[str, int, int], Values] = field(default_factory=dict)
    # What controls were found to be: several pairs share them.
    known_controls: dict[Pair, list[tuple[float, int]]] = field(default_factory=dict)

    def has(self, column: str) -> bool:
        """The column is there and holds at least one value."""
        is_there = column in self.daily.columns or column in self._read
        return is_there and not bool(np.isnan(self.column(column)).all())

    def column(self, name: str) -> Array:
        """The column as floats, missing as NaN."""
        if name not in self._read:
            self._read[name] = self.daily[name].to_numpy(dtype=float, na_value=np.nan)
        return self._read[name]

    def windowed(self, name: str, window: int) -> str:
        """The column's trailing sums: the frame's own `<name>_<window>d`, or made here; gives the column's name."""
        if window == 1:
            return name
        summed = f"{name}_{window}d"
        if summed not in self.daily.columns and summed not in self._read:
            self._read[summed] = self.daily[name].rolling(window, min_periods=window).sum().to_numpy(dtype=float)
        return summed

    def values(self, name: str, first: int, last: int) -> Values:
        """The column on the days `first` to `last` (positions, `last` exclusive)."""
        key = (name, first, last)
        if key not in self._ranked:
            self._ranked[key] = values_of(self.column(name)[first:last], self.weekday[first:last])
        return self._ranked[key]

    def diary(self, outcome: str) -> tuple[int, int]:
        """First and last day with an entry in any outcome column, so that all outcomes share their surrogates."""
        columns = {declared.column for declared in OUTCOMES if self.has(declared.column)} | {outcome}
        entries = np.flatnonzero(np.any([~np.isnan(self.column(column)) for column in columns], axis=0))
        return int(entries[0]), int(entries[-1])


def calendar(daily: pd.DataFrame) -> Calendar:
    """`daily` (indexed by day) with every calendar day from its first to its last; a new frame."""
    days = pd.DatetimeIndex(daily.index)
    if len(days):
        days = pd.date_range(days.min(), days.max(), name="day")
        daily = daily.set_axis(pd.DatetimeIndex(daily.index), axis=0).reindex(days)
    return Calendar(daily, days, days.day_of_week.to_numpy())


def moved(series: Array, first: int, last: int, lag: int) -> Array:
    """series[day + lag] for day in first..last-1, NaN beyond its ends."""
    beside = np.full(last - first, np.nan)
    start, stop = max(first + lag, 0), min(last + lag, series.size)
    if stop > start:
        beside[start - first - lag : stop - first - lag] = series[start:stop]
    return beside
