"""How much was run and lifted lately, against the whole period and the same weeks a year before."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from analytics.charts.periods import periods

WEEK_DAYS = 7
# Weeks drawn one by one, and the stretches of the table, in days (conventions: half a year, a month, a quarter).
WEEKS_DRAWN = 26
MONTH_DAYS, QUARTER_DAYS, YEAR_DAYS = 28, 84, 364
# A mean of fewer known days than this is not one of weeks.
FEWEST_DAYS = 7


@dataclass(frozen=True)
class Mean:
    """The mean week of a stretch: metres, runs and glute sets a week, and the longest run of a day, m.

    Over the days on which each is known; NaN where those are fewer than seven.
    """

    term: str
    distance_m: float
    n_runs: float
    longest_m: float
    glute_sets: float


@dataclass(frozen=True)
class Load:
    """`rows` as in the table, and `weeks`, the last half year as `charts.periods` gives it."""

    rows: tuple[Mean, ...]
    weeks: pd.DataFrame


def load(days: pd.DataFrame, today: pd.Timestamp) -> Load:
    """The mean weeks of `days` (the daily frame cut to the period): the last 4, the last 12, the same 12 a year
    before, all. A stretch that begins before the period is left out."""
    stretches = {
        "Last 4 weeks": days[days.index > today - pd.Timedelta(days=MONTH_DAYS)],
        "Last 12 weeks": days[days.index > today - pd.Timedelta(days=QUARTER_DAYS)],
        "The same 12 weeks a year before": _year_before(days, today),
        "The whole period": days,
    }
    needed = {"Last 4 weeks": MONTH_DAYS, "Last 12 weeks": QUARTER_DAYS}
    needed["The same 12 weeks a year before"] = QUARTER_DAYS
    rows = tuple(_mean(term, part) for term, part in stretches.items() if len(part) >= needed.get(term, 1))
    return Load(rows, periods(days.iloc[-WEEKS_DRAWN * WEEK_DAYS :], today, "week"))


def _year_before(days: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    last = today - pd.Timedelta(days=YEAR_DAYS)
    return days[(days.index <= last) & (days.index > last - pd.Timedelta(days=QUARTER_DAYS))]


def _mean(term: str, part: pd.DataFrame) -> Mean:
    return Mean(
        term,
        _weekly(part["distance_m"]),
        _weekly(part["n_runs"]),
        float(part["longest_run_7d_m"].max()),
        _weekly(part["glute_sets"]),
    )


def _weekly(values: pd.Series) -> float:
    known = values.dropna()
    return float(known.mean()) * WEEK_DAYS if len(known) >= FEWEST_DAYS else math.nan
