"""What counts as a hard set, and how much of a glute set each is.

A hard set counts 1 where the exercise trains the glutes directly, `Setting.indirect` where it does so indirectly,
else nothing (Pelland et al. 2024 count indirect sets half; which exercise is which is a convention).
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics import facts
from analytics.facts import HARD_KINDS, STRENGTH_WINDOW_DAYS
from analytics.strength.lookup import of_each
from data import schema

# Five repetitions left, or half of the scale of effort, is a warm-up by another name (convention; in the studies
# behind the dose, sets ended within about four repetitions of failure).
EASY_RIR = 5.0
EASY_RPE = 5.0
# Apps list the glutes as secondary in squats, lunges, step-ups and hinges, which count 1 here: there opinions differ.
DEBATED_PATTERNS = ("squat", "single_leg_squat", "lunge", "step", "hinge")
DEBATED_SHARE = 0.5
# A load under this was not entered: one app writes 0.1 lb in its place (convention).
LEAST_LOAD_KG = 0.1
# A band's number is no weight, and an assisted load is help.
BASES_WITHOUT_WEIGHT = ("band", "assisted")


@dataclass(frozen=True)
class Setting:
    """What is counted: the weight of an indirect set, and whether squats, lunges, step-ups and hinges count half.

    Half is never less than an indirect set counts.
    """

    says: str
    indirect: float = facts.INDIRECT_SET_SHARE
    is_debated_half: bool = False


USUAL = Setting("indirect sets counted half")
SETTINGS = (
    USUAL,
    Setting("indirect sets not counted", indirect=0.0),
    Setting("indirect sets counted whole", indirect=1.0),
    Setting("squats, lunges and hinges counted half", is_debated_half=True),
)


def hard_sets(sets: pd.DataFrame) -> pd.DataFrame:
    """The hard sets of the frame `sets`: no warm-up, repetitions not 0, and not logged as easy.

    Easy: 5 or more repetitions in reserve, or an effort of 5 or less; a set without either counts as hard.
    """
    seen = schema.plausible("sets", sets)
    is_hard = seen["kind"].isna() | seen["kind"].isin(HARD_KINDS)
    is_lifted = seen["reps"].isna() | (seen["reps"] > 0)
    is_easy = (seen["rir"] >= EASY_RIR) | (seen["rpe"] <= EASY_RPE)
    return schema.those(seen, is_hard & is_lifted & ~is_easy)


def shares(exercises: pd.DataFrame, setting: Setting = USUAL) -> pd.Series:
    """What a hard set of each exercise counts, indexed by exercise; `exercises` is the frame of that name."""
    share = exercises["glute_max"].astype(float)
    counts = share.mask((share > 0) & (share < 1), setting.indirect)
    is_debated = (share == 1) & exercises["pattern"].isin(DEBATED_PATTERNS)
    half = max(DEBATED_SHARE, setting.indirect)
    return counts.mask(is_debated & setting.is_debated_half, half)


def weighed(sets: pd.DataFrame, exercises: pd.DataFrame, setting: Setting = USUAL) -> pd.DataFrame:
    """The hard sets with `glute_sets` (what each counts; 0 where the exercise is not surely known) and `tonnage_kg`.

    `tonnage_kg` is repetitions x load as entered (one hand's dumbbell); missing without a load, for bands and help.
    """
    hard = hard_sets(sets)
    load = hard["load_kg"].where(hard["load_kg"] >= LEAST_LOAD_KG)
    has_weight = ~basis(hard, exercises).isin(BASES_WITHOUT_WEIGHT)
    return hard.assign(
        glute_sets=of_each(hard["exercise"], shares(exercises, setting)).fillna(0.0).astype(float),
        tonnage_kg=(hard["reps"] * load).where(has_weight),
    )


def basis(sets: pd.DataFrame, exercises: pd.DataFrame) -> pd.Series:
    """What the load of each set counts: as stated with the set, else as the exercise has it, else 'unknown'."""
    usual = of_each(sets["exercise"], exercises["load_basis"])
    return sets["load_basis"].fillna(usual).fillna("unknown")


def recount(
    daily: pd.DataFrame, sets: pd.DataFrame, exercises: pd.DataFrame, setting: Setting = USUAL
) -> pd.DataFrame:
    """`daily` (from analytics.days.daily) with `glute_sets` and `glute_sets_28d` counted under `setting`.

    Days on which lifting is unknown stay unknown; every other column is as it was.
    """
    rows = weighed(sets, exercises, setting)
    per_day = rows.groupby("day")["glute_sets"].sum().reindex(daily.index).fillna(0.0)
    glute = per_day.where(daily["n_sets"].notna())
    window = glute.rolling(STRENGTH_WINDOW_DAYS, min_periods=STRENGTH_WINDOW_DAYS).sum()
    return daily.assign(glute_sets=glute, glute_sets_28d=window)


def n_easy(sets: pd.DataFrame) -> int:
    """How many sets are no hard sets for the sole reason that they were logged as easy."""
    as_if_hard = sets.assign(rir=float("nan"), rpe=float("nan"))
    return len(hard_sets(as_if_hard)) - len(hard_sets(sets))
