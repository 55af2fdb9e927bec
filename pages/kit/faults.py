"""What a page says where something outside it failed, and the log that tells which."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from data import log
from data.errors import LbsdropError
from pages.kit import say

UNEXPECTED = (
    "Something in lbsdrop itself went wrong, and this page could not be shown whole. Nothing you imported was "
    "changed. Load the page again; if it comes back, the log at the foot of the page Import says where it happened."
)

KEPT = "fault"
P = ParamSpec("P")


def in_words(change: Callable[P, None]) -> Callable[P, None]:
    """For what a button does before its page runs: a fault is kept, and the page that follows says it, whole."""

    @wraps(change)
    def kept(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            change(*args, **kwargs)
        except LbsdropError as error:
            log.keep(error)
            st.session_state[KEPT] = str(error)

    return kept


def say_kept() -> None:
    """What could not be done when the button was pressed, once."""
    if KEPT in st.session_state:
        say.problem(LbsdropError(st.session_state.pop(KEPT)))


def tell(error: Exception) -> bool:
    """In place of a traceback: the error's own sentence where it has one for readers. True: it is told."""
    log.keep(error)
    if isinstance(error, LbsdropError):
        say.problem(error)
    else:
        st.error(UNEXPECTED)
    return True


def section() -> None:
    """Where the log is, and all of it, to be read before anybody sends it."""
    with st.popover("When something went wrong", icon=":material/bug_report:"):
        st.caption(
            "It holds kinds of errors and places in the code; no values, names or texts of yours. Nobody gets it."
        )
        st.code(str(log.file()), language=None)
        if st.toggle("Show the log", key="show_log"):
            st.code(log.content() or "Nothing went wrong so far.", language=None, wrap_lines=True)
