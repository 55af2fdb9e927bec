"""Weeks and months of the daily frame, as the charts draw them."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

Detail = Literal["day", "week", "month"]

# A dot a day is neither readable nor fast beyond this many days (measured: LOOK, level of detail).
DAYS_WITH_DOTS = 400
# Six years of weekly bars are one bar a pixel on a phone.
DAYS_WITH_WEEKS = 6 * 365
WEEK_DAYS = 7
# Fewer scores than this in seven days are a gap in the diary, and a gap in the line.
SCORES_FOR_MEDIAN = 3


def detail(n_days: int) -> Detail:
    """How finely `n_days` in view can be drawn."""
    if n_days <= DAYS_WITH_DOTS:
        return "day"
    return "week" if n_days <= DAYS_WITH_WEEKS else "month"


def seven_day_median(scores: pd.Series) -> pd.Series:
    """Median of a day and the six before it; missing where fewer than three of them have a score."""
    return scores.rolling(WEEK_DAYS, min_periods=SCORES_FOR_MEDIAN).median()


def starts(days: pd.DatetimeIndex, kind: Detail, first_weekday: int = 0) -> pd.DatetimeIndex:
    """First day of the week (or month) of each of `days`; `first_weekday` 0 is Monday, 6 Sunday."""
    if kind == "month":
        return days - pd.to_timedelta(days.day - 1, unit="D")
    return days - pd.to_timedelta((days.day_of_week - first_weekday) % WEEK_DAYS, unit="D")


def periods(daily: pd.DataFrame, today: pd.Timestamp, kind: Detail, first_weekday: int = 0) -> pd.DataFrame:
    """One row per week (or month, for kind "month"), indexed by its first day.

    Columns: `n_days` calendar days of the period; `distance_m` and `glute_sets` per week (a month's are its sum
    spread over all its weeks, so that days not recorded add nothing), missing where no day is known;
    `is_part_distance_m` and `is_part_glute_sets` True where the period is not over or not all its days are known;
    `pain` median, `pain_low`, `pain_high` quartiles, `n_pain` days with a score; `is_current` for the period that
    holds `today`.
    """
    is_month = kind == "month"
    first = pd.Series(
        starts(pd.DatetimeIndex(daily.index), "month" if is_month else "week", first_weekday), daily.index
    )
    groups = daily.groupby(first.to_numpy())
    table = pd.DataFrame(index=pd.DatetimeIndex(sorted(first.unique()), name="start"))
    table["n_days"] = table.index.to_series().dt.days_in_month.astype("int64") if is_month else WEEK_DAYS
    table["is_current"] = (table.index <= today) & (today < table.index + pd.to_timedelta(table["n_days"], unit="D"))
    for column in ("distance_m", "glute_sets"):
        known = groups[column].count()
        total = groups[column].sum(min_count=1)
        table[column] = total * WEEK_DAYS / table["n_days"] if is_month else total
        table[f"is_part_{column}"] = (known < table["n_days"]) | table["is_current"]
    pain = spread(daily["pain"], "month" if is_month else "week", first_weekday)
    return table.join(pain.set_axis(["pain", "pain_low", "pain_high", "n_pain"], axis=1))


def spread(scores: pd.Series, kind: Detail = "week", first_weekday: int = 0) -> pd.DataFrame:
    """Median, quartiles and number of the known `scores` (indexed by day) per week or month.

    Indexed by the period's first day; columns `middle`, `low`, `high`, `n`; a period without a score has n 0.
    """
    groups = scores.groupby(starts(pd.DatetimeIndex(scores.index), kind, first_weekday).rename("start"))
    low, middle, high = (groups.quantile(q) for q in (0.25, 0.5, 0.75))
    return pd.DataFrame({"middle": middle, "low": low, "high": high, "n": groups.count()})


def runs_of_known(is_known: pd.Series) -> np.ndarray:
    """A number per row, the same along each unbroken stretch of known rows: bands are drawn one stretch at a time."""
    return np.asarray((is_known != is_known.shift()).cumsum())
