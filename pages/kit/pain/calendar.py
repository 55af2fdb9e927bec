"""Pain over time and as a calendar, over all years that have any."""

from __future__ import annotations

import pandas as pd

from analytics.charts import pain as charts
from analytics.pain.diary import Kept
from analytics.recent import say_recent_pain
from pages.kit import say
from pages.kit.shell import Page


def section(page: Page, kept: Kept, today: pd.Timestamp) -> None:
    """One sentence on pain of late, the line with its flares, the calendar."""
    if kept.lately:
        say.sentence(say_recent_pain(kept.lately, page.units).sentence)
    days, blocks = page.days_in_range, page.frames.blocks
    line = charts.median_with_flares(days, blocks, today, page.mode, first_weekday=page.first_weekday)
    say.chart(line, charts.median_with_flares_table(days, today, first_weekday=page.first_weekday), "pain")
    say.chart(
        charts.calendar(days, page.mode, n_years=None, first_weekday=page.first_weekday),
        charts.calendar_table(days),
        "calendar",
    )
