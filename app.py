"""lbsdrop: streamlit run app.py (or make run)."""

import streamlit as st

from pages.kit.shell import HOME, PAGES

# The shell draws the links itself, so that a page opened by its own address has them too.
pages = [
    st.Page(
        link.path,
        title=link.title,
        default=link.path == HOME,
        visibility="visible" if link.group else "hidden",
    )
    for link in PAGES
]
st.navigation(pages, position="hidden").run()
