"""Is the date range of a hip-thrust milestone honest? Simulated progress with a known line, asked the real code.

python -m bench thrust-dates [--quick]
"""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd

from analytics.statistics.simulated import with_noise
from analytics.strength import rate

SEED = 20240611
TODAY = pd.Timestamp("2026-03-31")
WEEKS = (10, 14, 26)
# Memory from week to week, and true kg a week.
MEMORIES = (0.0, 0.5, 0.8)
RATES = (0.25, 0.6)
# Spread of a week's best around the line, kg; the part of its variance that is of the single week; weeks skipped.
SPREAD, NOISE_SHARE, SKIPPED = 2.0, 0.4, 0.15
# The line meets the milestone this many weeks from today; weeks simulated ahead.
TRUE_WEEKS, AHEAD = 26, 104
FEWEST = 8


def history(
    n_weeks: int, autocorrelation: float, per_week: float, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Weeks (0 is today) with a hip thrust and their best estimates, past and future."""
    weeks = np.arange(1.0 - n_weeks, AHEAD + 1)
    kg = 100 + per_week * weeks + SPREAD * with_noise(autocorrelation, NOISE_SHARE, len(weeks), rng)
    is_done = rng.random(len(weeks)) > SKIPPED
    return weeks[is_done], kg[is_done]


def cell(n_weeks: int, autocorrelation: float, per_week: float, repetitions: int) -> dict[str, float]:
    """Share of histories whose first week at the milestone lies in the range, before it, after it; and its width."""
    rng = np.random.default_rng(SEED)
    target = 100 + per_week * TRUE_WEEKS
    rows = []
    for _ in range(repetitions):
        weeks, kg = history(n_weeks, autocorrelation, per_week, rng)
        is_past = weeks <= 0
        if is_past.sum() < FEWEST:
            continue
        reached = weeks[~is_past & (kg >= target)]
        first, _, last = rate.crossing(rate.Line(TODAY, weeks[is_past], kg[is_past]), target)
        early, late = (np.inf if pd.isna(day) else (day - TODAY).days / 7 for day in (first, last))
        when = reached[0] if len(reached) else np.inf
        rows.append((when < early, when > late, np.isinf(late), min(late, AHEAD) - min(early, AHEAD)))
    before, after, is_open, width = (np.array(column) for column in zip(*rows, strict=True))
    return {
        "weeks": n_weeks,
        "autocorrelation": autocorrelation,
        "kg_a_week": per_week,
        "n": len(rows),
        "inside": 1 - before.mean() - after.mean(),
        "before": before.mean(),
        "after": after.mean(),
        "no_last_date": is_open.mean(),
        "median_width_weeks": float(np.median(width)),
    }


def measure(*, is_quick: bool = False) -> list[dict[str, float]]:
    """One row a length of history, autocorrelation and rate (`cell`)."""
    return [cell(*setting, 20 if is_quick else 200) for setting in product(WEEKS, MEMORIES, RATES)]


def as_text(found: list[dict[str, float]]) -> str:
    """The table."""
    return pd.DataFrame(found).round(3).to_string(index=False)
