"""The one line on what the log can say, with the way to what it rests on."""

from __future__ import annotations

import streamlit as st

from analytics import ask, headline, reviews
from analytics.headline import Answered
from analytics.meanwhile import NotYet
from pages.kit import say, waiting
from pages.kit.shell import Page

PAGES = {"blocks": "pages/8_Blocks.py", "findings": "pages/7_Findings.py"}


def section(page: Page) -> None:
    """The line and "Why?"; nothing where training or pain is not on record, which has been said already."""
    trained = page.daily[["distance_m", "glute_sets"]].notna().any(axis=None)
    if not (trained and page.daily["pain"].notna().any()):
        return
    with waiting.shown(page.today, page.units):
        found = _headline(page)
    if found.sentence == NotYet().sentence:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="verdict"):
        st.markdown(say.plain(found.sentence), width="content")
        st.page_link(PAGES[found.about], label="Why?")


def _headline(page: Page) -> headline.Headline:
    log = page.log
    blocks = [
        Answered(
            block["name"],
            block["start"],
            block["end"],
            log.once(ask.pain_before_after, log, block["start"], block["end"]),
        )
        for block in page.frames.blocks.to_dict("records")
    ]
    look = reviews.look(log.first_day, log.today)
    return headline.headline(blocks, log.once(ask.associations, log, look), page.units)
