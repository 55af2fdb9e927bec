"""Did the block change pain or pace, and which blocks are there in the training log?"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analytics.blocks import design, pace, pain, sentence
from analytics.blocks.finder import find_blocks
from analytics.result import NotEnough, Result
from data import schema
from data.units import METRIC, Units

__all__ = ["before_after", "find_blocks"]

ONE_DAY = pd.Timedelta(days=1)


def before_after(
    data: pd.DataFrame | pd.Series,
    start: object,
    end: object,
    outcome: str = "pain",
    *,
    seed: int,
    units: Units = METRIC,
    since: object = None,
    until: object = None,
    others: pd.DataFrame | None = None,
    daily: pd.DataFrame | None = None,
) -> Result | NotEnough:
    """Whether `outcome` changed with the block from `start` to `end`, both days inclusive.

    `outcome` "pain" (or another pain column, such as "pain_morning"): `data` is the daily frame, or one series of
    0-10 scores, indexed by day. "pace": `data` is the frame `runs`. Before = from `since` (or from the end of the
    last declared block of `others` that ended before the start), at most 52 usable weeks; days after `until` are
    not seen. `daily` tells what else changed, and how often pain was written down, where `data` does not.

    `table` has `term estimate low high n_before n_after se df phi w is_quoted` (points; per cent of pace), n in days
    or runs after the left-out days were removed. `verdict` is one of `verdict.VERDICTS`. `details`: `course`,
    `changes`, `placebo`. NotEnough where too little is rated to fit anything.
    Raises ValueError for a block that ends before it starts or an outcome that `data` does not have.
    """
    first, last = _day(start), _day(end)
    if last < first:
        raise ValueError(f"The block ends ({last.date()}) before it starts ({first.date()}). Swap the two dates.")
    last_block = _end_of_last_block(others, first)
    begun = _latest(None if since is None else _day(since), None if last_block is None else last_block + ONE_DAY)
    stop = None if until is None else _day(until)
    answer = _answer(data, (first, last), (begun, stop), outcome, seed, units, daily)
    if last_block is None or begun != last_block + ONE_DAY:
        return answer
    return replace(answer, caveats=(sentence.after_last_block(last_block), *answer.caveats))


def _answer(
    data: pd.DataFrame | pd.Series,
    block: tuple[pd.Timestamp, pd.Timestamp],
    seen: tuple[pd.Timestamp | None, pd.Timestamp | None],
    outcome: str,
    seed: int,
    units: Units,
    daily: pd.DataFrame | None,
) -> Result | NotEnough:
    if outcome == "pace":
        if not isinstance(data, pd.DataFrame) or "distance_m" not in data:
            raise ValueError("Pace is read from the frame `runs`, one row a run.")
        watched = pd.DataFrame() if daily is None else daily
        is_over = _is_over(block[1], seen[1], watched, data["day"])
        return pace.answer(data, watched, block, seen, seed, units, is_over=is_over)
    scores = _scores(data, outcome)
    known = design.series_of(scores.where(scores.between(*schema.plausible_ranges("pain")["score"])), *seen)
    watched = daily if daily is not None else data if isinstance(data, pd.DataFrame) else pd.DataFrame()
    is_over = _is_over(block[1], seen[1], watched, data.index)
    return pain.answer(known, watched, block, outcome, seed, units, is_over=is_over)


def _is_over(
    end: pd.Timestamp, until: pd.Timestamp | None, watched: pd.DataFrame, days: pd.Series | pd.Index
) -> bool:
    """The block had ended by the last day seen: `until`, else the last day of either frame."""
    if until is not None:
        return end < until
    ends = [_day(each.max()) for each in (pd.Index(days), watched.index) if len(each)]
    return bool(ends) and end < max(ends)


def _day(value: object) -> pd.Timestamp:
    return pd.Timestamp(value).tz_localize(None).normalize()


def _end_of_last_block(others: pd.DataFrame | None, start: pd.Timestamp) -> pd.Timestamp | None:
    """Last day of the last declared block of `others` that ended before `start`; None where there is none."""
    if others is None or others.empty:
        return None
    own = others[others["declared"] != 0] if "declared" in others else others
    ended = own.loc[own["end"] < start, "end"]
    return _day(ended.max()) if len(ended) else None


def _latest(*days: pd.Timestamp | None) -> pd.Timestamp | None:
    return max((day for day in days if day is not None), default=None)


def _scores(data: pd.DataFrame | pd.Series, outcome: str) -> pd.Series:
    if isinstance(data, pd.Series):
        return data
    if outcome not in data:
        raise ValueError(f"No column {outcome!r} in the daily frame. Outcomes are 'pace' and the pain columns.")
    return data[outcome]
