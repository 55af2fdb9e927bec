"""Three numbers of this week with their usual and a spark line, and what the log still lacks."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import week_now
from analytics.charts import sparks
from analytics.charts.theme import TOKENS, Mode
from analytics.week_now import Shown
from pages.kit.drawn import metrics
from pages.kit.drawn.metrics import Metric
from pages.kit.home import first_steps
from pages.kit.links import IMPORT
from pages.kit.shell import Page


def section(page: Page) -> None:
    """The numbers that the log has, at most three, and what is stale or missing."""
    now = page.once(week_now.now, page.daily, pd.Timestamp(page.today), first_weekday=page.first_weekday)
    shown = week_now.say_now(now, page.units)
    metrics.row((_metric(number, page.mode) for number in shown), "numbers")
    lines = [line for line in (week_now.say_stale(now, page.units), week_now.say_missing(now)) if line]
    if lines and not page.is_demo:
        with st.container(horizontal=True, vertical_alignment="center", key="lacks"):
            st.markdown(" ".join(lines), width="content")
            st.page_link(IMPORT, label="Import files", icon=":material/upload_file:")
        first_steps.left(page)


def _metric(number: Shown, mode: Mode) -> Metric:
    return Metric(number.label, number.value, number.usual, number.kind, _spark(number, mode), number.alt)


def _spark(number: Shown, mode: Mode) -> str:
    """Bars of a spark line start at 0, which those of a metric do not."""
    tokens = TOKENS[mode]
    if number.kind == "pain":
        return sparks.pain_line(number.series, number.now, mode)
    colour = tokens.running if number.kind == "running" else tokens.lifting
    return sparks.bars(number.series, number.now, colour, mode)
