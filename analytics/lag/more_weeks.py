"""How many more weeks of diary until a question that is still open can be answered."""

from __future__ import annotations

import math

import numpy as np

from analytics.lag.chance import Chance
from analytics.lag.interval import slope_range
from analytics.lag.question import Question

# 1.96 for 95 % and .84 for 80 % power.
DETECTABLE = 2.8
# Simulated: the plain formula is too short by about a fifth, for the search over lags and estimated rhythms.
SEARCH_ALLOWANCE = 1.25
# Twelve weeks of both are asked for in any case (`analytics.lag.question`).
MIN_WEEKS = 12
# A forecast beyond ten years says no more than 'very long'.
MAX_WEEKS = 520
# The two ends lie unequally far; simulated, the farther one lies this much beyond the plain formula.
FARTHER_END = 1.4
# Room for the estimate's own luck, of half an interval: .84 standard errors are not exceeded four times in five.
LUCK = 0.84 / 1.96


def more_weeks(chance: Chance, asked: Question, lag: int, n_effective: float) -> float:
    """Weeks of diary still to write until a change that matters is found four times in five, or else ruled out, at
    the lag in that position.

    The change is from one standard deviation below the exposure's mean to one above, so its correlation is change /
    (2 sd of the outcome). Where there is none, what was seen so far fades as the log grows, and the interval must
    leave that change out with room for the estimate's own luck. The longer of the two, at least 4; infinite beyond
    ten years.
    """
    outcome_sd = float(asked.y[lag][asked.is_used[lag]].std())
    size, weeks, n = asked.outcome.change_that_matters / (2 * outcome_sd), weeks_so_far(asked), int(asked.n[lag])
    found = weeks_needed(size, n / n_effective, n / (7 * weeks))
    slopes = slope_range(chance, asked, lag)
    ahead = np.arange(math.ceil(weeks), MAX_WEEKS + 1)
    far = FARTHER_END * slopes.after(ahead / weeks)
    is_ruled_out = abs(slopes.spread.r) * weeks / ahead + far * (1 + LUCK) <= size
    ruled_out = ahead[np.argmax(is_ruled_out)] if is_ruled_out.any() else math.inf
    needed = max(found, ruled_out)
    return math.inf if needed >= MAX_WEEKS else float(max(math.ceil(needed - weeks), 4))


def weeks_so_far(asked: Question) -> float:
    """Weeks of the log that the pair was asked of."""
    return float(asked.is_used.shape[1] / 7)


def weeks_needed(r: float, days_per_effective_day: float, share_paired: float = 1.0) -> float:
    """Weeks of diary until a correlation of size `r` is found four times in five.

    `days_per_effective_day` (>= 1) is how many paired days weigh as much as one independent day would; `share_paired`
    the share of calendar days with both values. Between 12 and 520.
    """
    n_effective = 3 + (DETECTABLE / np.arctanh(min(abs(r), 0.99))) ** 2 if r else np.inf
    weeks = SEARCH_ALLOWANCE * n_effective * days_per_effective_day / share_paired / 7
    return float(np.clip(weeks, MIN_WEEKS, MAX_WEEKS))
