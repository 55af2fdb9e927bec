"""From a pair's numbers to one of four verdicts, and to its effect for a step that a reader can picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.lag.answer import CANNOT_TELL, NOTHING, RELATED, WITHDRAWN, Association, Slope
from analytics.lag.checks import strongest
from analytics.lag.pairs import exposure, outcome
from analytics.lag.step import step
from data.units import Units

# A sensitivity is spoken of, and a pair asked alone is found, at the usual 5 %.
ALPHA = 0.05


def verdict(answer: Association, *, is_found: bool) -> str:
    """'related', 'withdrawn' (a control is as strong, or it is one slow drift), 'cannot tell' (2 points may hide) or
    'nothing to see yet'.

    Scores that stand out while the effect in points may be none at all are no relation a reader could use.
    """
    if is_found and is_clear(answer.slope):
        return WITHDRAWN if is_matched(answer) or is_drift(answer) else RELATED
    return CANNOT_TELL if reach(answer) >= 1 else NOTHING


def is_clear(slope: Slope) -> bool:
    """The interval of the effect leaves 0 out; without an interval it does not."""
    return slope.low > 0 or slope.high < 0


def is_matched(answer: Association) -> bool:
    """A control is at least as strong."""
    control = strongest(answer.controls)
    return control is not None and control.strength >= abs(answer.best.r)


def is_drift(answer: Association) -> bool:
    """Without a straight drift over the whole time (and a yearly rhythm in longer logs) nothing stands out."""
    return answer.p_trend > ALPHA


def reach(answer: Association) -> float:
    """The largest change from low to high exposure that the interval holds, as a share of one that matters.

    Low to high is from one standard deviation below the exposure's mean to one above. 1 or more: a change that
    matters may hide. Infinite where there is no interval.
    """
    steepest = max(abs(answer.slope.low), abs(answer.slope.high))
    widest = steepest * 2 * answer.exposure_sd / outcome(answer.outcome).change_that_matters
    return float(np.nan_to_num(widest, nan=np.inf))


@dataclass(frozen=True)
class Effect:
    """Change of the outcome for one step more: `value`, `low`, `high` in `unit`; NaN ends where there are none.

    `step` says the step ('10 km'), `scale` turns a slope per SI unit into `unit`.
    """

    value: float
    low: float
    high: float
    unit: str
    step: str
    scale: float


def effect(answer: Association, units: Units) -> Effect:
    """The best lag's slope for a round step in the reader's units; yes/no outcomes in percentage points."""
    declared = exposure(answer.exposure)
    one = step(declared, units, answer.exposure_sd_of_log)
    is_yes_no = outcome(answer.outcome).is_yes_no
    scale = one.size * (100.0 if is_yes_no else 1.0)
    value, low, high = (scale * end for end in (answer.slope.value, answer.slope.low, answer.slope.high))
    words = one.words if one.unit else f"{one.words} {declared.words.removeprefix('daily ')}"
    unit = f"{'percentage points' if is_yes_no else 'points'} per {words}"
    return Effect(value, low, high, unit, one.words, scale)
