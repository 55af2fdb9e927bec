"""The one line on what the log can say, with the way to what it rests on."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import ask, headline, reviews
from analytics.headline import Answered
from analytics.meanwhile import NotYet
from pages.kit import say, waiting
from pages.kit.links import FINDING, address
from pages.kit.shell import Page

FINDINGS = "pages/7_Findings.py"


def section(page: Page) -> None:
    """The line and the way to the finding that it is of; nothing where training or pain is not on record, which has
    been said already."""
    if not page.once(_has_both, page.daily):
        return
    with waiting.shown(page.today, page.units):
        found = _headline(page)
    if found.sentence == NotYet().sentence:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="verdict"):
        st.markdown(say.plain(found.sentence), width="content")
        if found.finding:
            st.page_link(FINDINGS, label="See the finding", query_params=address(**{FINDING: found.finding}))
        else:
            st.page_link(FINDINGS, label="See all findings", query_params=address())


def _has_both(daily: pd.DataFrame) -> bool:
    trained = daily[["distance_m", "glute_sets"]].notna().any(axis=None)
    return bool(trained and daily["pain"].notna().any())


def _headline(page: Page) -> headline.Headline:
    log = page.log
    blocks = [
        Answered(
            block["block_id"],
            block["name"],
            block["start"],
            block["end"],
            log.once(ask.pain_before_after, log, block["start"], block["end"]),
        )
        for block in page.frames.blocks.to_dict("records")
    ]
    look = reviews.look(log.first_day, log.today)
    return headline.headline(blocks, log.once(ask.associations, log, look), page.units)
