"""Distance week by week, the stretch of time chosen in the address."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from analytics import story
from analytics.charts import weekly_distance as charts
from analytics.running import weeks
from pages.kit import choices, say
from pages.kit.shell import Page

SPAN = "weeks"
SPANS: dict[str, int | None] = {"6 months": 26, "2 years": 104, "All": None}


def section(page: Page) -> None:
    """The bars with their usual; nothing where no run has a distance."""
    found = page.once(
        weeks.weeks, page.frames.runs, page.daily, pd.Timestamp(page.today), first_weekday=page.first_weekday
    )
    if found is None:
        st.markdown("None of these runs has a distance on record.")
        return
    chosen = choices.start_with(SPAN, list(SPANS), lambda: next(iter(SPANS)))
    n_weeks = _n_weeks(page, found, SPANS[chosen])
    figure = page.drawn(charts.weekly_distance, found, page.units, page.mode, n_weeks=n_weeks)
    say.chart(figure, partial(page.once, charts.weekly_distance_table, found, page.units, n_weeks=n_weeks), "weekly")
    if len({_n_weeks(page, found, n) for n in SPANS.values()}) > 1:
        choices.buttons("Stretch of time", SPAN, list(SPANS), str)


def _n_weeks(page: Page, found: weeks.Weeks, n_chosen: int | None) -> int:
    """As many as were chosen, from where the log begins in earnest, within the dates of the side bar."""
    stretch = page.once(story.stretch, page.days_in_range)
    first = max(found.table.index[0], stretch.first if stretch else found.table.index[0])
    n_known = int((found.table.index > first - pd.Timedelta(days=7)).sum())
    return max(1, min(n_known, n_chosen or n_known))
