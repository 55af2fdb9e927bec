"""One workout: what was lifted, what was a best, the glute sets it counted for, the volume per muscle."""

import streamlit as st

from pages.kit import shell
from pages.kit.log import workout_panel

page = shell.page("Workout", is_titled=False)
found = workout_panel.choose(page)
if found is None:
    st.stop()

workout_panel.title(found, page)
workout_panel.exercises(found, page)
workout_panel.muscles(found)
workout_panel.sets(found, page)
