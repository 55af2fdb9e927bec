"""Last week in four short lines: distance and runs, glute sets and workouts, pain, the best lift."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
import pandas as pd

from analytics import recent
from analytics.recent import WEEK, AgainstUsual
from analytics.words import counted, say_number
from data.units import METRIC, Units

ONE_DAY = pd.Timedelta(days=1)


@dataclass(frozen=True)
class Best:
    """The heaviest set of the week: exercise, kg, repetitions, day, and whether it beat every earlier one."""

    exercise: str
    load_kg: float
    reps: float
    day: pd.Timestamp
    is_record: bool


@dataclass(frozen=True)
class LastWeek:
    """The full week before this one, `first` to `last` (inclusive), SI units; what was not recorded is None.

    `median`, `highest` and `n_scored` are of its daily scores, `highest_day` is the day of the highest, `n_at_median`
    counts the days whose score is the median.
    """

    VERSION: ClassVar[int] = 1

    first: pd.Timestamp
    last: pd.Timestamp
    running: AgainstUsual | None
    n_runs: int
    lifting: AgainstUsual | None
    n_workouts: int
    median: float | None
    highest: float
    highest_day: pd.Timestamp | None
    n_scored: int
    n_at_median: int
    best: Best | None

    @property
    def is_empty(self) -> bool:
        """Nothing of the week is on record."""
        return self.running is None and self.lifting is None and self.median is None


def last_week(daily: pd.DataFrame, sets: pd.DataFrame, today: pd.Timestamp, *, first_weekday: int = 0) -> LastWeek:
    """The week before the one that holds `today`: `daily` is the daily frame, `sets` the frame of work sets.

    `first_weekday` 0 is Monday, 6 Sunday.
    """
    first = recent.week_start(today, first_weekday) - WEEK
    last = first + WEEK - ONE_DAY
    running, lifting = (_against_usual(daily, name, first, today) for name in ("distance_m", "glute_sets"))
    days, lifted = daily.loc[first:last], sets[sets["day"].between(first, last)]
    scores = days["pain"].dropna()
    return LastWeek(
        first=first,
        last=last,
        running=None if np.isnan(running.so_far) else running,
        n_runs=int(days["n_runs"].sum()),
        lifting=None if np.isnan(lifting.so_far) else lifting,
        n_workouts=int(lifted["workout_id"].nunique()),
        median=float(scores.median()) if len(scores) else None,
        highest=float(scores.max()) if len(scores) else float("nan"),
        highest_day=scores.idxmax() if len(scores) else None,
        n_scored=len(scores),
        n_at_median=int((scores == scores.median()).sum()),
        best=_best(sets, first, last),
    )


def _against_usual(daily: pd.DataFrame, name: str, first: pd.Timestamp, today: pd.Timestamp) -> AgainstUsual:
    """The week from `first` on; its usual is the one that this week is held against, so that a page has one."""
    now = recent.against_usual(daily, name, first + WEEK, today)
    return replace(recent.against_usual(daily, name, first, first + WEEK - ONE_DAY), usual_week=now.usual_week)


def _best(sets: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> Best | None:
    """The heaviest loaded set of the week; a hip thrust before any other lift."""
    loaded = sets[(sets["load_kg"] > 0) & (sets["reps"] > 0) & (sets["day"] <= last) & sets["exercise"].notna()]
    week = loaded[loaded["day"] >= first]
    if week.empty:
        return None
    thrusts = week[week["exercise"].str.startswith("Hip Thrust")]
    heaviest = (thrusts if len(thrusts) else week).sort_values(["load_kg", "reps"]).iloc[-1]
    name, load_kg = str(heaviest["exercise"]), float(heaviest["load_kg"])
    earlier = loaded.loc[(loaded["day"] < first) & (loaded["exercise"] == name), "load_kg"]
    return Best(name, load_kg, float(heaviest["reps"]), heaviest["day"], bool((load_kg > earlier).all()))


@dataclass(frozen=True)
class Line:
    """One line of the week: `kind` 'running', 'lifting', 'pain' or 'best', what was, and what to compare it with."""

    kind: str
    fact: str
    beside: str


def say_title(week: LastWeek, units: Units = METRIC) -> str:
    """'Last week, 16 to 22 Nov'."""
    return f"Last week, {units.say_days_of_year(week.first, week.last)}"


def say_lines(week: LastWeek, units: Units = METRIC) -> tuple[Line, ...]:
    """At most four lines, in the reader's units; what was not recorded has none."""
    return tuple(line for line in (_runs(week, units), _lifts(week), _pain(week), _lift(week, units)) if line)


def _runs(week: LastWeek, units: Units) -> Line | None:
    if week.running is None:
        return None
    fact = f"{units.say_distance(week.running.so_far)} in {counted(week.n_runs, 'run')}"
    return Line("running", fact, _usual(week.running, units.say_distance(week.running.usual_week)))


def _lifts(week: LastWeek) -> Line | None:
    if week.lifting is None:
        return None
    sets = counted(round(week.lifting.so_far), "glute set")
    fact = f"{sets} in {counted(week.n_workouts, 'workout')}"
    return Line("lifting", fact, _usual(week.lifting, say_number(week.lifting.usual_week, 0)))


def _usual(row: AgainstUsual, said: str) -> str:
    return f"usually {said}" if row.n_weeks >= recent.FEWEST_USUAL_WEEKS else ""


def _pain(week: LastWeek) -> Line | None:
    if week.median is None or week.highest_day is None:
        return None
    n = f"{week.n_at_median} of {week.n_scored}" if week.n_at_median < week.n_scored else str(week.n_scored)
    is_any = week.n_at_median > 0
    days = "day" if week.n_scored == 1 else "days"
    fact = (
        f"Pain {say_number(week.median)} on {n} {days}" if is_any else f"Pain mostly near {say_number(week.median)}"
    )
    is_flat = week.highest == week.median
    return Line("pain", fact, "" if is_flat else f"{say_number(week.highest)} on {week.highest_day:%A}")


def _lift(week: LastWeek, units: Units) -> Line | None:
    if week.best is None:
        return None
    name = week.best.exercise.split(" (")[0]
    fact = f"{name} {units.say_load(week.best.load_kg)} × {week.best.reps:.0f} on {week.best.day:%A}"
    return Line("best", fact, "heaviest so far" if week.best.is_record else "")
