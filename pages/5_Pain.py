"""The check-in, then one place that hurts: its calendar, its flares, the mornings after runs, all places."""

import pandas as pd
import streamlit as st

from analytics import ask
from analytics.pain import diary
from analytics.result import NotEnough
from pages.kit import say, shell
from pages.kit.pain import backfill, calendar, check_in, flares, mornings, red_flags, views
from pages.kit.pain import sites as pain_sites

page = shell.page("Pain")
today = pd.Timestamp(page.today)
check_in.ask(page)
red_flags.box()
if page.frames.pain.empty:
    say.sentence("No pain scores yet. The first one takes ten seconds.")
    st.stop()

with st.container(key="pain_choices", horizontal=True, vertical_alignment="bottom"):
    view = views.choose()
    seen = pain_sites.choose(page)
if view != views.SITES:
    pain_sites.offer_others(page)
kept = ask.diary_kept(seen.log, seen.first_day)
if isinstance(kept, NotEnough):
    say.refusal(kept, page.units)
    st.stop()
if view == views.CALENDAR:
    calendar.section(seen, kept, today)
    backfill.backfill(page, kept.calendar)
elif view == views.FLARES:
    flares.section(seen, kept)
elif view == views.MORNINGS:
    mornings.section(seen)
else:
    pain_sites.section(page)
st.caption(say.plain(diary.say_scored(kept, page.units)))
