"""Worlds in which nothing acts on pain, or only running does: whatever is found of the rest is false."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from bench.calibration.joint.diaries import MISSING, effects, flares, long_memory, scores, wandering, written
from bench.calibration.joint.habits import (
    Array,
    blocks,
    daily_runs,
    frame,
    off_in_the_middle,
    sessions,
    trained,
    weekly_volume,
)
from bench.calibration.lag.runners import LEAD_DAYS, PAIN_MEAN, PAIN_SD, ar1

World = Callable[[int, np.random.Generator], pd.DataFrame]


def plan_and_flares(n_days: int, rng: np.random.Generator) -> pd.DataFrame:
    """3:1 weeks, tapers, races; flares as a point process on top of AR(.8)."""
    made = trained(n_days, blocks, rng)
    return written(made, wandering(len(made), rng, sd=1.0) - 1 + flares(len(made), rng), rng)


def mostly_zeros(n_days: int, rng: np.random.Generator) -> pd.DataFrame:
    """Pain of 0 on four days in five."""
    made = trained(n_days, blocks, rng)
    course = 2.5 * ar1(len(made), 0.8, rng)
    return written(made, course - np.quantile(course, 0.8) + 0.5, rng)


def long_memories(n_days: int, rng: np.random.Generator) -> pd.DataFrame:
    """Pain with long memory, ARFIMA d = .45."""
    made = trained(n_days, blocks, rng)
    return written(made, PAIN_MEAN + PAIN_SD * long_memory(len(made), 0.45, rng), rng)


def two_blocks(n_days: int, rng: np.random.Generator) -> pd.DataFrame:
    """Two lifting blocks; pain wanders slowly, AR(.98)."""
    made = trained(n_days, off_in_the_middle, rng)
    return written(made, wandering(len(made), rng, phi=0.98), rng)


def trend_and_season(n_days: int, rng: np.random.Generator) -> pd.DataFrame:
    """Distance and pain both drift and both have a yearly rhythm, each its own."""
    n = n_days + LEAD_DAYS
    time, turn = np.arange(n) / n, 2 * np.pi * np.arange(n) / 365.25
    swing = 1 + rng.choice([-1, 1]) * 0.5 * (time - 0.5) + 0.3 * np.sin(turn + 7 * rng.random())
    runs = daily_runs(weekly_volume(n // 7 + 1, rng), rng)[:n] * swing
    made = frame(runs, sessions(blocks(n, rng), rng), rng)
    slow = rng.choice([-1, 1]) * 2 * (time - 0.5) + np.sin(turn + 7 * rng.random())
    return written(made, wandering(n, rng, sd=1.2) + slow, rng)


def layoffs(n_days: int, rng: np.random.Generator) -> pd.DataFrame:
    """Pain of 7 or more stops running until it is below 5 for three days; then two weeks at half."""
    made = trained(n_days, blocks, rng)
    course = wandering(len(made), rng, sd=1.3) - 0.5 + flares(len(made), rng, every=60, height=4, days=10)
    share, is_off, calm, back = np.ones(len(made)), False, 0, 14
    for day in range(1, len(made)):
        is_off = is_off or course[day - 1] >= 7
        calm = calm + 1 if course[day - 1] < 5 else 0
        if is_off and calm >= 3:
            is_off, back = False, 0
        share[day] = 0.0 if is_off else 0.5 if back < 14 else 1.0
        back += not is_off
    return written(_rerun(made, share), course, rng)


def coach(n_days: int, rng: np.random.Generator) -> pd.DataFrame:
    """A coach plans each Monday: less after a painful week, more after a good one."""
    made = trained(n_days, blocks, rng)
    course = wandering(len(made), rng)
    return written(_rerun(made, _replanned(course, weeks=1, push=0.12)), course, rng)


def slow_coach(n_days: int, rng: np.random.Generator) -> pd.DataFrame:
    """A coach who looks at the last four weeks."""
    made = trained(n_days, blocks, rng)
    course = wandering(len(made), rng, phi=0.95)
    return written(_rerun(made, _replanned(course, weeks=4, push=0.2)), course, rng)


def by_run_day(n_days: int, rng: np.random.Generator) -> pd.DataFrame:
    """The diary is kept with the run: nine in ten run days, one in four others."""
    made = trained(n_days, blocks, rng)
    missing = np.where(made["distance_m"] > 0, 0.1, 0.75)
    return written(made, wandering(len(made), rng), rng, missing)


def bad_days_logged(n_days: int, rng: np.random.Generator) -> pd.DataFrame:
    """Bad days are written down, good ones often not."""
    made = trained(n_days, blocks, rng)
    course = wandering(len(made), rng)
    return written(made, course, rng, np.where(course >= 5, 0.05, 0.5))


def only_mileage(n_days: int, rng: np.random.Generator) -> pd.DataFrame:
    """Only running acts, one point per 10 km, over months of more and months of less; fewer sets in big weeks."""
    n = n_days + LEAD_DAYS
    n_weeks = n // 7 + 1
    slow = ar1(n_weeks, 0.9, rng)
    volume = np.clip(weekly_volume(n_weeks, rng) + 14_000 * slow, 5_000, None)
    big = pd.Series((volume - volume.mean()) / volume.std()).rolling(2, min_periods=1).mean().to_numpy()
    runs = daily_runs(volume, rng)[:n]
    made = frame(runs, sessions(np.repeat(np.clip(0.5 - 0.5 * big, 0.0, 1.0), 7)[:n], rng), rng)
    return written(made, wandering(n, rng) + effects(made, 1.0, 0.0), rng)


def once_a_week(n_days: int, rng: np.random.Generator) -> pd.DataFrame:
    """The diary is filled in on Sundays for all seven days, from that day's mood."""
    made = trained(n_days, blocks, rng)
    course = wandering(len(made), rng)
    filled = np.repeat(course[6::7], 7)
    whole = np.concatenate([filled, np.full(len(made) - filled.size, course[-1])])
    return written(made, whole + 0.4 * rng.standard_normal(len(made)), rng, 0.05)


