"""What the latest block changed; where it cannot be told, also the last one that can."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import ask, blocks
from analytics.blocks.verdict import CANNOT_TELL
from analytics.result import NotEnough, Result, said
from pages.kit import say
from pages.kit.shell import Page


def section(page: Page) -> None:
    """One or two answers and the way to all of them, or the way to mark a first block."""
    declared = page.frames.blocks.sort_values("start", ascending=False).to_dict("records")
    for at, block in enumerate(declared):
        answer = said(ask.pain_before_after(page.log, block["start"], block["end"]), blocks.say, page.units)
        is_told = isinstance(answer, Result) and answer.verdict != CANNOT_TELL
        if at == 0 or is_told:
            _say(block, answer)
        if is_told:
            break
    if declared:
        st.page_link("pages/8_Blocks.py", label="All blocks, with their charts", icon=":material/arrow_forward:")
    else:
        st.page_link("pages/8_Blocks.py", label="Mark a strength block to see what it changed", icon=":material/add:")


def _say(block: dict[str, pd.Timestamp | str], answer: Result | NotEnough) -> None:
    title = f"{block['name']} ({block['start']:%b %Y} to {block['end']:%b %Y})"
    st.markdown(f"**{say.plain(title)}.** {say.plain(answer.sentence)}")
