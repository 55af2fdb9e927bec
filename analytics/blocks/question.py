"""What is asked of a block: its days, and the days that may be looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from analytics.blocks import words
from analytics.result import NotEnough

ONE_DAY = pd.Timedelta(days=1)


@dataclass(frozen=True)
class Question:
    """A block from `start` to `end`, both inclusive, and the first and last day looked at (None: no limit).

    `is_over` where the block had ended by the last day looked at; `after_block` is the last day of another block,
    where the time before counts from it.
    """

    start: pd.Timestamp
    end: pd.Timestamp
    since: pd.Timestamp | None
    until: pd.Timestamp | None
    after_block: pd.Timestamp | None
    is_over: bool

    def refused(self, refusal: NotEnough) -> NotEnough:
        """The refusal, saying first that the time before counts from another block's end where it does."""
        if self.after_block is None:
            return refusal
        return replace(refusal, caveats=(words.after_last_block(self.after_block), *refusal.caveats))


def ask(start: Any, end: Any, since: Any, until: Any, others: pd.DataFrame | None, days: list[pd.Index]) -> Question:
    """The question; `days` are those of the frames it is asked of, for whether the block is over.

    Looked at from `since`, or from the end of the last declared block of `others` that ended before the start where
    that is later. Raises ValueError for a block that ends before it starts.
    """
    first, last = _day(start), _day(end)
    if last < first:
        raise ValueError(f"The block ends ({last.date()}) before it starts ({first.date()}). Swap the two dates.")
    stop, begun = None if until is None else _day(until), None if since is None else _day(since)
    other = _end_of_last_block(others, first)
    if other is not None and (begun is None or begun <= other + ONE_DAY):
        return Question(first, last, other + ONE_DAY, stop, other, _is_over(last, stop, days))
    return Question(first, last, begun, stop, None, _is_over(last, stop, days))


def _is_over(end: pd.Timestamp, until: pd.Timestamp | None, days: list[pd.Index]) -> bool:
    """The block had ended by the last day seen: `until`, else the last day of any frame."""
    ends = [_day(each.max()) for each in days if len(each)] if until is None else [until]
    return bool(ends) and end < max(ends)


def _day(value: Any) -> pd.Timestamp:
    return pd.Timestamp(value).tz_localize(None).normalize()


def _end_of_last_block(others: pd.DataFrame | None, start: pd.Timestamp) -> pd.Timestamp | None:
    """Last day of the last declared block of `others` that ended before `start`; None where there is none."""
    if others is None or others.empty:
        return None
    own = others[others["declared"] != 0] if "declared" in others else others
    ended = own.loc[own["end"] < start, "end"]
    return _day(ended.max()) if len(ended) else None
