"""Which day and which month of the Log are open: in the address, and kept while other pages are looked at."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.log import day as one_day
from pages.kit.shell import Page

DAY, MONTH = "day", "month"
_KEPT = {DAY: "log_day", MONTH: "log_month"}


def day(page: Page) -> pd.Timestamp:
    """The open day: as the address has it, else as last looked at, else the newest with anything on record."""
    found = _read(DAY) or one_day.newest(page.daily) or pd.Timestamp(page.today)
    st.session_state[_KEPT[DAY]] = f"{found:%Y-%m-%d}"
    return found


def month(page: Page) -> pd.Timestamp:
    """The first day of the open month: as the address has it, else the month of the open day."""
    return (_read(MONTH) or day(page)).replace(day=1)


def _read(name: str) -> pd.Timestamp | None:
    """The date in the address or kept; None where it is no date of this age."""
    text = st.query_params.get(name) or st.session_state.get(_KEPT[name])
    found = pd.to_datetime(text, format="%Y-%m-%d" if name == DAY else "%Y-%m", errors="coerce")
    return None if pd.isna(found) or not 1990 <= found.year < 2100 else found


def open_day(when: pd.Timestamp | str) -> None:
    """Opens a day and turns the calendar to its month; for callbacks."""
    found = pd.Timestamp(when)
    _put(DAY, f"{found:%Y-%m-%d}")
    _put(MONTH, f"{found:%Y-%m}")


def turn_to(first: pd.Timestamp) -> None:
    """Turns the calendar to a month and leaves the open day; for callbacks."""
    _put(MONTH, f"{first:%Y-%m}")


def _put(name: str, text: str) -> None:
    st.query_params[name] = text
    st.session_state[_KEPT[name]] = text
