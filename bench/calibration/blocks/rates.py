"""Is "did pain change with the block?" honest? Simulated diaries with a known truth, asked through the real code.

    python -m bench calibration-blocks

Four questions: do 95 % intervals hold the truth in 95 % of diaries; does a block without any effect that begins
in a bad spell, or while an injury heals on its own, look as if it helped; and how often is a real change found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from itertools import product

import numpy as np
import pandas as pd

from analytics.blocks import design, verdict
from analytics.blocks.design import Design
from analytics.blocks.fits import fit
from analytics.blocks.judged import Judged, judge
from analytics.statistics.arrays import Array
from analytics.statistics.simulated import with_noise

SEED = 20240611
FIRST_DAY = pd.Timestamp("2022-01-03")
PAIN_SD, MISSING = 1.5, 0.25
# A bad fortnight: its mean stands this many of its own sd above the usual.
BAD_SD = 1.5


@dataclass(frozen=True)
class Errors:
    """How pain wanders on its own: AR(1) `phi`, a share `noise` of the variance of the single day, flares or not."""

    phi: float
    noise: float = 0.0
    has_flares: bool = False

    @property
    def name(self) -> str:
        """'AR .9 with 40 % day noise'."""
        noise = f" with {self.noise:.0%} day noise" if self.noise else ""
        return f"AR {self.phi:g}{noise}{' and flares' if self.has_flares else ''}"


@dataclass(frozen=True)
class Cell:
    """One kind of diary: weeks before and of the block, its errors, its mean, total drift and step in points."""

    errors: Errors
    weeks_before: int
    weeks_block: int
    drift: float = 0.0
    step: float = 0.0
    mean: float = 4.0


@dataclass(frozen=True)
class Healing:
    """An injury that builds up and heals on its own: time constants in days and its height in points."""

    rise: float
    heal: float
    height: float = 4.0


ERRORS = (*(Errors(phi) for phi in (0.0, 0.3, 0.6, 0.8, 0.9)), Errors(0.8, 0.4), Errors(0.9, 0.4))
COVERAGE_CELLS = tuple(
    Cell(errors, before, block, drift)
    for errors, before, block, drift in product(ERRORS, (14, 28, 54), (8, 12, 28), (0.0, -2.0))
)
SELECTED_ERRORS = (Errors(0.6), Errors(0.8), Errors(0.9), Errors(0.8, 0.4), Errors(0.8, 0.0, has_flares=True))
POWER_WEEKS = ((14, 12), (28, 12), (28, 28), (54, 54))

HEALING = (Healing(90, 40), Healing(90, 20), Healing(150, 30), Healing(45, 40), Healing(60, 60, 2.0))
# Days of diary before the block and of the block, which begins this long after the worst day, a week more or less.
HEALING_BEFORE, HEALING_BLOCK, HEALING_DELAY, HEALING_SPREAD = 300, 112, 10, 7
# What pain is without the injury, and how far it wanders.
HEALTHY, HEALTHY_ERRORS, HEALTHY_SD = 1.5, Errors(0.7), 0.9


def wander(errors: Errors, n: int, rng: np.random.Generator) -> Array:
    """`n` days of mean 0 and sd 1.5: AR(1), day noise, and flares of 3 points that fade within days."""
    from scipy.signal import lfilter

    made = PAIN_SD * with_noise(errors.phi, errors.noise, n, rng)
    if errors.has_flares:
        made += np.asarray(lfilter([1.0], [1.0, -0.8], 3.0 * (rng.random(n) < 1 / 60)))
    return made


def scored(level: Array, rng: np.random.Generator) -> pd.Series:
    """Whole scores 0-10 as a person writes them down, a quarter of the days missing."""
    scores = np.clip(np.round(level), 0, 10)
    days = pd.date_range(FIRST_DAY, periods=len(level), name="day")
    return pd.Series(scores, index=days)[rng.random(len(level)) >= MISSING]


def diary(cell: Cell, rng: np.random.Generator) -> Design:
    """One diary of this kind, as the analysis sees it."""
    n_before, n = cell.weeks_before * 7, (cell.weeks_before + cell.weeks_block) * 7
    days = np.arange(n)
    level = cell.mean + cell.drift * (days / n - 0.5) + cell.step * (days >= n_before)
    known = scored(level + wander(cell.errors, n, rng), rng)
    return design.build(known, *(FIRST_DAY + pd.Timedelta(days=int(day)) for day in (n_before, n - 1)))


def coverage_of(cell: Cell, repetitions: int, seed: int) -> dict[str, float]:
    """Share of diaries whose interval holds the planted step, for both fits, and the mean half-widths."""
    rng = np.random.default_rng(seed)
    held, widths = np.zeros((repetitions, 2)), np.zeros((repetitions, 2))
    for i in range(repetitions):
        fits = fit(diary(cell, rng))
        for j, line in enumerate((fits.trend, fits.level)):
            low, high = line.interval(-1)
            held[i, j], widths[i, j] = low <= cell.step <= high, (high - low) / 2
    (trend, level), (half, half_level) = held.mean(axis=0), widths.mean(axis=0)
    return {"trend": trend, "level": level, "half_trend": half, "half_level": half_level}


def selected_start_of(errors: Errors, repetitions: int, seed: int) -> dict[str, float]:
    """Blocks without effect that begin when the trailing fortnight is bad: how often they seem to help or harm."""
    rng = np.random.default_rng(seed)
    found = [_selected(errors, rng) for _ in range(repetitions)]
    return {key: float(np.mean([row[key] for row in found])) for key in found[0]}


def _selected(errors: Errors, rng: np.random.Generator) -> dict[str, bool]:
    known, start = _bad_start(errors, rng)
    plan = _twelve_weeks(known, start)
    return {"naive_helped": naive_helped(known, start), **said(judged(plan))}


def begun_badly(errors: Errors, rng: np.random.Generator) -> Design:
    """A diary with a block of twelve weeks without effect that begins when the trailing fortnight is bad."""
    return _twelve_weeks(*_bad_start(errors, rng))


def _twelve_weeks(known: pd.Series, start: pd.Timestamp) -> Design:
    return design.build(known, start, start + pd.Timedelta(days=12 * 7 - 1))


def judged(plan: Design) -> Judged:
    """The answer about a diary in which nothing else is on record."""
    return judge(plan, plan.scores, pd.DataFrame(), "pain")


def said(found: Judged) -> dict[str, bool]:
    """What the answer says, and what the trend fit alone would."""
    low, high = found.plain.trend.interval(-1)
    word = found.reading.verdict
    return {
        "trend_helped": high < 0,
        "trend_harmed": low > 0,
        "said_lower": word in (verdict.LOWER_MORE, verdict.LOWER_MAYBE),
        "said_lower_or_trend": word == verdict.LOWER_OR_TREND,
        "said_higher": word == verdict.HIGHER,
        "flagged": found.is_bad_spell,
    }


def healing_of(kind: Healing, repetitions: int, seed: int) -> dict[str, float]:
    """Blocks without effect that begin when an injury heals on its own: how often they seem to help or harm."""
    rng = np.random.default_rng(seed)
    plans = [healing_diary(kind, rng) for _ in range(repetitions)]
    found = [said(judged(plan)) for plan in plans]
    return {key: float(np.mean([row[key] for row in found])) for key in found[0]}


def healing_diary(kind: Healing, rng: np.random.Generator) -> Design:
    """One such diary, as the analysis sees it."""
    n = HEALING_BEFORE + HEALING_BLOCK
    delay = HEALING_DELAY + rng.integers(-HEALING_SPREAD, HEALING_SPREAD + 1)
    since_worst = np.arange(n) - HEALING_BEFORE + delay
    injury = np.exp(np.where(since_worst < 0, since_worst / kind.rise, -since_worst / kind.heal))
    level = HEALTHY + kind.height * injury + HEALTHY_SD / PAIN_SD * wander(HEALTHY_ERRORS, n, rng)
    days = (FIRST_DAY + pd.Timedelta(days=day) for day in (HEALING_BEFORE, n - 1))
    return design.build(scored(level, rng), *days)


def _bad_start(errors: Errors, rng: np.random.Generator) -> tuple[pd.Series, pd.Timestamp]:
    """A diary and the first day, after 28 weeks and with 12 to come, that follows a bad fortnight."""
    while True:
        known = scored(4.0 + wander(errors, 130 * 7, rng), rng)
        fortnight = known.asfreq("D").rolling(14, min_periods=5).mean()
        limit = fortnight.mean() + BAD_SD * fortnight.std()
        able = fortnight.iloc[28 * 7 : -12 * 7]
        days = able.index[able > limit]
        if len(days):
            return known, days[0] + pd.Timedelta(days=1)


def naive_helped(known: pd.Series, start: pd.Timestamp) -> bool:
    """What a spreadsheet does: a t-test of the last 14 days before against the block, one-sided 2.5 %."""
    from scipy.stats import ttest_ind

    day = pd.Timedelta(days=1)
    before, during = known.loc[start - 14 * day : start - day], known.loc[start : start + (12 * 7 - 1) * day]
    return bool(ttest_ind(during, before, equal_var=False, alternative="less").pvalue < 0.025)


def power_of(cell: Cell, repetitions: int, seed: int) -> dict[str, float]:
    """Share of diaries in which the planted change is found by each fit, and in which the answer says "lower"."""
    rng = np.random.default_rng(seed)
    found = np.zeros((repetitions, 3))
    for i in range(repetitions):
        answer = judged(diary(cell, rng))
        fits, is_said = answer.plain, said(answer)["said_lower"]
        found[i] = [fits.trend.interval(-1)[1] < 0, fits.level.interval(-1)[1] < 0, is_said]
    trend, level, lower = found.mean(axis=0)
    return {"trend": trend, "level": level, "said_lower": lower}


def coverage(repetitions: int, workers: int = 1, cells: Iterable[Cell] = COVERAGE_CELLS) -> pd.DataFrame:
    """One row per kind of diary: what it is, and `coverage_of` it."""
    return _table(coverage_of, tuple(cells), repetitions, workers)


def selected_starts(repetitions: int, workers: int = 1, errors: Iterable[Errors] = SELECTED_ERRORS) -> pd.DataFrame:
    """One row per kind of errors, and `selected_start_of` it."""
    return _table(selected_start_of, tuple(errors), repetitions, workers)


def healing(repetitions: int, workers: int = 1, kinds: Iterable[Healing] = HEALING) -> pd.DataFrame:
    """One row per kind of injury, and `healing_of` it."""
    return _table(healing_of, tuple(kinds), repetitions, workers)


def power(repetitions: int, workers: int = 1) -> pd.DataFrame:
    """One row per kind of diary with a planted change of 1 or 2 points, and `power_of` it."""
    cells = [
        Cell(Errors(phi), before, block, step=-step, mean=5.0)
        for (before, block), phi, step in product(POWER_WEEKS, (0.0, 0.3, 0.6, 0.8, 0.9), (1.0, 2.0))
    ]
    return _table(power_of, tuple(cells), repetitions, workers)


def _table(
    ask: Callable[..., dict[str, float]], kinds: tuple[Cell | Errors | Healing, ...], repetitions: int, workers: int
) -> pd.DataFrame:
    jobs = [kinds, [repetitions] * len(kinds), range(SEED, SEED + len(kinds))]
    if workers > 1:
        with ProcessPoolExecutor(workers) as pool:
            answers = list(pool.map(ask, *jobs))
    else:
        answers = list(map(ask, *jobs))
    return pd.DataFrame([{**_label(kind), **row} for kind, row in zip(kinds, answers, strict=True)])


def _label(kind: Cell | Errors | Healing) -> dict[str, object]:
    if isinstance(kind, Healing):
        return asdict(kind)
    if isinstance(kind, Errors):
        return {"errors": kind.name}
    return {
        "errors": kind.errors.name,
        "weeks": f"{kind.weeks_before}/{kind.weeks_block}",
        "drift": kind.drift,
        "step": kind.step,
    }


def summary(rows: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Mean, worst, and share of cells at 93 % or more and within 93-97 %; level-only over cells without drift."""
    shares = {"trend": rows["trend"], "level-only": rows.loc[rows["drift"] == 0, "level"]}
    return {
        name: {
            "n_cells": len(held),
            "mean": float(held.mean()),
            "worst": float(held.min()),
            "at_least_93": float((held >= 0.93).mean()),
            "within_93_97": float(held.between(0.93, 0.97).mean()),
        }
        for name, held in shares.items()
    }


def calibrate(repetitions: int, workers: int = 1) -> dict[str, object]:
    """Everything, as JSON-able values."""
    held, chosen, healed, found = (ask(repetitions, workers) for ask in (coverage, selected_starts, healing, power))
    return {
        "repetitions": repetitions,
        "coverage": summary(held),
        "coverage_cells": held.to_dict("records"),
        "selected_starts": chosen.to_dict("records"),
        "healing": healed.to_dict("records"),
        "power": found.to_dict("records"),
    }
