"""Simulated runners with a known truth: how much weekly distance and glute work move their pain, if at all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.statistics.arrays import Array
from analytics.statistics.simulated import autoregressive

# Days simulated before the log begins, so that windows and lags are complete on its first day.
LEAD_DAYS = 63
WEEK_SHARES = (0.0, 0.18, 0.16, 0.20, 0.0, 0.12, 0.34)
SKIPPED_RUNS = 0.12
PAIN_MEAN, PAIN_SD = 4.0, 1.5
GLUTE_DAYS, GLUTE_SETS_A_SESSION = (1, 3, 5), 8
BLOCK_WEEKS = (6, 16)


@dataclass(frozen=True)
class Truth:
    """A runner: pain's day-to-day autocorrelation, share of days without an entry, and planted effects in points
    per 10 km of the last 7 days (lag 1) and per 60 glute sets of the last 28 days (lag 14)."""

    autocorrelation: float
    missing: float = 0.0
    per_10_km: float = 0.0
    per_60_sets: float = 0.0


def log(truth: Truth, n_days: int, rng: np.random.Generator) -> pd.DataFrame:
    """`n_days` of a daily frame: distance_m distance_7d_m glute_sets glute_sets_28d biceps_sets pain."""
    return beside(training(n_days, rng), truth, rng)


def training(n_days: int, rng: np.random.Generator) -> pd.DataFrame:
    """The log without its pain, and 63 days before it."""
    n = n_days + LEAD_DAYS
    days = pd.date_range("2021-01-04", periods=n, name="day")
    frame = pd.DataFrame({"distance_m": _distance(n, rng)}, index=days)
    frame["glute_sets"] = _on_off(n, GLUTE_DAYS, GLUTE_SETS_A_SESSION, rng)
    frame["biceps_sets"] = _on_off(n, (1, 4), 3, rng)
    frame["distance_7d_m"] = frame["distance_m"].rolling(7).sum()
    frame["glute_sets_28d"] = frame["glute_sets"].rolling(28).sum()
    return frame


def beside(trained: pd.DataFrame, truth: Truth, rng: np.random.Generator) -> pd.DataFrame:
    """The log: that training and pain drawn anew."""
    return trained.assign(pain=_pain(truth, trained, rng)).iloc[LEAD_DAYS:]


def ar1(n: int, phi: float, rng: np.random.Generator) -> Array:
    """A stationary AR(1) series of variance 1."""
    return autoregressive(phi, n, rng)


def _distance(n: int, rng: np.random.Generator) -> Array:
    """Metres a day: a weekly volume that drifts from week to week, spread over the week, the long run on Sunday."""
    n_weeks = n // 7 + 1
    volume = np.clip(50_000 + 16_000 * ar1(n_weeks, 0.6, rng), 5_000, None)
    runs = np.array(WEEK_SHARES) * (rng.random((n_weeks, 7)) >= SKIPPED_RUNS) * rng.lognormal(0, 0.2, (n_weeks, 7))
    return (volume[:, None] * runs).ravel()[:n]


def _on_off(n: int, weekdays: tuple[int, ...], sets: int, rng: np.random.Generator) -> Array:
    """Sets a day: sessions on these weekdays in blocks of 6-16 weeks, nothing in the blocks between."""
    lengths = rng.integers(BLOCK_WEEKS[0], BLOCK_WEEKS[1] + 1, size=n // 42 + 3) * 7
    is_on = np.repeat((np.arange(lengths.size) + rng.integers(2)) % 2 == 1, lengths)
    offset = int(rng.integers(lengths[0]))
    is_session = np.isin(np.arange(n) % 7, weekdays)
    return np.where(is_on[offset : offset + n] & is_session, rng.poisson(sets, n), 0).astype(float)


def _pain(truth: Truth, frame: pd.DataFrame, rng: np.random.Generator) -> Array:
    n = len(frame)
    km = (frame["distance_7d_m"].shift(1) / 10_000 - 5).fillna(0).to_numpy()
    sets = (frame["glute_sets_28d"].shift(14) / 60 - 0.5).fillna(0).to_numpy()
    level = PAIN_MEAN + truth.per_10_km * km + truth.per_60_sets * sets
    score = np.clip(np.round(level + PAIN_SD * ar1(n, truth.autocorrelation, rng)), 0, 10)
    return np.where(rng.random(n) < truth.missing, np.nan, score)
