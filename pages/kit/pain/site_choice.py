"""The dialog "Where does it hurt?": a figure to tap, and the same places as a list."""

from __future__ import annotations

import streamlit as st

from pages.kit import waiting
from pages.kit.pain import body, places
from pages.kit.shell import Page

PLACE, LISTED, FIGURE = "check_in_place", "places_listed", "body_figure"


def chosen(page: Page) -> str:
    """The place that a score is kept for: chosen in this visit, else the last of the diary, else the low back."""
    used = places.by_last_use(page.frames.pain)
    return str(st.session_state.get(PLACE) or next(iter(used), places.FIRST))


@st.dialog("Where does it hurt?", on_dismiss="rerun")
def open_dialog(page: Page) -> None:
    """Lets the reader choose the place of the scores to come."""
    waiting.hold()
    used = places.by_last_use(page.frames.pain)
    now = chosen(page)
    options = list(dict.fromkeys([now, *used, *places.ALL]))
    st.session_state.setdefault(LISTED, now)
    body.choose(st.session_state[LISTED], FIGURE, _from_figure)
    if st.button(f"Use {places.say(st.session_state[LISTED])}", type="primary", width="stretch", key="use_place"):
        st.session_state[PLACE] = st.session_state[LISTED]
        st.rerun()
    st.radio(
        "Or pick from the list",
        options,
        format_func=lambda each: places.say(each).capitalize(),
        captions=[f"last {page.units.say_date(used[each])}" if each in used else "" for each in options],
        key=LISTED,
    )


def _from_figure() -> None:
    place = st.session_state[FIGURE].get("place")
    if place in places.ALL:
        st.session_state[LISTED] = place
