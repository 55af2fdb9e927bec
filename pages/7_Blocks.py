"""Pain and easy pace before and after a block."""

import streamlit as st

from analytics.charts import before_after as charts
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
    rows = page.daily if outcome == "pain" else page.frames.runs
    answer = cached.before_after(rows, page.key, block.start, block.end, outcome, page.units.name, _daily=page.daily)
    if isinstance(answer, NotEnough):
        say.refusal(answer)
        continue
    say.sentence(answer.sentence)
    figure = charts.before_after(answer, page.units, page.mode)
    say.chart(figure, charts.table(answer, page.units), key=outcome)
    say.details(answer)
