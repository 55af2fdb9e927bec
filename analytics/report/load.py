"""How much was run and lifted lately, against the whole period and the same weeks a year before."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from analytics.periods import periods
from data import schema

WEEK_DAYS = 7
# Weeks drawn one by one, and the stretches of the table, in days (conventions: half a year, a month, a quarter).
WEEKS_DRAWN = 26
MONTH_DAYS, QUARTER_DAYS, YEAR_DAYS = 28, 84, 364
# A mean of fewer known days than this is not one of weeks.
FEWEST_DAYS = 7
WHOLE, QUARTER, YEAR_BEFORE = "The whole period", "The last 12 weeks", "The same weeks a year before"


@dataclass(frozen=True)
class Stretch:
    """The mean week of a stretch of days, over the days on which each is known: metres, runs, glute sets; NaN where
    those are fewer than seven. `longest_m` is its longest run, NaN without one."""

    term: str
    distance_m: float
    n_runs: float
    glute_sets: float
    longest_m: float


@dataclass(frozen=True)
class Load:
    """`rows` as in the table, and `weeks`, the last half year as `analytics.periods` gives it."""

    rows: tuple[Stretch, ...]
    weeks: pd.DataFrame

    def row(self, term: str) -> Stretch | None:
        """The stretch of that name; None where the period is too short for it."""
        return next((row for row in self.rows if row.term == term), None)


def load(days: pd.DataFrame, runs: pd.DataFrame, today: pd.Timestamp) -> Load:
    """The last 4 weeks, the last 12, the same 12 a year before, all; a stretch that begins before the period is left
    out.

    `days` is the daily frame cut to the period, its last day `today`; `runs` the frame.
    """
    longest = schema.plausible("runs", runs).groupby("day")["distance_m"].max()
    ends = today - pd.Timedelta(days=YEAR_DAYS)
    stretches = (
        ("The last 4 weeks", today, MONTH_DAYS),
        (QUARTER, today, QUARTER_DAYS),
        (YEAR_BEFORE, ends, QUARTER_DAYS),
        (WHOLE, today, len(days)),
    )
    rows = tuple(
        _stretch(term, days[days.index <= last].iloc[-n_days:], longest)
        for term, last, n_days in stretches
        if (days.index <= last).sum() >= n_days
    )
    return Load(rows, periods(days.iloc[-WEEKS_DRAWN * WEEK_DAYS :], today, "week"))


def _stretch(term: str, part: pd.DataFrame, longest: pd.Series) -> Stretch:
    distance, n_runs, glutes = (_weekly(part[name]) for name in ("distance_m", "n_runs", "glute_sets"))
    return Stretch(term, distance, n_runs, glutes, float(longest.reindex(part.index).max()))


def _weekly(values: pd.Series) -> float:
    known = values.dropna()
    return float(known.mean()) * WEEK_DAYS if len(known) >= FEWEST_DAYS else math.nan
