"""The slope in a reader's units: a round step of the exposure, points of pain."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.facts import PAIN_CHANGE_THAT_MATTERS
from analytics.lag.answer import Answer
from analytics.lag.pairs import Exposure
from analytics.lag.scores import Array
from data.units import Units

S_PER_MINUTE = 60
# A step beyond this many standard deviations of the exposure tells of training the log hardly holds (convention).
FARTHEST_STEP = 4.0
# The same share of the scale for yes/no outcomes (convention).
SHARE_THAT_MATTERS = 0.2


@dataclass(frozen=True)
class Effect:
    """Change of the outcome for one step more: `value`, `low`, `high` in `unit`; NaN ends where none can be told.

    `step` says the step ('10 km'), `scale` turns a slope per SI unit into `unit`.
    """

    value: float
    low: float
    high: float
    unit: str
    step: str
    scale: float


def effect(answer: Answer, units: Units) -> Effect:
    """The best lag's slope for a round step in the reader's units; yes/no outcomes in percentage points."""
    size, step = _step(answer.asked.exposure, units, answer.asked.x)
    is_yes_no = answer.asked.outcome.is_yes_no
    scale = size * (100.0 if is_yes_no else 1.0)
    value, low, high = (scale * end for end in answer.slope)
    done = answer.asked.exposure
    words = step if done.kind in ("distance", "climb") else f"{step} {done.words.removeprefix('daily ')}"
    unit = f"{'percentage points' if is_yes_no else 'points'} per {words}"
    return Effect(value, low, high, unit, step, scale)


def contrast(answer: Answer) -> float:
    """Low to high exposure: one standard deviation below its mean to one above, in its own unit."""
    return 2.0 * float(answer.asked.x[answer.asked.is_used[answer.best]].std())


def what_matters(answer: Answer) -> float:
    """The smallest change of the outcome that matters, in its own unit."""
    return SHARE_THAT_MATTERS if answer.asked.outcome.is_yes_no else PAIN_CHANGE_THAT_MATTERS


def reach(answer: Answer) -> float:
    """The largest change from low to high exposure that the interval holds, as a share of one that matters.

    1 or more: a change that matters may hide. Infinite where there is no interval.
    """
    widest = max(abs(answer.slope[1]), abs(answer.slope[2])) * contrast(answer) / what_matters(answer)
    return float(np.nan_to_num(widest, nan=np.inf))


def _step(done: Exposure, units: Units, x: Array) -> tuple[float, str]:
    """The step in the column's own unit, and in words: the declared one, or a round one that this log has seen."""
    size_of_one = {"distance": units.m_per_distance, "climb": units.m_per_climb, "time": S_PER_MINUTE}.get(
        done.kind, 1.0
    )
    word = {"distance": f" {units.distance}", "climb": f" {units.climb}"}.get(done.kind, "")
    count = done.imperial_step if units.name == "imperial" else done.step
    spread = float(np.nanstd(x)) / size_of_one
    if not count or count > FARTHEST_STEP * spread:
        count = _round_step(spread if not count else 2 * spread)
    return count * size_of_one, f"{count:g}{word}"


def _round_step(spread: float) -> float:
    """The 1, 2 or 5 times a power of ten nearest below `spread`."""
    power = 10.0 ** np.floor(np.log10(spread))
    return float(max(m * power for m in (1, 2, 5) if m * power <= spread * (1 + 1e-9)))
