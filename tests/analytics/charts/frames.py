"""Daily frames for the chart tests: made here, the same at every run."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data import schema

LAST = pd.Timestamp("2026-03-05")


def daily(n_days: int, seed: int = 1) -> pd.DataFrame:
    """`n_days` to LAST: runs on five days a week, lifts on two, pain falling from 5 to 2 with a gap in the diary."""
    rng = np.random.default_rng(seed)
    days = pd.date_range(end=LAST, periods=n_days, unit="us", name="day")
    share = np.linspace(0, 1, n_days)
    distance = np.where(days.day_of_week.isin([0, 4]), 0.0, rng.gamma(6, 1600, n_days))
    glute = np.where(days.day_of_week.isin([1, 4]), np.where(share > 0.4, 9.0, 2.0), 0.0)
    pain = np.round(5 - 3 * share + rng.normal(0, 0.8, n_days)).clip(0, 10)
    pain[int(n_days * 0.5) : int(n_days * 0.6)] = np.nan
    frame = pd.DataFrame(
        {
            "distance_m": distance,
            "ascent_m": distance * 0.01,
            "glute_sets": glute,
            "n_runs": (distance > 0) * 1.0,
            "pain": pain,
            "pain_morning": np.where(days.day_of_week < 3, pain, np.nan),
            "flare": np.where(np.isnan(pain), np.nan, (pain >= 6) * 1.0),
        },
        index=days,
    )
    windows = {"distance_7d_m": ("distance_m", 7), "glute_sets_28d": ("glute_sets", 28)}
    for name, (column, n) in windows.items():
        frame[name] = frame[column].rolling(n).sum()
    return frame.assign(longest_run_7d_m=frame["distance_m"].rolling(7).max())


def blocks(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """(name, start, end) each as a declared block."""
    made = [
        {"block_id": str(i), "name": name, "start": start, "end": end, "kind": "strength", "declared": 1.0}
        for i, (name, start, end) in enumerate(rows)
    ]
    return schema.conform("blocks", pd.DataFrame(made)) if made else schema.empty("blocks")
