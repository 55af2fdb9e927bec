"""What else changed with the block: a week of running and of lifting, before and during."""

from __future__ import annotations

import math

import pandas as pd

from analytics.blocks.design import WEEK_DAYS, Design
from analytics.words import say_number
from data.daily_schema import COLUMNS, Column
from data.units import Units

# Columns of the daily frame that are compared, under the activity they are declared with.
WATCHED = ("distance_m", "ascent_m", "glute_sets", "thrust_sets")
# Convention: a week's mileage differs by less than this between any two seasons.
MILEAGE_FALL = 0.15
# From this size on no decimals are said.
WHOLE_FROM = 20
VALUES = ["before", "during", "change"]
FIELDS = ["what", "kind", *VALUES, "n_before", "n_during"]


def table(daily: pd.DataFrame, plan: Design) -> pd.DataFrame:
    """One row per watched column of `daily` (indexed by day): a mean week before and during the block.

    Columns `what kind before during change n_before n_during`: `kind` is "distance" or "climb" (metres a week) or
    "sets" (sets a week); n in known days, means missing where a phase has no known day. All days of each phase
    count, the left-out ones too.
    """
    first, last = plan.course["day"].iloc[0], plan.course["day"].iloc[-1]
    day = pd.Timedelta(days=1)
    phases = daily.loc[first : plan.start - day], daily.loc[plan.start : last]
    rows = [
        _row(COLUMNS[column], phases[0][column].dropna(), phases[1][column].dropna())
        for column in WATCHED
        if column in daily and daily[column].notna().any()
    ]
    return pd.DataFrame(rows, columns=FIELDS)


def _row(spec: Column, before: pd.Series, during: pd.Series) -> dict[str, object]:
    means = [float(WEEK_DAYS * phase.mean()) for phase in (before, during)]
    values = (spec.activity, spec.kind, *means, means[1] - means[0], len(before), len(during))
    return dict(zip(FIELDS, values, strict=True))


def in_units(changes: pd.DataFrame, units: Units) -> pd.DataFrame:
    """`table` in the reader's units: `what unit before during change n_before n_during`."""
    per = {"distance": units.m_per_distance, "climb": units.m_per_climb, "sets": 1.0}
    names = {"distance": units.distance, "climb": units.climb, "sets": "sets"}
    made = changes.assign(**{column: changes[column] / changes["kind"].map(per) for column in VALUES})
    made.insert(1, "unit", changes["kind"].map(names) + " a week")
    return made.drop(columns="kind")


def mileage_sentence(changes: pd.DataFrame, units: Units, over: str = "") -> str:
    """'Your running fell with the block, from 38 to 25 mi a week, ...', or nothing where it did not fall; `over` says
    which weeks."""
    before, during = weekly_m(changes)
    if not during < (1 - MILEAGE_FALL) * before:
        return ""
    fell = f"Your running fell with the block, {from_to(changes, units)}{over}"
    return f"{fell}, so what follows may be the rest and not the block."


def weekly_m(changes: pd.DataFrame) -> tuple[float, float]:
    """The distance of a mean week before and in the block, metres; NaN where it is not on record."""
    rows = changes[changes["what"] == COLUMNS["distance_m"].activity]
    if rows.empty:
        return math.nan, math.nan
    before, during = rows[["before", "during"]].iloc[0]
    return float(before), float(during)


def from_to(changes: pd.DataFrame, units: Units) -> str:
    """'from 38 to 25 mi a week'."""
    before, during = (spoken(units.to_distance(each)) for each in weekly_m(changes))
    return f"from {before} to {during} {units.distance} a week"


def spoken(value: float) -> str:
    """'36', '12.6': no decimals from 20 on, everywhere that a block's weeks are said."""
    return say_number(value, 0 if abs(value) >= WHOLE_FROM else 1)
