"""What is left of a change with mileage, and whatever else the reader declares, the same before and in the block.

An effect of running may come some days late. So weekly distance stands in the model at each lag at which pain is
asked of it elsewhere, and at a week: a lag that is left out leaves its effect to the block (simulated with lags 0 and
7 for an effect after 3 days: falsely lower in 18 %).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analytics.blocks import fits, verdict
from analytics.blocks.design import WEEK_DAYS, Design
from analytics.blocks.fits import Fits
from analytics.lag.pairs import LOAD_LAGS, LOAD_LAGS_TO_MORNINGS
from analytics.result import NotEnough
from analytics.statistics.arrays import Array

MILEAGE = "distance_7d_m"
MORNING, PACE = "pain_morning", "pace"
# What four weeks of running have built or cost; a week's own distance hardly moves pace (convention).
WEEKS_OF_FITNESS = 4
# Convention: a week's mileage differs by less than this between any two seasons.
OTHER_MILEAGE = 0.15
# Before and in the block overlap where this share of the block's days (convention) lies between these quantiles of
# the days before: further out the straight line is a guess.
OVERLAP, OUTER = 0.25, (0.05, 0.95)
# Effects are given for 10 km a week.
M_PER_UNIT = 10_000.0
# Share of the compared days that must know a declared column (convention).
KNOWN_SHARE = 0.8
# Below this spread a covariate is the same every day but for rounding.
SMALLEST_SPREAD = 1e-6


@dataclass(frozen=True)
class Adjusted:
    """What the answer is adjusted for: `columns` of the daily frame.

    `weekly_m` is the distance of a usual week before and in the block, None where mileage is not among them.
    `apart` are the columns whose days in the block are too seldom like those before: with any of them, what the
    block did and what they did cannot be told apart, and nothing is left to say. `unadjusted` is the change and its
    interval without adjustment, in points, and `was_lower` whether it would have been called lower.
    """

    columns: tuple[str, ...]
    weekly_m: tuple[float, float] | None
    apart: tuple[str, ...]
    unadjusted: tuple[float, float, float]
    was_lower: bool


@dataclass(frozen=True)
class Rows:
    """The days that know every column: `plan` with the others unrated, and `terms` of its used days, centred, one
    a column, and one a lag of mileage; `every` has them for all its days, 0 where unknown."""

    plan: Design
    columns: tuple[str, ...]
    terms: Array
    every: Array
    apart: tuple[str, ...]
    weekly_m: tuple[float, float] | None

    def fit(self) -> Fits | None:
        """Both fits, or None where the columns cannot be told apart from the block."""
        return None if self.apart else fits.fit(self.plan, self.terms)

    def usual(self, phase: str) -> Array:
        """Mean of `terms` over the compared days of a phase."""
        return np.asarray(self.terms[(self.plan.used["phase"] == phase).to_numpy()].mean(axis=0))


def _refused(plan: Design) -> NotEnough | None:
    return verdict.refuse(plan, "")


def rows(
    plan: Design,
    daily: pd.DataFrame,
    outcome: str,
    declared: Sequence[str] = (),
    refuse: Callable[[Design], NotEnough | None] = _refused,
) -> Rows | None:
    """What the block's answer is adjusted for: mileage where it differs by 15 % or more, and those of the `declared`
    columns that four in five of the compared days know.

    None where there is nothing to adjust for, or too few days know it (`refuse`). `daily` is the daily frame, indexed
    by day; `outcome` a pain column or "pace".
    """
    of_mileage = _changed_mileage(plan, daily)
    columns = (*([MILEAGE] if of_mileage else []), *_known(plan, daily, declared))
    if not columns:
        return None
    values = np.column_stack([_values(daily, column, outcome, plan.course["day"]) for column in columns])
    is_known = ~np.isnan(values).any(axis=1)
    course = plan.course.assign(observed=plan.course["observed"].where(is_known))
    able = replace(plan, course=course)
    if refuse(able) is not None:
        return None
    every = values - values[able.used.index].mean(axis=0)
    of_used = every[able.used.index]
    if (of_used.std(axis=0) < SMALLEST_SPREAD).any():
        return None
    apart = tuple(column for column in columns if _overlap(able, daily[column]) < OVERLAP)
    return Rows(able, columns, of_used, np.nan_to_num(every), apart, of_mileage)


def _known(plan: Design, daily: pd.DataFrame, declared: Sequence[str]) -> list[str]:
    days = plan.used["day"]
    return [
        name
        for name in declared
        if name in daily and name != MILEAGE and daily[name].reindex(days).notna().mean() >= KNOWN_SHARE
    ]


def _values(daily: pd.DataFrame, column: str, outcome: str, days: pd.Series) -> Array:
    """(days, 1), or (days, lags) for mileage, in 10 km; of pace its mean over four weeks."""
    known = daily[column]
    if column != MILEAGE:
        return np.asarray(known.reindex(days).to_numpy(float)[:, None])
    if outcome == PACE:
        weeks = [known.shift(WEEK_DAYS * back, freq="D").reindex(days) for back in range(WEEKS_OF_FITNESS)]
        return np.asarray(np.mean(weeks, axis=0)[:, None] / M_PER_UNIT)
    lags = (*(LOAD_LAGS_TO_MORNINGS if outcome == MORNING else LOAD_LAGS), WEEK_DAYS)
    by_lag = [known.shift(lag, freq="D").reindex(days).to_numpy(float) for lag in lags]
    return np.asarray(np.column_stack(by_lag) / M_PER_UNIT)


def _changed_mileage(plan: Design, daily: pd.DataFrame) -> tuple[float, float] | None:
    """A usual week's distance before and in the block, where the two differ and both phases know it."""
    if MILEAGE not in daily:
        return None
    phases = [daily[MILEAGE].reindex(plan.rows(phase)["day"]).dropna() for phase in ("before", "during")]
    if not all(len(phase) for phase in phases):
        return None
    before, during = (float(phase.mean()) for phase in phases)
    return (before, during) if abs(during - before) >= OTHER_MILEAGE * before and before > 0 else None


def _overlap(plan: Design, known: pd.Series) -> float:
    """Share of the block's compared days that are like those before."""
    before, during = (known.reindex(plan.rows(phase)["day"]).to_numpy(float) for phase in ("before", "during"))
    low, high = np.quantile(before, OUTER)
    return float(((during >= low) & (during <= high)).mean())
