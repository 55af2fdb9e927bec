"""Any two things of the log by hand: days as dots, the mean of each fifth, some days later, over time."""

import streamlit as st

from analytics import explore
from analytics.charts import explore as charts
from pages.kit import empty, say, shell
from pages.kit.explore import behind, controls, dates, views, word

page = shell.page("Explore")
if page.frames.is_empty():
    empty.invite("Nothing to explore yet.")
    st.stop()

daily = controls.daily_of(page)
asked = controls.choose(daily)
if asked is None:
    say.sentence("Explore needs two things of your log on ten days or more.")
    st.stop()
views.kept(page)
first, last = dates.in_view(page, daily)
seen = daily[asked.columns].loc[first:last]
days = explore.paired(daily, *asked.columns, asked.lag, asked.smooth, first, last)
lags = explore.over_lags(seen, *asked.columns, asked.smooth, seed=page.log.seed)
across, up = asked.axes(page.units)

dots, curve = st.columns((0.64, 0.36), gap="large")
with dots:
    figure = charts.scatter(days, across, up, page.mode, asked.lag, asked.colours(page, days))
    behind.open_days(page, days, asked, say.chosen(figure, key="dots"))
with curve:
    say.figure(charts.day_later(lags, asked.lag, page.mode), key="curve")
    word.of_the_pair(page, asked)
    with st.container(horizontal=True):
        views.keep(page)
        controls.csv(days, asked)

both = explore.both(seen, *asked.columns)
say.figure(charts.over_time(both, across, up, page.mode), key="over_time")
dates.choose(page, daily, asked)
with st.expander("The numbers in these charts"):
    st.dataframe(charts.table(explore.fifths(days), across, up), hide_index=True)
    st.dataframe(lags.table.round(3), hide_index=True)
