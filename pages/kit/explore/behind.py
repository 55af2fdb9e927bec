"""The days behind a dot, each leading to its page in the log."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics import explore
from analytics.words import counted
from pages.kit.explore.controls import Asked
from pages.kit.links import PAGES, address
from pages.kit.shell import Page

MOST_SHOWN = 8
LOG = "pages/2_Log.py"
HOW = "Choose a dot: its days are listed here."


def open_days(page: Page, days: pd.DataFrame, asked: Asked, chosen: Any) -> None:
    """Lists the days of the chosen dot, latest first; nothing where none is chosen."""
    if chosen is None:
        return
    found = _days(days, chosen)
    across, up = asked.axes(page.units)
    st.markdown(f"**{counted(len(found), 'day')}**, latest first")
    has_log = any(link.path == LOG for link in PAGES)
    for day, row in found.head(MOST_SHOWN).iterrows():
        told = (
            f"{page.units.say_day(pd.Timestamp(str(day)))}: {across.name} {across.said(across.shown(row['across']))}"
        )
        told += f" {across.unit}".rstrip() + f", {up.name} {up.said(up.shown(row['up']))}"
        if has_log:
            st.page_link(LOG, label=told, query_params=address(day=f"{day:%Y-%m-%d}"))
        else:
            st.caption(told)
    if len(found) > MOST_SHOWN:
        st.caption(f"and {len(found) - MOST_SHOWN} more")


def _days(days: pd.DataFrame, place: Any) -> pd.DataFrame:
    if isinstance(place, str):
        return days.loc[place:place]
    across, up = place
    return explore.behind(days, float(across), float(up))
