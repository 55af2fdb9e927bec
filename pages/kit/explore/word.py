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


def of_the_pair(page: Page, asked: Asked) -> None:
    """A declared pair with the tested answer and the way to it; any other with the caution."""
    pair = next((p for p in DEFAULT_PAIRS if (p.exposure, p.outcome) == (asked.across, asked.up)), None)
    with waiting.shown(page.today, page.units):
        found = None if pair is None else ask.associations(page.log, review_dates.of_log(page))
    answer = None if found is None or pair is None or isinstance(found, NotEnough) else found.of(pair)
    with st.container(border=True):
        if answer is None:
            st.markdown(f":small[{BROWSING}]")
            return
        said = say.plain(words.headline(answer, page.units))
        st.markdown(f":small[**Asked before looking, all dates.** {said} Browsing other pairs finds some by chance.]")
        at = address(finding=f"{answer.exposure}.{answer.outcome}")
        st.page_link("pages/7_Findings.py", label="See the finding", icon=":material/lightbulb:", query_params=at)
