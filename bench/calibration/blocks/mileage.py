"""A block that comes with another mileage: what is said of it, and whether what is left holds the truth.

python -m bench block-mileage
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analytics.blocks import design, verdict
from analytics.blocks.design import Design
from analytics.blocks.judged import Judged, judge
from analytics.statistics.arrays import Array
from analytics.statistics.simulated import with_noise
from bench.calibration.blocks.rates import FIRST_DAY, PAIN_SD, scored
from bench.calibration.tables import percent, table

SEED, REPETITIONS = 20261127, 200
WEEKS_BEFORE, WEEKS_BLOCK, LEVEL, NOISE = 40, 20, 5.0, 0.1
# Weeks of running before the diary, so that its first day knows its weekly distance.
RUN_IN = 6
# Weekly distance, km: three weeks up, one down, and so much of itself from week to week; four runs a week.
USUAL_KM, CYCLE, SPREAD, RUNS = 45.0, (-0.1, 0.0, 0.1, -0.15), 0.18, 4


@dataclass(frozen=True)
class World:
    """A block that cuts mileage by the share `cut`; pain follows weekly distance by `acts` points per 10 km, `lag`
    days later, and the block by `step` points."""

    name: str
    cut: float
    acts: float
    lag: int
    step: float

    @property
    def is_nothing(self) -> bool:
        """The block itself does nothing."""
        return self.step == 0


WORLDS = (
    World("cut by 30 %, acts at once", 0.3, 1.0, 0, 0.0),
    World("cut by 30 %, acts 3 days later", 0.3, 1.0, 3, 0.0),
    World("cut by 30 %, acts 7 days later", 0.3, 1.0, 7, 0.0),
    World("cut by 12 %, acts at once", 0.12, 1.0, 0, 0.0),
    World("cut by 60 %, acts at once", 0.6, 1.0, 0, 0.0),
    World("cut by 30 %, nothing acts", 0.3, 0.0, 0, 0.0),
    World("cut by 30 %, does nothing; block −2", 0.3, 0.0, 0, -2.0),
    World("cut by 30 %, acts; block −2", 0.3, 1.0, 0, -2.0),
)
PHIS = (0.5, 0.8)


def running(cut: float, rng: np.random.Generator) -> Array:
    """Metres of each day, from `RUN_IN` weeks before the diary on."""
    n = RUN_IN + WEEKS_BEFORE + WEEKS_BLOCK
    level = USUAL_KM * (1 + np.resize(CYCLE, n)) * np.exp(rng.normal(0, SPREAD, n))
    level[RUN_IN + WEEKS_BEFORE :] *= 1 - cut
    days = np.zeros((n, design.WEEK_DAYS))
    for week, shares in enumerate(rng.dirichlet([4.0] * RUNS, n)):
        days[week, rng.choice(design.WEEK_DAYS, RUNS, replace=False)] = 1000 * level[week] * shares
    return days.ravel()


def diary(world: World, phi: float, rng: np.random.Generator) -> tuple[Design, pd.DataFrame]:
    """One diary as the analysis sees it, and the daily frame that knows its mileage."""
    first = RUN_IN * design.WEEK_DAYS
    distance = pd.Series(running(world.cut, rng))
    weekly = distance.rolling(design.WEEK_DAYS).sum()
    day = np.arange(len(distance)) - first
    mileage = world.acts * (weekly.shift(world.lag).to_numpy()[first:] / 10_000 - USUAL_KM / 10)
    step = world.step * (day[first:] >= WEEKS_BEFORE * design.WEEK_DAYS)
    level = LEVEL + mileage + step + PAIN_SD * with_noise(phi, NOISE, len(day) - first, rng)
    days = FIRST_DAY + pd.to_timedelta(day, unit="D")
    daily = pd.DataFrame({"distance_m": distance.to_numpy(), "distance_7d_m": weekly.to_numpy()}, index=days)
    start = FIRST_DAY + pd.Timedelta(weeks=WEEKS_BEFORE)
    return design.build(scored(level, rng), start, days[-1]), daily


def measure(*, is_quick: bool = False, repetitions: int = REPETITIONS) -> list[dict[str, Any]]:
    """One row a world and autocorrelation: shares of diaries."""
    n = 2 if is_quick else repetitions
    return [_of(world, phi, n, i) for i, world in enumerate(WORLDS) for phi in PHIS]


def _of(world: World, phi: float, n: int, place: int) -> dict[str, Any]:
    rng = np.random.default_rng([SEED, place, int(10 * phi)])
    shares = np.mean([_said(world, *diary(world, phi, rng)) for _ in range(n)], axis=0)
    return {"world": world.name, "step": world.step, "phi": phi, "n": n, **dict(zip(SAID, shares, strict=True))}


SAID = (
    "unadjusted lower", "unadjusted lower or trend", "unadjusted higher", "lower", "lower or trend", "higher",
    "cannot be told apart", "may be the mileage", "unadjusted held", "held",
)  # fmt: skip


def _said(world: World, plan: Design, daily: pd.DataFrame) -> list[float]:
    plain = judge(plan, plan.scores, daily[[]], "pain")
    found = judge(plan, plan.scores, daily, "pain")
    is_apart = found.rows is not None and found.left is None
    doubted = found.left is not None and found.reading.doubt == "mileage"
    held = [_holds(each, world.step) for each in (plain, found)]
    return [*_kinds(plain), *_kinds(found), is_apart, doubted, *held]


def _kinds(found: Judged) -> list[bool]:
    said = found.reading.verdict
    return [
        said in (verdict.LOWER_MORE, verdict.LOWER_MAYBE), said == verdict.LOWER_OR_TREND, said == verdict.HIGHER
    ]  # fmt: skip


def _holds(found: Judged, step: float) -> float:
    """Whether the interval of the fit with a trend holds the step."""
    low, high = found.lines.trend.interval(-1)
    return float(low <= step <= high)


def as_text(rows: list[dict[str, Any]]) -> str:
    """A row a world."""
    cells = [(row["world"], f"{row['phi']:g}", *(percent(row[key], 0) for key in SAID)) for row in rows]
    return table(("block", "AR", *SAID), cells)
