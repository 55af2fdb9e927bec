"""Every lift of a log, the glutes' first."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.strength import counting
from analytics.strength.lookup import of_each
from analytics.strength.thrusts import BARBELL_THRUST, n_sets_by_lift, names


@dataclass(frozen=True)
class Lift:
    """A lift of the log by its `name`: on `n_days` days `n_sets` work sets, `n_weighed` of them with a weight; the
    `most_reps` of one set (NaN where none says); the `last` day."""

    name: str
    n_sets: int
    n_weighed: int
    n_days: int
    most_reps: float
    last: pd.Timestamp


def lifts_of(sets: pd.DataFrame, exercises: pd.DataFrame) -> list[Lift]:
    """Every lift with a hard set: the barbell hip thrust where it has one, then those that train the glutes, then the
    others, each by their number of sets. `sets` and `exercises` are the frames of that name."""
    hard = counting.hard_sets(sets)
    hard = hard.assign(lift=names(hard)).dropna(subset="lift")
    glutes = of_each(hard["exercise"], exercises["glute_max"]).fillna(0.0)
    groups = hard.assign(glutes=glutes).groupby("lift")
    table = groups.agg(
        n_sets=("day", "size"), n_days=("day", "nunique"), reps=("reps", "max"), last=("day", "max"),
        glutes=("glutes", "max"),
    )  # fmt: skip
    n_weighed = n_sets_by_lift(sets)
    table["is_first"] = (table.index == BARBELL_THRUST) & (BARBELL_THRUST in n_weighed.index)
    table["n_weighed"] = n_weighed.reindex(table.index, fill_value=0)
    table = table.sort_values(["is_first", "glutes", "n_sets"], ascending=False, kind="stable")
    return [
        Lift(str(row.Index), int(row.n_sets), int(row.n_weighed), int(row.n_days), float(row.reps), row.last)
        for row in table.itertuples()
    ]
