"""Two columns of the daily frame side by side: which days count, and what is known on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.lag.pairs import OUTCOMES, Exposure, Outcome, Pair, exposure, outcome
from analytics.lag.scores import Array, gaussian_scores, without_weekdays

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Question:
    """One pair on the calendar.

    Days `first` to `last` (positions, `last` exclusive) are the diary's span with the lags' reach around it; `x` are
    the exposure's weekday-free values there, `x_scores` their Gaussian scores, `x_raw` what was recorded; `y`,
    `y_scores` and `y_raw` (lags, days) the outcome's, each row moved so that it stands beside the exposure it is held
    against. NaN where not known.
    """

    exposure: Exposure
    outcome: Outcome
    lags: tuple[int, ...]
    days: pd.DatetimeIndex
    first: int
    last: int
    x_raw: Array
    x: Array
    x_scores: Array
    y_raw: Array
    y: Array
    y_scores: Array

    @property
    def is_used(self) -> Mask:
        """(lags, days): both are known."""
        return ~np.isnan(self.y_scores) & ~np.isnan(self.x_scores)

    @property
    def n(self) -> npt.NDArray[np.int_]:
        """Paired days at each lag."""
        return np.count_nonzero(self.is_used, axis=1)


def complete(daily: pd.DataFrame) -> pd.DataFrame:
    """`daily` with every calendar day from its first to its last, in order; a new frame."""
    days = pd.DatetimeIndex(daily.index)
    if daily.empty:
        return daily.copy()
    return daily.set_axis(days).reindex(pd.date_range(days.min(), days.max(), name="day"))


def values(daily: pd.DataFrame, column: str) -> Array:
    """The column as floats, missing as NaN."""
    return daily[column].to_numpy(dtype=float, na_value=np.nan, copy=True)


def question(daily: pd.DataFrame, pair: Pair) -> Question:
    """The pair on the complete calendar `daily`; both columns must hold at least one value."""
    weekday = pd.DatetimeIndex(daily.index).dayofweek.to_numpy()
    first, last = _span(daily, pair)
    x_raw = values(daily, pair.exposure)[first:last]
    x = without_weekdays(x_raw, weekday[first:last])
    y_raw = values(daily, pair.outcome)
    y = without_weekdays(y_raw, weekday)
    outcome_at_lags = (_at_lags(series, first, last, pair.lags) for series in (y_raw, y, gaussian_scores(y)))
    return Question(
        exposure(pair.exposure),
        outcome(pair.outcome),
        pair.lags,
        pd.DatetimeIndex(daily.index),
        first,
        last,
        x_raw,
        x,
        gaussian_scores(x),
        *outcome_at_lags,
    )


def _at_lags(series: Array, first: int, last: int, lags: tuple[int, ...]) -> Array:
    return np.stack([moved(series, first, last, lag) for lag in lags])


def moved(series: Array, first: int, last: int, lag: int) -> Array:
    """series[day + lag] for day in first..last-1, NaN beyond its ends."""
    positions = np.arange(first, last) + lag
    is_inside = (positions >= 0) & (positions < series.size)
    return np.where(is_inside, series[np.clip(positions, 0, series.size - 1)], np.nan)


def _span(daily: pd.DataFrame, pair: Pair) -> tuple[int, int]:
    """The diary's days and the lags' reach around them, within the days on which the exposure is known.

    The diary is every outcome column, so that all outcomes of one exposure share their surrogates.
    """
    columns = {o.column for o in OUTCOMES if o.column in daily.columns} | {pair.outcome}
    diary = np.flatnonzero(daily[sorted(columns)].notna().any(axis=1).to_numpy())
    known = np.flatnonzero(~np.isnan(values(daily, pair.exposure)))
    first = max(diary[0] - max(pair.lags), known[0])
    last = min(diary[-1] - min(pair.lags), known[-1]) + 1
    return int(first), int(max(last, first + 1))


def as_lags(lags: Iterable[int]) -> tuple[int, ...]:
    """The lags as whole days, in order, each once; raises ValueError where there is none."""
    days = tuple(sorted({int(lag) for lag in lags}))
    if not days:
        raise ValueError("name at least one lag, in days")
    return days
