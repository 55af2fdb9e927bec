"""Any two things of the log by hand: days as dots, the mean of each fifth, some days later, over time."""

import streamlit as st

from analytics import explore
from pages.kit import empty, say, shell
from pages.kit.drawn import foot, strip
from pages.kit.explore import controls, panels, views, word

page = shell.page("Explore", beside=views.menu)
if page.frames.is_empty():
    empty.invite("Nothing to explore yet.")
    st.stop()

daily = controls.daily_of(page)
asked = controls.choose(page, daily)
if asked is None:
    say.sentence(controls.NEEDS)
    st.stop()
first, last = strip.asked(daily) or (page.days_in_range.index[0], daily.index[-1])
seen = page.once(explore.between, daily, asked.columns, first, last)
days = page.once(explore.paired, daily, *asked.columns, asked.lag, asked.smooth, first, last)
lags = page.once(explore.over_lags, seen, *asked.columns, asked.smooth, seed=page.log.seed)

dots, curve = st.columns((0.64, 0.36), gap="large")
with dots:
    panels.dots(page, days, asked)
with curve:
    panels.day_later(page, seen, lags, asked)
    word.of_the_pair(page, asked, is_part=(first, last) != (daily.index[0], daily.index[-1]))
charts = panels.over_time(page, seen, lags, asked)
with strip.choose(page, daily, asked.across, (first, last)):
    if charts:
        foot.menu(charts, {}, "pair")
panels.numbers(page, days, seen, lags, asked)
