"""One workout: its sets, what was a best, the glute sets it counted for and why, and the volume per muscle."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.strength import counting, e1rm
from analytics.strength.bests import ROUNDING_KG
from analytics.strength.muscles import MUSCLES
from data import schema
from data.schema import Frames

HEAVIEST, ESTIMATED = "heaviest so far", "best estimate so far"


@dataclass(frozen=True)
class Workout:
    """A workout of `day`. `sets`: its rows of frame `sets` with `said` (the exercise's name), `is_hard`, `e1rm`,
    `glute_sets`, `is_heaviest` and `is_best_e1rm` (above everything before). `exercises`: one row each, in order:
    `exercise n_sets n_hard share glute_sets load_kg reps e1rm best`. `muscles`: `muscle sets`, the weighted hard
    sets, most first."""

    day: pd.Timestamp
    sets: pd.DataFrame
    exercises: pd.DataFrame
    muscles: pd.DataFrame

    @property
    def glute_sets(self) -> float:
        """The glute sets that the workout counted for."""
        return float(self.sets["glute_sets"].sum())


def of(frames: Frames, workout_id: str) -> Workout | None:
    """The workout of that id; None where there is none. Bests are against every earlier day of the log."""
    seen = schema.plausible("sets", frames.sets)
    mine = seen[seen["workout_id"] == workout_id]
    if mine.empty:
        return None
    hard = counting.weighed(mine, frames.exercises)
    rated = mine.assign(
        said=_names(mine),
        is_hard=mine.index.isin(hard.index),
        e1rm=e1rm.estimates(mine)["e1rm"],
        glute_sets=hard["glute_sets"].reindex(mine.index).fillna(0.0),
    )
    rated = _bests(rated, seen)
    return Workout(mine["day"].min(), rated, _exercises(rated, frames.exercises), _muscles(rated, frames.exercises))


def _names(sets: pd.DataFrame) -> pd.Series:
    return sets["exercise"].fillna(sets["exercise_raw"]).fillna("Not named")


def _bests(mine: pd.DataFrame, everything: pd.DataFrame) -> pd.DataFrame:
    """Of each exercise the heaviest set and the best estimate, where they are above all earlier days; an exercise
    that was never done before has no best to beat."""
    names = _names(everything)
    earlier = everything[(everything["day"] < mine["day"].min()) & names.isin(mine["said"])]
    by_name = names[earlier.index]
    before = {
        "load_kg": earlier["load_kg"].groupby(by_name).max(),
        "e1rm": e1rm.estimates(earlier)["e1rm"].groupby(by_name).max(),
    }
    for column, flag in (("load_kg", "is_heaviest"), ("e1rm", "is_best_e1rm")):
        top = mine[column].eq(mine.groupby("said")[column].transform("max"))
        is_above = mine[column] > mine["said"].map(before[column]) + ROUNDING_KG
        first = ~mine[top & is_above].duplicated("said")
        mine = mine.assign(**{flag: mine.index.isin(first.index[first])})
    return mine


def _exercises(sets: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    groups = sets.groupby("said", sort=False)
    top = sets.sort_values(["load_kg", "reps"], na_position="first", kind="stable").groupby("said", sort=False).last()
    made = pd.DataFrame({"n_sets": groups.size(), "n_hard": groups["is_hard"].sum().astype(float)})
    made["share"] = made.index.map(counting.shares(table))
    made["glute_sets"] = groups["glute_sets"].sum()
    made["load_kg"], made["reps"] = top["load_kg"], top["reps"]
    made["e1rm"] = groups["e1rm"].max()
    heaviest, estimated = groups["is_heaviest"].any(), groups["is_best_e1rm"].any()
    made["best"] = ""
    made.loc[estimated, "best"] = ESTIMATED
    made.loc[heaviest, "best"] = HEAVIEST
    return made.rename_axis("exercise").reset_index()


def _muscles(sets: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    hard = sets[sets["is_hard"]]
    sums = {name: float(hard["exercise"].map(table[column]).sum()) for column, name in MUSCLES.items()}
    made = pd.DataFrame({"muscle": list(sums), "sets": list(sums.values())})
    return made[made["sets"] > 0].sort_values("sets", ascending=False, kind="stable", ignore_index=True)
