"""Which days are in view: dragged over the strip, or chosen by months; both stand in the address."""

from __future__ import annotations

import contextlib
from typing import Any

import pandas as pd
import streamlit as st

from analytics.charts import explore as charts
from analytics.charts import theme
from pages.kit.explore.controls import Asked
from pages.kit.shell import Page

FIRST, LAST = "from", "to"
# A log of less than three months is seen whole.
LEAST_DAYS = 92


def in_view(page: Page, daily: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and the last day: those of the address within the log, else what the side bar leaves."""
    first, last = page.first_day or daily.index[0], daily.index[-1]
    with contextlib.suppress(ValueError):
        first = max(pd.Timestamp(st.query_params.get(FIRST, first)), daily.index[0])
        last = min(pd.Timestamp(st.query_params.get(LAST, last)), daily.index[-1])
    return (first, last) if first < last else (daily.index[0], daily.index[-1])


def choose(page: Page, daily: pd.DataFrame, asked: Asked) -> None:
    """The strip to drag over, and the same by months for the keyboard and for a thumb."""
    if len(daily) < LEAST_DAYS:
        return
    first, last = in_view(page, daily)
    rows = page.once(_across, daily, asked.across)
    drawn = page.drawn(charts.strip, rows, asked.axes(page.units)[0], first, last, page.mode)
    bare, _, subtitle = theme.without_heading(drawn)
    st.caption(subtitle)
    key = f"strip_{first:%Y%m%d}_{last:%Y%m%d}"
    st.plotly_chart(
        bare, theme=None, key=key, config=theme.CONFIG, alt=f"The whole log by months. {subtitle}",
        on_select=lambda: _dragged(key), selection_mode="box",
    )  # fmt: skip
    _months(daily, first, last)


def _across(daily: pd.DataFrame, column: str) -> pd.DataFrame:
    return pd.DataFrame({"across": daily[column]})


def _dragged(key: str) -> None:
    boxes: list[dict[str, Any]] = st.session_state[key]["selection"]["box"]
    if boxes:
        start, end = sorted(pd.Timestamp(at) for at in boxes[0]["x"][:2])
        _keep(start, end)


def _months(daily: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> None:
    months = pd.date_range(daily.index[0].replace(day=1), daily.index[-1], freq="MS")
    key = f"months_{first:%Y%m%d}_{last:%Y%m%d}"
    value = (first.replace(day=1), last.replace(day=1))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.select_slider(
            "Months in view", list(months), value=value, format_func=lambda day: f"{day:%b %Y}", key=key,
            on_change=_slid, args=(key,),
        )  # fmt: skip
        if (first, last) != (daily.index[0], daily.index[-1]):
            st.button("Show all", on_click=_all)


def _slid(key: str) -> None:
    start, end = st.session_state[key]
    _keep(start, end + pd.offsets.MonthEnd(0))


def _keep(first: pd.Timestamp, last: pd.Timestamp) -> None:
    st.query_params[FIRST], st.query_params[LAST] = f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}"


def _all() -> None:
    for key in (FIRST, LAST):
        st.query_params.pop(key, None)
