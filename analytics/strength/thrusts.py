"""Which sets count for a lift, the barbell hip thrust first of all, and which loads must be asked about first."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.facts import HARD_KINDS
from analytics.strength import counting
from analytics.strength.counting import BASES_WITHOUT_WEIGHT, LEAST_LOAD_KG
from data import schema

BARBELL_THRUST = "Hip Thrust (Barbell)"
# A hip thrust whose name leaves the implement open counts once its load is said to be a barbell's.
OPEN_THRUST = "Hip Thrust"
BARBELL = "barbell_total"
# An Olympic bar, 20 kg or 45 lb.
BAR_KG = 20.0
# 44 lb is written for the same bar and weighs 19.96 kg.
BAR_TOLERANCE_KG = 0.1
# What the table of exercises calls everything that trains neither hips nor legs.
OTHER = "other"
# What is asked about a load.
ASK_BAR = "bar"
ASK_BASIS = "basis"


def barbell_thrusts(sets: pd.DataFrame) -> pd.DataFrame:
    """The sets of `sets` that count for the barbell hip thrust, in order of day.

    At least one counted repetition, no warm-up, both legs, a barbell with the bar counted. Smith machine,
    machine, dumbbell, band, single-leg and assisted thrusts never count; nor does a load below the bar
    (`loads_to_ask`) or one that was not entered.
    """
    seen = schema.plausible("sets", sets)
    return seen[_is_barbell_thrust(seen)].sort_values("day", kind="stable")


def sets_of(sets: pd.DataFrame, lift: str = BARBELL_THRUST) -> pd.DataFrame:
    """The sets of `sets` that count for the lift of that name (`names`), in order of day.

    For the barbell hip thrust `barbell_thrusts`; for any other work sets of a repetition or more with a load that is
    a weight (a band's number and an assisted load are none).
    """
    if lift == BARBELL_THRUST:
        return barbell_thrusts(sets)
    seen = schema.plausible("sets", sets)
    return seen[names(seen).eq(lift) & _counts(seen)].sort_values("day", kind="stable")


def n_sets_by_lift(sets: pd.DataFrame) -> pd.Series:
    """How many sets `sets_of` gives for each lift, by its name; a lift without one has no row."""
    seen = schema.plausible("sets", sets)
    counted = names(seen)[_counts(seen)].value_counts().drop(BARBELL_THRUST, errors="ignore")
    thrusts = int(_is_barbell_thrust(seen).sum())
    return pd.concat([counted, pd.Series({BARBELL_THRUST: thrusts})]) if thrusts else counted


def names(sets: pd.DataFrame) -> pd.Series:
    """What each set's lift is called: the exercise, or the log's own name where that is not known or is none of a
    leg's; missing without either."""
    has_own_name = sets["exercise"].notna() & (sets["exercise"] != OTHER)
    return sets["exercise"].where(has_own_name, sets["exercise_raw"])


def loads_to_ask(sets: pd.DataFrame) -> pd.DataFrame:
    """The names whose loads leave something open, most sets first.

    Columns `exercise_raw exercise ask n_sets lightest_kg median_kg heaviest_kg`. `ask` is "bar" where barbell loads
    lie below the bar (is it counted?; `n_sets` and loads of those sets), "basis" where a hip thrust's load may be a
    barbell's, a dumbbell's or a machine's. Warm-ups and loads that were not entered are left out.
    """
    seen = schema.plausible("sets", sets)
    work = seen[_is_work(seen) & (seen["load_kg"] >= LEAST_LOAD_KG)]
    below = work[_is_barbell(work) & (work["load_kg"] < BAR_KG - BAR_TOLERANCE_KG)]
    is_thrust = work["exercise"].isin((BARBELL_THRUST, OPEN_THRUST))
    is_open = work["load_basis"].eq("unknown") | (work["load_basis"].isna() & work["exercise"].eq(OPEN_THRUST))
    asked = pd.concat([below.assign(ask=ASK_BAR), work[is_thrust & is_open].assign(ask=ASK_BASIS)])
    groups = asked.groupby(["exercise_raw", "exercise", "ask"], dropna=False)["load_kg"]
    made = groups.agg(n_sets="size", lightest_kg="min", median_kg="median", heaviest_kg="max").reset_index()
    return made.sort_values("n_sets", ascending=False, kind="stable", ignore_index=True)


def with_bar(sets: pd.DataFrame, bars_kg: Mapping[str, float]) -> pd.DataFrame:
    """`sets` with the bar's weight added to the loads of those raw names whose owner says it was left out.

    `bars_kg`: raw name -> kg of the bar. Loads that were not entered stay missing.
    """
    bar = sets["exercise_raw"].map(dict(bars_kg)).fillna(0.0).astype(float)
    return sets.assign(load_kg=sets["load_kg"] + bar.where(sets["load_kg"] >= LEAST_LOAD_KG, 0.0))


def _is_barbell_thrust(sets: pd.DataFrame) -> pd.Series:
    is_lifted = (sets["reps"] >= 1) & (sets["load_kg"] >= BAR_KG - BAR_TOLERANCE_KG)
    return _is_barbell(sets) & _is_thrust(sets) & is_lifted & _is_work(sets)


def _counts(sets: pd.DataFrame) -> pd.Series:
    is_weight = ~counting.basis(sets, schema.exercises()).isin(BASES_WITHOUT_WEIGHT)
    return (sets["reps"] >= 1) & (sets["load_kg"] >= LEAST_LOAD_KG) & is_weight & _is_work(sets)


def _is_work(sets: pd.DataFrame) -> pd.Series:
    return sets["kind"].isna() | sets["kind"].isin(HARD_KINDS)


def _is_thrust(sets: pd.DataFrame) -> pd.Series:
    is_open_barbell = sets["exercise"].eq(OPEN_THRUST) & sets["load_basis"].eq(BARBELL)
    return sets["exercise"].eq(BARBELL_THRUST) | is_open_barbell


def _is_barbell(sets: pd.DataFrame) -> pd.Series:
    return counting.basis(sets, schema.exercises()).eq(BARBELL)
