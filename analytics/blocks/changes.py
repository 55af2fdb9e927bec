"""What else changed with the block: a week of running and of lifting, before and during."""

from __future__ import annotations

import pandas as pd

from analytics.blocks.design import WEEK_DAYS, Design
from data.daily_schema import COLUMNS, Column
from data.units import METRIC, Units

# Columns of the daily frame that are compared, under the activity they are declared with.
WATCHED = ("distance_m", "ascent_m", "glute_sets", "thrust_sets")
# Convention: a week's mileage differs by less than this between any two seasons.
MILEAGE_FALL = 0.15
FIELDS = ["what", "unit", "before", "during", "change", "n_before", "n_during"]


def table(daily: pd.DataFrame, plan: Design, units: Units = METRIC) -> pd.DataFrame:
    """One row per watched column of `daily` (indexed by day): a mean week before and during the block.

    Columns `what unit before during change n_before n_during`: distances in the reader's units, n in known days,
    missing where a phase has no known day. All days of each phase count, the left-out ones too.
    """
    first, last = plan.course["day"].iloc[0], plan.course["day"].iloc[-1]
    day = pd.Timedelta(days=1)
    phases = daily.loc[first : plan.start - day], daily.loc[plan.start : last]
    rows = [
        _row(COLUMNS[column], phases[0][column].dropna(), phases[1][column].dropna(), units)
        for column in WATCHED
        if column in daily and daily[column].notna().any()
    ]
    return pd.DataFrame(rows, columns=FIELDS)


def _row(spec: Column, before: pd.Series, during: pd.Series, units: Units) -> dict[str, object]:
    means = [_in_units(WEEK_DAYS * phase.mean(), spec.kind, units) for phase in (before, during)]
    unit = {"distance": units.distance, "climb": units.climb, "sets": "sets"}[spec.kind]
    values = (spec.activity, f"{unit} a week", *means, means[1] - means[0], len(before), len(during))
    return dict(zip(FIELDS, values, strict=True))


def _in_units(value: float, kind: str, units: Units) -> float:
    if kind == "distance":
        return float(units.to_distance(value))
    return float(units.to_climb(value)) if kind == "climb" else float(value)


def mileage_sentence(changes: pd.DataFrame) -> str:
    """'Your running fell with the block, from 38 to 25 mi a week, ...', or nothing where it did not fall."""
    rows = changes[changes["what"] == COLUMNS["distance_m"].activity]
    if rows.empty:
        return ""
    before, during, unit = rows[["before", "during", "unit"]].iloc[0]
    if not during < (1 - MILEAGE_FALL) * before:
        return ""
    return (
        f"Your running fell with the block, from {before:.0f} to {during:.0f} {unit}, "
        "so what follows may be the rest and not the block."
    )
