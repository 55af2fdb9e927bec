"""The daily frame that `analytics.days.daily` makes: the unit, the meaning and the label of every column.

The label is what a sentence, an axis or a table calls the column; nothing else names it. Columns that a diary adds
are called `factor_<name>` and named by their own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    import pandera.pandas as pa

FACTOR = "factor_"


@dataclass(frozen=True)
class Column:
    """One column: SI unit, meaning, label in words.

    `kind` is what it measures: 'distance', 'climb', 'time' (the label says minutes), 'load', 'sets', 'score' (0-10),
    'yes_no' or 'other'; a reader's own units follow from it. `window_days` is the days its trailing window spans (1:
    the day itself). `activity` is the label where days are averaged to weeks ('running' for kilometres a week).
    """

    unit: str
    kind: str
    meaning: str
    label: str
    window_days: int = 1
    activity: str = ""


COLUMNS = {
    "distance_m": Column("m", "distance", "distance run", "daily distance", activity="running"),
    "distance_7d_m": Column("m", "distance", "distance of this day and the six before it", "weekly distance", 7),
    "longest_run_7d_m": Column(
        "m", "distance", "longest single run of this day and the six before it", "longest run of the week", 7
    ),
    "duration_s": Column("s", "time", "time run", "daily running minutes"),
    "ascent_m": Column(
        "m", "climb", "ascent of the day's runs; missing where a run lacks it", "daily climbing", activity="climbing"
    ),
    "hard_s": Column(
        "s", "time", "time of runs hard as a whole (`running.hard_minutes`); missing where not known", "hard minutes"
    ),
    "n_runs": Column("1", "other", "number of runs", "the day's runs"),
    "glute_sets": Column(
        "1", "sets", "hard sets, weighted by their share for the glutes", "daily glute sets", activity="glute sets"
    ),
    "glute_sets_28d": Column("1", "sets", "glute sets of this day and the 27 before it", "glute sets", 28),
    "thrust_sets": Column(
        "1", "sets", "hard sets of hip thrusts, any kind", "the day's hip thrust sets", activity="hip thrust sets"
    ),
    "biceps_sets": Column(
        "1", "sets", "hard sets for the biceps: an exposure that cannot act on a back", "the day's biceps sets"
    ),
    "biceps_sets_28d": Column("1", "sets", "biceps sets of this day and the 27 before it", "biceps sets", 28),
    "tonnage_kg": Column("kg", "load", "sum of reps x load over hard sets with a load", "the day's weight lifted"),
    "n_sets": Column("1", "other", "number of sets of any kind", "the day's sets"),
    "pain": Column("1", "score", "highest score of the day, 0-10", "pain"),
    "pain_entries": Column("1", "other", "number of pain scores; missing where none", "the day's pain scores"),
    "pain_morning": Column("1", "score", "highest morning score of the day, 0-10", "morning pain"),
    "flare": Column("1", "yes_no", "1 where the person called it a flare, 0 where they said none", "flares"),
}


def check(daily: pd.DataFrame) -> pd.DataFrame:
    """`daily` if it keeps the contract; raises pandera's SchemaErrors, listing all breaches.

    One row a calendar day, by day without a gap; a missing value means "not recorded", never 0.
    """
    return _schema().validate(daily, lazy=True)


@cache
def _schema() -> pa.DataFrameSchema:
    import pandera.pandas as pa  # by the first check: pages, which check nothing, start without it

    columns = {name: pa.Column("float64", nullable=True, description=spec.meaning) for name, spec in COLUMNS.items()}
    own = pa.Column("float64", nullable=True, regex=True, required=False, description="a diary's own")
    return pa.DataFrameSchema(
        columns | {f"^{FACTOR}": own},
        index=pa.Index("datetime64[us]", unique=True, name="day"),
        strict=True,
        name="daily",
        description="One row a calendar day: what was run, what was lifted, how it hurt.",
    )


def column(name: str) -> Column:
    """What is declared of the column; one that a diary added is of kind 'other', its window read off a `_7d`."""
    if name in COLUMNS:
        return COLUMNS[name]
    ending = re.search(r"_(\d+)d(_|$)", name)
    window_days = int(ending.group(1)) if ending else 1
    return Column("", "other", "as the diary has it", _own_words(name), window_days)


def label(name: str) -> str:
    """'weekly distance' for `distance_7d_m`, 'hours of sleep' for `factor_sleep_h`."""
    return column(name).label


def _own_words(name: str) -> str:
    bare = name.removeprefix(FACTOR)
    in_hours = bare.removesuffix("_h")
    return ("hours of " if in_hours != bare else "") + in_hours.replace("_", " ")
