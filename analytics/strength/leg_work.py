"""How long before each run the legs were last trained."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.strength.counting import hard_sets
from analytics.strength.lookup import of_each

# Shares of the table of exercises that mark leg work.
LEG_COLUMNS = ("glute_max", "hamstrings", "quads")
# Fewer hard sets for the legs do not slow the next run (convention).
FEWEST_SETS = 3
HOURS_PER_DAY = 24


def sessions(sets: pd.DataFrame, exercises: pd.DataFrame) -> pd.DataFrame:
    """The workouts with at least three hard leg sets, by day: `day start n_sets`; `start` is NaT where not known."""
    hard = hard_sets(sets)
    trains_legs = exercises[list(LEG_COLUMNS)].gt(0).any(axis=1)
    legs = hard[of_each(hard["exercise"], trains_legs).eq(True)]
    groups = legs.groupby("workout_id")
    made = groups.agg(day=("day", "min"), start=("start", "min"), n_sets=("day", "size"))
    return made[made["n_sets"] >= FEWEST_SETS].sort_values("day").reset_index(drop=True)


def hours_since(runs: pd.DataFrame, sets: pd.DataFrame, exercises: pd.DataFrame) -> pd.Series:
    """Hours from the start of the last leg session before each run to the run's start, indexed as `runs`.

    Where either start is not known, 24 hours a calendar day between them; on the same day the order is then unknown
    and so are the hours. Missing before the first leg session.
    """
    legs = sessions(sets, exercises)
    by_clock = _hours(runs["start"], legs["start"])
    by_day = HOURS_PER_DAY * _days(runs["day"], legs["day"])
    is_timed = legs["start"].notna().all() & runs["start"].notna()
    return pd.Series(np.where(is_timed, by_clock, by_day), index=runs.index, name="hours_since_legs")


def _hours(starts: pd.Series, sessions_at: pd.Series) -> np.ndarray:
    at = np.sort(sessions_at.dropna().to_numpy("datetime64[s]"))
    mine = starts.to_numpy("datetime64[s]")
    place = np.searchsorted(at, np.where(np.isnat(mine), np.datetime64(0, "s"), mine), side="right") - 1
    if not len(at):
        return np.full(len(mine), np.nan)
    hours = (mine - at[place.clip(0)]) / np.timedelta64(1, "h")
    return np.where((place >= 0) & ~np.isnat(mine), hours, np.nan)


def _days(days: pd.Series, sessions_on: pd.Series) -> np.ndarray:
    """Whole days since the last session day before each of `days`; missing where a session is on the day itself."""
    on = np.unique(sessions_on.to_numpy("datetime64[D]"))
    mine = days.to_numpy("datetime64[D]")
    if not len(on):
        return np.full(len(mine), np.nan)
    place = np.searchsorted(on, mine, side="right") - 1
    gap = (mine - on[place.clip(0)]).astype(float)
    return np.where((place >= 0) & (gap > 0), gap, np.nan)
