"""Days, scores and columns in a runner's words."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analytics.words import counted, say_number
from data import daily_schema
from data.units import METRIC, Units

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
    """The measure of a column of the daily frame, named and shown as it is declared."""
    spec = daily_schema.column(column)
    unit, shown, digits = _ways(units).get(spec.kind, ("", _same, 1))
    return Measure(spec.label, unit, shown, digits, spec.window_days, spec.kind == "yes_no")


def _ways(units: Units) -> dict[str, tuple[str, Callable[[pd.Series], pd.Series], int]]:
    """Kind of column -> the unit shown, the way there from SI, decimals. A time's label says its minutes."""
    return {
        "score": (SCALE, _same, 1),
        "distance": (units.distance, units.to_distance, 1),
        "climb": (units.climb, units.to_climb, 0),
        "load": (units.load, units.to_load, 0),
        "time": ("", _minutes, 0),
    }


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
