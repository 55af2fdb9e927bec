"""What you did, what pain did, what the latest block changed: sentences, then one chart."""

import pandas as pd
import streamlit as st

from analytics import recent
from analytics.charts import overview
from analytics.result import said
from pages.kit import empty, say, shell
from pages.kit.blocks import latest as latest_blocks
from pages.kit.pain import check_in

page = shell.page("Home")
if page.frames.is_empty():
    empty.invite("Your first page is empty until you bring a file.")
    st.stop()

check_in.ask(page)
today = pd.Timestamp(page.today)
say.sentence(said(recent.this_week(page.daily, today), recent.say_this_week, page.units).sentence)
say.sentence(said(recent.recent_pain(page.daily, today), recent.say_recent_pain, page.units).sentence)
latest_blocks.section(page)

figure = overview.training_and_pain(page.days_in_range, page.frames.blocks, today, page.units, page.mode)
say.chart(
    figure,
    overview.training_and_pain_table(page.days_in_range, today, page.units),
    key="training_and_pain",
)
