"""The check-in, the diary as a calendar, pain over time, and the mornings after runs."""

import pandas as pd
import streamlit as st

from analytics import ask
from analytics.charts import pain as charts
from analytics.pain import diary
from analytics.result import NotEnough
from pages.kit import say, shell
from pages.kit.pain import backfill, check_in, mornings, red_flags
from pages.kit.pain import sites as pain_sites

page = shell.page("Pain")
today = pd.Timestamp(page.today)
check_in.ask(page)
red_flags.box()
if page.frames.pain.empty:
    say.sentence("No pain scores yet. The first one takes ten seconds.")
    st.stop()

seen = pain_sites.choose(page)
kept = ask.diary_kept(seen.log, seen.first_day)
if isinstance(kept, NotEnough):
    say.refusal(kept)
    st.stop()
say.sentence(diary.say_kept(kept, page.units).sentence)
days = seen.days_in_range
say.chart(
    charts.median_with_flares(days, page.frames.blocks, today, page.mode),
    charts.median_with_flares_table(days, today),
    "pain",
)
say.chart(charts.calendar(days, page.mode), charts.calendar_table(days), "calendar")
with st.expander("By site, and flares"):
    pain_sites.in_words(kept)
if seen is page:
    backfill.backfill(page, kept.calendar)
mornings.section(seen)
