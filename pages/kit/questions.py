"""The questions pages share, asked with the page's data and kept until they change."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics import blocks, lag
from analytics.result import NotEnough, Result
from pages.kit import cached
from pages.kit.cached import SEED
from pages.kit.shell import Page


def associations(page: Page) -> Result | NotEnough:
    """The table of what goes together, over the dates in view."""
    return cached.asked(
        lambda: lag.associations(page.days_in_range, seed=SEED, units=page.units),
        "associations",
        page.key,
        page.units.name,
    )


def association(page: Page, pair: lag.Pair) -> Result | NotEnough:
    """One pair in full, over the dates in view."""
    return cached.asked(
        lambda: lag.association(
            page.days_in_range, pair.exposure, pair.outcome, pair.lags, seed=SEED, units=page.units
        ),
        "association",
        page.key,
        page.units.name,
        pair,
    )


def before_after(page: Page, start: date, end: date, outcome: str) -> Result | NotEnough:
    """One block against the time before it, other blocks left out of that time."""
    return cached.asked(
        lambda: blocks.before_after(
            page.frames.runs if outcome == "pace" else page.daily,
            pd.Timestamp(start),
            pd.Timestamp(end),
            outcome,
            seed=SEED,
            units=page.units,
            others=page.frames.blocks,
            daily=page.daily,
        ),
        "before_after",
        page.key,
        page.units.name,
        start,
        end,
        outcome,
    )
