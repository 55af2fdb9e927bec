"""Every day of the log: a calendar, the open day beside it, and a list to search."""

import streamlit as st

from pages.kit import empty, shell
from pages.kit.log import calendar, day_panel, editing, listing

page = shell.page("Log")
if page.daily.empty:
    empty.invite("Your log is empty until you bring a file.")
    st.stop()

with st.container(key="log"):
    with st.container(key="log_calendar_side"):
        calendar.section(page)
    with st.container(key="log_day_side"):
        day_panel.section(page)
    with st.container(key="log_list_side"):
        st.header("Every entry", anchor=False)
        listing.section(page)
        editing.made_so_far(page)
