"""Everything the page Findings asks, of the data and dates in view."""

from __future__ import annotations

from analytics import findings
from analytics.findings import Answers, Block
from pages.kit.findings import opened, review_dates
from pages.kit.running import easy_pace as running
from pages.kit.shell import Page


def all_of(page: Page) -> Answers:
    """The answers in view; a pair that is opened by its address has a card, too."""
    look = review_dates.of_log(page)
    return findings.all_of(
        page.log, lambda _: running.streams(page), look, page.units, page.first_day, opened.chosen()
    )


def block_of(page: Page, row: dict[str, object]) -> Block:
    """A row of the frame `blocks` with what the block changed, as of its last review."""
    return findings.of_block(page.log, row)
