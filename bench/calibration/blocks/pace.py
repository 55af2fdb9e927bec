"""Is "did easy pace change with the block?" honest? Simulated runs with a known truth, asked through the real code.

python -m bench calibration-pace
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.blocks import design, pace_judged, pace_slopes, verdict
from analytics.blocks.design import Design
from analytics.blocks.pace_judged import Judged, Lines, Matrix
from analytics.running import easy_runs as easy
from data import schema

Array = NDArray[np.float64]

SEED, REPETITIONS = 20240611, 200
FIRST_DAY = pd.Timestamp("2022-01-03")
# Per cent of pace: the single run's noise, how often it is a bad outlier and how bad.
NOISE, OUTLIERS, OUTLIER_SIZE = 3.5, 0.04, 8.0
PLANTED = (0.0, -3.0)
FITNESS = ("none", "AR 42 d", "random walk", "line")
WEEKS = ((16, 16), (28, 16), (40, 40))


def log(weeks_before: int, weeks_block: int, percent: float, fitness: str, rng: np.random.Generator) -> pd.DataFrame:
    """Frame `runs`: five easy runs a week that follow heart rate, heat, climb and fitness; `percent` is planted."""
    days = np.flatnonzero(rng.random((weeks_before + weeks_block) * 7) < 5 / 7)
    return runs_of(days, lambda rng: _fitness(fitness, days, rng) + percent * (days >= weeks_before * 7), rng)


def runs_of(days: Array, own: Callable[[np.random.Generator], Array], rng: np.random.Generator) -> pd.DataFrame:
    """Easy runs on `days` (from `FIRST_DAY` on) that follow heart rate, heat, climb and, in per cent, `own`."""
    n = len(days)
    hr, climb, distance = rng.normal(140, 5, n), rng.gamma(2, 5, n), rng.uniform(6000, 14000, n)
    heat = 12 + 9 * np.sin(days / 58.1) + rng.normal(0, 3, n)
    noise = rng.normal(0, NOISE, n) + OUTLIER_SIZE * (rng.random(n) < OUTLIERS)
    effects = -0.4 * (hr - 140) + 0.1 * (heat - 12) + 0.01 * (heat - 12) ** 2 + 0.1 * climb
    slowness = effects + own(rng) + noise
    rows = {
        "run_id": days.astype(str), "source": "simulated", "day": FIRST_DAY + pd.to_timedelta(days, unit="D"),
        "distance_m": distance, "duration_s": 0.36 * distance * np.exp(slowness / 100),
        "ascent_m": climb * distance / 1000, "hr_mean_bpm": hr, "hr_max_bpm": 195.0, "temperature_c": heat,
        "kind": "road",
    }  # fmt: skip
    return schema.conform("runs", pd.DataFrame(rows))


def _fitness(kind: str, days: Array, rng: np.random.Generator) -> Array:
    """Per cent of pace on each run's day that training has given or taken on its own."""
    n = int(days[-1]) + 1
    if kind == "line":
        return -4.0 * days / n
    if kind == "random walk":
        return np.cumsum(rng.normal(0, 0.12, n))[days]
    if kind == "AR 42 d":
        from scipy.signal import lfilter

        phi = np.exp(-1 / 42)
        return np.asarray(lfilter([1.5 * np.sqrt(1 - phi**2)], [1.0, -phi], rng.standard_normal(n)))[days]
    return np.zeros(len(days))


def answers(plan: Design, matrix: Matrix, planted: Sequence[float]) -> list[Judged]:
    """The answer on one log where nothing is planted, and where each of `planted` is, in per cent.

    All terms are linear in log pace, so a planted change moves each line's step by as much and nothing else: only the
    verdict is asked for anew.
    """
    lines = pace_judged.fit(plan, matrix, [pace_slopes.USUAL_SD])
    found = []
    for by in planted:
        columns = matrix.columns.copy()
        columns[:, 0] += by * columns[:, -1]
        moved = plan.course["observed"] + by * (plan.course["phase"] == "during")
        able = replace(plan, course=plan.course.assign(observed=moved))
        found.append(pace_judged.judge(able, replace(matrix, columns=columns), _moved(lines, by)))
    return found


def _moved(lines: Lines, by: float) -> Lines:
    free, level, *held = (
        replace(each, estimate=each.estimate + by, low=each.low + by, high=each.high + by, at_most=each.at_most + by)
        for each in (lines.free, lines.level, *lines.held)
    )
    return Lines(free, tuple(held), level, lines.sds)


def one(weeks_before: int, weeks_block: int, fitness: str, rng: np.random.Generator) -> list[Judged]:
    """The answers on one simulated log, with each of `PLANTED`."""
    chosen = easy.runs(log(weeks_before, weeks_block, 0.0, fitness, rng))
    start, end = (FIRST_DAY + pd.Timedelta(weeks=weeks) for weeks in (weeks_before, weeks_before + weeks_block))
    plan = design.build(chosen["pace"], start, end)
    return answers(plan, pace_judged.make(plan, chosen), PLANTED)


def coverage(repetitions: int) -> list[dict[str, Any]]:
    """One row per weeks, fitness and planted change: `shares` of the answers."""
    rows = []
    for i, ((before, block), fitness) in enumerate(product(WEEKS, FITNESS)):
        rng = np.random.default_rng(SEED + i)
        found = [one(before, block, fitness, rng) for _ in range(repetitions)]
        about = {"weeks": f"{before}/{block}", "fitness": fitness}
        rows += [
            {**about, "percent": planted, **shares(each, planted)}
            for planted, each in zip(PLANTED, zip(*found, strict=True), strict=True)
        ]
    return rows


def shares(found: Sequence[Judged], planted: float) -> dict[str, float]:
    """Shares of answers: the interval and the one-sided bound hold `planted` (`sure_prior`: the bound under the prior
    alone), a verdict each way; the half-width of the interval in per cent; the same of the trend without a prior."""
    lines, free = [each.quoted for each in found], [each.lines.free for each in found]
    said = [each.reading.verdict for each in found]
    return {
        "coverage": float(np.mean([line.low <= planted <= line.high for line in lines])),
        "sure": float(np.mean([planted <= each.at_most for each in found])),
        "sure_prior": float(np.mean([planted <= line.at_most for line in lines])),
        "faster": float(np.mean([each in verdict.LOWER for each in said])),
        "slower": float(np.mean([each == verdict.HIGHER for each in said])),
        "half_width": float(np.mean([(line.high - line.low) / 2 for line in lines])),
        "free": float(np.mean([line.low <= planted <= line.high for line in free])),
        "free_half": float(np.mean([(line.high - line.low) / 2 for line in free])),
    }
