"""Three numbers of this week with their usual and a spark line, and what the log still lacks."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import streamlit as st

from analytics import week_now
from analytics.charts import sparks
from analytics.charts.theme import TOKENS, Mode
from analytics.week_now import Shown
from pages.kit.home import first_steps
from pages.kit.links import IMPORT
from pages.kit.shell import Page

MOST_NUMBERS = 3
COLOURS: dict[str, Literal["blue", "orange", "gray"]] = {"running": "blue", "lifting": "orange", "pain": "gray"}


def section(page: Page) -> None:
    """The numbers that the log has, at most three, and what is stale or missing."""
    now = page.once(week_now.now, page.daily, pd.Timestamp(page.today), first_weekday=page.first_weekday)
    shown = week_now.say_now(now, page.units)
    with st.container(key="numbers"):
        # One number alone is as wide as one of three.
        for column, number in zip(st.columns(MOST_NUMBERS), shown, strict=False):
            with column:
                _number(number, page.mode)
    lines = [line for line in (week_now.say_stale(now, page.units), week_now.say_missing(now)) if line]
    if lines and not page.is_demo:
        with st.container(horizontal=True, vertical_alignment="center", key="lacks"):
            st.markdown(" ".join(lines), width="content")
            st.page_link(IMPORT, label="Import files", icon=":material/upload_file:")
        first_steps.left(page)


def _number(number: Shown, mode: Mode) -> None:
    with st.container(border=True, height="stretch", gap="small"):
        delta = number.usual or None
        st.metric(number.label, number.value, delta, delta_color=COLOURS[number.kind], delta_arrow="off")
        spark = _spark(number, mode)
        if spark:
            st.image(spark, width="stretch", alt=number.alt)


def _spark(number: Shown, mode: Mode) -> str:
    """Bars of a spark line start at 0, which those of a metric do not."""
    tokens = TOKENS[mode]
    if number.kind == "pain":
        return sparks.pain_line(number.series, number.now, mode)
    colour = tokens.running if number.kind == "running" else tokens.lifting
    return sparks.bars(number.series, number.now, colour, mode)
