"""What last week was, in four short lines, until it is closed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import last_week
from analytics.last_week import Line
from pages.kit import faults, say
from pages.kit.shell import Page

CLOSED = "last_week_closed"
ICONS = {
    "running": ":blue[:material/directions_run:]",
    "lifting": ":orange[:material/fitness_center:]",
    "pain": ":material/healing:",
    "best": ":orange[:material/trophy:]",
}


def section(page: Page) -> None:
    """The card; closing it is remembered for the week."""
    week = page.once(
        last_week.last_week, page.daily, page.frames.sets, pd.Timestamp(page.today), first_weekday=page.first_weekday
    )
    name = f"{week.first:%Y-%m-%d}"
    closed = st.session_state.get(CLOSED) if page.is_demo else page.settings.get(CLOSED)
    if week.is_empty or closed == name:
        return
    with st.container(border=True, key="last_week"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{last_week.say_title(week, page.units)}**", width="stretch")
            st.button("Close", type="tertiary", icon=":material/close:", on_click=_close, args=(page, name))
        lines = last_week.say_lines(week, page.units)
        for column, part in zip(st.columns(2), (lines[::2], lines[1::2]), strict=True):
            column.markdown("  \n".join(_line(line) for line in part))


def _line(line: Line) -> str:
    beside = f", {line.beside}" if line.beside else ""
    return f"{ICONS[line.kind]} **{say.plain(line.fact)}**{say.plain(beside)}"


@faults.in_words
def _close(page: Page, name: str) -> None:
    if page.is_demo:
        st.session_state[CLOSED] = name
    else:
        page.store.keep_setting(CLOSED, name)
