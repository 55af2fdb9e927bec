"""One quiet line: what the tested method says of the pair, or that browsing finds some pairs by chance."""

from __future__ import annotations

import streamlit as st

from analytics import ask
from analytics.lag import DEFAULT_PAIRS
from analytics.lag.joint import headline as words
from analytics.result import NotEnough
from pages.kit import say, waiting
from pages.kit.explore.controls import Asked
from pages.kit.findings import review_dates
from pages.kit.links import address
from pages.kit.shell import Page

BROWSING = "Browsing many pairs finds some by chance; this one was looked at by hand, not tested."


def of_the_pair(page: Page, asked: Asked, *, is_part: bool) -> None:
    """A declared pair with the tested answer and the way to it; any other with the caution.

    `is_part`: not all days of the log are in view.
    """
    pair = next((p for p in DEFAULT_PAIRS if (p.exposure, p.outcome) == (asked.across, asked.up)), None)
    with waiting.shown(page.today, page.units):
        found = None if pair is None else page.once(ask.associations, page.log, review_dates.of_log(page))
    answer = None if found is None or pair is None or isinstance(found, NotEnough) else found.of(pair)
    with st.container(border=True):
        if answer is None:
            st.markdown(f":small[{BROWSING}]")
            return
        said = say.plain(words.headline(answer, page.units))
        chance = "Browsing other pairs finds some by chance."
        st.markdown(f":small[**Over your whole log, tested:** {said}{_beyond(asked, is_part)} {chance}]")
        at = address(finding=f"{answer.exposure}.{answer.outcome}")
        st.page_link("pages/7_Findings.py", label="See the finding", icon=":material/lightbulb:", query_params=at)


def _beyond(asked: Asked, is_part: bool) -> str:
    """' This is of all dates; the charts show the days in view.'; '' where both are of the same days."""
    is_smooth = asked.smooth > 1
    if not (is_part or is_smooth):
        return ""
    tested = " and ".join([*(["all dates"] if is_part else []), *(["single days"] if is_smooth else [])])
    shown = (
        "the days in view, smoothed" if is_part and is_smooth else "the days in view" if is_part else "smoothed days"
    )
    return f" This is of {tested}; the charts show {shown}."
