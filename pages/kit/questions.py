"""The questions pages share, asked with the page's data and kept until they change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from analytics import blocks, lag
from analytics.lag import false_positives
from analytics.lag.covariates import with_covariates
from analytics.result import NotEnough, Result
from analytics.reviews import Look
from pages.kit import cached
from pages.kit.cached import SEED
from pages.kit.findings import review_dates
from pages.kit.shell import Page


def days_seen(page: Page, look: Look) -> pd.DataFrame:
    """The days in view that the look may see, as they stood on its last one."""
    return page.days_until(look.until)


def associations(page: Page, look: Look) -> Result | NotEnough:
    """The table of what goes together, over the dates in view."""
    return cached.asked(
        lambda: lag.associations(days_seen(page, look), seed=SEED, units=page.units),
        "associations",
        page.key,
        page.units.name,
        look.until,
    )


def association(page: Page, look: Look, pair: lag.Pair) -> Result | NotEnough:
    """One pair in full, over the dates in view."""
    return cached.asked(
        lambda: lag.association(
            days_seen(page, look), pair.exposure, pair.outcome, pair.lags, seed=SEED, units=page.units
        ),
        "association",
        page.key,
        page.units.name,
        look.until,
        pair,
    )


def adjusted(page: Page, look: Look, pair: lag.Pair, columns: Sequence[str]) -> Result | NotEnough:
    """One pair with and without an adjustment for other columns of the diary."""
    return cached.asked(
        lambda: with_covariates(days_seen(page, look), pair, columns, seed=SEED, units=page.units),
        "adjusted",
        page.key,
        page.units.name,
        look.until,
        pair,
        tuple(columns),
    )


def own_false_positives(page: Page, look: Look) -> Result | NotEnough:
    """How often the reader's own training goes together with made-up diaries that cannot depend on it."""
    return cached.asked(
        lambda: false_positives.say(false_positives.measure(days_seen(page, look), seed=SEED)),
        "false_positives",
        page.key,
        look.until,
    )


def before_after(page: Page, start: date, end: date, outcome: str, look: Look | None = None) -> Result | NotEnough:
    """One block against the time before it, other blocks left out of that time; as of the last review by default."""
    seen = look or review_dates.as_of(page, start, end)
    return cached.asked(
        lambda: blocks.before_after(
            page.frames.runs if outcome == "pace" else page.daily,
            pd.Timestamp(start),
            pd.Timestamp(end),
            outcome,
            seed=SEED,
            units=page.units,
            until=seen.within(pd.Timestamp(end)),
            others=page.frames.blocks,
            daily=page.daily,
        ),
        "before_after",
        page.key,
        page.units.name,
        start,
        end,
        outcome,
        seen.until,
    )
