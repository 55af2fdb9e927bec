"""When answers are looked at: every four weeks, so that asking often does not find what is not there.

Each look at a growing log is another chance to be wrong. The log or the block sets the dates, not the reader's hopes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from analytics.result import NotEnough, Result
from data.units import METRIC, Units

# Convention: a month. Over two years without any relation weekly looks find one in 19 % of logs, four-weekly ones in
# 14 %, a single one in 2 % (docs/calibration.md).
REVIEW_DAYS = 28
INTERIM = (
    "This is an interim look, between two review dates: asked often enough, something will always seem to be there. "
    "Wait for the review before you change anything because of it."
)


@dataclass(frozen=True)
class Dates:
    """The last review date up to today (None before the first), the next one (None where no more days come), and the
    last day there is something to look at."""

    last: pd.Timestamp | None
    next: pd.Timestamp | None
    until: pd.Timestamp

    def say(self, units: Units = METRIC) -> str:
        """'As of the last review, 16 Nov 2026; next look 14 Dec 2026.'"""
        if self.last is None:
            return f"Before the first look, {units.say_date(self.next or self.until)}: until then this may change."
        if self.next is None:
            return f"As of the last review, {units.say_date(self.last)}: the block is over, and no more looks follow."
        return f"As of the last review, {units.say_date(self.last)}; next look {units.say_date(self.next)}."


def review_date(first: pd.Timestamp, today: pd.Timestamp, end: pd.Timestamp | None = None) -> Dates:
    """The review dates around `today`: every 28 days from `first`, the first day of the log or of the block.

    A review looks at all days up to its date, itself included. With `end`, the last day of a block, there is one last
    review on that day, once it is past: a block that ends today is taken as still going on. Raises ValueError where
    `first` lies after `today`.
    """
    first, today = first.normalize(), today.normalize()
    if today < first:
        raise ValueError(f"Nothing to look at yet: it begins on {METRIC.say_date(first)}.")
    last = None if end is None or end.normalize() == today else end.normalize()
    if last is not None and last < today:
        return Dates(last, None, last)
    step = pd.Timedelta(days=REVIEW_DAYS)
    n_past = (today - first) // step
    following = first + (n_past + 1) * step
    return Dates(
        first + n_past * step if n_past else None,
        following if last is None else min(following, last),
        today,
    )


@dataclass(frozen=True)
class Look:
    """Which days an answer may see: all up to `until`, itself included.

    `dates`: its review dates, None for what begins after today. `is_between`: today lies between two of them, so that
    one may ask for today instead; `is_interim` where one did.
    """

    until: pd.Timestamp
    dates: Dates | None
    is_between: bool
    is_interim: bool = False

    def say(self, units: Units = METRIC) -> tuple[str, ...]:
        """What belongs beside the answer."""
        if self.is_interim:
            return (INTERIM,)
        return () if self.dates is None else (self.dates.say(units),)

    def within(self, end: pd.Timestamp) -> pd.Timestamp | None:
        """`until` where it comes before `end`, the last day of a block; None where the whole block is seen."""
        return self.until if self.until < end else None

    def beside(self, answer: Result | NotEnough, units: Units = METRIC) -> Result | NotEnough:
        """The answer with what the look says as its first caveats."""
        return replace(answer, caveats=(*self.say(units), *answer.caveats))


def look(
    first: pd.Timestamp, today: pd.Timestamp, end: pd.Timestamp | None = None, *, is_interim: bool = False
) -> Look:
    """As of the last review (`review_date`, same arguments); as of today where `is_interim` asks for it.

    Also as of today, and saying so, before the first review; saying nothing, for what begins after `today`.
    """
    if first.normalize() > today.normalize():
        return Look(today.normalize(), None, is_between=False)
    dates = review_date(first, today, end)
    if dates.last is None or dates.last == dates.until:
        return Look(dates.until, dates, is_between=False)
    if is_interim:
        return Look(dates.until, dates, is_between=True, is_interim=True)
    return Look(dates.last, dates, is_between=True)


def first_day(daily: pd.DataFrame, today: pd.Timestamp) -> pd.Timestamp:
    """The first day of the log, from which its review dates count; today where the daily frame is empty."""
    return daily.index.min() if len(daily) else today
