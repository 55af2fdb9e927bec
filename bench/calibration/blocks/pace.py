"""Is "did easy pace change with the block?" honest? Simulated runs with a known truth, asked through the real code.

python -m bench calibration-pace
"""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.blocks import design, pace, pace_slopes, verdict
from analytics.running import easy_runs as easy
from analytics.statistics import averaged
from bench.calibration.tables import percent, table
from data import schema

Array = NDArray[np.float64]

SEED, REPETITIONS = 20240611, 200
FIRST_DAY = pd.Timestamp("2022-01-03")
# Per cent of pace: the single run's noise, how often it is a bad outlier and how bad.
NOISE, OUTLIERS, OUTLIER_SIZE = 3.5, 0.04, 8.0
FITNESS = ("none", "AR 42 d", "random walk", "line")
WEEKS = ((16, 16), (28, 16), (40, 40))


def log(weeks_before: int, weeks_block: int, percent: float, fitness: str, rng: np.random.Generator) -> pd.DataFrame:
    """Frame `runs`: five easy runs a week that follow heart rate, heat, climb and fitness; `percent` is planted."""
    days = np.flatnonzero(rng.random((weeks_before + weeks_block) * 7) < 5 / 7)
    n = len(days)
    hr, climb, distance = rng.normal(140, 5, n), rng.gamma(2, 5, n), rng.uniform(6000, 14000, n)
    heat = 12 + 9 * np.sin(days / 58.1) + rng.normal(0, 3, n)
    noise = rng.normal(0, NOISE, n) + OUTLIER_SIZE * (rng.random(n) < OUTLIERS)
    effects = -0.4 * (hr - 140) + 0.1 * (heat - 12) + 0.01 * (heat - 12) ** 2 + 0.1 * climb
    slowness = effects + _fitness(fitness, days, rng) + percent * (days >= weeks_before * 7) + noise
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


def answer(
    weeks_before: int, weeks_block: int, percent: float, fitness: str, rng: np.random.Generator
) -> tuple[averaged.Mixture, averaged.Mixture, str]:
    """The interval, that under the usual prior on the slope, and the verdict on one simulated log."""
    chosen = easy.runs(log(weeks_before, weeks_block, percent, fitness, rng))
    start, end = (FIRST_DAY + pd.Timedelta(weeks=weeks) for weeks in (weeks_before, weeks_before + weeks_block))
    plan = design.build(chosen["pace"], start, end)
    matrix = pace.make(plan, chosen)
    usual = float(np.exp(plan.rows("before")["observed"].mean() / 100))
    sd = pace_slopes.in_percent(pace_slopes.USUAL_SD, usual)
    line, held = averaged.with_priors(matrix.days, matrix.columns, [sd], pace.W_GRID)
    plain = pace.decide(line, pace.against_before(matrix), verdict.bad_spell(plan.course))
    return line, held, pace.explained(plain, plan, matrix, line)[0].verdict


def coverage(repetitions: int) -> pd.DataFrame:
    """One row per weeks, fitness and planted change: share of intervals holding it, of verdicts, and half-width."""
    rows = []
    for i, ((before, block), fitness, planted) in enumerate(product(WEEKS, FITNESS, (0.0, -3.0))):
        rng = np.random.default_rng(SEED + i)
        answers = [answer(before, block, planted, fitness, rng) for _ in range(repetitions)]
        lines, held, said = zip(*answers, strict=True)
        rows.append({
            "weeks": f"{before}/{block}", "fitness": fitness, "percent": planted,
            "coverage": np.mean([line.low <= planted <= line.high for line in lines]),
            "sure": np.mean([planted <= line.at_most for line in lines]),
            "verdicts": np.mean([each != verdict.CANNOT_TELL for each in said]),
            "half_width": np.mean([(line.high - line.low) / 2 for line in lines]),
            "prior": np.mean([line.low <= planted <= line.high for line in held]),
            "prior_half": np.mean([(line.high - line.low) / 2 for line in held]),
        })  # fmt: skip
    return pd.DataFrame(rows)


def section(found: dict[str, Any]) -> str:
    """Coverage and verdicts of easy pace."""
    rows = found["rows"]
    held = [row["coverage"] for row in rows]
    false = max(row["verdicts"] for row in rows if row["percent"] == 0)
    head = ("weeks", "fitness on its own", "planted, %", "interval holds it", "95 % sure bound holds it",
            "a verdict was given", "± %", "with a prior on the slope: holds it", "± %")  # fmt: skip
    sure, prior = ([row[key] for row in rows] for key in ("sure", "prior"))
    return "\n".join([
        "## Before and after a block: easy pace\n",
        f"Five easy runs a week. The interval covered the true value in {percent(float(np.mean(held)))} (worst "
        f"kind of log {percent(min(held))}), the one-sided bound (*at 95 % sure*) in "
        f"{percent(float(np.mean(sure)))} ({percent(min(sure))}); where nothing was planted a verdict was given in "
        f"at most {percent(false)}. With a normal prior of sd {pace_slopes.USUAL_SD:g} s/km a year on the slope "
        "before the block the interval is narrower and held the true value in "
        f"{percent(float(np.mean(prior)))} ({percent(min(prior))}); *line* gains 4 % over the log on its own, more "
        "than twice such an sd a year in the shorter logs. "
        "A change of 3 % is seldom enough for a verdict: the interval is the answer.\n",
        f"{found['repetitions']} logs of each kind, seed {found['seed']}.\n",
        table(head, [
            (
                r["weeks"], r["fitness"], f"{r['percent']:g}", percent(r["coverage"]),
                percent(r["sure"]), percent(r["verdicts"]), f"{r['half_width']:.1f}", percent(r["prior"]),
                f"{r['prior_half']:.1f}",
            )
            for r in rows
        ]),
    ])  # fmt: skip
