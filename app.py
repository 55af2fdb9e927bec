"""lbsdrop: streamlit run app.py (or make run)."""

import streamlit as st

from pages.kit.shell import PAGES

# The shell draws the links itself, so that a page opened by its own address has them too.
pages = [st.Page(path, title=title, default=title == "Overview") for path, title, _ in PAGES]
st.navigation(pages, position="hidden").run()
