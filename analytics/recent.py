"""This week's running and lifting against the usual week's, and pain lately."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd

from analytics.result import NotEnough, Result
from analytics.words import counted, log_ended, say_number
from data.daily_schema import COLUMNS
from data.units import METRIC, Units

WEEK = pd.Timedelta(days=7)
# "Usual" is the median of the eight full weeks before: long enough to outlast a down week, short enough to be
# the reader's present self (a convention).
USUAL_WEEKS = 8
FEWEST_USUAL_WEEKS = 3
# A median of fewer scores than this says more about the days than about the week (a convention).
FEWEST_SCORES = 3
PAIN_BASE_DAYS = 28
WEEKS_IN_WORDS = {1: "week", 2: "two weeks", 3: "three weeks", 4: "four weeks"}


def week_start(day: pd.Timestamp, first_weekday: int = 0) -> pd.Timestamp:
    """The first day of the week `day` lies in; `first_weekday` 0 is Monday, 6 Sunday."""
    return day.normalize() - pd.Timedelta(days=(day.weekday() - first_weekday) % 7)


@dataclass(frozen=True)
class AgainstUsual:
    """One column of the daily frame this week, in its SI unit: the sum `so_far`, the medians of the same days and of
    the whole of the `n_weeks` usual weeks. Missing is NaN."""

    term: str
    so_far: float
    usual_by_now: float
    usual_week: float
    n_weeks: int


@dataclass(frozen=True)
class ThisWeek:
    """This week against the usual one: metres run, glute sets, `n_days` of the week that have begun.

    `last_run` is the last day on which running is known, `today` the day that was looked from.
    """

    VERSION: ClassVar[int] = 1
    running: AgainstUsual
    lifting: AgainstUsual
    n_days: int
    last_run: pd.Timestamp | None
    today: pd.Timestamp


def this_week(daily: pd.DataFrame, today: pd.Timestamp, *, first_weekday: int = 0) -> ThisWeek | NotEnough:
    """This week's running and glute sets against the same days of the usual week.

    `daily` as from analytics.days.daily; `first_weekday` 0 is Monday. NotEnough below three full weeks.
    """
    monday = week_start(today, first_weekday)
    running, lifting = (against_usual(daily, name, monday, today) for name in ("distance_m", "glute_sets"))
    last_run = daily["distance_m"].last_valid_index()
    n = max(running.n_weeks, lifting.n_weeks)
    if n < FEWEST_USUAL_WEEKS:
        have = f"{counted(n, 'full week') if n else 'no full week'} of training in the eight weeks before this one"
        return NotEnough(have, f"{FEWEST_USUAL_WEEKS} of them", "", log_ended(last_run, today, "run"))
    n_days = (today.normalize() - monday).days + 1
    return ThisWeek(running, lifting, n_days, last_run, today)


def against_usual(daily: pd.DataFrame, name: str, monday: pd.Timestamp, today: pd.Timestamp) -> AgainstUsual:
    """The column `name` of the daily frame in the week that began on `monday`, against the eight weeks before it."""
    begun = today.normalize() - monday + pd.Timedelta(days=1)
    mondays = [monday - WEEK * i for i in range(1, USUAL_WEEKS + 1)]
    whole = pd.Series([total(daily[name], start, start + WEEK) for start in mondays], dtype=float)
    by_now = pd.Series([total(daily[name], start, start + begun) for start in mondays], dtype=float)
    so_far = float(daily[name].loc[monday:today].sum(min_count=1))
    return AgainstUsual(name, so_far, float(by_now.median()), float(whole.median()), int(whole.notna().sum()))


def between(values: pd.Series, start: pd.Timestamp, stop: pd.Timestamp) -> pd.Series:
    """The days of `values`, which has a row a calendar day, with start <= day < stop."""
    if values.empty:
        return values
    begin, end = (max((day - values.index[0]).days, 0) for day in (start, stop))
    return values.iloc[begin:end]


def total(values: pd.Series, start: pd.Timestamp, stop: pd.Timestamp) -> float:
    """Sum over start <= day < stop of `values` by day; NaN where any of the days is missing."""
    days = between(values, start, stop).to_numpy()
    return float(days.sum()) if len(days) == (stop - start).days else float("nan")


def say_this_week(week: ThisWeek, units: Units = METRIC) -> Result:
    """The week in a sentence. The table has a row for distance (m) and one for glute sets: `term so_far usual_by_now
    usual_week n_weeks`."""
    days = "today is its first day" if week.n_days == 1 else f"{week.n_days} of 7 days"
    running = _versus(week.running, units.say_distance, f"of {COLUMNS['distance_m'].activity}")
    lifting = _versus(week.lifting, _say_sets, COLUMNS["glute_sets"].activity)
    return Result(
        pd.DataFrame([week.running, week.lifting]),
        f"This week so far ({days}): {running}; {lifting}.",
        log_ended(week.last_run, week.today, "run", units),
        f"median of the {USUAL_WEEKS} full weeks before",
    )


def _versus(row: AgainstUsual, say: Callable[[float], str], what: str) -> str:
    is_known = not np.isnan(row.so_far)
    so_far = f"{say(row.so_far)} {what}" if is_known else f"no {what.removeprefix('of ')} logged yet"
    if np.isnan(row.usual_by_now):
        return so_far
    by_now, week = say(row.usual_by_now), say(row.usual_week)
    rest = "and no more in the week" if by_now == week else f"and {week} in the week"
    return f"{so_far}, usually {by_now} by now {rest}"


def _say_sets(n: float) -> str:
    """Whole sets: half a set is a way of counting, not a thing one does."""
    return say_number(float(np.floor(n + 0.5)), 0)


@dataclass(frozen=True)
class RecentPain:
    """Medians of the daily score of the last seven days and of the 28 before them, over `n` and `n_before` days with
    a score; `n_days_before` of the 28 lie in the diary. `median_before` is NaN without a score."""

    VERSION: ClassVar[int] = 1
    median_7d: float
    median_before: float
    n: int
    n_before: int
    n_days_before: int


def recent_pain(daily: pd.DataFrame, today: pd.Timestamp) -> RecentPain | NotEnough:
    """The last seven days' pain against the four weeks before them.

    `daily` as from analytics.days.daily. NotEnough where fewer than three of the seven days have a score.
    """
    today = today.normalize()
    lately = daily["pain"].loc[today - pd.Timedelta(days=6) : today].dropna()
    before = daily["pain"].loc[today - pd.Timedelta(days=6 + PAIN_BASE_DAYS) : today - WEEK].dropna()
    if len(lately) < FEWEST_SCORES:
        have = f"pain scores on {len(lately) or 'none'} of the last 7 days"
        ended = log_ended(daily["pain"].loc[:today].last_valid_index(), today, "pain score")
        return NotEnough(have, f"{FEWEST_SCORES} of them", "", ended)
    first = daily["pain"].first_valid_index()
    n_days = int(np.clip((today - pd.Timedelta(days=6) - first).days, 0, PAIN_BASE_DAYS))
    return RecentPain(float(lately.median()), float(before.median()), len(lately), len(before), n_days)


def say_recent_pain(pain: RecentPain, units: Units = METRIC) -> Result:  # noqa: ARG001
    """Pain of late in a sentence. The table has one row: `median_7d median_before n n_before`."""
    sentence = f"Pain over the last 7 days was {say_number(pain.median_7d)} out of 10 on a typical day"
    if pain.n_before >= FEWEST_SCORES:
        sentence += f"; in the {_span(pain.n_days_before)} before it was {say_number(pain.median_before)}"
    caveat = f"Medians of {pain.n} and {pain.n_before} days with a score; days without one are left out."
    table = pd.DataFrame([pain]).drop(columns="n_days_before")
    return Result(table, sentence + ".", (caveat,), "median of days with a score")


def _span(n_days: int) -> str:
    """'two weeks', '4 days'."""
    return WEEKS_IN_WORDS[round(n_days / 7)] if n_days >= 7 else f"{n_days} days"
