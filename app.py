"""lbsdrop: streamlit run app.py (or make run)."""

import streamlit as st

from pages.kit.shell import PAGES

st.navigation(
    [st.Page(path, title=title, icon=icon, default=title == "Overview") for path, title, icon in PAGES]
).run()
