"""lbsdrop: streamlit run app.py (or make run)."""

import streamlit as st

from pages.kit.shell import PAGES, faults_in_words

# The shell draws the links itself, so that a page opened by its own address has them too.
pages = [st.Page(path, title=title, default=title == "Overview") for path, title, _ in PAGES]
with faults_in_words():
    st.navigation(pages, position="hidden").run()
