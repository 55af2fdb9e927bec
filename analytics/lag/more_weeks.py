"""How many more weeks of diary until a pair that cannot be told can be."""

from __future__ import annotations

import math

import numpy as np

from analytics.lag.answer import Answer
from analytics.lag.effect import what_matters
from analytics.lag.interval import slope_range
from analytics.lag.power import MAX_WEEKS, weeks_needed

# The two ends lie unequally far; simulated, the farther one lies this much beyond the plain formula.
FARTHER_END = 1.4
# Room for the estimate's own luck, of half an interval: .84 standard errors are not exceeded four times in five.
LUCK = 0.84 / 1.96


def more_weeks(answer: Answer) -> float:
    """Weeks of diary still to write until a change that matters is found four times in five, or else ruled out.

    The change is from one standard deviation below the exposure's mean to one above, so its correlation is change /
    (2 sd of the outcome). Where there is none, what was seen so far fades as the log grows, and the interval must
    leave that change out with room for the estimate's own luck. The longer of the two, at least 4; infinite beyond
    ten years.
    """
    spread = float(answer.asked.y[answer.best][answer.asked.is_used[answer.best]].std())
    size, weeks = what_matters(answer) / (2 * spread), weeks_so_far(answer)
    found = weeks_needed(size, answer.n / answer.n_effective, answer.n / (7 * weeks))
    slopes = slope_range(answer.chance, answer.asked, answer.best)
    ahead = np.arange(math.ceil(weeks), MAX_WEEKS + 1)
    far = FARTHER_END * slopes.after(ahead / weeks)
    is_ruled_out = abs(slopes.spread.r) * weeks / ahead + far * (1 + LUCK) <= size
    ruled_out = ahead[np.argmax(is_ruled_out)] if is_ruled_out.any() else math.inf
    needed = max(found, ruled_out)
    return math.inf if needed >= MAX_WEEKS else max(math.ceil(needed - weeks), 4)


def weeks_so_far(answer: Answer) -> float:
    """Weeks of the log that the pair was asked of."""
    return float(answer.asked.is_used.shape[1]) / 7
