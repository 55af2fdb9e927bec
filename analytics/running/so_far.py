"""What a log of runs holds where it is too short for an answer: facts, which no page refuses."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.running import easy_runs
from analytics.words import counted
from data import schema
from data.units import METRIC, Units

# Fewer runs than this have no middle half (convention).
FEWEST_FOR_HALF = 4


def say_easy(runs: pd.DataFrame, since: pd.Timestamp | None = None, units: Units = METRIC) -> str:
    """'8 easy runs so far, half of them at 9:03 to 9:31 /mi.'; of fewer than four their median pace; '' without one.

    `runs` is the frame; the pace is as run, and the middle half is from the 25th to the 75th percentile.
    """
    chosen = easy_runs.runs(runs if since is None else runs[runs["day"] >= since]).dropna(subset="pace")
    if chosen.empty:
        return ""
    head = counted(len(chosen), "easy run") + " so far"
    slow, middle, fast = (1 / float(np.exp(chosen["pace"].quantile(q) / 100)) for q in (0.75, 0.5, 0.25))
    if len(chosen) < FEWEST_FOR_HALF:
        return f"{head}, at {units.say_pace(middle)}."
    return f"{head}, half of them at {units.say_pace(fast).split(' ')[0]} to {units.say_pace(slow)}."


def say_longest(runs: pd.DataFrame, since: pd.Timestamp | None = None, units: Units = METRIC) -> str:
    """'Longest run so far: 13.5 mi on 22 Nov 2026.'; '' where no run has a distance."""
    seen = schema.plausible("runs", runs if since is None else runs[runs["day"] >= since]).dropna(subset="distance_m")
    if seen.empty:
        return ""
    longest = seen.loc[seen["distance_m"].idxmax()]
    return f"Longest run so far: {units.say_distance(longest['distance_m'])} on {units.say_date(longest['day'])}."
