"""Days, scores and columns in a runner's words."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from data.units import Units

# What the columns of the daily frame are called on the page. Distances, climbs and loads get their unit beside.
NAMES = {
    "distance_m": "distance of the day",
    "distance_7d_m": "distance of the last 7 days",
    "longest_run_7d_m": "longest run of the last 7 days",
    "ascent_m": "climb of the day",
    "duration_s": "minutes run in the day",
    "n_runs": "runs of the day",
    "glute_sets": "glute sets of the day",
    "glute_sets_28d": "glute sets of the last 28 days",
    "thrust_sets": "hip thrust sets of the day",
    "biceps_sets": "biceps sets of the day",
    "biceps_sets_28d": "biceps sets of the last 28 days",
    "tonnage_kg": "weight lifted in the day",
    "n_sets": "sets of the day",
    "pain": "pain of the day",
    "pain_morning": "pain in the morning",
    "flare": "a flare",
}


@dataclass(frozen=True)
class Measure:
    """How one column of the daily frame is shown: its name, its unit ('' where none) and the way there from SI."""

    name: str
    unit: str
    shown: Callable[[pd.Series], pd.Series]
    digits: int

    @property
    def label(self) -> str:
        """'Distance of the last 7 days, mi'."""
        name = self.name[:1].upper() + self.name[1:]
        return f"{name}, {self.unit}" if self.unit else name


def measure(column: str, units: Units) -> Measure:
    """The measure of a column, told by its name; an unknown column keeps its own name."""
    name = NAMES.get(column, column.removeprefix("factor_").replace("_", " "))
    if column.startswith("ascent"):
        return Measure(name, units.climb, units.to_climb, 0)
    if column.endswith("_kg"):
        return Measure(name, units.load, units.to_load, 0)
    if column.endswith("_m"):
        return Measure(name, units.distance, units.to_distance, 1)
    if column.endswith("_s"):
        return Measure(name, "min", lambda seconds: seconds / 60, 0)
    return Measure(name, "0–10" if column.startswith("pain") else "", lambda values: values, 1)


def say_day(day: pd.Timestamp, *, has_year: bool = False) -> str:
    """'Tue 3 Mar', with the year where asked."""
    return f"{day:%a} {day.day} {day:%b}" + (f" {day.year}" if has_year else "")


def say_date(day: pd.Timestamp) -> str:
    """'3 Mar 2026'."""
    return f"{day.day} {day:%b} {day.year}"


def say_number(value: float, digits: int = 1) -> str:
    """'3', '3.4', '-0.4': no trailing zeros and no minus zero."""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def say_sets(n_sets: float) -> str:
    """'12 glute sets', '1 glute set', '2.5 glute sets'."""
    n = say_number(n_sets)
    return f"{n} glute set" if n == "1" else f"{n} glute sets"


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
