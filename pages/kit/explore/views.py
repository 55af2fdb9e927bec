"""Views the reader named and kept, each a link."""

from __future__ import annotations

import streamlit as st

from pages.kit import say
from pages.kit.drawn.strip import FIRST, LAST
from pages.kit.explore.controls import KEYS
from pages.kit.links import address
from pages.kit.shell import Page

SETTING = "views"
PAGE = "pages/6_Explore.py"
MOST_CHARS = 40


def keep(page: Page) -> None:
    """The button that keeps this view under a name; the demo keeps none."""
    with st.popover("Keep this view", icon=":material/bookmark_add:", disabled=page.is_demo):
        name = st.text_input("Name", max_chars=MOST_CHARS, key="view_name")
        if st.button("Keep it", type="primary", disabled=not name.strip()):
            _keep(page, name.strip())
            st.rerun()


def kept(page: Page) -> None:
    """The views that were kept, each a link, and how to forget one."""
    views = [] if page.is_demo else page.store.setting(SETTING, [])
    if not views:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="views"):
        for view in views:
            name, asked = say.plain(view["name"]), address(**view["query"])
            st.page_link(PAGE, label=name, icon=":material/bookmark:", query_params=asked)
        with st.popover("Forget a view"):
            gone = st.selectbox("View", [view["name"] for view in views])
            if st.button("Forget it"):
                page.store.keep_setting(SETTING, [view for view in views if view["name"] != gone])
                st.rerun()


def _keep(page: Page, name: str) -> None:
    query = {key: str(st.session_state[key]) for key in KEYS if key in st.session_state}
    query |= {key: st.query_params[key] for key in (FIRST, LAST) if key in st.query_params}
    others = [view for view in page.store.setting(SETTING, []) if view["name"] != name]
    page.store.keep_setting(SETTING, [*others, {"name": name, "query": query}])
