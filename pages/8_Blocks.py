"""Pain and easy pace before and after a block."""

import pandas as pd
import streamlit as st

from analytics import ask, blocks
from analytics.result import NotEnough
from pages.kit import empty, say, shell
from pages.kit.blocks import form as block_form
from pages.kit.findings import review_dates

page = shell.page("Blocks")
if page.frames.is_empty():
    empty.invite("There is nothing to compare a block with yet.")
    st.stop()

block = block_form.choose(page)
if block is None:
    st.stop()
look = review_dates.choose(page, block.start, block.end, key="block_today")
for outcome, title in (("pain", "Pain"), ("pace", "Easy pace")):
    st.header(title)
    found = ask.before_after(page.log, pd.Timestamp(block.start), pd.Timestamp(block.end), outcome, look)
    if isinstance(found, NotEnough):
        say.refusal(found)
        continue
    answer = blocks.say(found, page.units)
    say.sentence(answer.sentence)
    block_form.chart(answer, outcome, block, page)
    say.details(answer)
