"""Pain over time and as a calendar, over all years that have any."""

from __future__ import annotations

from functools import partial

import pandas as pd

from analytics.charts import pain as charts
from analytics.pain.diary import Kept
from analytics.recent import say_recent_pain
from pages.kit import say
from pages.kit.shell import Page


def section(page: Page, kept: Kept, today: pd.Timestamp) -> None:
    """The line with its flares, one sentence on pain of late, the calendar."""
    days, blocks = page.days_in_range, page.frames.blocks
    line = page.drawn(
        charts.median_with_flares, days, blocks, today, page.mode, units=page.units, first_weekday=page.first_weekday
    )
    say.chart(
        line,
        partial(
            page.once,
            charts.median_with_flares_table,
            days,
            today,
            units=page.units,
            first_weekday=page.first_weekday,
        ),
        "pain",
    )
    say.block_letters(line)
    if kept.lately:
        say.text(say_recent_pain(kept.lately, page.units).sentence)
    say.chart(
        page.drawn(
            charts.calendar, days, page.mode, units=page.units, n_years=None, first_weekday=page.first_weekday
        ),
        partial(page.once, charts.calendar_table, days),
        "calendar",
    )
