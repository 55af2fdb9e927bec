"""Made-up logs of easy runs around a block, with a planted change of pace."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data import schema

FIRST = pd.Timestamp("2023-01-02")
WEEK = pd.Timedelta(weeks=1)


def log(
    weeks_before: int = 54, weeks_block: int = 54, percent: float = 0.0, seed: int = 4, noise: float = 3.5
) -> pd.DataFrame:
    """Five easy runs a week; pace also follows heart rate, heat and climb, and heart rate falls with the block."""
    rng = np.random.default_rng(seed)
    n_days = (weeks_before + weeks_block) * 7
    days = np.flatnonzero(rng.random(n_days) < 5 / 7)
    n, is_in_block = len(days), days >= weeks_before * 7
    hr, heat = rng.normal(140, 5, n) - 6 * is_in_block, 12 + 9 * np.sin(days / 58) + rng.normal(0, 3, n)
    climb, distance = rng.gamma(2, 5, n), rng.uniform(6000, 14000, n)
    pace = -0.5 * (hr - 140) + 0.1 * (heat - 12) + 0.15 * climb + percent * is_in_block + rng.normal(0, noise, n)
    rows = {
        "run_id": days.astype(str), "source": "test", "day": FIRST + pd.to_timedelta(days, unit="D"),
        "distance_m": distance, "duration_s": 0.36 * distance * np.exp(pace / 100),
        "ascent_m": climb * distance / 1000, "hr_mean_bpm": hr, "hr_max_bpm": 185.0, "temperature_c": heat,
        "kind": "road",
    }  # fmt: skip
    return schema.conform("runs", pd.DataFrame(rows))
