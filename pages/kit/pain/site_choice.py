"""The dialog "Where does it hurt?": a figure to tap, and the same places as a list."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.kit import waiting
from pages.kit.pain import body, places
from pages.kit.shell import Page

PLACE, LISTED, FIGURE = "check_in_place", "places_listed", "body_figure"


def chosen(page: Page) -> str:
    """The place that a score is kept for: chosen in this visit, else the last of the diary, else the low back."""
    used = page.once(places.by_last_use, page.frames.pain)
    return str(st.session_state.get(PLACE) or next(iter(used), places.FIRST))


def ask_another(page: Page) -> None:
    """Makes the next score one of a place without a score today."""
    place = places.next_to_ask(page.frames.pain, pd.Timestamp(page.today))
    st.session_state[PLACE] = place or chosen(page)


@st.dialog("Where does it hurt?", on_dismiss="rerun")
def open_dialog(page: Page) -> None:
    """Lets the reader choose the place of the scores to come."""
    waiting.hold()
    used = page.once(places.by_last_use, page.frames.pain)
    now = chosen(page)
    options = list(dict.fromkeys([now, *used, *places.ALL]))
    st.session_state.setdefault(LISTED, now)
    body.choose(st.session_state[LISTED], FIGURE, _from_figure)
    if st.button(f"Use {places.say(st.session_state[LISTED])}", type="primary", width="stretch", key="use_place"):
        st.session_state[PLACE] = st.session_state[LISTED]
        st.rerun()
    with st.container(key="places_list"):
        st.radio("Or pick from the list", options, format_func=lambda each: _row(each, used, page), key=LISTED)


def _row(place: str, used: dict[str, pd.Timestamp], page: Page) -> str:
    """'Low back', with its last day where the diary has it."""
    last = f" :small[· last {page.units.say_date(used[place])}]" if place in used else ""
    return f"{places.say(place).capitalize()}{last}"


def _from_figure() -> None:
    place = st.session_state[FIGURE].get("place")
    if place in places.ALL:
        st.session_state[LISTED] = place
