"""A month of the log as weeks of seven days, and a year as twelve months."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

WEEK_DAYS = 7
SHOWN = ("distance_m", "glute_sets", "pain", "flare")


@dataclass(frozen=True)
class Cells:
    """A month: `days` has one row a day of its whole weeks, indexed by day (`is_inside`: of the month itself,
    `is_future`, then `distance_m glute_sets pain flare`); `weeks` one row a week, indexed by its first day
    (`distance_m glute_sets` sums of the known days, missing where none is; `is_part`: not over yet)."""

    days: pd.DataFrame
    weeks: pd.DataFrame


def cells(daily: pd.DataFrame, first: pd.Timestamp, today: pd.Timestamp, *, first_weekday: int = 0) -> Cells:
    """The whole weeks that hold a day of the month of `first`; `first_weekday` 0 is Monday, 6 Sunday.

    Days outside the daily frame are unknown (NaN).
    """
    begin = first.normalize().replace(day=1)
    end = begin + pd.offsets.MonthEnd(0)
    start = begin - pd.Timedelta(days=(begin.weekday() - first_weekday) % WEEK_DAYS)
    n_weeks = (end - start).days // WEEK_DAYS + 1
    days = daily.reindex(pd.date_range(start, periods=n_weeks * WEEK_DAYS, name="day"))[list(SHOWN)]
    days = days.assign(is_inside=(days.index >= begin) & (days.index <= end), is_future=days.index > today)
    return Cells(days, _weeks(days, today))


def _weeks(days: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    firsts = days.index[::WEEK_DAYS].repeat(WEEK_DAYS)
    sums = days[["distance_m", "glute_sets"]].groupby(firsts).sum(min_count=1)
    last = sums.index + pd.Timedelta(days=WEEK_DAYS - 1)
    return sums.rename_axis("start").assign(is_part=(last > today) & (sums.index <= today))


def year(daily: pd.DataFrame, number: int) -> pd.DataFrame:
    """The twelve months of a year, indexed by their first day.

    `distance_m glute_sets` sums of the known days (missing where none is), `n_runs`, `highest` and `median` pain,
    `n_scored` days with a score, `n_flares` days called a flare.
    """
    mine = daily[daily.index.year == number] if len(daily) else daily
    firsts = pd.date_range(f"{number}-01-01", periods=12, freq="MS", name="month")
    groups = mine.groupby(mine.index.to_period("M").to_timestamp())
    made = groups[["distance_m", "glute_sets", "n_runs"]].sum(min_count=1)
    made = made.assign(
        highest=groups["pain"].max(),
        median=groups["pain"].median(),
        n_scored=groups["pain"].count(),
        n_flares=mine["flare"].eq(1).groupby(mine.index.to_period("M").to_timestamp()).sum(),
    )
    made = made.reindex(firsts)
    return made.fillna({"n_scored": 0, "n_flares": 0})


def sums(daily: pd.DataFrame, first: pd.Timestamp) -> pd.Series:
    """The row of `year` for the month that holds `first`."""
    return year(daily, first.year).loc[first.normalize().replace(day=1)]
