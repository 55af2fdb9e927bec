"""What last week was, in four short lines, until it is closed."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from analytics import last_week
from analytics.last_week import Line
from pages.kit import faults
from pages.kit.shell import Page

CLOSED = "last_week_closed"
# Of Material Symbols, and the colour's name in the style sheet.
ICONS = {
    "running": ("directions_run", "running"),
    "lifting": ("fitness_center", "lifting"),
    "pain": ("healing", ""),
    "best": ("trophy", "lifting"),
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
        st.html(f'<ul class="lines">{"".join(map(_line, last_week.say_lines(week, page.units)))}</ul>')


def _line(line: Line) -> str:
    name, colour = ICONS[line.kind]
    icon = f'<span class="icon {colour}" aria-hidden="true" translate="no">{name}</span>'
    return f"<li>{icon} <strong>{escape(line.fact)}</strong>{escape(f', {line.beside}' if line.beside else '')}</li>"


@faults.in_words
def _close(page: Page, name: str) -> None:
    if page.is_demo:
        st.session_state[CLOSED] = name
    else:
        page.store.keep_setting(CLOSED, name)
