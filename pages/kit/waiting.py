"""The quiet line over an answer that is being worked out, and the look whether it is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

import streamlit as st

from analytics import meanwhile
from analytics.meanwhile import Wait
from data.units import Units

LOOKS_EVERY_S = 0.5
# Set while a drawer or dialog is open: a page that ran anew would close it.
HELD = "waiting_held"


@contextmanager
def shown(today: date, units: Units) -> Iterator[None]:
    """Around asking what takes long: the answers from before are taken where there are some, the line stands here,
    and the page runs again once all of the new ones are there."""
    place = st.empty()
    with meanwhile.patient() as waits:
        yield
    if waits:
        with place:
            _look(waits, line(waits, today, units))


def line(waits: Sequence[Wait], today: date, units: Units) -> str:
    """'As of 26 Nov 2026; working out today's.'"""
    days = [wait.as_of.date() for wait in waits if wait.as_of is not None]
    if not days:
        return "Working it out."
    if min(days) == today:
        return "As of before the last change; working out the new answer."
    return f"As of {units.say_date(min(days))}; working out today's."


def hold() -> None:
    """A dialog is open: the page does not run anew by itself until it is closed."""
    st.session_state[HELD] = True


def let_go() -> None:
    """At the beginning of a page's run, before any dialog is open."""
    st.session_state[HELD] = False


@st.fragment(run_every=LOOKS_EVERY_S)
def _look(waits: Sequence[Wait], words: str) -> None:
    st.caption(words)
    if all(wait.is_over() for wait in waits) and not st.session_state.get(HELD):
        st.rerun()
