"""Diaries that drag on for months: how often that is noticed, and what it does to the range.

python -m bench block-memory
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analytics.blocks import design
from analytics.blocks.judged import judge
from analytics.statistics.arrays import Array
from analytics.statistics.simulated import with_noise
from bench.calibration.blocks.rates import FIRST_DAY, PAIN_SD, scored
from bench.calibration.tables import percent, table

SEED, REPETITIONS = 20261127, 200
LEVEL, WEEKS = 5.0, ((28, 16), (52, 52))
# Shocks before the first day, so that fractional noise has settled.
RUN_IN = 4000


@dataclass(frozen=True)
class World:
    """AR(1) `phi` with a share `noise` of the single day; or, where `order` is not 0, fractional noise of it."""

    name: str
    phi: float = 0.0
    noise: float = 0.0
    order: float = 0.0

    def course(self, n: int, rng: np.random.Generator) -> Array:
        """`n` days of mean 0 and about unit variance."""
        return fractional(self.order, n, rng) if self.order else with_noise(self.phi, self.noise, n, rng)


WORLDS = (
    World("AR .3", 0.3), World("AR .8", 0.8), World("AR .8, 40 % day noise", 0.8, 0.4),
    World("AR .9, 40 % day noise", 0.9, 0.4), World("AR .95, 10 % day noise", 0.95, 0.1),
    World("long memory, d .3", order=0.3), World("long memory, d .45", order=0.45),
)  # fmt: skip


def fractional(order: float, n: int, rng: np.random.Generator) -> Array:
    """ARFIMA(0, d, 0) of unit variance: shocks weighted as (1-L)^-d expands (Hosking 1981 Biometrika 68:165)."""
    from scipy.signal import fftconvolve
    from scipy.special import gamma

    lag = np.arange(1, n + RUN_IN)
    weights = np.r_[1.0, np.cumprod((lag - 1 + order) / lag)]
    made = fftconvolve(rng.standard_normal(n + RUN_IN), weights)[RUN_IN : RUN_IN + n]
    return np.asarray(made / np.sqrt(gamma(1 - 2 * order) / gamma(1 - order) ** 2))


def measure(*, is_quick: bool = False, repetitions: int = REPETITIONS) -> list[dict[str, Any]]:
    """One row a world and length: shares of diaries without any change."""
    n = 2 if is_quick else repetitions
    return [_of(place, weeks, n) for place in range(len(WORLDS)) for weeks in WEEKS]


def _of(place: int, weeks: tuple[int, int], n: int) -> dict[str, Any]:
    rng = np.random.default_rng([SEED, place, *weeks])
    shares = np.mean([_said(WORLDS[place], weeks, rng) for _ in range(n)], axis=0)
    about = {"world": WORLDS[place].name, "weeks": f"{weeks[0]}/{weeks[1]}", "n": n}
    return {**about, **dict(zip(("noticed", "trend", "level"), shares, strict=True))}


def _said(world: World, weeks: tuple[int, int], rng: np.random.Generator) -> list[bool]:
    start, n = weeks[0] * design.WEEK_DAYS, sum(weeks) * design.WEEK_DAYS
    known = scored(LEVEL + PAIN_SD * world.course(n, rng), rng)
    plan = design.build(known, *(FIRST_DAY + pd.Timedelta(days=day) for day in (start, n - 1)))
    found = judge(plan, known, pd.DataFrame(), "pain")
    ends = [line.interval(-1) for line in (found.plain.trend, found.plain.level)]
    return [found.has_long_memory, *(low <= 0 <= high for low, high in ends)]


def as_text(rows: list[dict[str, Any]]) -> str:
    """A row a world and length."""
    head = ("pain", "weeks", "said to drag on", "range holds it, with a trend", "level only")
    keys = ("noticed", "trend", "level")
    return table(head, [(row["world"], row["weeks"], *(percent(row[key], 0) for key in keys)) for row in rows])
