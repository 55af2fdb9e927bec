"""A made diary in which a block begins, and the question put to it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.blocks import before_after
from analytics.result import NotEnough, Result
from analytics.statistics import simulated
from tests.places import CORPUS

FIRST = pd.Timestamp("2023-01-02")
WEEK = pd.Timedelta(weeks=1)
DAY = pd.Timedelta(days=1)
PUBLISHED = CORPUS / "published" / "simulated_reference.csv"


def diary(
    weeks_before: int = 40,
    weeks_block: int = 20,
    step: float = 0.0,
    *,
    phi: float = 0.4,
    sd: float = 1.0,
    drift_a_week: float = 0.0,
    seed: int = 3,
    missing: float = 0.2,
) -> pd.DataFrame:
    """A daily frame whose pain changes by `step` on the block's first day, `FIRST + weeks_before`."""
    rng = np.random.default_rng(seed)
    n = (weeks_before + weeks_block) * 7
    wander = simulated.autoregressive(phi, n, rng)
    days = np.arange(n)
    level = 5 + step * (days >= weeks_before * 7) + drift_a_week * (days - n / 2) / 7
    pain = np.clip(np.round(level + sd * wander), 0, 10)
    pain[rng.random(n) < missing] = np.nan
    index = pd.date_range(FIRST, periods=n, name="day")
    return pd.DataFrame({"pain": pain, "pain_morning": pain, "distance_m": 8000.0}, index=index)


def ask(daily: pd.DataFrame, weeks_before: int = 40, **more: object) -> Result | NotEnough:
    return before_after(daily, FIRST + weeks_before * WEEK, daily.index[-1], "pain", seed=1, **more)


def row(answer: Result | NotEnough, term: str = "trend fit") -> pd.Series:
    assert isinstance(answer, Result), answer
    return answer.table.set_index("term").loc[term]


def raised(daily: pd.DataFrame, points: float, weeks_before: int = 40) -> pd.DataFrame:
    """The same diary with a bad fortnight right before the block."""
    start = FIRST + weeks_before * WEEK
    daily.loc[start - 14 * DAY : start - DAY, "pain"] += points
    return daily.assign(pain=daily["pain"].clip(0, 10))
