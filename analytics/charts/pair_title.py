"""What the days of a pair show, as a fact: 'Pain 1.7 in the smallest weeks, 6.2 in the fullest'."""

from __future__ import annotations

import pandas as pd

from analytics.charts.axes import Axis
from analytics.charts.words import capitalised
from analytics.explore.columns import PACE, SETS, SITE, noun
from analytics.explore.fifths import N_GROUPS
from data import daily_schema

LEAST_MOST, FEWEST_MOST = ("least", "most"), ("fewest", "most")
HOURS, BEFORE_A_DAY = "hours of ", ("daily ", "the day's ")
OWN = {
    "distance_7d_m": ("in the smallest weeks", "in the fullest"),
    "longest_run_7d_m": ("in weeks with the shortest long run", "in those with the longest"),
    PACE: ("at the fastest easy pace", "at the slowest"),
}


def fact(groups: pd.DataFrame, across: Axis, up: Axis) -> str | None:
    """The mean in the first and in the last of five groups of days, in words for any two columns.

    `groups` as from `fifths.shown`, in the reader's units. None where there are fewer groups, where one of the two
    has no range, and where their ranges meet or their means are said alike: then they hardly differ.
    """
    if len(groups) < N_GROUPS:
        return None
    first, last = groups.iloc[0], groups.iloc[-1]
    lower, upper = (first, last) if first["mean"] <= last["mean"] else (last, first)
    low, high = up.said(float(first["mean"])), up.said(float(last["mean"]))
    if not lower["high"] < upper["low"] or low == high:
        return None
    smallest, fullest = _ends(across.column)
    if up.is_yes_no:
        return f"{capitalised(noun(up.column))} on {low} of days {smallest}, on {high} {fullest}"
    unit = "" if up.is_score else f" {up.unit}".rstrip()
    return f"{capitalised(noun(up.column))} {low}{unit} {smallest}, {high} {fullest}"


def _ends(column: str) -> tuple[str, str]:
    """What a reader calls the days with the least across, and those with the most."""
    if column in OWN:
        return OWN[column]
    named, kind = _named(column)
    if kind == "other" and not named.startswith(HOURS):
        return f"where {named} was lowest", "where it was highest"
    low, high = FEWEST_MOST if kind in ("sets", "time") or named.startswith(HOURS) else LEAST_MOST
    return f"with the {low} {named}", f"with the {high}"


def _named(column: str) -> tuple[str, str]:
    """The column after 'the least', and its kind: 'running' for the distance of a day."""
    if column.startswith((SITE, SETS)):
        return noun(column), "sets" if column.startswith(SETS) else "score"
    spec = daily_schema.column(column)
    bare = spec.label
    for each in BEFORE_A_DAY:
        bare = bare.removeprefix(each)
    return spec.activity or bare, spec.kind
