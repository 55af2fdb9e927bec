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
from analytics.strength.lookup import of_each
from data import schema
from data.daily_schema import FACTOR
from data.schema import Frames

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
    all_runs, all_sets, all_pain = (once(schema.plausible, name, frames[name]) for name in ("runs", "sets", "pain"))
    runs = _until(once(_of_runs, all_runs), today)
    sets = _until(once(_of_sets, all_sets), today)
    hard = _until(once(_of_hard_sets, all_sets, frames.exercises), today)
    pain = _until(once(_of_pain, all_pain), today)
    factors = schema.plausible("factors", frames["factors"])
    factors = factors[factors["day"] <= today]
    first = [by_day.index.min() for by_day in (runs, sets, pain, factors.set_index("day")) if len(by_day)]
    days = _calendar(min(first, default=None), today)
    lifting = _lifting(sets, hard, days, lifted_from)
    columns = {**_running(runs, days), **lifting, **pain.reindex(days)}
    columns |= {
        f"{FACTOR}{name}": rows.groupby("day")["value"].mean().reindex(days) for name, rows in factors.groupby("name")
    }
    return pd.DataFrame(columns, index=days)


def _until(by_day: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    return by_day[by_day.index <= today]


def _calendar(first: pd.Timestamp | None, today: pd.Timestamp) -> pd.DatetimeIndex:
    if first is None:
        return pd.DatetimeIndex([], dtype="datetime64[us]", name="day")
    return pd.date_range(first, today.normalize(), unit="us", name="day")


def _covered(by_day: pd.DataFrame, days: pd.DatetimeIndex) -> np.ndarray:
    """True for the days between the first and the last row: there, no row is a day of nothing."""
    if by_day.empty:
        return np.zeros(len(days), dtype=bool)
    return np.asarray((days >= by_day.index[0]) & (days <= by_day.index[-1]))


def _totals(by_day: pd.DataFrame, days: pd.DatetimeIndex, is_covered: np.ndarray) -> pd.DataFrame:
    """The day's sums of every column; 0 on covered days without a row."""
    totals = by_day.reindex(days)
    totals[is_covered & ~days.isin(by_day.index)] = 0.0
    return totals


def _window(per_day: pd.Series, n_days: int) -> pd.Series:
    """Sum over the day and those before it, `n_days` in all; missing where any of them is."""
    return per_day.rolling(n_days, min_periods=n_days).sum()


def _running(runs: pd.DataFrame, days: pd.DatetimeIndex) -> dict[str, pd.Series]:
    total = _totals(runs, days, _covered(runs, days))
    return {
        "distance_m": total["distance_m"],
        "distance_7d_m": _window(total["distance_m"], WEEK_DAYS),
        "longest_run_7d_m": total["longest_m"].rolling(WEEK_DAYS, min_periods=WEEK_DAYS).max(),
        "duration_s": total["duration_s"],
        "ascent_m": total["ascent_m"],
        "hard_s": total["hard_s"],
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
        "n_sets": _totals(sets, days, is_covered)["one"],
    }


def _of_runs(runs: pd.DataFrame) -> pd.DataFrame:
    """By day with a run: sums, missing where the day's runs lack it, and the longest run."""
    hard = hard_seconds(runs)
    summed = runs[["day", "distance_m", "duration_s", "ascent_m"]].assign(hard_s=hard, one=1.0)
    by_day = summed.groupby("day").sum(min_count=1)
    longest = runs.groupby("day")["distance_m"].max()
    is_known = ~by_day.index.isin(runs.loc[hard.isna(), "day"])
    return by_day.assign(hard_s=by_day["hard_s"].where(is_known), longest_m=longest)


def _of_sets(sets: pd.DataFrame) -> pd.DataFrame:
    return sets[["day"]].assign(one=1.0).groupby("day").sum(min_count=1)


def _of_hard_sets(sets: pd.DataFrame, exercises: pd.DataFrame) -> pd.DataFrame:
    """By day: hard sets as `analytics.strength.counting` weighs them, what counts for the biceps, and hip thrusts."""
    hard = counting.weighed(sets, exercises)
    rows = hard[["day", "glute_sets", "tonnage_kg"]].assign(
        biceps_share=of_each(hard["exercise"], exercises["biceps"]).fillna(0.0).astype(float),
        is_thrust=hard["exercise"].str.startswith(HIP_THRUSTS).eq(True).astype(float),
    )
    return rows.groupby("day").sum(min_count=1)


def _of_pain(pain: pd.DataFrame) -> pd.DataFrame:
    days = pain.groupby("day")
    return pd.DataFrame(
        {
            "pain": days["score"].max(),
            "pain_entries": days["score"].count().astype(float),
            "pain_morning": pain[pain["moment"] == "morning"].groupby("day")["score"].max(),
            "flare": days["flare"].max(),
        }
    )
