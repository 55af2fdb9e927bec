"""Everything the page Findings asks, once: pairs, blocks, easy pace, and what they say in cards."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics import ask, findings
from analytics.findings import Block, Finding, Open
from analytics.lag import Associations
from analytics.result import NotEnough
from analytics.reviews import Look
from pages.kit.findings import opened, review_dates
from pages.kit.running import easy_pace as running
from pages.kit.shell import Page


@dataclass(frozen=True)
class Answers:
    """`cards` in order, the questions still `open`, and the pairs with the look they were asked at."""

    cards: list[Finding]
    open: list[Open]
    pairs: Associations | NotEnough
    look: Look


def all_of(page: Page) -> Answers:
    """Every answer is kept: only what is new is worked out. A pair that is opened by its address has a card, too."""
    look = review_dates.of_log(page)
    pairs = ask.associations(page.log, look, page.first_day)
    trend = ask.pace_trend(page.log, lambda _: running.streams(page), page.first_day)
    blocks = [block_of(page, row) for row in page.frames.blocks.to_dict("records")]
    made = findings.block_findings(blocks, page.units) + findings.pace_finding(trend, page.units)
    if not isinstance(pairs, NotEnough):
        made += findings.pair_findings(pairs, page.units, opened.chosen())
    return Answers(findings.ranked(made), findings.open_questions(pairs, blocks, trend), pairs, look)


def block_of(page: Page, row: dict[str, object]) -> Block:
    """A row of the frame `blocks` with what the block changed, as of its last review."""
    start, end = pd.Timestamp(str(row["start"])), pd.Timestamp(str(row["end"]))
    pain = ask.pain_before_after(page.log, start, end)
    return Block(
        str(row["block_id"]), str(row["name"]), start, end, pain, ask.pace_before_after(page.log, start, end)
    )
