"""Today's rate of progress, and when it would meet a target, with a band that allows for autocorrelation.

A straight line through each week's best estimate of the last half year, with autocorrelated errors: AR(1) plus noise
of the single week, averaged over the grid by restricted likelihood (`statistics.averaged`). The early end of the band
is where a single week has a chance of 1 % (several weeks try), the late end where the line itself has met it with
97.5 %. Simulated over 10-26 weeks, autocorrelation 0-.8 from week to week: the first week at the target lay in the
band in 94-100 % (`python -m bench thrust-dates`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analytics.statistics import autocorrelated, averaged
from analytics.statistics.arrays import Array, Mask
from analytics.statistics.band import Band, band, line_at

# "Today's rate" is that of the last half year (convention): long enough for a line, short enough to be today's.
WINDOW_DAYS = 182
# Fewest weeks with a best in them that were simulated.
WEEKS_NEEDED = 10
# A best this far under that of the weeks before is a light week, not a loss of strength (convention).
LIGHT_SHARE = 0.85
WEEKS_REMEMBERED = 6
# After four weeks without a hip thrust there is no rate of today (convention).
STALE_DAYS = 28
# Nobody's line stays straight for longer than this (convention).
HORIZON_WEEKS = 104
EARLY, LIKELY, LATE = 0.01, 0.5, 0.975


def weekly_bests(days: pd.DataFrame, today: pd.Timestamp, value: str = "e1rm") -> pd.DataFrame:
    """The best `value` of each seven days back from `today`, oldest first: `day kg is_light`.

    `days` as from `bests.training_days`; `value` its column "e1rm" or "lifted_kg"; the last 26 weeks.
    `is_light` weeks take no part in the rate.
    """
    ago = (today.normalize() - days["day"]).dt.days
    known = days[(ago >= 0) & (ago < WINDOW_DAYS) & days[value].notna()]
    week = -(ago.loc[known.index] // 7)
    best = known.assign(week=week).sort_values(["week", value]).drop_duplicates("week", keep="last").set_index("week")
    lately = best[value].reindex(range(-WINDOW_DAYS // 7, 1)).rolling(WEEKS_REMEMBERED, min_periods=1).max().shift()
    is_light = best[value] < LIGHT_SHARE * lately.reindex(best.index)
    return pd.DataFrame({"day": best["day"], "kg": best[value], "is_light": is_light}).reset_index(drop=True)


@dataclass(frozen=True)
class Progress:
    """Kilograms a week and their 95 % interval, over `n` weeks."""

    per_week: float
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class Line:
    """The line through the weekly bests in each cell of the grid; times in weeks from `today`, values in kg."""

    today: pd.Timestamp
    time: Array
    value: Array

    @cached_property
    def lines(self) -> autocorrelated.Profile:
        """Least squares in each cell: value ~ 1 + time."""
        return autocorrelated.profile(
            autocorrelated.whiten(self.time * 7, self.columns, *autocorrelated.grid()), (0, 1)
        )

    @property
    def columns(self) -> Array:
        """[value, 1, time], a row a week."""
        return np.column_stack([self.value, np.ones(len(self.time)), self.time])

    @cached_property
    def share(self) -> Array:
        """Weight of each cell."""
        return averaged.weights(self.lines)

    @cached_property
    def per_week(self) -> averaged.Mixture:
        """The slope in kg a week and its 95 % interval."""
        return averaged.mixture(self.time * 7, self.columns)

    @property
    def progress(self) -> Progress:
        """`per_week` as plain numbers."""
        slope = self.per_week
        return Progress(float(slope.estimate), float(slope.low), float(slope.high), int(slope.n))

    def at(self, time: Array) -> tuple[Array, Array]:
        """Value and standard error (cells, times) of the line at `time` (weeks from today)."""
        return line_at(_rows(time), self.lines.beta, self.lines.covariance)

    def chance(self, time: Array, target: float, *, is_single_week: bool = False) -> Array:
        """The chance (times,) that the line, or a single week around it, is at `target` or above at `time`."""
        from scipy.special import stdtr

        centre, se = self.at(time)
        spread = np.sqrt(se**2 + self.lines.s2[:, None]) if is_single_week else se
        return np.asarray(self.share @ stdtr(self.lines.dof, (centre - target) / spread))

    def band(self, time: Array) -> Band:
        """The line and its 95 % band at `time` (weeks from today)."""
        return band(_rows(time), self.lines.beta, self.lines.covariance, self.lines.dof, self.share)


def _rows(time: Array) -> Array:
    return np.column_stack([np.ones(len(time)), time])


def line(bests: pd.DataFrame, today: pd.Timestamp) -> Line:
    """The line through the weeks of `weekly_bests` that are not light."""
    used = bests[~bests["is_light"]]
    time = (used["day"] - today.normalize()).dt.days.to_numpy(float) / 7
    return Line(today.normalize(), time, used["kg"].to_numpy(float))


def crossing(drawn: Line, target: float) -> tuple[pd.Timestamp | None, pd.Timestamp | None, pd.Timestamp | None]:
    """First, likely and last day on which the target is met at today's rate; None beyond two years from today."""
    weeks = np.arange(HORIZON_WEEKS + 1, dtype=float)
    of_line = drawn.chance(weeks, target)
    of_week = drawn.chance(weeks, target, is_single_week=True)
    return (
        _first(drawn.today, of_week >= EARLY),
        _first(drawn.today, of_line >= LIKELY),
        _first(drawn.today, of_line >= LATE),
    )


def _first(today: pd.Timestamp, is_met: Mask) -> pd.Timestamp | None:
    return today + pd.Timedelta(weeks=int(np.argmax(is_met))) if is_met.any() else None
