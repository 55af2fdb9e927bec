"""Today's pain in one tap, three numbers of the week, one verdict, the whole story, last week."""

import streamlit as st

from data.units import Units
from pages.kit import shell
from pages.kit.home import first_steps, numbers, story, verdict, week_card
from pages.kit.pain import check_in

page = shell.page("Home", Units.say_weekday)
if page.frames.is_empty():
    first_steps.show(page)
    st.stop()

check_in.ask(page)
numbers.section(page)
verdict.section(page)
story.section(page)
week_card.section(page)
