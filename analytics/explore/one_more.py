"""A step more of what stands across, round and in the reader's units: what the curve of days later is drawn for."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.explore.columns import PACE, SETS, SITE, noun
from analytics.explore.lags import Lags
from analytics.lag.pairs import EXPOSURES
from analytics.lag.step import more, round_step, step
from analytics.words import counted, say_number
from data import daily_schema
from data.units import Units

HOURS, OF_THE_DAY = "hours of ", "the day's "


@dataclass(frozen=True)
class OneMore:
    """`size` in the column's SI unit, `words` in the reader's: '10 more miles a week'."""

    size: float
    words: str


def one_more(daily: pd.DataFrame, across: str, lags: Lags, units: Units) -> OneMore:
    """The step that findings use for the column `across`; for one that they do not ask, the 1, 2 or 5 times a power
    of ten nearest below its standard deviation over the days of the curve; for a yes/no, no to yes.

    `daily` holds the column, `lags` is its curve. Raises ValueError where the curve has no row that is known.
    """
    known = lags.table["sd_across"].dropna()
    if known.empty:
        raise ValueError(f"A step of {across} needs a curve: ask for one of 30 days or more that know both.")
    sd, values = float(known.iloc[0]), daily[across].dropna()
    declared = next((each for each in EXPOSURES if each.column == across), None)
    if declared is not None:
        one = step(declared, units, sd)
        return OneMore(one.size, more(declared, one))
    if values.isin((0.0, 1.0)).all():
        return OneMore(1.0, f"days with {noun(across)} against days without")
    return _other(across, sd, units)


def _other(column: str, sd: float, units: Units) -> OneMore:
    kind = "" if column == PACE or column.startswith((SITE, SETS)) else daily_schema.column(column).kind
    size_of_one = {"load": units.kg_per_load}.get(kind, 1 / units.m_per_distance if column == PACE else 1.0)
    count = _round(sd / size_of_one)
    return OneMore(count * size_of_one, _words(column, kind, count, units))


def _round(spread: float) -> float:
    """A whole one rather than a half of it."""
    return 1.0 if 0.5 <= spread < 1 else round_step(spread)


def _words(column: str, kind: str, count: float, units: Units) -> str:
    size, named = say_number(count, 6), noun(column)
    if column == PACE:
        return f"an easy pace {size} s/{units.distance} slower"
    if kind == "score" or column.startswith(SITE):
        return f"{size} more {'point' if size == '1' else 'points'} of {named}"
    if column.startswith(SETS):
        return f"{counted(count, 'more set', 'more sets')} of {column.removeprefix(SETS)} in 7 days"
    if kind == "sets":
        return f"{size} more {named.removeprefix(OF_THE_DAY)} in a day"
    if kind == "load":
        return f"{size} {units.load} more lifted in a day"
    if named.startswith(HOURS):
        return f"{size} more {'hour' if size == '1' else 'hours'} of {named.removeprefix(HOURS)}"
    return f"{named} {size} higher"