def milder_rater(n_days: int, rng: np.random.Generator) -> pd.DataFrame:
    """The same pain is scored lower and lower, down to half."""
    made = trained(n_days, blocks, rng)
    return written(made, wandering(len(made), rng) * np.linspace(1.2, 0.6, len(made)), rng)


def rehab(n_days: int, rng: np.random.Generator) -> pd.DataFrame:
    """Flares start six weeks of strength work; it does nothing."""
    n = n_days + LEAD_DAYS
    course = wandering(n, rng, sd=1.2) - 0.5 + flares(n, rng, every=90, height=4, days=8)
    share, left = np.full(n, 0.1), 0
    for day in range(1, n):
        left = 42 if course[day - 1] >= 7 else max(left - 1, 0)
        share[day] = 0.95 if left else 0.1
    runs = daily_runs(weekly_volume(n // 7 + 1, rng), rng)[:n]
    return written(frame(runs, sessions(share, rng), rng), course, rng)


def stress(n_days: int, rng: np.random.Generator) -> pd.DataFrame:
    """Stress, not recorded, raises pain and lowers running: no method here can see it."""
    made = trained(n_days, blocks, rng)
    strain = ar1(len(made), 0.9, rng)
    rerun = _rerun(made, np.clip(1 - 0.25 * strain, 0, None))
    return written(rerun, wandering(len(made), rng, sd=1.2) + 0.8 * strain, rng)


def skips_on_bad_mornings(n_days: int, rng: np.random.Generator) -> pd.DataFrame:
    """The day's run is shortened from a morning score of 5 on and skipped from 6 on."""
    made = trained(n_days, blocks, rng)
    course = wandering(len(made), rng)
    morning, later = (scores(course + 0.4 * rng.standard_normal(course.size)) for _ in range(2))
    rerun = _rerun(made, np.where(morning >= 6, 0.0, np.where(morning >= 5, 0.6, 1.0)))
    is_missing = rng.random(course.size) < MISSING
    day = {"pain": np.maximum(morning, later), "pain_morning": morning}
    return rerun.assign(**{name: np.where(is_missing, np.nan, values) for name, values in day.items()})[LEAD_DAYS:]


def begun_once(n_days: int, rng: np.random.Generator) -> pd.DataFrame:
    """Strength work is begun once and pain changes once by two points, at a time of its own."""
    n = n_days + LEAD_DAYS
    day = np.arange(n)
    made = trained(n_days, lambda n, rng: (np.arange(n) > rng.integers(n // 3, 2 * n // 3)).astype(float), rng)
    change = rng.choice([-1, 1]) * 2 * (day > rng.integers(n // 5, 4 * n // 5))
    return written(made, 3.5 + change + ar1(n, 0.8, rng), rng)


def random_flares(n_days: int, rng: np.random.Generator) -> pd.DataFrame:
    """A yes or no a day, in spells, on about one day in eight."""
    made = trained(n_days, blocks, rng)
    course = ar1(len(made), 0.8, rng)
    is_bad = (course > np.quantile(course, 0.87)).astype(float)
    flare = np.where(rng.random(len(made)) < MISSING, np.nan, is_bad)
    return made.assign(flare=flare).iloc[LEAD_DAYS:]


def rare_flares(n_days: int, rng: np.random.Generator) -> pd.DataFrame:
    """Spells of flares on one day in thirty."""
    made = trained(n_days, blocks, rng)
    course = flares(len(made), rng, every=60, height=3, days=3)
    flare = np.where(rng.random(len(made)) < MISSING, np.nan, (course > 1.5).astype(float))
    return made.assign(flare=flare).iloc[LEAD_DAYS:]


def _rerun(made: pd.DataFrame, share: Array) -> pd.DataFrame:
    """The training with only `share` (days,) of each day run."""
    from bench.calibration.joint.habits import with_windows

    return with_windows(made.assign(distance_m=made["distance_m"] * share))


def _replanned(course: Array, *, weeks: int, push: float) -> Array:
    """The share of the plan that is run, by week: less where pain was high in the last `weeks`."""
    n_weeks = course.size // 7 + 1
    padded = np.concatenate([course, np.full(n_weeks * 7 - course.size, course[-1])])
    mean = padded.reshape(-1, 7).mean(axis=1)
    felt = pd.Series(mean).rolling(weeks, min_periods=1).mean().shift(1).fillna(PAIN_MEAN).to_numpy()
    return np.repeat(np.clip(1 - push * (felt - PAIN_MEAN), 0.2, 1.6), 7)[: course.size]
