"""Before and after a block: pain, easy pace, drift in long runs; and the blocks that a log holds."""

from __future__ import annotations

from functools import partial

import pandas as pd

from analytics import blocks, reviews
from analytics.blocks import DriftChange, PaceChange, PainChange, drift
from analytics.record import Log, Streams, read
from analytics.result import NotEnough
from analytics.reviews import Look

ONE_DAY = pd.Timedelta(days=1)


def block_look(log: Log, start: pd.Timestamp, end: pd.Timestamp, *, is_interim: bool = False) -> Look:
    """Which days an answer about the block may see: as of its last review, or of today where `is_interim`."""
    return reviews.look(start, log.today, end, is_interim=is_interim)


def pain_before_after(
    log: Log, start: pd.Timestamp, end: pd.Timestamp, look: Look | None = None, outcome: str = "pain"
) -> PainChange | NotEnough:
    """Pain before and after a block, as of the look (None: the last review); other blocks are left out before it."""
    look = look or block_look(log, start, end)
    until, others = look.within(end), _ended_before(log, start)
    daily, names = _up_to(log.daily, end, until), log.declared.covariates
    measure = partial(blocks.pain_before_after, seed=log.seed, until=until, others=others, covariates=names)
    return log.kept.answer(
        "pain_before_after",
        PainChange,
        partial(measure, daily, start, end, outcome),
        *(daily, start, end, outcome, until, others, names, log.seed),
        recurring=log.recurring(look, start, end, outcome, names),
    )


def pace_before_after(
    log: Log, start: pd.Timestamp, end: pd.Timestamp, look: Look | None = None
) -> PaceChange | NotEnough:
    """Easy pace before and after a block, as of the look (None: the last review)."""
    look = look or block_look(log, start, end)
    until, others = look.within(end), _ended_before(log, start)
    daily, runs, names = _up_to(log.daily, end, until), _runs(log, end, until), log.declared.covariates
    return log.kept.answer(
        "pace_before_after",
        PaceChange,
        partial(
            blocks.pace_before_after,
            *(runs, daily, start, end),
            seed=log.seed,
            until=until,
            others=others,
            covariates=names,
        ),
        *(read(runs), daily, start, end, until, others, names, log.seed),
        recurring=log.recurring(look, start, end),
    )


def drift_before_after(
    log: Log, streams: Streams, start: pd.Timestamp, end: pd.Timestamp, look: Look | None = None
) -> DriftChange | NotEnough:
    """Drift of heart rate in long runs before and after a block, as of the look (None: the last review).

    `streams` is asked for the samples of the long runs that are compared, only where they are needed.
    """
    until, others = (look or block_look(log, start, end)).within(end), _ended_before(log, start)
    long = drift.looked_at(drift.long_runs(_runs(log, end, until)), start)
    return log.kept.answer(
        "drift_before_after",
        DriftChange,
        lambda: blocks.drift_before_after(
            long, streams(long["run_id"]), start, end, seed=log.seed, until=until, others=others
        ),
        *(long, start, end, until, others, log.seed),
    )


def before_after(
    log: Log, start: pd.Timestamp, end: pd.Timestamp, outcome: str, look: Look | None = None
) -> PainChange | PaceChange | NotEnough:
    """`pace_before_after` for "pace", `pain_before_after` for a pain column."""
    if outcome == "pace":
        return pace_before_after(log, start, end, look)
    return pain_before_after(log, start, end, look, outcome)


def _up_to(daily: pd.DataFrame, end: pd.Timestamp, until: pd.Timestamp | None) -> pd.DataFrame:
    """The days a block's question may see: to the look, or to the day after the block, that shows it to be over."""
    return daily[daily.index <= (end + ONE_DAY if until is None else until)]


def _runs(log: Log, end: pd.Timestamp, until: pd.Timestamp | None) -> pd.DataFrame:
    """The runs of the days of `_up_to`."""
    return _up_to(log.rows("runs").set_index("day", drop=False), end, until).reset_index(drop=True)


def _ended_before(log: Log, start: pd.Timestamp) -> pd.DataFrame:
    known = log.frames.blocks
    return known.loc[known["end"] < start, ["start", "end", "declared"]].reset_index(drop=True)


def found_blocks(log: Log) -> pd.DataFrame:
    """Stretches of weeks with glute sets, found without looking at pain: `start end name`."""
    return blocks.find_blocks(log.daily)


def first_start(log: Log) -> pd.Timestamp | None:
    """The day before which the reader may declare that nothing was lifted; None where that is of no use."""
    return blocks.log_begins_with_block(log.daily, found_blocks(log))
