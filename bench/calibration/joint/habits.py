"""How simulated runners train: 3:1 build weeks with tapers and races, and four ways to lift."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

from bench.calibration.lag.runners import (
    BLOCK_WEEKS,
    GLUTE_DAYS,
    GLUTE_SETS_A_SESSION,
    LEAD_DAYS,
    SKIPPED_RUNS,
    WEEK_SHARES,
    ar1,
)

Array = npt.NDArray[np.float64]
Lifting = Callable[[int, np.random.Generator], Array]

BASE_M, BASE_SD = 50_000.0, 8_000.0
BUILD = (1.0, 1.12, 1.24, 0.72)
RACE_EVERY_WEEKS, TAPER = (12, 20), (0.75, 0.5)


def weekly_volume(n_weeks: int, rng: np.random.Generator) -> Array:
    """Metres a week: three weeks up and one down on a base that drifts, two weeks of taper before each race."""
    base = BASE_M + BASE_SD * ar1(n_weeks, 0.8, rng)
    volume = base * np.resize(np.roll(BUILD, rng.integers(4)), n_weeks)
    race = int(rng.integers(*RACE_EVERY_WEEKS))
    while race < n_weeks:
        for weeks_before, share in zip((2, 1), TAPER, strict=True):
            volume[max(race - weeks_before, 0)] = base[max(race - weeks_before, 0)] * share
        race += int(rng.integers(*RACE_EVERY_WEEKS))
    return np.clip(volume, 5_000, None)


def daily_runs(volume: Array, rng: np.random.Generator) -> Array:
    """Metres a day: the week's volume on five days, the long run on Sunday, one run in eight skipped."""
    shares = np.array(WEEK_SHARES) * rng.lognormal(0, 0.2, (volume.size, 7))
    return np.asarray((volume[:, None] * shares * (rng.random((volume.size, 7)) >= SKIPPED_RUNS)).ravel())


def blocks(n: int, rng: np.random.Generator) -> Array:
    """1 on days of lifting blocks of 6-16 weeks, 0 in those between."""
    lengths = rng.integers(BLOCK_WEEKS[0], BLOCK_WEEKS[1] + 1, size=n // 42 + 3) * 7
    is_on = np.repeat((np.arange(lengths.size) + rng.integers(2)) % 2 == 1, lengths)
    offset = int(rng.integers(lengths[0]))
    return is_on[offset : offset + n].astype(float)


def one_start(n: int, rng: np.random.Generator) -> Array:
    """1 from a day in the middle third of the log on."""
    log = n - LEAD_DAYS
    return (np.arange(n) > LEAD_DAYS + rng.integers(log // 3, 2 * log // 3)).astype(float)


def off_in_the_middle(n: int, rng: np.random.Generator) -> Array:
    """1 but for a stretch in the middle: the story."""
    log, day = n - LEAD_DAYS, np.arange(n) - LEAD_DAYS
    stop, again = rng.integers(log // 5, 2 * log // 5), rng.integers(3 * log // 5, 4 * log // 5)
    return ((day < stop) | (day > again)).astype(float)


def always(n: int, rng: np.random.Generator) -> Array:
    """Sessions a week over three: 1, 2 or 3, changed by one now and then."""
    n_weeks = n // 7 + 1
    steps = rng.choice([-1, 0, 1], p=[0.15, 0.7, 0.15], size=n_weeks)
    level, levels = int(rng.integers(1, 4)), []
    for step in steps:
        level = int(np.clip(level + step, 1, 3))
        levels.append(level)
    return np.repeat(np.array(levels) / 3, 7)[:n]


def sessions(share: Array, rng: np.random.Generator) -> Array:
    """Sets a day: on three weekdays, each with chance `share` (days,) of that day."""
    n = share.size
    is_session = np.isin(np.arange(n) % 7, GLUTE_DAYS) & (rng.random(n) < share)
    return np.where(is_session, rng.poisson(GLUTE_SETS_A_SESSION, n), 0).astype(float)


def frame(runs: Array, sets: Array, rng: np.random.Generator) -> pd.DataFrame:
    """The daily frame of that training, its lead days included; biceps work in blocks of its own."""
    days = pd.date_range("2021-01-04", periods=runs.size, name="day")
    biceps = np.where(np.isin(np.arange(runs.size) % 7, (1, 4)), rng.poisson(3, runs.size), 0) * blocks(
        runs.size, rng
    )
    made = pd.DataFrame({"distance_m": runs, "glute_sets": sets, "biceps_sets": biceps}, index=days)
    return with_windows(made)


def with_windows(made: pd.DataFrame) -> pd.DataFrame:
    """The frame with its trailing sums made anew."""
    return made.assign(
        distance_7d_m=made["distance_m"].rolling(7).sum(), glute_sets_28d=made["glute_sets"].rolling(28).sum()
    )


def trained(n_days: int, lifting: Lifting, rng: np.random.Generator) -> pd.DataFrame:
    """Training of `n_days` and the lead days before them."""
    n = n_days + LEAD_DAYS
    runs = daily_runs(weekly_volume(n // 7 + 1, rng), rng)[:n]
    return frame(runs, sessions(lifting(n, rng), rng), rng)
