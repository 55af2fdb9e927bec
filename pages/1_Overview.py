"""What you did, what pain did, what the latest block changed: sentences, then one chart."""

import pandas as pd
import streamlit as st

from analytics import recent
from analytics.charts import overview
from analytics.result import Result
from pages.kit import check_in, empty, questions, say, shell

page = shell.page("Overview")
if page.frames.is_empty():
    empty.invite("Your first page is empty until you bring a file.")
    st.stop()

check_in.ask(page)
today = pd.Timestamp(page.today)
for answer in (recent.this_week(page.daily, today, units=page.units), recent.recent_pain(page.daily, today)):
    say.sentence(answer.sentence)
blocks = page.frames.blocks
if len(blocks):
    latest = blocks.sort_values("start").iloc[-1]
    first, last = latest["start"].date(), latest["end"].date()
    change = questions.before_after(page, first, last, "pain")
    say.sentence(f"{say.plain(latest['name'])}: {change.sentence}")
    if isinstance(change, Result):
        say.caveats(change.caveats[:1])
else:
    st.page_link("pages/7_Blocks.py", label="Mark a strength block to see what it changed", icon=":material/add:")

figure = overview.training_and_pain(page.days_in_range, blocks, today, page.units, page.mode)
say.chart(
    figure,
    overview.training_and_pain_table(page.days_in_range, today, page.units),
    key="training_and_pain",
    alt="Weekly distance, weekly glute sets and pain over time",
)
