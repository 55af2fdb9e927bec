"""One row per calendar day: what was run, what was lifted, how it hurt.

A day inside the range that a source covers and without a row of it is a day of 0 km or 0 sets; outside that range,
and for pain everywhere, no row means unknown.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.facts import STRENGTH_WINDOW_DAYS
from analytics.once import Once
from analytics.running.hard_minutes import hard_seconds
from analytics.strength import counting
from data import schema
from data.daily_schema import FACTOR
from data.schema import Frames

# Columns that a day is made of: the others, words among them, take long to copy.
_OF_RUNS = [
    "day", "distance_m", "duration_s", "moving_s", "ascent_m", "hr_mean_bpm", "hr_max_bpm", "rpe",
]  # fmt: skip
_OF_HARD_SETS = ["day", "glute_sets", "biceps_share", "is_thrust", "tonnage_kg"]
WEEK_DAYS = 7
HIP_THRUSTS = "Hip Thrust"


def daily(
    frames: Frames, today: pd.Timestamp, *, lifted_from: pd.Timestamp | None = None, once: Once | None = None
) -> pd.DataFrame:
    """One row per calendar day from the first recorded day to `today` (inclusive), indexed by `day`.

    Columns are those of `data.daily_schema` (units and meaning there) and one per factor, named `factor_<name>`.
    Where the reader declares that nothing was lifted before `lifted_from`, the days before it without sets are days
    of 0 sets. Windows look back and include the day itself; a window is unknown where any of its days is. Later days
    than `today` are left out. Empty frames give no rows. What runs and sets give by day is asked through `once`, for
    frames that nobody changes: a new score leaves those two as they are.
    """
    once = once or Once(most=0)
    all_runs, all_sets = (once(schema.plausible, name, frames[name]) for name in ("runs", "sets"))
    runs = once(_until, all_runs, today, _OF_RUNS)
    sets = once(_until, all_sets, today, ["day"])
    hard = once(_until, once(_hard_sets, all_sets, frames.exercises), today, _OF_HARD_SETS)
    pain, factors = (
        _until(schema.plausible(name, frames[name]), today, columns)
        for name, columns in (("pain", ["day", "moment", "score", "flare"]), ("factors", ["day", "name", "value"]))
    )
    days = once(_calendar, _first_day([runs, sets, pain, factors]), today)
    lifting = once(_lifting, sets, hard, days, lifted_from)
    columns = {**once(_running, runs, days), **lifting, **_hurting(pain, days)}
    columns |= {
        f"{FACTOR}{name}": rows.groupby("day")["value"].mean().reindex(days) for name, rows in factors.groupby("name")
    }
    return pd.DataFrame(columns, index=days)


def _until(rows: pd.DataFrame, today: pd.Timestamp, columns: list[str]) -> pd.DataFrame:
    return schema.those(rows[columns], rows["day"] <= today)


def _first_day(frames: list[pd.DataFrame]) -> pd.Timestamp | None:
    return min((rows["day"].min() for rows in frames if len(rows)), default=None)


def _calendar(first: pd.Timestamp | None, today: pd.Timestamp) -> pd.DatetimeIndex:
    if first is None:
        return pd.DatetimeIndex([], dtype="datetime64[us]", name="day")
    return pd.date_range(first, today.normalize(), unit="us", name="day")


def _covered(rows: pd.DataFrame, days: pd.DatetimeIndex) -> np.ndarray:
    """True for the days between the first and the last row: there, no row is a day of nothing."""
    if rows.empty:
        return np.zeros(len(days), dtype=bool)
    return np.asarray((days >= rows["day"].min()) & (days <= rows["day"].max()))


def _totals(rows: pd.DataFrame, days: pd.DatetimeIndex, is_covered: np.ndarray) -> pd.DataFrame:
    """Sum a day of every column; 0 on covered days without a row, missing on days whose rows lack it."""
    per_day = rows.groupby("day").sum(min_count=1).reindex(days)
    per_day[is_covered & ~days.isin(rows["day"])] = 0.0
    return per_day


def _window(per_day: pd.Series, n_days: int) -> pd.Series:
    """Sum over the day and those before it, `n_days` in all; missing where any of them is."""
    return per_day.rolling(n_days, min_periods=n_days).sum()


def _running(runs: pd.DataFrame, days: pd.DatetimeIndex) -> dict[str, pd.Series]:
    is_covered = _covered(runs, days)
    hard = hard_seconds(runs)
    without_effort = runs.loc[hard.isna(), "day"]
    summed = runs[["day", "distance_m", "duration_s", "ascent_m"]].assign(hard_s=hard, one=1.0)
    total = _totals(summed, days, is_covered)
    distance = total["distance_m"]
    longest = runs.groupby("day")["distance_m"].max().reindex(days).where(distance.notna()).fillna(distance)
    return {
        "distance_m": distance,
        "distance_7d_m": _window(distance, WEEK_DAYS),
        "longest_run_7d_m": longest.rolling(WEEK_DAYS, min_periods=WEEK_DAYS).max(),
        "duration_s": total["duration_s"],
        "ascent_m": total["ascent_m"],
        "hard_s": total["hard_s"].where(~days.isin(without_effort)),
        "n_runs": total["one"],
    }


def _lifting(
    sets: pd.DataFrame, hard: pd.DataFrame, days: pd.DatetimeIndex, lifted_from: pd.Timestamp | None
) -> dict[str, pd.Series]:
    is_covered = _covered(sets, days)
    if lifted_from is not None:
        is_covered = is_covered | np.asarray(days < lifted_from)
    total = _totals(hard, days, is_covered)
    return {
        "glute_sets": total["glute_sets"],
        "glute_sets_28d": _window(total["glute_sets"], STRENGTH_WINDOW_DAYS),
        "thrust_sets": total["is_thrust"],
        "biceps_sets": total["biceps_share"],
        "biceps_sets_28d": _window(total["biceps_share"], STRENGTH_WINDOW_DAYS),
        "tonnage_kg": total["tonnage_kg"],
        "n_sets": _totals(sets.assign(one=1.0), days, is_covered)["one"],
    }


def _hard_sets(sets: pd.DataFrame, exercises: pd.DataFrame) -> pd.DataFrame:
    """Hard sets as `analytics.strength.counting` weighs them, what counts for the biceps, whether a hip thrust."""
    hard = counting.weighed(sets, exercises)
    return hard.assign(
        biceps_share=hard["exercise"].map(exercises["biceps"]).fillna(0.0).astype(float),
        is_thrust=hard["exercise"].str.startswith(HIP_THRUSTS).eq(True).astype(float),
    )


def _hurting(pain: pd.DataFrame, days: pd.DatetimeIndex) -> dict[str, pd.Series]:
    mornings = pain[pain["moment"] == "morning"]
    return {
        "pain": pain.groupby("day")["score"].max().reindex(days),
        "pain_entries": pain.groupby("day")["score"].count().reindex(days).astype(float),
        "pain_morning": mornings.groupby("day")["score"].max().reindex(days),
        "flare": pain.groupby("day")["flare"].max().reindex(days),
    }
