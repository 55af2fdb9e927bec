"""The pain diary of a demo athlete: the planted model, its noise and its gaps."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.demo import plan
from data.demo.plan import Array, Mask


def course(metres: Array, glute_sets: Array, base: Array, rng: np.random.Generator) -> Array:
    """Pain each day before it is put on the scale, in points:

    base + 1 per 10 km of the last seven days, a day ago - 2 per 60 glute sets of the last 28, two weeks ago + AR(.8).
    """
    km_7d = pd.Series(metres / 1000).rolling(7, min_periods=1).sum()
    sets_28d = pd.Series(glute_sets).rolling(28, min_periods=1).sum()
    by_running = plan.POINTS_PER_10_KM_7D * km_7d.shift(plan.KM_LAG_DAYS).bfill() / 10
    by_lifting = plan.POINTS_PER_60_GLUTE_SETS_28D * sets_28d.shift(plan.SETS_LAG_DAYS).bfill() / 60
    return np.asarray(base + by_running.to_numpy() + by_lifting.to_numpy() + drift(metres.size, rng))


def drift(n: int, rng: np.random.Generator) -> Array:
    """Day-to-day deviation that fades by a fifth a day."""
    new = rng.normal(0, plan.PAIN_NOISE, n)
    new[0] /= np.sqrt(1 - plan.PAIN_AR**2)
    deviation = np.empty(n)
    last = 0.0
    for day in range(n):
        last = plan.PAIN_AR * last + new[day]
        deviation[day] = last
    return deviation


def entries(pain: Array, ran: Mask, rng: np.random.Generator) -> pd.DataFrame:
    """What is written down: day (place), time, moment, score, flare, note, sleep_h, stress; a quarter of days is not.

    `pain` is each day's own, `ran` whether there was a run. An entry after a run never tops the morning's.
    """
    n = pain.size
    score = np.clip(np.round(pain), 0, 10)
    is_logged = rng.random(n) >= plan.UNLOGGED
    rise = pain - pd.Series(pain).rolling(14, min_periods=1).median().to_numpy()
    flare = (rng.random(n) < 1 / (1 + np.exp(-2.2 * (rise - 2.2)))) & (score >= 4)
    morning = pd.DataFrame({"day": np.flatnonzero(is_logged), "time": "06:00", "moment": "morning"})
    after_days = np.flatnonzero(is_logged & ran & (rng.random(n) < 0.12))
    after = pd.DataFrame({"day": after_days, "time": "08:30", "moment": "after"})
    rows = pd.concat([morning, after], ignore_index=True).sort_values("day", kind="stable", ignore_index=True)
    is_after = (rows["moment"] == "after").to_numpy()
    lower = np.where(is_after, rng.integers(0, 2, len(rows)), 0)
    return rows.assign(
        score=np.maximum(score[rows["day"]] - lower, 0),
        flare=flare[rows["day"]].astype(int),
        note=_notes(flare[rows["day"].to_numpy()] & ~is_after, rng),
        sleep_h=np.where(is_after, np.nan, np.round(rng.normal(7.1, 0.7, n)[rows["day"]], 1)),
        stress=np.where(is_after, np.nan, rng.integers(1, 6, n)[rows["day"]]),
    )


def _notes(is_flare: Mask, rng: np.random.Generator) -> list[str]:
    words = ("could not tie my shoes", "stiff all day", "sat in the car, bad", "stood up crooked")
    is_told = is_flare & (rng.random(is_flare.size) < 0.5)
    return list(np.where(is_told, rng.choice(words, is_flare.size), ""))
