"""Any lift of the log, hard sets by muscle and glute sets by exercise, and the names that need an answer."""

from functools import partial

import streamlit as st

from analytics import ask
from analytics.charts import sets as set_charts
from analytics.result import NotEnough
from analytics.strength import dose
from pages.kit import empty, say, shell
from pages.kit.lifting import choosing as lifting
from pages.kit.lifting import exercise_form, muscles, one_lift

page = shell.page("Lifting")
if page.frames.sets.empty:
    empty.invite("No lifting yet.", empty.LIFTS)
    st.stop()
exercise_form.ask(page)
one_lift.section(page)

st.header("Glute sets", anchor=False)
setting = lifting.choose_counting()
counted = page.once(ask.glute_dose, page.log, setting, first_weekday=page.first_weekday)
if isinstance(counted, NotEnough):
    say.refusal(counted, page.units)
else:
    said = page.once(dose.say_dose, counted, page.units)
    say.text(said.sentence)
weeks = lifting.weeks(page, setting)
say.chart(
    page.drawn(set_charts.glute_sets, weeks, page.log.today, page.mode, units=page.units),
    partial(page.once, set_charts.glute_sets_table, weeks, page.units),
    "glute_sets",
)
if not isinstance(counted, NotEnough):
    say.details(said, "glute_sets")
lifting.does_the_count_matter(page)
muscles.section(page, setting)

st.header("Names and loads", anchor=False)
lifting.ask_loads(page)
exercise_form.answers(page)
