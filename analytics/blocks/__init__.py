"""Did the block change pain or pace, and which blocks are there in the training log?

Numbers first: `pain_before_after` and `pace_before_after` measure, `say` puts what they found into words.
`before_after` does both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analytics.blocks import design, drift, drift_words, pace, pace_words, pain, pain_words
from analytics.blocks.drift import DriftChange
from analytics.blocks.finder import find_blocks, log_begins_with_block, untaken
from analytics.blocks.pace import PaceChange
from analytics.blocks.pain import PainChange
from analytics.blocks.question import ask
from analytics.result import NotEnough, Result
from data import schema
from data.units import METRIC, Units

__all__ = [
    "DriftChange",
    "PaceChange",
    "PainChange",
    "before_after",
    "drift_before_after",
    "find_blocks",
    "log_begins_with_block",
    "pace_before_after",
    "pain_before_after",
    "say",
    "untaken",
]


def pain_before_after(
    daily: pd.DataFrame,
    start: Any,
    end: Any,
    outcome: str = "pain",
    *,
    seed: int,
    since: Any = None,
    until: Any = None,
    others: pd.DataFrame | None = None,
    covariates: Sequence[str] = (),
) -> PainChange | NotEnough:
    """Whether the pain score `outcome`, a column of `daily`, changed with the block from `start` to `end`, both
    inclusive.

    `daily` is the daily frame, indexed by day; scores 0-10. Before = from `since` (or from the end of the last
    declared block of `others` that ended before the start), at most 52 usable weeks; days after `until` are not seen.
    Where mileage changed with the block, or `covariates` (columns of `daily`) are named, the change is adjusted for
    them. NotEnough where too little is rated to fit anything. Raises ValueError for a block that ends before it
    starts or an outcome that `daily` does not have.
    """
    return _pain(_scores(daily, outcome), daily, start, end, outcome, seed, since, until, others, covariates)


def pace_before_after(
    runs: pd.DataFrame,
    daily: pd.DataFrame,
    start: Any,
    end: Any,
    *,
    seed: int,
    since: Any = None,
    until: Any = None,
    others: pd.DataFrame | None = None,
    covariates: Sequence[str] = (),
) -> PaceChange | NotEnough:
    """Whether easy pace changed with the block; arguments as for `pain_before_after`, `runs` being the frame `runs`.

    `daily` says what else changed, and knows mileage and `covariates`; it may be empty. NotEnough below 20 easy runs
    a side or 8 weeks of block.
    """
    asked = ask(start, end, since, until, others, [pd.Index(runs["day"]), daily.index])
    return pace.measure(runs, daily, asked, seed, covariates)


def drift_before_after(
    long_runs: pd.DataFrame,
    streams: Mapping[str, pd.DataFrame],
    start: Any,
    end: Any,
    *,
    seed: int,
    since: Any = None,
    until: Any = None,
    others: pd.DataFrame | None = None,
) -> DriftChange | NotEnough:
    """Whether heart rate drifted less in long runs with the block; dates as for `pain_before_after`.

    `long_runs` as from `drift.long_runs`, `streams` their samples by run_id. NotEnough below 10 long runs with a
    heart rate along the way a side or 8 weeks of block.
    """
    return drift.measure(
        long_runs, streams, ask(start, end, since, until, others, [pd.Index(long_runs["day"])]), seed
    )


def say(found: PainChange | PaceChange | DriftChange, units: Units) -> Result:
    """What was found, in words. `table` as in the numbers; `details`: `course`, `changes`, and `placebo` for pain;
    `runs` for drift."""
    if isinstance(found, DriftChange):
        return drift_words.say(found, units)
    return pace_words.say(found, units) if isinstance(found, PaceChange) else pain_words.say(found, units)


def before_after(
    series: pd.DataFrame | pd.Series,
    start: Any,
    end: Any,
    outcome: str = "pain",
    *,
    seed: int,
    units: Units = METRIC,
    since: Any = None,
    until: Any = None,
    others: pd.DataFrame | None = None,
    daily: pd.DataFrame | None = None,
) -> Result | NotEnough:
    """Whether `outcome` changed with the block from `start` to `end`, both days inclusive, in words.

    `outcome` "pain" (or another pain column, such as "pain_morning"): `series` is the daily frame, or one series of
    0-10 scores, indexed by day. "pace": `series` is the frame `runs`. `daily` says what else changed, and how often
    pain was written down, where `series` does not. Else as `pain_before_after` and `pace_before_after`.

    `table` has `term estimate low high n_before n_after se df phi w is_quoted` (points; per cent of pace), n in days
    or runs after the left-out days were removed. `verdict` is one of `verdict.VERDICTS`. `details`: `course`,
    `changes`, `placebo`. NotEnough where too little is rated to fit anything.
    Raises ValueError for a block that ends before it starts or an outcome that `series` does not have.
    """
    found: PainChange | PaceChange | NotEnough
    if outcome == "pace":
        if not isinstance(series, pd.DataFrame) or "distance_m" not in series:
            raise ValueError("Pace is read from the frame `runs`, one row a run.")
        watched = pd.DataFrame() if daily is None else daily
        found = pace_before_after(series, watched, start, end, seed=seed, since=since, until=until, others=others)
    else:
        is_frame = isinstance(series, pd.DataFrame)
        watched = daily if daily is not None else series if is_frame else pd.DataFrame()
        scores = _scores(series, outcome) if is_frame else series
        found = _pain(scores, watched, start, end, outcome, seed, since, until, others)
    return found if isinstance(found, NotEnough) else say(found, units)


def _pain(
    scores: pd.Series,
    watched: pd.DataFrame,
    start: Any,
    end: Any,
    outcome: str,
    seed: int,
    since: Any,
    until: Any,
    others: pd.DataFrame | None,
    covariates: Sequence[str] = (),
) -> PainChange | NotEnough:
    asked = ask(start, end, since, until, others, [scores.index, watched.index])
    plausible = scores.where(scores.between(*schema.plausible_ranges("pain")["score"]))
    known = design.series_of(plausible, asked.since, asked.until)
    return pain.measure(known, watched, asked, outcome, seed, covariates)


def _scores(daily: pd.DataFrame, outcome: str) -> pd.Series:
    if outcome not in daily:
        raise ValueError(f"No column {outcome!r} in the daily frame. Outcomes are 'pace' and the pain columns.")
    return daily[outcome]
