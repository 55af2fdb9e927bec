"""Choices that hold on every page and stand in the address: reload, share and the back button keep them.

Streamlit binds a widget to the query parameter of its key's name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st


def start_with(name: str, default: Callable[[], str]) -> str:
    """The choice `name` of this visit, from the address where it stands there; `default()` until one is made."""
    if name not in st.session_state and name not in st.query_params:
        st.session_state[name] = default()
    return str(st.session_state.get(name, st.query_params.get(name)))


def keep(name: str, value: str) -> None:
    """Makes the choice `name` for the reader; to be called before its widget is drawn, or in a callback."""
    st.session_state[name] = value


def buttons(label: str, name: str, options: Sequence[str], says: Callable[[str], str]) -> str:
    """A row of buttons for the choice `name`, which must have been started."""
    return str(
        st.segmented_control(label, options, format_func=says, key=name, required=True, bind="query-params")
        or options[0]
    )


def menu(label: str, name: str, options: Sequence[str], says: Callable[[str], str], hint: str | None = None) -> str:
    """A drop-down for the choice `name`, which must have been started."""
    return str(st.selectbox(label, options, format_func=says, key=name, help=hint, bind="query-params"))
