"""Which runs were hard, and for how long.

A run is hard as a whole or not at all: every minute of it counts, or none. An interval session counts with its
warm-up and its jogs between, or, where these pull its mean heart rate down, not at all; a fast end of an easy run is
not seen.
"""

from __future__ import annotations

import pandas as pd

from analytics.facts import HARD_HR_SHARE, HARD_RPE, HIGHEST_HR_QUANTILE, RUNS_FOR_HIGHEST_HR


def hard_seconds(runs: pd.DataFrame) -> pd.Series:
    """Seconds of hard running of each row of the frame `runs` (plausible values only), indexed as it is.

    Hard is an effort (`rpe`) of 7 or more where the run has one, else a mean heart rate of at least 85 % of
    `highest_hr`. A hard run counts with its moving time, else its duration; any other run with 0. Missing where a run
    has neither an effort nor a heart rate that can be judged, and where a hard run has no time.
    """
    share = runs["hr_mean_bpm"] / highest_hr(runs)
    by_heart = (share >= HARD_HR_SHARE).astype(float).where(share.notna())
    by_effort = (runs["rpe"] >= HARD_RPE).astype(float).where(runs["rpe"].notna())
    is_hard = by_effort.fillna(by_heart)
    return is_hard.where(is_hard == 0, is_hard * runs["moving_s"].fillna(runs["duration_s"]))


def highest_hr(runs: pd.DataFrame) -> float:
    """The runner's highest heart rate, 1/min: the 98th percentile of the runs' `hr_max_bpm`, one of them and not a
    mean of two; missing (NaN) where fewer than 20 runs have one.

    It is the highest seen on runs, not a tested one: for somebody who never runs hard it is too low, and too much
    counts as hard.
    """
    maxima = runs["hr_max_bpm"].dropna()
    if len(maxima) < RUNS_FOR_HIGHEST_HR:
        return float("nan")
    return float(maxima.quantile(HIGHEST_HR_QUANTILE, interpolation="lower"))
