"""Diaries in which pain falls, or comes and goes, without any block: how often the block gets the credit.

python -m bench block-worlds
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analytics.blocks import design, verdict
from analytics.blocks.design import Design
from analytics.blocks.judged import judge
from analytics.statistics.arrays import Array
from analytics.statistics.simulated import with_noise
from bench.calibration.blocks.rates import FIRST_DAY, scored
from bench.calibration.tables import percent, table

SEED, REPETITIONS = 20261127, 200
SD, NOISE = 1.0, 0.1
PHIS = (0.3, 0.8)
WEEKS = ((16, 16), (28, 16), (52, 28))
YEAR_DAYS = 365.25
Course = Callable[[Array, int, float], Array]


@dataclass(frozen=True)
class World:
    """A course of pain on its own, from day of diary, first day of the block and a phase of the year (0-1); a change
    of `step` with the block; `years` of diary before the compared ones; scores of `sd` around it."""

    name: str
    course: Course
    step: float = 0.0
    years: int = 0
    sd: float = SD


def _decay(days: float) -> Course:
    return lambda day, _start, _phase: 2 + 4 * np.exp(-day / days)


def _fall(before: int, height: float = 4.0, width: float = 30.0) -> Course:
    return lambda day, start, _phase: 2 + height / (1 + np.exp((day - start + before) / width))


def _season(height: float) -> Course:
    return lambda day, _start, phase: 4 + height * np.cos(2 * np.pi * (day / YEAR_DAYS + phase))


def _level(day: Array, _start: int, _phase: float) -> Array:
    return np.full(len(day), 5.0)


WORLDS = (
    *(World(f"heals over {days} days from the diary's start", _decay(days)) for days in (30, 60, 120)),
    World("heals on its own, most of it 60 days before the block", _fall(60)),
    *(World(f"a season of ± {height:g}", _season(height)) for height in (1.0, 1.5)),
    World("a season of ± 1, two years of diary before that", _season(1.0), years=2),
    World("nothing", _level),
    World("the block, −1", _level, -1.0),
    World("the block, −2", _level, -2.0),
    World("heals by 2 points on its own, most of it 60 days before the block", _fall(60, 2.0)),
    World("heals by 3 points on its own within weeks, most of it 40 days before", _fall(40, 3.0, 20.0)),
    World("a season of ± 1.5, scores of sd 1.5", _season(1.5), sd=1.5),
    World("the block, −2, scores of sd 1.5", _level, -2.0, sd=1.5),
)
SAID = ("lower, before", "lower or trend, before", "higher, before", "lower", "higher",
        "trend not ruled out", "healing already", "season not ruled out", "as every year")  # fmt: skip


def diary(world: World, before: int, block: int, phi: float, rng: np.random.Generator) -> tuple[Design, pd.Series]:
    """One diary as the analysis sees it, and all of its scores."""
    begun = round(world.years * YEAR_DAYS)
    start, n = before * design.WEEK_DAYS, (before + block) * design.WEEK_DAYS
    day = np.arange(-begun, n)
    level = world.course(day, start, rng.random()) + world.step * (day >= start)
    known = scored(level + world.sd * with_noise(phi, NOISE, len(day), rng), rng)
    first, last = (FIRST_DAY + pd.Timedelta(days=begun + each) for each in (start, n - 1))
    return design.build(known, first, last), known


def measure(*, is_quick: bool = False, repetitions: int = REPETITIONS) -> list[dict[str, Any]]:
    """One row a world, autocorrelation and length: shares of diaries."""
    n = 2 if is_quick else repetitions
    cells = [(place, phi, weeks) for place in range(len(WORLDS)) for phi in PHIS for weeks in WEEKS]
    return [_of(*cell, n) for cell in cells]


def _of(place: int, phi: float, weeks: tuple[int, int], n: int) -> dict[str, Any]:
    world, rng = WORLDS[place], np.random.default_rng([SEED, place, int(10 * phi), *weeks])
    shares = np.mean([_said(*diary(world, *weeks, phi, rng)) for _ in range(n)], axis=0)
    about = {"world": world.name, "phi": phi, "weeks": f"{weeks[0]}/{weeks[1]}", "n": n}
    return {**about, **dict(zip(SAID, shares, strict=True))}


def _said(plan: Design, known: pd.Series) -> list[bool]:
    """What was said before courses without a block were asked about, and what is said."""
    found = judge(plan, known, pd.DataFrame(), "pain")
    is_bad_spell, kept = found.is_bad_spell, found.kept.is_different
    lines, weeks = found.plain, plan.weeks("before")
    former = verdict.decide(lines.prior, lines.level, found.matters, weeks, is_bad_spell, kept).verdict
    reading = found.reading
    softer = [reading.verdict == verdict.LOWER_OR_TREND and reading.doubt in doubts
              for doubts in (("", "spell", "diary"), ("healing",), ("season",), ("year",))]  # fmt: skip
    firm = (verdict.LOWER_MORE, verdict.LOWER_MAYBE)
    return [
        former in firm, former == verdict.LOWER_OR_TREND, former == verdict.HIGHER,
        reading.verdict in firm, reading.verdict == verdict.HIGHER, *softer,
    ]  # fmt: skip


def as_text(rows: list[dict[str, Any]]) -> str:
    """A row a world, autocorrelation and length."""
    cells = [(row["world"], f"{row['phi']:g}", row["weeks"], *(percent(row[key], 0) for key in SAID)) for row in rows]
    return table(("pain", "AR", "weeks", *SAID), cells)
