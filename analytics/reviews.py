"""When answers are looked at: every four weeks, so that asking often does not find what is not there.

Each look at a growing log is another chance to be wrong. The log or the block sets the dates, not the reader's hopes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from analytics.result import NotEnough, Result
from analytics.words import say_date

# Convention: a month. Over two years without any relation weekly looks find one in 28 % of logs, four-weekly ones in
# 20 %, a single one in 3 % (docs/calibration.md).
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

    @property
    def sentence(self) -> str:
        """'As of the last review, 16 Nov 2026; next look 14 Dec 2026.'"""
        if self.last is None:
            return f"Before the first look, {say_date(self.next or self.until)}: what stands here is interim."
        if self.next is None:
            return f"As of the last review, {say_date(self.last)}: the block is over, and no more looks follow."
        return f"As of the last review, {say_date(self.last)}; next look {say_date(self.next)}."


def review_date(first: pd.Timestamp, today: pd.Timestamp, end: pd.Timestamp | None = None) -> Dates:
    """The review dates around `today`: every 28 days from `first`, the first day of the log or of the block.

    A review looks at all days up to its date, itself included. With `end`, the last day of a block, there is one last
    review on that day, once it is past: a block that ends today is taken as still going on. Raises ValueError where
    `first` lies after `today`.
    """
    first, today = first.normalize(), today.normalize()
    if today < first:
        raise ValueError(f"Nothing to look at yet: it begins on {say_date(first)}.")
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
class Reviewed:
    """The answer as of the last review (None before the first) and as of today, the latter marked as interim."""

    dates: Dates
    review: Result | NotEnough | None
    interim: Result | NotEnough

    @property
    def shown(self) -> Result | NotEnough:
        """What a reader sees unless they ask for today's: the review's answer, before the first one the interim."""
        return self.interim if self.review is None else self.review


def reviewed(
    ask: Callable[[pd.Timestamp], Result | NotEnough],
    first: pd.Timestamp,
    today: pd.Timestamp,
    end: pd.Timestamp | None = None,
) -> Reviewed:
    """`ask(day)`, the question with all days up to `day`, at the last review date and as of today."""
    dates = review_date(first, today, end)
    review = None if dates.last is None else ask(dates.last)
    if review is not None and dates.last == dates.until:
        return Reviewed(dates, review, review)
    return Reviewed(dates, review, interim(ask(dates.until)))


def interim(answer: Result | NotEnough) -> Result | NotEnough:
    """The answer, marked as one between two review dates."""
    return replace(answer, caveats=(INTERIM, *answer.caveats))
