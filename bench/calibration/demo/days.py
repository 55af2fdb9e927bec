"""The daily frame of a demo athlete of any seed, without the way through files and store."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.running.hard_minutes import hard_seconds
from bench.calibration.demo import planted
from data.demo import Athlete, plan

WEEK_DAYS = 7


def daily(who: Athlete) -> pd.DataFrame:
    """Every column the default pairs ask for: `planted.days_of` and what it leaves out."""
    n = plan.n_days(who.phases)
    frame = planted.days_of(who)
    by_day = who.runs.groupby("day")
    longest = by_day["distance_m"].max().reindex(range(n), fill_value=0.0).to_numpy()
    entries = who.entries.groupby("day")
    mornings = who.entries[who.entries["moment"] == "morning"].groupby("day")
    return frame.assign(
        ascent_m=by_day["ascent_m"].sum().reindex(range(n), fill_value=0.0).to_numpy(),
        hard_s=_hard(who.runs).groupby(who.runs["day"]).sum().reindex(range(n), fill_value=0.0).to_numpy(),
        longest_run_7d_m=pd.Series(longest).rolling(WEEK_DAYS).max().to_numpy(),
        biceps_sets_28d=frame["biceps_sets"].rolling(28).sum(),
        pain_entries=entries["score"].count().reindex(range(n)).to_numpy(float),
        pain_morning=mornings["score"].max().reindex(range(n)).to_numpy(),
        flare=entries["flare"].max().reindex(range(n)).to_numpy(dtype=float, na_value=np.nan),
    )


def _hard(runs: pd.DataFrame) -> pd.Series:
    """By heart rate: demo athletes write no effort down."""
    return hard_seconds(runs.assign(rpe=np.nan, moving_s=np.nan))
