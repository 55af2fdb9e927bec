"""Distance week by week, the latest runs, easy pace at equal heart rate, long runs, shoes."""

from functools import partial

import streamlit as st

from analytics import ask
from analytics.charts import running as charts
from analytics.result import NotEnough
from analytics.running import easy_pace, so_far, spikes
from pages.kit import empty, say, shell
from pages.kit.running import easy_pace as running
from pages.kit.running import latest, weeks

page = shell.page("Running")
if page.frames.runs.empty:
    empty.invite("No runs yet.", empty.RUNS)
    st.stop()

weeks.section(page)
latest.section(page)

st.header("Easy pace", anchor=False)
trend = ask.pace_trend(page.log, lambda _: running.streams(page), page.first_day)
if isinstance(trend, NotEnough):
    fact = so_far.say_easy(page.frames.runs, page.first_day, page.units)
    say.fact_first(fact, trend, "whether easy pace changes at the same heart rate", page.units)
else:
    pace = page.once(easy_pace.say, trend, page.units)
    say.text(pace.sentence)
    running.easy_pace_chart(pace, page)
    say.details(pace, "easy_pace")

st.header("Long runs against the thirty days before", anchor=False)
found = page.once(ask.long_runs, page.log)
if isinstance(found, NotEnough):
    fact = so_far.say_longest(page.frames.runs, page.first_day, page.units)
    say.fact_first(fact, found, "what pain does after unusually long runs", page.units)
else:
    long = page.once(spikes.say, found, page.units)
    say.text(long.sentence)
    seen = page.in_range(long.details["runs"], "day")
    say.chart(
        page.drawn(charts.longest_runs, seen, page.units, page.mode),
        partial(page.once, charts.longest_runs_table, seen, page.units),
        "long",
    )
    say.details(long, "long_runs")
running.acute_chronic_on_request(page)
latest.shoes(page)
