"""A lift day by day: the heaviest lifted and the best estimate, never mixed; and when each was beaten."""

from __future__ import annotations

import pandas as pd

from analytics.strength import e1rm
from analytics.strength.thrusts import BARBELL_THRUST, sets_of

# Exports round pounds to a twentieth of a kilogram or better: a lift this close to the target is the target.
ROUNDING_KG = 0.05
LIFTED, ESTIMATED = "lifted", "estimated"


def training_days(sets: pd.DataFrame, lift: str = BARBELL_THRUST) -> pd.DataFrame:
    """One row per day with a set that counts for the lift (`thrusts.sets_of`), by day.

    `day n_sets lifted_kg lifted_reps` (the heaviest load lifted at least once and its most repetitions that day),
    then the set with the best estimate: `e1rm low high epley brzycki wathan from_kg from_reps`, missing where no set
    had ten repetitions or fewer.
    """
    lifted = sets_of(sets, lift)
    rated = pd.concat([lifted[["day", "load_kg", "reps"]], e1rm.estimates(lifted)], axis=1)
    heaviest = rated.sort_values(["day", "load_kg", "reps"]).drop_duplicates("day", keep="last").set_index("day")
    best = (
        rated.dropna(subset="e1rm").sort_values(["day", "e1rm"]).drop_duplicates("day", keep="last").set_index("day")
    )
    names = ["e1rm", "low", "high", *(formula.name for formula in e1rm.FORMULAS)]
    made = pd.DataFrame(
        {
            "n_sets": rated.groupby("day").size(),
            "lifted_kg": heaviest["load_kg"],
            "lifted_reps": heaviest["reps"],
            **{name: best[name] for name in names},
            "from_kg": best["load_kg"],
            "from_reps": best["reps"],
        }
    )
    return made.rename_axis("day").reset_index()


def records(days: pd.DataFrame) -> pd.DataFrame:
    """Every day on which a best was beaten, by day: `day what kg reps from_kg before_kg`.

    `days` as from `training_days`. `what` is "lifted" (`kg` was on the bar) or "estimated" (`kg` is the middle of
    three formulas, from `reps` x `from_kg`); `before_kg` is the best until then, missing at the first.
    """
    lifted = _beaten(days, "lifted_kg", "lifted_reps", "lifted_kg").assign(what=LIFTED)
    estimated = _beaten(days, "e1rm", "from_reps", "from_kg").assign(what=ESTIMATED)
    both = pd.concat([lifted, estimated]).sort_values(["day", "what"], kind="stable", ignore_index=True)
    return both[["day", "what", "kg", "reps", "from_kg", "before_kg"]]


def _beaten(days: pd.DataFrame, value: str, reps: str, load: str) -> pd.DataFrame:
    known = days.dropna(subset=value)
    before = known[value].cummax().shift()
    made = pd.DataFrame(
        {
            "day": known["day"],
            "kg": known[value],
            "reps": known[reps],
            "from_kg": known[load],
            "before_kg": before,
        }
    )
    return made[before.isna() | (known[value] > before + ROUNDING_KG)]


def best_by_day(days: pd.DataFrame) -> pd.DataFrame:
    """The best so far on each training day: `day lifted_kg e1rm low high`; `low` and `high` are the spread of the
    formulas for the set that holds the best estimate."""
    lifted = days["lifted_kg"].cummax().ffill()
    holder = days["e1rm"].eq(days["e1rm"].cummax())
    estimate = days[["e1rm", "low", "high"]].where(holder).ffill()
    return pd.DataFrame({"day": days["day"], "lifted_kg": lifted}).join(estimate)


def rep_records(sets: pd.DataFrame, lift: str = BARBELL_THRUST) -> pd.DataFrame:
    """The heaviest load lifted for each number of repetitions or more, 1 to 10: `reps load_kg done_reps day`.

    Rows without a set are left out; the earliest day counts where a load was repeated.
    """
    lifted = sets_of(sets, lift)
    rows = []
    for reps in range(1, e1rm.MOST_REPS + 1):
        able = lifted[lifted["reps"] >= reps]
        if len(able):
            best = able[able["load_kg"] >= able["load_kg"].max() - ROUNDING_KG].iloc[0]
            rows.append((reps, best["load_kg"], best["reps"], best["day"]))
    return pd.DataFrame(rows, columns=["reps", "load_kg", "done_reps", "day"])


def first_day(days: pd.DataFrame, value: str, target_kg: float) -> pd.Timestamp:
    """The first day on which column `value` of `training_days` reached the target; NaT where none did."""
    reached = days.loc[days[value] >= target_kg - ROUNDING_KG, "day"]
    return reached.iloc[0] if len(reached) else pd.NaT
