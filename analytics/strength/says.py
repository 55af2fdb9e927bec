"""The hip thrust in words: what was lifted and what is only estimated never stand for one another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.strength import e1rm
from analytics.words import counted, say_date, say_signed
from data.units import Units

SPREAD = (
    "An estimate is the middle of three formulas for sets of up to ten repetitions; they differ by a few per cent, "
    "and a set that ended with repetitions to spare says too little."
)
# Beyond this, a day of the month would be false precision.
NEAR_DAYS = 60


def goal(target_kg: float, name: str, units: Units) -> str:
    """'300 lb', 'twice your body weight (310 lb)'."""
    load = units.say_load(target_kg)
    return load if name in ("", load) else f"{name} ({load})"


def lifted(goal: str, row: Mapping[str, Any], days: pd.DataFrame, units: Units) -> str:
    """The milestone was on the bar."""
    reps = days.loc[days["day"] == row["lifted_on"], "lifted_reps"].iloc[0]
    said = f"You lifted {goal} on {say_date(row['lifted_on'])}, {counted(reps, 'repetition')}"
    on_bar = float(days.loc[days["day"] == row["lifted_on"], "lifted_kg"].iloc[0])
    said += f" with {units.say_load(on_bar)}" if units.say_load(on_bar) not in goal else ""
    if row["lifted_kg"] > on_bar + 0.5:
        said += f"; your heaviest since is {units.say_load(row['lifted_kg'])}"
    return said + "."


def estimated(goal: str, row: Mapping[str, Any], days: pd.DataFrame, units: Units) -> str:
    """The milestone was reached by estimate only."""
    day = days[days["day"] == row["estimated_on"]].iloc[0]
    by = "all three formulas" if row["n_formulas"] == len(e1rm.FORMULAS) else f"{row['n_formulas']} of three formulas"
    return (
        f"Not lifted yet, but within reach by estimate since {say_date(row['estimated_on'])}: "
        f"{by_reps(day['from_kg'], day['from_reps'], units)} says {goal} or more by {by}. "
        f"The heaviest you have lifted is {units.say_load(row['lifted_kg'])}."
    )


def projected(goal: str, row: Mapping[str, Any], today: pd.Timestamp, units: Units) -> str:
    """When the estimate is likely to be there."""
    estimate, on_bar = units.say_load(row["e1rm"]), units.say_load(row["lifted_kg"])
    now = f"Your best estimate so far is {estimate}, the heaviest lifted {on_bar}."
    pace = f"at the rate of the last half year ({say_rate(row, units)})"
    if row["latest_on"] is not pd.NaT:
        return f"{_upper(goal)} by estimate: {_span(row, today)}, {pace}. {now}"
    if row["earliest_on"] is pd.NaT:
        return f"{_upper(goal)} by estimate is more than two years away, {pace}. {now}"
    return f"Cannot tell when {goal} will be reached, {pace}: {_open_end(row, today)}. {now}"


def on_the_bar(row: Mapping[str, Any], today: pd.Timestamp, units: Units) -> str:
    """When the load on the bar is likely to be there, the estimate being there already."""
    pace = f"Going by the load on the bar ({say_rate(row, units)})"
    if row["latest_on"] is not pd.NaT:
        return f"{pace}: {_span(row, today)}."
    if row["earliest_on"] is pd.NaT:
        return f"{pace}: more than two years away."
    return f"{pace}: cannot tell when; {_open_end(row, today)}."


def _span(row: Mapping[str, Any], today: pd.Timestamp) -> str:
    earliest, likely, latest = (row[c] for c in ("earliest_on", "likely_on", "latest_on"))
    if (likely - today).days < 7:
        return f"any week now, most likely by {_when(latest, today)}"
    first = "now" if (earliest - today).days < 7 else _when(earliest, today)
    return f"likely around {_when(likely, today)}, somewhere between {first} and {_when(latest, today)}"


def _open_end(row: Mapping[str, Any], today: pd.Timestamp) -> str:
    is_now = (row["earliest_on"] - today).days < 7
    first = "it could be any week" if is_now else f"not before {_when(row['earliest_on'], today)}"
    return f"{first}, and no latest date can be given"


def light(n_weeks: int) -> str:
    """Light weeks are named where they were left out."""
    verb = "is" if n_weeks == 1 else "are"
    return f"{counted(n_weeks, 'light week')}, more than 15 % under the weeks before, {verb} left out."


def by_reps(kg: float, reps: float, units: Units) -> str:
    """'275 lb × 5'."""
    return f"{units.say_load(kg)} × {reps:.0f}"


def say_rate(row: Mapping[str, Any], units: Units) -> str:
    """'+5 lb in four weeks, somewhere between +3 and +6': whole pounds, kilograms to the half."""
    month, low, high = (_rounded(float(units.to_load(4 * row[c])), units) for c in ("rate", "low", "high"))
    return f"{month} {units.load} in four weeks, somewhere between {low} and {high}"


def _rounded(value: float, units: Units) -> str:
    return say_signed(value, 0) if units.load == "lb" else say_signed(round(2 * value) / 2)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _when(day: pd.Timestamp, today: pd.Timestamp) -> str:
    return say_date(day) if (day - today).days <= NEAR_DAYS else f"{day:%B} {day.year}"
