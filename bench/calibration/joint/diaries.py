"""How simulated pain goes, and how it is written down."""

from __future__ import annotations

import numpy as np
import pandas as pd

from bench.calibration.joint.habits import Array
from bench.calibration.lag.runners import LEAD_DAYS, PAIN_MEAN, PAIN_SD, ar1

MISSING = 0.25
KM_LAG, SETS_LAG = 1, 14


def flares(n: int, rng: np.random.Generator, every: float = 45.0, height: float = 3.0, days: float = 6.0) -> Array:
    """Flares as a point process: each jumps up and fades."""
    made = np.zeros(n)
    for start in np.flatnonzero(rng.random(n) < 1 / every):
        made[start:] += height * rng.lognormal(0, 0.3) * np.exp(-np.arange(n - start) / days)
    return made


def long_memory(n: int, d: float, rng: np.random.Generator) -> Array:
    """ARFIMA(0, d, 0), standard deviation 1."""
    lead = 1000
    weights = np.cumprod(np.r_[1.0, (np.arange(1, n + lead) - 1 + d) / np.arange(1, n + lead)])
    made = np.convolve(rng.standard_normal(n + lead), weights)[lead : n + lead]
    return np.asarray(made / made.std())


def effects(trained: pd.DataFrame, per_10_km: float, per_60_sets: float) -> Array:
    """Points a day: kilometres of the last seven days a day later, sets of the last 28 two weeks later."""
    km = (trained["distance_7d_m"].shift(KM_LAG) / 10_000 - 5).bfill().to_numpy()
    sets = (trained["glute_sets_28d"].shift(SETS_LAG) / 60 - 0.5).bfill().to_numpy()
    return np.asarray(per_10_km * km + per_60_sets * sets)


def scores(course: Array) -> Array:
    """Whole scores 0-10."""
    return np.clip(np.round(course), 0, 10)


def written(
    trained: pd.DataFrame, course: Array, rng: np.random.Generator, missing: float | Array = MISSING
) -> pd.DataFrame:
    """The log: that training and the course as scores, a share (of each day) missing; lead days cut."""
    pain = np.where(rng.random(course.size) < missing, np.nan, scores(course))
    return trained.assign(pain=pain).iloc[LEAD_DAYS:]


def wandering(n: int, rng: np.random.Generator, phi: float = 0.8, sd: float = PAIN_SD) -> Array:
    """A course about the usual level."""
    return PAIN_MEAN + sd * ar1(n, phi, rng)


def expected(level: Array, sd: float = PAIN_SD) -> Array:
    """The mean whole score 0-10 of a normal course about `level` (days,)."""
    from scipy.special import ndtr

    limits = np.arange(0.5, 10.0)
    return np.asarray(ndtr((level[:, None] - limits) / sd).sum(axis=1))
