"""Easy pace at equal heart rate, and long runs against what the runner was used to."""

import pandas as pd
import streamlit as st

from analytics.charts import running as charts
from analytics.result import NotEnough
from analytics.running import easy_pace, spikes
from pages.kit import cached, empty, say, shell
from pages.kit.log import editing
from pages.kit.running import easy_pace as running

page = shell.page("Running")
frames, today = page.frames, pd.Timestamp(page.today)
if frames.runs.empty:
    empty.invite("No runs yet.")
    st.stop()

trend = cached.asked(
    lambda: easy_pace.trend(
        frames.runs, frames.sets, frames.exercises, today, streams=running.streams(page), since=page.first_day
    ),
    "easy_pace",
    page.key,
)
if isinstance(trend, NotEnough):
    say.refusal(trend)
else:
    pace = easy_pace.say(trend, page.units)
    say.sentence(pace.sentence)
    running.easy_pace_chart(pace, page)
    say.details(pace)

st.header("Long runs against the thirty days before")
found = cached.asked(lambda: spikes.spikes(frames.runs, page.daily, today), "spikes", page.key)
if isinstance(found, NotEnough):
    say.refusal(found)
else:
    long = spikes.say(found, page.units)
    say.sentence(long.sentence)
    seen = running.in_range(long.details["runs"], page)
    say.chart(charts.longest_runs(seen, page.units, page.mode), charts.longest_runs_table(seen, page.units), "long")
    say.details(long)
running.acute_chronic_on_request(page)
editing.section(page, "runs")
