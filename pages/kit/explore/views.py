"""Views the reader named and kept, each a link; they stand in the line of the page's title."""

from __future__ import annotations

from typing import Any

import streamlit as st

from analytics.words import shortened
from pages.kit import say
from pages.kit.drawn.strip import FIRST, LAST
from pages.kit.explore.controls import KEYS
from pages.kit.links import address
from pages.kit.shell import Page

SETTING = "views"
PAGE = "pages/6_Explore.py"
NAME, MOST_CHARS = "view_name", 40
NOT_HERE = "The demo keeps no views: use your own files."


def menu(page: Page) -> None:
    """The views that were kept, and the button that keeps this one; the demo keeps none."""
    if page.frames.is_empty():
        return
    views = [] if page.is_demo else page.settings.get(SETTING, [])
    with st.container(key="views", horizontal=True, vertical_alignment="center", gap="small", width="content"):
        if views:
            _kept(page, views)
        _keep_this(page)


def _kept(page: Page, views: list[dict[str, Any]]) -> None:
    """Each a link with the way to forget it."""
    with st.popover(f"Kept views ({len(views)})", type="tertiary"):
        for place, view in enumerate(views):
            with st.container(key=f"view_{place}", horizontal=True, vertical_alignment="center"):
                name, asked = say.plain(view["name"]), address(**view["query"])
                st.page_link(PAGE, label=name, icon=":material/bookmark:", query_params=asked, width="stretch")
                st.button(
                    "Forget", key=f"forget_{place}", type="tertiary", on_click=_forget, args=(page, view["name"])
                )


def _keep_this(page: Page) -> None:
    hint, icon = NOT_HERE if page.is_demo else None, ":material/bookmark_add:"
    with (
        st.popover("Keep this view", icon=icon, type="primary", disabled=page.is_demo, help=hint),
        st.form("keep_view", border=False, clear_on_submit=True),
    ):
        st.text_input("Name", max_chars=MOST_CHARS, key=NAME, placeholder="Pain by weekly distance")
        st.form_submit_button("Keep it", type="primary", on_click=_keep, args=(page,))


def _keep(page: Page) -> None:
    """Under the name that was typed, or that of its axes: before the run that shows it, while the choices stand."""
    asked = st.session_state
    name = asked[NAME].strip() or shortened(
        f"{asked['up']} by {asked['across'][:1].lower()}{asked['across'][1:]}", MOST_CHARS
    )
    query = {key: str(asked[key]) for key in KEYS if key in asked}
    query |= {key: st.query_params[key] for key in (FIRST, LAST) if key in st.query_params}
    others = [view for view in page.store.setting(SETTING, []) if view["name"] != name]
    page.store.keep_setting(SETTING, [*others, {"name": name, "query": query}])


def _forget(page: Page, name: str) -> None:
    page.store.keep_setting(SETTING, [view for view in page.store.setting(SETTING, []) if view["name"] != name])
