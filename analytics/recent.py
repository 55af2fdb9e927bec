"""What was done this week against the usual, and what pain did lately."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from analytics.result import NotEnough, Result
from analytics.words import counted, log_ended, say_number
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


def this_week(
    daily: pd.DataFrame, today: pd.Timestamp, *, units: Units = METRIC, first_weekday: int = 0
) -> Result | NotEnough:
    """This week's running and glute sets against the same days of the usual week.

    `daily` as from analytics.days.daily. The table has a row for distance (m) and one for glute sets, each with
    `so_far`, `usual_by_now`, `usual_week` and `n_weeks` compared. NotEnough below three full weeks.
    """
    monday = week_start(today, first_weekday)
    rows = [_against_usual(daily, name, monday, today) for name in ("distance_m", "glute_sets")]
    table = pd.DataFrame(rows)
    ended = log_ended(daily["distance_m"].last_valid_index(), today, "run")
    n = int(table["n_weeks"].max())
    if n < FEWEST_USUAL_WEEKS:
        have = f"{counted(n, 'full week') if n else 'no full week'} of training in the eight weeks before this one"
        return NotEnough(have, f"{FEWEST_USUAL_WEEKS} of them", "", ended)
    n_days = (today.normalize() - monday).days + 1
    return Result(table, _week_sentence(rows, n_days, units), ended, f"median of the {USUAL_WEEKS} full weeks before")


def _against_usual(daily: pd.DataFrame, name: str, monday: pd.Timestamp, today: pd.Timestamp) -> dict[str, Any]:
    n_days = (today.normalize() - monday).days + 1
    mondays = [monday - WEEK * i for i in range(1, USUAL_WEEKS + 1)]
    whole = [_sum(daily[name], start, start + WEEK) for start in mondays]
    by_now = [_sum(daily[name], start, start + pd.Timedelta(days=n_days)) for start in mondays]
    return {
        "term": name,
        "so_far": daily[name].loc[monday:today].sum(min_count=1),
        "usual_by_now": pd.Series(by_now, dtype=float).median(),
        "usual_week": pd.Series(whole, dtype=float).median(),
        "n_weeks": int(pd.Series(whole, dtype=float).notna().sum()),
    }


def _sum(values: pd.Series, start: pd.Timestamp, stop: pd.Timestamp) -> float:
    """Sum over start <= day < stop; missing where any of the days is."""
    days = values[(values.index >= start) & (values.index < stop)]
    is_whole = len(days) == (stop - start).days and bool(days.notna().all())
    return float(days.sum()) if is_whole else float("nan")


def _week_sentence(rows: list[dict[str, Any]], n_days: int, units: Units) -> str:
    running, lifting = rows
    days = "today is its first day" if n_days == 1 else f"{n_days} of 7 days"
    parts = [
        _versus(running, units.say_distance, "of running"),
        _versus(lifting, _say_sets, "glute sets"),
    ]
    return f"This week so far ({days}): " + "; ".join(part for part in parts if part) + "."


def _versus(row: dict[str, Any], say: Callable[[float], str], what: str) -> str:
    so_far, by_now, week = (float(row[c]) for c in ("so_far", "usual_by_now", "usual_week"))
    done = f"no {what.removeprefix('of ')} logged yet" if pd.isna(so_far) else f"{say(so_far)} {what}"
    if pd.isna(by_now):
        return done
    return f"{done}, usually {say(by_now)} by now and {say(week)} in the week"


def _say_sets(n: float) -> str:
    """Whole sets: half a set is a way of counting, not a thing done."""
    return say_number(float(np.floor(n + 0.5)), 0)


def recent_pain(daily: pd.DataFrame, today: pd.Timestamp) -> Result | NotEnough:
    """The last seven days' pain against the four weeks before them.

    The table has one row: `median_7d`, `median_before` (the 28 days before), `n` and `n_before` scored days.
    NotEnough where fewer than three of the seven days have a score.
    """
    today = today.normalize()
    lately = daily["pain"].loc[today - pd.Timedelta(days=6) : today].dropna()
    before = daily["pain"].loc[today - pd.Timedelta(days=6 + PAIN_BASE_DAYS) : today - WEEK].dropna()
    if len(lately) < FEWEST_SCORES:
        have = f"pain scores on {len(lately) or 'none'} of the last 7 days"
        ended = log_ended(daily["pain"].loc[:today].last_valid_index(), today, "pain score")
        return NotEnough(have, f"{FEWEST_SCORES} of them", "", ended)
    row = {"median_7d": lately.median(), "median_before": before.median(), "n": len(lately), "n_before": len(before)}
    sentence = f"Pain over the last 7 days was {_say(row['median_7d'])} out of 10 on a typical day"
    if len(before) >= FEWEST_SCORES:
        sentence += f"; in the {_span(daily, today)} before it was {_say(row['median_before'])}"
    caveat = f"Medians of {len(lately)} and {len(before)} days with a score; days without one are left out."
    return Result(pd.DataFrame([row]), sentence + ".", (caveat,), "median of days with a score")


def _span(daily: pd.DataFrame, today: pd.Timestamp) -> str:
    """The time before the last seven days that the diary covers, four weeks at most: 'two weeks'."""
    first = daily["pain"].first_valid_index()
    n_days = min(PAIN_BASE_DAYS, (today - pd.Timedelta(days=6) - first).days)
    return WEEKS_IN_WORDS[round(n_days / 7)] if n_days >= 7 else f"{n_days} days"


def _say(score: float) -> str:
    return say_number(score)
