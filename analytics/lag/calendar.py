"""The daily frame on a complete calendar, each column read and ranked once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.lag.pairs import OUTCOMES, Pair
from analytics.lag.scores import Array, gaussian_scores, held_equal, without_weekdays
from analytics.lag.spread import mirrored_power


@dataclass(frozen=True)
class Values:
    """A column over a span of days, NaN where not known: as recorded (`raw`), without its weekday means (`free`), as
    Gaussian scores without theirs, and the value it has most often.

    Ranked first, freed of weekdays then: the other way round the many days of 0 km or no flare would be ranked by
    their weekday, and two habits of the week would look like a relation.
    """

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
    """Every calendar day of a daily frame; make it with `calendar`.

    `held` (days, covariates) are Gaussian scores to hold equal, NaN where not known; without any, it has no columns.
    """

    daily: pd.DataFrame
    days: pd.DatetimeIndex
    weekday: npt.NDArray[np.int_]
    held: Array
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
            known = values_of(self.column(name)[first:last], self.weekday[first:last])
            free, scores = (held_equal(series, self.held[first:last]) for series in (known.free, known.scores))
            self._ranked[key] = replace(known, free=free, scores=scores)
        return self._ranked[key]

    def diary(self, outcome: str) -> tuple[int, int]:
        """First and last day with an entry in any outcome column, so that all outcomes share their surrogates."""
        columns = {declared.column for declared in OUTCOMES if self.has(declared.column)} | {outcome}
        entries = np.flatnonzero(np.any([~np.isnan(self.column(column)) for column in columns], axis=0))
        return int(entries[0]), int(entries[-1])


def calendar(daily: pd.DataFrame, covariates: Sequence[str] = ()) -> Calendar:
    """`daily` (indexed by day) with every calendar day from its first to its last; a new frame.

    `covariates` are columns to hold equal (`analytics.lag.covariates` chooses them).
    """
    days = pd.DatetimeIndex(daily.index)
    if len(days):
        days = pd.date_range(days.min(), days.max(), name="day")
        daily = daily.set_axis(pd.DatetimeIndex(daily.index), axis=0).reindex(days)
    weekday = days.day_of_week.to_numpy()
    ranked = [gaussian_scores(daily[name].to_numpy(dtype=float, na_value=np.nan)) for name in covariates]
    held = np.column_stack([np.empty((len(days), 0)), *ranked])
    return Calendar(daily, days, weekday, held)


def moved(series: Array, first: int, last: int, lag: int) -> Array:
    """series[day + lag] for day in first..last-1, NaN beyond its ends."""
    beside = np.full(last - first, np.nan)
    start, stop = max(first + lag, 0), min(last + lag, series.size)
    if stop > start:
        beside[start - first - lag : stop - first - lag] = series[start:stop]
    return beside
