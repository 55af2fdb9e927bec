"""The columns of the joint model on the days that can be used: exposure at its lags, and a full-rank rest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.lag.joint.question import MORNING_COLUMN, OTHER, RUNNING, STRENGTH, Question
from analytics.result import NotEnough
from analytics.statistics.products import Array, full_rank, without

Places = npt.NDArray[np.int_]

DAYS_A_WEEK, DAYS_A_YEAR = 7, 365.25
# A year and a half: on less, a yearly wave and a straight line are much the same (convention).
YEARLY_WAVE_FROM_DAYS = 548
# From how many days on the wave is in the model. Running changes from week to week, which no wave can copy. Months
# without lifting look like a wave until there are three years of them: in two years it cost 6-15 points of power and
# saved no false positive. Until then it is a check: a claim that loses its effect to it is withdrawn.
WAVE_FROM_DAYS = {RUNNING: 182, STRENGTH: 1096, OTHER: YEARLY_WAVE_FROM_DAYS}
# Twelve weeks: on fewer days no lagged method kept its false-positive rate in simulations.
MIN_DAYS = 84
# Fewer days than this off the commonest value leave nothing to estimate (convention).
MIN_MOVING_DAYS = 10
# An adjustment whose record would cost more than this share of the days is left out, and named (convention).
MOST_LOST = 0.25
STILL = 1e-9


@dataclass(frozen=True)
class Calendar:
    """Columns of a daily frame on every calendar day from its first to its last; make it with `calendar`."""

    days: pd.DatetimeIndex
    columns: dict[str, Array]

    def has(self, name: str) -> bool:
        """The column is there and holds at least one value."""
        return name in self.columns and not bool(np.isnan(self.columns[name]).all())

    def with_outcome(self, outcome: str, series: Array) -> Calendar:
        """This calendar with `series` (all days) in place of the column `outcome`.

        The column of morning scores is left out unless it is `outcome`: those mornings belong to the real diary.
        """
        others = {name: known for name, known in self.columns.items() if name != MORNING_COLUMN}
        return Calendar(self.days, {**others, outcome: series})

    def at(self, name: str, places: Places, lag: int) -> Array:
        """The column `lag` days before each of the places; NaN beyond its ends."""
        values, before = self.columns[name], places - lag
        is_inside = (before >= 0) & (before < values.size)
        return np.where(is_inside, values[before.clip(0, values.size - 1)], np.nan)

    def at_lags(self, name: str, places: Places, lags: tuple[int, ...]) -> Array:
        """(places, lags) the column at each lag."""
        return np.stack([self.at(name, places, lag) for lag in lags], axis=1)


def calendar(daily: pd.DataFrame) -> Calendar:
    """The numeric columns of `daily` (indexed by day) with the days left out filled in as unknown."""
    days = pd.DatetimeIndex(daily.index)
    if len(days):
        days = pd.date_range(days.min(), days.max(), name="day")
        daily = daily.set_axis(pd.DatetimeIndex(daily.index), axis=0).reindex(days)
    numeric = daily.select_dtypes(include=["number", "bool", "boolean"])
    return Calendar(days, {str(name): numeric[name].to_numpy(dtype=float, na_value=np.nan) for name in numeric})


@dataclass(frozen=True)
class Design:
    """The used days (`places` on the calendar), the outcome `y` (n,), the exposure `x` (n, lags), and the adjustment
    set: `full` (n, p) orthonormal, `timeless` without drift and season, `seasonless` without season alone, and
    `waved` with a yearly wave wherever a year and a half is there.

    `unadjusted` names adjustments whose record covers too few of the days.
    """

    calendar: Calendar
    asked: Question
    places: Places
    y: Array
    x: Array
    full: Array
    seasonless: Array
    timeless: Array
    waved: Array
    unadjusted: tuple[str, ...]

    @property
    def n(self) -> int:
        """Used days."""
        return self.y.size

    @property
    def days(self) -> Array:
        """The used days as numbers, for the errors' autocorrelation."""
        return self.places.astype(float)


def design(days: Calendar, asked: Question) -> Design | NotEnough:
    """The question on its days: outcome, every lag of the exposure, adjustments and covariates known.

    An adjustment must be known on the day itself; where one of its lags reaches beyond its record, its nearest known
    value stands in. `NotEnough` where a column is absent, fewer than 84 days are left, or one hardly moves.
    """
    for column in (asked.exposure, asked.outcome, *asked.covariates):
        if not days.has(column):
            return NotEnough("no day", f"{MIN_DAYS} days", column)
    places = np.arange(len(days.days))
    is_used = _is_known(days, asked, places)
    if is_used.sum() < MIN_DAYS:
        return _too_few(asked, int(is_used.sum()))
    others, unadjusted = _adjustments(days, asked, places, is_used)
    if others.shape[1]:
        is_used &= ~np.isnan(others).any(axis=1)
    if is_used.sum() < MIN_DAYS:
        return _too_few(asked, int(is_used.sum()))
    used = places[is_used]
    chosen = np.column_stack([others[is_used], *(days.at(name, used, 0) for name in asked.covariates)])
    return _too_still(asked, days, used) or _laid_out(days, asked, used, chosen, unadjusted)


