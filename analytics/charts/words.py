"""Days, scores and columns in a runner's words."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analytics.lag.pairs import OUTCOMES, exposure
from analytics.words import counted, say_number
from data.units import METRIC, Units

# What columns are called that are in no declared pair.
NAMES = {
    "duration_s": "the day's running time",
    "n_runs": "the day's runs",
    "thrust_sets": "the day's hip thrust sets",
    "biceps_sets": "the day's biceps sets",
    "biceps_sets_28d": "biceps sets",
    "tonnage_kg": "the day's weight lifted",
    "n_sets": "the day's sets",
}
SCALE = "0–10"
WEEK_DAYS = 7


def _same(values: pd.Series) -> pd.Series:
    return values


def _minutes(seconds: pd.Series) -> pd.Series:
    return seconds / 60


@dataclass(frozen=True)
class Measure:
    """How one column of the daily frame is shown: its name, its unit ('' where none) and the way there from SI."""

    name: str
    unit: str = ""
    shown: Callable[[pd.Series], pd.Series] = _same
    digits: int = 1
    window: int = 1
    is_yes_no: bool = False

    @property
    def label(self) -> str:
        """'Weekly distance, mi', 'Hard minutes', 'Glute sets of 28 days': the name of an axis."""
        span = f" of {self.window} days" if self.window not in (1, WEEK_DAYS) else ""
        return capitalised(self.name) + span + (f", {self.unit}" if self.unit else "")


def measure(column: str, units: Units) -> Measure:
    """The measure of a column of the daily frame, named as the declared pairs name it; others by their ending."""
    done = exposure(column)
    felt = next((declared for declared in OUTCOMES if declared.column == column), None)
    if felt is not None:
        return Measure(felt.words, "" if felt.is_yes_no else SCALE, is_yes_no=felt.is_yes_no)
    name = NAMES.get(column, done.words)
    if done.kind == "climb":
        return Measure(name, units.climb, units.to_climb, 0, done.window)
    if done.kind == "time":
        # The name says the unit: 'hard minutes'.
        return Measure(name, shown=_minutes, digits=0, window=done.window)
    if column.endswith("_kg"):
        return Measure(name, units.load, units.to_load, 0, done.window)
    if column.endswith("_m"):
        return Measure(name, units.distance, units.to_distance, 1, done.window)
    if column.endswith("_s"):
        return Measure(name, "min", _minutes, 0, done.window)
    return Measure(name, window=done.window)


def measures(pair: pd.Series, units: Units = METRIC) -> tuple[Measure, Measure]:
    """The measures of a pair's `exposure` and `outcome`."""
    return measure(str(pair["exposure"]), units), measure(str(pair["outcome"]), units)


def say_later(lag: float) -> str:
    """'on the same day', '1 day later', '14 days later'."""
    if lag == 0:
        return "on the same day"
    return f"{counted(lag, 'day')} later"


def capitalised(words: str) -> str:
    """The first letter large, the rest as it is."""
    return words[:1].upper() + words[1:]


def say_sets(n_sets: float) -> str:
    """'12 glute sets', '1 glute set', '2.5 glute sets'."""
    return counted(n_sets, "glute set")


def say_training(distance_m: float, glute_sets: float, units: Units) -> str:
    """'7.5 mi, 0 glute sets'; what was not recorded says so."""
    run = "distance not recorded" if math.isnan(distance_m) else units.say_distance(distance_m)
    lifted = "glute sets not recorded" if math.isnan(glute_sets) else say_sets(glute_sets)
    return f"{run}, {lifted}"


def say_pain(pain: float, morning: float) -> str:
    """'pain 3 in the morning', 'pain 3 in the morning, 5 at its worst', 'pain 5', 'no pain score'."""
    if math.isnan(pain):
        return "no pain score"
    if math.isnan(morning):
        return f"pain {say_number(pain)}"
    worse = f", {say_number(pain)} at its worst" if pain > morning else ""
    return f"pain {say_number(morning)} in the morning{worse}"
