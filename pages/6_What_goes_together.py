"""Does pain follow mileage or glute work? A sentence, the chart of lags, the scatter, the table."""

import streamlit as st

from analytics.charts import association as charts
from analytics.lag import DEFAULT_PAIRS
from analytics.result import NotEnough
from pages.kit import cached, empty, say, shell

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
labels = {pair: pair.label for pair in DEFAULT_PAIRS}
pair = st.selectbox("Look closer at", list(labels), format_func=labels.get)
answer = cached.association(page.days_in_range, page.key, pair, page.units.name)
if isinstance(answer, NotEnough):
    say.refusal(answer)
    st.stop()
say.sentence(answer.sentence)
say.chart(charts.lag_chart(answer, page.units, page.mode), charts.lag_table(answer, page.units), key="lags")
say.chart(charts.scatter(answer, page.units, page.mode), None, key="scatter")
say.details(answer)
with st.expander("All pairs that were compared"):
    st.dataframe(table.table, hide_index=True)
    st.caption(table.method)
