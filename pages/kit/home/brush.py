"""The strip under the story: dragged over, it chooses the days in view, which stand in the address."""

from __future__ import annotations

import contextlib
from typing import Any

import pandas as pd
import streamlit as st

from analytics.charts import explore as charts
from analytics.charts import theme
from analytics.charts.axes import axis
from analytics.words import say_date
from pages.kit import choices
from pages.kit.shell import Page

# As Explore names them.
FIRST, LAST = "from", "to"
# A log of less than a year is seen whole.
LEAST_DAYS = 365
# What the strip shows: the first of them that the log has.
SHOWN = ("distance_m", "glute_sets", "pain")


def chosen(daily: pd.DataFrame) -> pd.DataFrame | None:
    """The days of `daily` that the address asks for; None where it asks for none, or for what is no date."""
    asked = st.query_params.get(FIRST), st.query_params.get(LAST)
    with contextlib.suppress(ValueError):
        if all(asked):
            choices.remember({FIRST: str(asked[0]), LAST: str(asked[1])})
            found = daily.loc[pd.Timestamp(asked[0]) : pd.Timestamp(asked[1])]
            return None if found.empty else found
    return None


def section(page: Page, daily: pd.DataFrame, seen: pd.DataFrame) -> None:
    """The strip of the whole log `daily`, of which `seen` is in view, and the way back to all of it."""
    if len(daily) < LEAST_DAYS:
        return
    first, last = seen.index[0], seen.index[-1]
    column = next((name for name in SHOWN if daily[name].notna().any()), SHOWN[0])
    across = page.once(axis, column, page.units)
    rows = page.once(_across, daily, column)
    bare, _, subtitle = theme.without_heading(page.drawn(charts.strip, rows, across, first, last, page.mode))
    key = f"story_strip_{first:%Y%m%d}_{last:%Y%m%d}"
    with st.container(key="story_strip"):
        st.caption(subtitle)
        st.plotly_chart(
            bare, theme=None, key=key, config=theme.CONFIG, alt=f"The whole log by months, {across.label}.",
            on_select=lambda: _dragged(key), selection_mode="box",
        )  # fmt: skip
    if chosen(daily) is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{say_date(first)} to {say_date(last)}", width="content")
            st.button("Show all", on_click=choices.forget, args=(FIRST, LAST), key="story_all")


def _across(daily: pd.DataFrame, column: str) -> pd.DataFrame:
    return pd.DataFrame({"across": daily[column]})


def _dragged(key: str) -> None:
    boxes: list[dict[str, Any]] = st.session_state[key]["selection"]["box"]
    if boxes:
        start, end = sorted(pd.Timestamp(at) for at in boxes[0]["x"][:2])
        choices.note(**{FIRST: f"{start:%Y-%m-%d}", LAST: f"{end:%Y-%m-%d}"})
