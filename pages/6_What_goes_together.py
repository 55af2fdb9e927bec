"""Does pain follow mileage or glute work? A sentence, the chart of lags, the scatter, the table."""

import streamlit as st

from analytics.charts import association as charts
from analytics.lag import DEFAULT_PAIRS
from analytics.result import NotEnough
from pages.kit import cached, empty, pairs, say, shell

page = shell.page("What goes together")
if page.frames.is_empty():
    empty.invite("Nothing to compare yet.")
    st.stop()

table = cached.associations(page.days_in_range, page.key, page.units.name)
if isinstance(table, NotEnough):
    say.refusal(table)
    st.stop()

say.sentence(table.sentence)
say.caveats(table.caveats)
say.chart(charts.small_multiples(table, page.mode), charts.small_multiples_table(table), key="all_pairs")

st.header("One pair in full")
pair = st.selectbox("Look closer at", DEFAULT_PAIRS, format_func=pairs.label)
answer = cached.association(page.days_in_range, page.key, pair, page.units.name)
if isinstance(answer, NotEnough):
    say.refusal(answer)
    st.stop()
say.sentence(answer.sentence)
say.chart(charts.lag_chart(answer, page.mode), charts.lag_table(answer), key="lags")
say.chart(charts.scatter(answer, page.units, page.mode), charts.scatter_table(answer, page.units), key="scatter")
say.details(answer)
pairs.all_pairs(table)
