"""Pain and easy pace before and after a block."""

import streamlit as st

from analytics.result import NotEnough
from pages.kit import block_form, cached, empty, say, shell

page = shell.page("Blocks")
if page.frames.is_empty():
    empty.invite("There is nothing to compare a block with yet.")
    st.stop()

block = block_form.choose(page)
if block is None:
    st.stop()
for outcome, title in (("pain", "Pain"), ("pace", "Easy pace")):
    st.header(title)
    answer = cached.before_after(page.frames, page.daily, page.key, block.start, block.end, outcome, page.units.name)
    if isinstance(answer, NotEnough):
        say.refusal(answer)
        continue
    say.sentence(answer.sentence)
    block_form.chart(answer, outcome, block, page)
    say.details(answer)
