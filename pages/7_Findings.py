"""Does pain follow mileage or glute work? Sentences, the chart of lags, the scatter, every pair."""

import streamlit as st

from analytics import ask, lag
from analytics.charts import association as charts
from analytics.result import NotEnough
from pages.kit import empty, say, shell
from pages.kit.findings import covariates, pairs, review_dates, trust

page = shell.page("Findings")
if page.frames.is_empty():
    empty.invite("Nothing to compare yet.")
    st.stop()

first = st.container()
look = review_dates.choose(page, page.log.first_day.date(), key="associations_today")
found = ask.associations(page.log, look, page.first_day)
if isinstance(found, NotEnough):
    with first:
        say.refusal(found)
    st.stop()
table = lag.say(found, page.units)
with first:
    for main in pairs.MAIN:
        say.sentence(pairs.sentence(table, main))
    pairs.say_range(page, table)

pair = pairs.choose()
equal = covariates.choose(page, look)
asked = found.of(pair)
if asked is None:
    say.sentence(pairs.sentence(table, pair))
else:
    answer = lag.say(asked, page.units)
    if pair not in pairs.MAIN:
        say.sentence(answer.sentence)
    covariates.section(page, look, pair, equal)
    lags, days = st.columns(2)
    with lags:
        say.chart(charts.lag_chart(answer, page.mode), charts.lag_table(answer), key="lags")
    with days:
        say.chart(
            charts.scatter(answer, page.units, page.mode), charts.scatter_table(answer, page.units), key="scatter"
        )
    say.details(answer)

st.header("Every pair that was asked")
say.text(table.sentence)
say.caveats(table.caveats)
say.chart(charts.small_multiples(table, page.mode), charts.small_multiples_table(table), key="all_pairs")
pairs.all_pairs(table)
trust.section(page, look)
