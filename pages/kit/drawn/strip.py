"""The strip of a whole log by months: its frame is dragged, or moved by keys, to choose the days in view, which stand
in the address as "from" and "to".

One element of ours: Streamlit's slider takes 16 ms of every switch to a page, and a chart below it as much again.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.charts import strip as charts
from analytics.charts.axes import axis
from analytics.charts.theme import TOKENS
from data.units import Units
from pages.kit import choices
from pages.kit.shell import Page

FIRST, LAST = "from", "to"
# A log of less than three months is seen whole.
LEAST_DAYS = 92
KEY = "strip"
HINT = "Drag the handles: everything above follows."
Days = tuple[pd.Timestamp, pd.Timestamp]
_component = st.components.v2.component(
    "lbsdrop.strip",
    html='<div class="strip" role="group"></div>',
    css=Path(__file__).with_suffix(".css").read_text(encoding="utf-8"),
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
)


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
    """The log `daily` as monthly bars of `column` with a frame around the `days` in view; the row below it, for what
    else changes the days in view. A short log has the row alone."""
    if len(daily) < LEAST_DAYS:
        return _row()
    _bars(page, daily, column, days)
    row = _row()
    with row:
        is_part = asked(daily) is not None
        st.caption(f"{page.units.say_days(*days)}. {HINT}" if is_part else HINT, width="stretch")
        if is_part:
            st.button("Show all", key="strip_all", on_click=choices.forget, args=(FIRST, LAST))
    return row


def _row() -> DeltaGenerator:
    return st.container(key="strip_row", horizontal=True, vertical_alignment="center", gap="small")


def _bars(page: Page, daily: pd.DataFrame, column: str, days: Days) -> None:
    tokens, across = TOKENS[page.mode], page.once(axis, column, page.units)
    first, last = (day.replace(day=1).strftime("%Y-%m") for day in days)
    _component(
        key=KEY,
        data={
            "label": f"The whole log by months, {across.label}",
            **page.once(_months, daily, column, page.units),
            "first": first,
            "last": last,
            "colours": {"hue": across.hue(tokens), "pale": tokens.pale},
        },
        on_chosen_change=_chosen,
    )


def _months(daily: pd.DataFrame, column: str, units: Units) -> dict[str, Any]:
    shares = charts.by_months(daily[column], axis(column, units))
    return {
        "months": [f"{month:%Y-%m}" for month in shares.index],
        "names": [f"{month:%b %Y}" for month in shares.index],
        "shares": [None if share != share else round(share, 3) for share in shares],
    }


def _chosen() -> None:
    """Puts the months that `strip.js` tells into the address, from the first day of the first to the last of the
    last."""
    first, last = (pd.Timestamp(month) for month in st.session_state[KEY]["chosen"])
    choices.note(**{FIRST: f"{first:%Y-%m-%d}", LAST: f"{last + pd.offsets.MonthEnd(0):%Y-%m-%d}"})
