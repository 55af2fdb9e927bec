"""A lift so far: lifted and estimated apart, and how fast the estimate moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from analytics.result import NotEnough
from analytics.strength import bests, goals, rate
from analytics.strength.thrusts import ASK_BAR, BARBELL_THRUST, loads_to_ask


@dataclass(frozen=True)
class Story:
    """The lift of that name, all in kg.

    `records` is every day a best was beaten (`bests.records`), `days` the `training_days`, `best` the `best_by_day`,
    `reps` the `rep_records`; `progress` of the estimate over the last half year, missing where too few weeks have
    one. `below_bar` are the rows of `loads_to_ask` whose loads lie below the bar, for the barbell hip thrust.
    """

    VERSION: ClassVar[int] = 2
    records: pd.DataFrame
    days: pd.DataFrame
    best: pd.DataFrame
    reps: pd.DataFrame
    progress: rate.Progress | None
    below_bar: pd.DataFrame
    lift: str = BARBELL_THRUST


def story(sets: pd.DataFrame, today: pd.Timestamp, lift: str = BARBELL_THRUST) -> Story | NotEnough:
    """The heaviest set of the lift, the best estimate with the spread of its formulas, and the trend.

    `sets` is the frame; sets after `today` are not seen. NotEnough without a set that
    counts for it.
    """
    seen = sets[sets["day"] <= today]
    days = bests.training_days(seen, lift)
    if days.empty:
        return goals.nothing(seen, lift)
    asked = loads_to_ask(seen)
    return Story(
        records=bests.records(days),
        days=days,
        best=bests.best_by_day(days),
        reps=bests.rep_records(seen, lift),
        progress=_progress(days, today, lift),
        below_bar=asked[(asked["ask"] == ASK_BAR) & asked["exercise"].eq(lift)],
        lift=lift,
    )


def _progress(days: pd.DataFrame, today: pd.Timestamp, lift: str) -> rate.Progress | None:
    weeks = rate.weekly_bests(days, today)
    return None if goals.refuse(days, weeks, today, lift) else rate.line(weeks, today).progress
