"""Every four weeks, or today all the same: which days an answer may see."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analytics import reviews
from analytics.reviews import Look
from pages.kit.shell import Page

TODAY_INSTEAD = "Look at today instead (interim)"
TODAY_KEY = "associations_today"


def as_of(page: Page, first: date, end: date | None = None, *, is_interim: bool = False) -> Look:
    """The last review; today before the first one, for what has not begun, and where `is_interim` asks for it."""
    last = None if end is None else pd.Timestamp(end)
    return reviews.look(pd.Timestamp(first), pd.Timestamp(page.today), last, is_interim=is_interim)


def of_log(page: Page) -> Look:
    """When what goes together was looked at: the last review, or today where the reader chose it (`choose`)."""
    is_interim = bool(st.session_state.get(TODAY_KEY))
    return as_of(page, page.log.first_day.date(), is_interim=is_interim)


def choose(page: Page, first: date, end: date | None = None, *, key: str) -> Look:
    """Says when the last review was and the next one is, and lets the reader look at today all the same."""
    above, look = st.container(), as_of(page, first, end)
    is_interim = look.is_between and st.toggle(TODAY_INSTEAD, key=key)
    if is_interim:
        look = as_of(page, first, end, is_interim=True)
        above.caption(f"As of today, {page.units.say_date(look.until)}.")
    for words in look.say(page.units):
        above.caption(words)
    return look
