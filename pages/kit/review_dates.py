"""Every four weeks, or today all the same: which days an answer may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from analytics import reviews
from pages.kit.shell import Page

TODAY_INSTEAD = "Look at today instead (interim)"


@dataclass(frozen=True)
class Look:
    """The last day an answer sees."""

    until: pd.Timestamp


def first_day(page: Page) -> date:
    """The first day of the log; today where there is none."""
    return page.daily.index.min().date() if len(page.daily) else page.today


def as_of(page: Page, first: date, end: date | None = None) -> Look:
    """The last review; today before the first one, and for what has not begun."""
    dates = _dates(page, first, end)
    return Look(pd.Timestamp(page.today) if dates is None or dates.last is None else dates.last)


def choose(page: Page, first: date, end: date | None = None, *, key: str) -> Look:
    """Says when the last review was and the next one is, and lets the reader look at today all the same."""
    dates, look = _dates(page, first, end), as_of(page, first, end)
    if dates is None:
        return look
    st.caption(dates.sentence)
    if dates.last is None or dates.last == dates.until:
        return look
    if not st.toggle(TODAY_INSTEAD, key=key):
        return look
    st.caption(reviews.INTERIM)
    return Look(dates.until)


def _dates(page: Page, first: date, end: date | None) -> reviews.Dates | None:
    if first > page.today:
        return None
    last = None if end is None else pd.Timestamp(end)
    return reviews.review_date(pd.Timestamp(first), pd.Timestamp(page.today), last)