def adjustment_sets(days: Calendar, used: Places, chosen: Array, wave_from: int) -> tuple[Array, Array, Array, Array]:
    """(full, seasonless, timeless, waved) orthonormal columns: constant, weekday, `chosen`, straight drift and, from
    `wave_from` days on, a yearly wave; without the wave; without the drift as well; and with the wave from a year and
    a half on."""
    weekday = np.equal.outer(days.days[used].day_of_week.to_numpy(), np.arange(DAYS_A_WEEK)).astype(float)
    plain = np.column_stack([np.ones(used.size), weekday[:, 1:], chosen])
    line = np.column_stack([plain, used - used.mean()])
    turn, span = 2 * np.pi * used / DAYS_A_YEAR, used[-1] - used[0] + 1
    straight, waved = full_rank(line), full_rank(np.column_stack([line, np.sin(turn), np.cos(turn)]))
    full = waved if span >= wave_from else straight
    return full, straight, full_rank(plain), waved if span >= YEARLY_WAVE_FROM_DAYS else full


def _laid_out(
    days: Calendar, asked: Question, used: Places, chosen: Array, unadjusted: tuple[str, ...]
) -> Design | NotEnough:
    sets = adjustment_sets(days, used, chosen, WAVE_FROM_DAYS[asked.kind])
    x, y = days.at_lags(asked.exposure, used, asked.lags), days.at(asked.outcome, used, 0)
    for name, values in ((asked.exposure, x), (asked.outcome, y[:, None])):
        left = (without(values, sets[0]) ** 2).sum(axis=0) / np.maximum((values**2).sum(axis=0), STILL)
        if left.min() < STILL:
            return NotEnough("no day", f"{MIN_MOVING_DAYS} days", f"{name} apart from what it is adjusted for")
    return Design(days, asked, used, y, x, *sets, unadjusted)


def _is_known(days: Calendar, asked: Question, places: Places) -> npt.NDArray[np.bool_]:
    series = [days.at(name, places, 0) for name in (asked.outcome, *asked.covariates)]
    lagged = days.at_lags(asked.exposure, places, asked.lags)
    return np.asarray(~np.isnan(np.column_stack([*series, lagged])).any(axis=1))


def _adjustments(
    days: Calendar, asked: Question, places: Places, is_used: npt.NDArray[np.bool_]
) -> tuple[Array, tuple[str, ...]]:
    columns, left_out = [np.empty((places.size, 0))], []
    for other in asked.adjusted_for:
        if not days.has(other.column):
            left_out.append(other.column)
            continue
        is_known = ~np.isnan(days.at(other.column, places, min(other.lags)))
        if (is_used & is_known).sum() < (1 - MOST_LOST) * is_used.sum():
            left_out.append(other.column)
            continue
        bridged = Calendar(days.days, {other.column: filled(days.columns[other.column])})
        reached = np.stack(
            [bridged.columns[other.column][(places - lag).clip(0, places.size - 1)] for lag in other.lags], axis=1
        )
        columns.append(np.where(is_known[:, None], reached, np.nan))
    return np.column_stack(columns), tuple(left_out)


def filled(series: Array) -> Array:
    """`series` with gaps bridged by straight lines; its ends are held."""
    day, is_known = np.arange(series.size), ~np.isnan(series)
    return np.interp(day, day[is_known], series[is_known])


def _too_few(asked: Question, n: int) -> NotEnough:
    return NotEnough(f"{n} days", f"{MIN_DAYS} days", f"{asked.exposure} and {asked.outcome} on record together")


def _too_still(asked: Question, days: Calendar, used: Places) -> NotEnough | None:
    for name, lags in ((asked.exposure, asked.lags), (asked.outcome, (0,))):
        for values in days.at_lags(name, used, lags).T:
            _, counts = np.unique(values, return_counts=True)
            if values.size - counts.max() < MIN_MOVING_DAYS:
                n = int(values.size - counts.max())
                return NotEnough(f"{n} days", f"{MIN_MOVING_DAYS} days", f"{name} other than the usual value")
    return None
