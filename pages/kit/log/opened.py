"""Which day and which month of the Log are open: in the address, and kept while other pages are looked at."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.log import day as one_day
from pages.kit import choices
from pages.kit.shell import Page

DAY, MONTH = "day", "month"
FORMATS = {DAY: "%Y-%m-%d", MONTH: "%Y-%m"}


def day(page: Page) -> pd.Timestamp:
    """The open day: as the address has it, else the newest with anything on record."""
    return _read(DAY) or page.once(one_day.newest, page.daily) or pd.Timestamp(page.today)


def month(page: Page) -> pd.Timestamp:
    """The first day of the open month: as the address has it, else the month of the open day."""
    return (_read(MONTH) or day(page)).replace(day=1)


def _read(name: str) -> pd.Timestamp | None:
    """The date in the address; None where it is no date of this age."""
    found = pd.to_datetime(st.query_params.get(name), format=FORMATS[name], errors="coerce")
    if pd.isna(found) or not 1990 <= found.year < 2100:
        return None
    choices.remember({name: f"{found:{FORMATS[name]}}"})
    return found


def open_day(when: pd.Timestamp | str) -> None:
    """Opens a day and turns the calendar to its month; for callbacks."""
    found = pd.Timestamp(when)
    choices.note(**{name: f"{found:{form}}" for name, form in FORMATS.items()})


def turn_to(first: pd.Timestamp) -> None:
    """Turns the calendar to a month and leaves the open day; for callbacks."""
    choices.note(**{MONTH: f"{first:{FORMATS[MONTH]}}"})
