"""How many more weeks before anyone can tell whether a block changed pain.

The standard error of the planned comparison follows from the fitted autocorrelation of the series alone: generalised
least squares on the days that will be rated. Enough when it is at most a 3.1th of the change looked for: the
interval's half-width is 2.1-2.4 standard errors, and .84 more gives 80 % power.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.blocks import design
from analytics.statistics import autocorrelated
from analytics.statistics.arrays import Array

# Half-width 2.1-2.4 se plus .84 se: 80 % power (simulated).
SE_PER_CHANGE = 3.1
# Longest block that is planned; a plan beyond two years is not a plan.
LONGEST_PLAN_WEEKS = 104


@dataclass(frozen=True)
class More:
    """What it takes until a change would show: `weeks` more of the block (0: it would have shown by now; None: no
    block is long enough), with a trend allowed for or not; or, where `is_before`, of the time before it."""

    weeks: int | None
    has_trend: bool = False
    is_before: bool = False


def planned_days(n_days: int, share: float) -> Array:
    """Days 0..n_days-1 on which a score is expected when `share` of the days are rated, evenly spread."""
    counts = np.floor(np.arange(1, n_days + 1) * min(share, 1.0) + 1e-9)
    return np.flatnonzero(np.diff(counts, prepend=0.0) > 0).astype(float)


def se_by_week(
    before: Array, share: float, phi: float, w: float, s2: float, *, has_trend: bool, sd: float | None = None
) -> Array:
    """Standard error of the step for blocks of 1..104 weeks in all; infinite where it cannot be had.

    `before` holds the offsets (< 0, increasing) of the usable days that are there already; the block is rated on
    `share` of its days, and its first 28 days are left out.
    `sd` is that of a normal prior on the slope of the trend, None where it has none.
    """
    during = planned_days(LONGEST_PLAN_WEEKS * design.WEEK_DAYS, share)
    during = during[during > design.LEFT_OUT_TO]
    days = np.r_[before, during]
    wanted = [0, 1, 2] if has_trend else [0, 2]
    planned = design.columns(days, np.zeros(len(days)))[:, 1:][:, wanted]
    rows = autocorrelated.whitened_rows(days, planned, np.array([phi]), np.array([w]))[0][:, 0, :]
    information = np.cumsum(rows[:, :, None] * rows[:, None, :], axis=0)
    ends = np.searchsorted(days, np.arange(1, LONGEST_PLAN_WEEKS + 1) * design.WEEK_DAYS) - 1
    if has_trend and sd is not None:
        information[:, 1, 1] += s2 / sd**2
    return np.array([_step_se(information[end], s2) if end >= len(before) else np.inf for end in ends])


def _step_se(information: Array, s2: float) -> float:
    if np.linalg.cond(information) > 1e10:
        return np.inf
    return float(np.sqrt(s2 * np.linalg.inv(information)[-1, -1]))


def weeks_needed(
    before: Array,
    share: float,
    phi: float,
    w: float,
    s2: float,
    change: float,
    *,
    has_trend: bool,
    sd: float | None = None,
) -> int | None:
    """Weeks of block, in all, until a change of `change` points would be seen four times in five.

    None where two years of block would not do: then the days before it are too few.
    """
    is_enough = se_by_week(before, share, phi, w, s2, has_trend=has_trend, sd=sd) <= change / SE_PER_CHANGE
    return int(np.argmax(is_enough)) + 1 if is_enough.any() else None


def detectable_change(se: float) -> float:
    """The change that a comparison with this standard error finds four times in five."""
    return SE_PER_CHANGE * se
