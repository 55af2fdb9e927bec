"""Two printed pages for somebody who treats the runner, as one file."""

import streamlit as st

from pages.kit import empty, shell
from pages.kit.report import form

page = shell.page("Report")
if page.frames.is_empty():
    empty.invite("Nothing to report yet.")
    st.stop()

st.markdown("Two printed pages for your physio, in one file that fetches nothing when it is opened.")
form.section(page)
