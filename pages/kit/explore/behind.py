"""The days behind a dot, each leading to its page in the log."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics import explore
from analytics.words import counted
from pages.kit.drawn import link_rows
from pages.kit.drawn.link_rows import LinkRow
from pages.kit.explore.controls import Asked
from pages.kit.links import to
from pages.kit.shell import Page

MOST_SHOWN = 8
LOG = "pages/2_Log.py"
HOW = "Choose a dot: its days are listed here."


def open_days(page: Page, days: pd.DataFrame, asked: Asked, chosen: Any) -> None:
    """Lists the days of the chosen dot, latest first; nothing where none is chosen."""
    if chosen is None:
        return
    found = _days(days, chosen)
    st.markdown(f"**{counted(len(found), 'day')}**, latest first")
    link_rows.show((_row(page, day, row, asked) for day, row in found.head(MOST_SHOWN).iterrows()), "days")
    if len(found) > MOST_SHOWN:
        st.caption(f"and {len(found) - MOST_SHOWN} more")


def _row(page: Page, day: Any, row: pd.Series, asked: Asked) -> LinkRow:
    """'Sat 28 Nov 2026: Weekly distance 45 km, Pain 4'."""
    across, up = asked.axes(page.units)
    told = (
        f"{page.units.say_day(day)}: {across.name} {across.said(across.shown(row['across']))} {across.unit}".rstrip()
    )
    return LinkRow(to(LOG, day=f"{day:%Y-%m-%d}"), f"{told}, {up.name} {up.said(up.shown(row['up']))}")


def _days(days: pd.DataFrame, place: Any) -> pd.DataFrame:
    if isinstance(place, str):
        return days.loc[place:place]
    across, up = place
    return explore.behind(days, float(across), float(up))
