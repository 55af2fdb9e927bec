"""The strip of a whole log by months: dragged over, or set by months for the keyboard and for a thumb, it chooses the
days in view, which stand in the address as "from" and "to"."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.charts import explore as charts
from analytics.charts import theme
from analytics.charts.axes import axis
from pages.kit import choices
from pages.kit.drawn import chart
from pages.kit.shell import Page

FIRST, LAST = "from", "to"
# A log of less than three months is seen whole.
LEAST_DAYS = 92
DONE_ON_A_DAY = ("distance_m", "glute_sets")
Days = tuple[pd.Timestamp, pd.Timestamp]


def asked(daily: pd.DataFrame) -> Days | None:
    """The first and the last day that the address asks for, within the log `daily`; None where it asks for none, for
    what is no date, or for days that the log does not have."""
    said = {name: st.query_params.get(name, "") for name in (FIRST, LAST)}
    try:
        first, last = (pd.Timestamp(date.fromisoformat(day)) for day in said.values())
    except ValueError:
        return None
    first, last = max(first, daily.index[0]), min(last, daily.index[-1])
    if first >= last:
        return None
    choices.remember(said)
    return first, last


def choose(page: Page, daily: pd.DataFrame, column: str, days: Days) -> DeltaGenerator:
    """The log `daily` as monthly bars of `column`, those of the `days` in view coloured, and under them the same as a
    slider; the row below both, for what else changes the days in view. A short log has the row alone."""
    if len(daily) < LEAST_DAYS:
        return _row()
    with st.container(key="strip", gap=None):
        hint = _bars(page, daily, column, days)
        _months(daily, days)
    row = _row()
    with row:
        is_part = asked(daily) is not None
        st.caption(f"{page.units.say_days(*days)}. {hint}" if is_part else hint, width="stretch")
        if is_part:
            st.button("Show all", key="strip_all", on_click=choices.forget, args=(FIRST, LAST))
    return row


def _row() -> DeltaGenerator:
    return st.container(key="strip_row", horizontal=True, vertical_alignment="center", gap="small")


def _bars(page: Page, daily: pd.DataFrame, column: str, days: Days) -> str:
    """Draws the bars; what can be done with them, in words."""
    across = page.once(axis, column, page.units)
    drawn = page.drawn(charts.strip, page.once(_across, daily, column), across, *days, page.mode)
    _, _, hint = theme.without_heading(drawn)
    chart.with_days(drawn, _key("bars", days), f"The whole log by months, {across.label}.", _note)
    return hint


def _across(daily: pd.DataFrame, column: str) -> pd.DataFrame:
    """The column as the bars take it; what is done on a day is nothing on days that are not on record, so that a
    month of which only two days are does not stand for a whole one."""
    across = daily[column]
    if column in DONE_ON_A_DAY:
        first, last = daily.index[0].replace(day=1), daily.index[-1] + pd.offsets.MonthEnd(0)
        across = across.reindex(pd.date_range(first, last)).fillna(0.0)
    return pd.DataFrame({"across": across})


def _key(part: str, days: Days) -> str:
    """Named by the days, so that a part that shows other days starts afresh from them."""
    return f"strip_{part}_{days[0]:%Y%m%d}_{days[1]:%Y%m%d}"


def _months(daily: pd.DataFrame, days: Days) -> None:
    months = pd.date_range(daily.index[0].replace(day=1), daily.index[-1], freq="MS")
    value, key = (days[0].replace(day=1), days[1].replace(day=1)), _key("months", days)
    st.select_slider(
        "Months in view", list(months), value=value, format_func=lambda day: f"{day:%b %Y}", key=key,
        on_change=_slid, args=(key,), label_visibility="collapsed",
    )  # fmt: skip


def _slid(key: str) -> None:
    first, last = st.session_state[key]
    _note(first, last + pd.offsets.MonthEnd(0))


def _note(first: pd.Timestamp, last: pd.Timestamp) -> None:
    choices.note(**{FIRST: f"{first:%Y-%m-%d}", LAST: f"{last:%Y-%m-%d}"})
