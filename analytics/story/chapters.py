"""The chapters of a log: when glute work stopped and began, when pain rose and fell, the heaviest lift.

Each is a fact that can be looked up in the log; none says why. The reader may rename or hide every one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
import pandas as pd

from analytics.strength import say_target
from analytics.words import say_number
from data.units import METRIC, Units

# A pause shorter than half a year is a holiday, an injury or a race season, not a chapter (convention).
PAUSE_DAYS = 182
# Months with fewer scored days than this have no median worth a chapter; a level must last a quarter (conventions).
FEWEST_SCORES = 5
LASTING_MONTHS = 3
HIGH, NONE = 5.0, 0.0
# Two beginnings this close are one (convention).
SAME_DAYS = 31
MOST = 6
GLUTES_STOPPED, GLUTES_BEGAN, THRUSTS_BEGAN, PAIN_HIGH, PAIN_NONE, HEAVIEST = (
    "glutes_stopped",
    "glutes_began",
    "thrusts_began",
    "pain_high",
    "pain_none",
    "heaviest",
)


@dataclass(frozen=True)
class Chapter:
    """One fact of the log: `kind`, its `day`, and the load that belongs to it (kg, None where none does).

    `name` tells it from others of its kind and stays the same as the log grows.
    """

    kind: str
    day: pd.Timestamp
    load_kg: float | None = None

    @property
    def name(self) -> str:
        """'glutes_stopped 2020-06'."""
        return self.kind if self.kind == HEAVIEST else f"{self.kind} {self.day:%Y-%m}"


@dataclass(frozen=True)
class Chapters:
    """The chapters of a log, oldest first, six at most."""

    VERSION: ClassVar[int] = 1

    told: tuple[Chapter, ...] = field(default_factory=tuple)


def chapters(daily: pd.DataFrame, thrusts: pd.DataFrame) -> Chapters:
    """The chapters in `daily` (the daily frame, whole) and `thrusts` (work sets of hip thrusts: `day`, `load_kg`).

    Glute work: the last day before the longest pause, of half a year or more, and the first day after it; hip
    thrusts: the first day after as long without any. Work that began with hip thrusts is one chapter.
    Pain: the first month of three or more whose median is 5 or more, and of those at the end of the log whose median
    is 0. The day of the heaviest hip thrust. Empty where the log tells none.
    """
    if daily.empty:
        return Chapters()
    lifts = _once([*_glutes(daily["glute_sets"]), *_thrusts(daily.index[0], thrusts)])
    found = [*lifts, *_pain(daily["pain"])]
    weight = {HEAVIEST: 0, THRUSTS_BEGAN: 1, PAIN_NONE: 2, PAIN_HIGH: 3, GLUTES_STOPPED: 4, GLUTES_BEGAN: 5}
    chosen = sorted(found, key=lambda chapter: weight[chapter.kind])[:MOST]
    return Chapters(tuple(sorted(chosen, key=lambda chapter: chapter.day)))


def _once(found: list[Chapter]) -> list[Chapter]:
    """Without the beginning of glute work where hip thrusts began in the same month."""
    thrusts = [chapter.day for chapter in found if chapter.kind == THRUSTS_BEGAN]
    is_same = [
        chapter.kind == GLUTES_BEGAN and any(_is_near(chapter.day, day) for day in thrusts) for chapter in found
    ]
    return [chapter for chapter, same in zip(found, is_same, strict=True) if not same]


def _is_near(one: pd.Timestamp, other: pd.Timestamp) -> bool:
    return bool(abs((one - other).days) <= SAME_DAYS)


def _glutes(sets: pd.Series) -> Iterator[Chapter]:
    """The longest pause of half a year or more, and where glute work was taken up long after the log began."""
    lifted = sets.index[sets > 0]
    if lifted.empty:
        return
    pauses = pd.Series(np.diff(lifted.to_numpy()) / np.timedelta64(1, "D"), index=lifted[:-1])
    to_today = (sets.index[-1] - lifted[-1]).days
    longest = pauses.max() if len(pauses) else 0.0
    if max(longest, to_today) >= PAUSE_DAYS:
        stop = lifted[-1] if to_today > longest else pauses.idxmax()
        yield Chapter(GLUTES_STOPPED, stop)
        again = lifted[lifted > stop]
        if len(again):
            yield Chapter(GLUTES_BEGAN, again[0])
    elif (lifted[0] - sets.index[0]).days >= PAUSE_DAYS:
        yield Chapter(GLUTES_BEGAN, lifted[0])


def _thrusts(began: pd.Timestamp, thrusts: pd.DataFrame) -> Iterator[Chapter]:
    """The first hip thrust after the longest time without one, and the heaviest, which need not be the last."""
    loaded = thrusts[thrusts["load_kg"] > 0].sort_values("day", kind="stable")
    if loaded.empty:
        return
    days = pd.DatetimeIndex(loaded["day"].unique())
    waits = np.diff(np.r_[began.to_datetime64(), days.to_numpy()]) / np.timedelta64(1, "D")
    if waits.max() >= PAUSE_DAYS:
        first = days[int(np.argmax(waits))]
        yield Chapter(THRUSTS_BEGAN, first, float(loaded.loc[loaded["day"] == first, "load_kg"].max()))
    best = loaded.loc[loaded["load_kg"].idxmax()]
    if len(days) > 1:
        yield Chapter(HEAVIEST, best["day"], float(best["load_kg"]))


def _pain(pain: pd.Series) -> Iterator[Chapter]:
    months = pain.groupby(pain.index.to_period("M"))
    median = months.median().where(months.count() >= FEWEST_SCORES)
    high = _first_lasting(median >= HIGH)
    if high is not None and (median[median.index < high] < HIGH).any():
        yield Chapter(PAIN_HIGH, high.to_timestamp())
    painless = median.dropna() == NONE
    spell = painless[::-1].cumprod()[::-1].astype(bool)
    if spell.sum() >= LASTING_MONTHS and not spell.all():
        yield Chapter(PAIN_NONE, spell.index[int(np.argmax(spell.to_numpy()))].to_timestamp())


def _first_lasting(is_so: pd.Series) -> pd.Period | None:
    """The first month of three on end in which it is so; None where there are none."""
    lasting = is_so.astype(float).rolling(LASTING_MONTHS).sum() == LASTING_MONTHS
    return is_so.index[int(np.argmax(lasting.to_numpy())) - LASTING_MONTHS + 1] if lasting.any() else None


def say(chapter: Chapter, units: Units = METRIC) -> str:
    """'Hip thrusts began, 65 lb'."""
    load = "" if chapter.load_kg is None else say_target(chapter.load_kg, units)
    return {
        GLUTES_STOPPED: "Glute work stopped",
        GLUTES_BEGAN: "Glute work began",
        THRUSTS_BEGAN: f"Hip thrusts began, {load}",
        PAIN_HIGH: f"Pain mostly {say_number(HIGH)} or more",
        PAIN_NONE: "Pain 0 on most days",
        HEAVIEST: load,
    }[chapter.kind]


def is_from(chapter: Chapter) -> bool:
    """The chapter begins in its month and lasts, as a level of pain does: 'From Jan 2021'."""
    return chapter.kind in (PAIN_HIGH, PAIN_NONE)
