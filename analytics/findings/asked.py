"""Everything that the page Findings and the report ask, once: pairs, easy pace, blocks, and the cards they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics import ask
from analytics.ask import Log, Streams
from analytics.findings.cards import Block, Finding, block_findings, pace_finding, pair_findings, ranked
from analytics.findings.open import Open, open_questions
from analytics.lag import Associations
from analytics.result import NotEnough
from analytics.reviews import Look
from analytics.running.easy_pace import Trend
from data.units import Units


@dataclass(frozen=True)
class Answers:
    """`cards` in order, the questions still `open`, and the pairs with the look they were asked at."""

    cards: list[Finding]
    open: list[Open]
    pairs: Associations | NotEnough
    look: Look


def all_of(
    log: Log, streams: Streams, look: Look, units: Units, since: pd.Timestamp | None = None, also: str = ""
) -> Answers:
    """The answers as of `look`, over the days from `since` on (None: all); blocks always over the whole log.

    `streams` gives the samples of runs, `also` the key of a pair that has a card whatever it says. Every answer is
    kept: only what is new is worked out.
    """
    pairs = log.once(ask.associations, log, look, since)
    trend = ask.pace_trend(log, streams, since)
    blocks = tuple(of_block(log, row) for row in log.frames.blocks.to_dict("records"))
    return log.once(_answers, pairs, trend, blocks, look, units, also)


def _answers(
    pairs: Associations | NotEnough,
    trend: Trend | NotEnough,
    blocks: Sequence[Block],
    look: Look,
    units: Units,
    also: str,
) -> Answers:
    made = block_findings(blocks, units) + pace_finding(trend, units)
    if not isinstance(pairs, NotEnough):
        made += pair_findings(pairs, units, also)
    return Answers(ranked(made), open_questions(pairs, blocks, trend), pairs, look)


def of_block(log: Log, row: Mapping[Any, Any]) -> Block:
    """A row of the frame `blocks` with what the block changed, as of its last review."""
    start, end = pd.Timestamp(row["start"]), pd.Timestamp(row["end"])
    pain = log.once(ask.pain_before_after, log, start, end)
    pace = log.once(ask.pace_before_after, log, start, end)
    return log.once(Block, str(row["block_id"]), str(row["name"]), start, end, pain, pace)
