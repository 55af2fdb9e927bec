"""The hip thrust's story, glute sets by exercise, and the names that need an answer."""

import streamlit as st

from analytics import ask, strength
from analytics.charts import lifting as thrust_charts
from analytics.charts import sets as set_charts
from analytics.result import NotEnough, said
from analytics.strength import dose
from pages.kit import empty, say, shell
from pages.kit.lifting import choosing as lifting
from pages.kit.lifting import exercise_form

page = shell.page("Lifting")
if page.frames.sets.empty:
    empty.invite("No lifting yet.")
    st.stop()
exercise_form.ask(page)

story = ask.thrusts(page.log, lifting.bars_kg(page))
if isinstance(story, NotEnough):
    say.refusal(story)
else:
    in_words = strength.say_story(story, page.units)
    say.sentence(in_words.sentence)
    goal = lifting.choose_goal(page)
    say.sentence(said(goal, strength.say_milestone, page.units).sentence)
    ahead = None if isinstance(goal, NotEnough) else goal.projection
    course, days = ahead and ahead.course, story.days
    figure = thrust_charts.thrusts(days, page.units, page.mode, target_kg=lifting.target_kg(page), course=course)
    say.chart(figure, thrust_charts.thrusts_table(days, page.units), "thrusts")
    say.details(in_words)

st.header("Glute sets")
counted, setting = lifting.choose_dose(page)
if isinstance(counted, NotEnough):
    say.refusal(counted)
else:
    say.sentence(dose.say_dose(counted, page.units).sentence)
weeks = lifting.weeks(page, setting)
say.chart(set_charts.glute_sets(weeks, page.log.today, page.mode), set_charts.glute_sets_table(weeks), "glute_sets")
if not isinstance(counted, NotEnough):
    say.details(dose.say_dose(counted, page.units))
lifting.does_the_count_matter(page)
lifting.ask_loads(page)
exercise_form.answers(page)
