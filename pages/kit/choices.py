"""Choices that hold on every page: a widget's own memory ends where its page does, so they are kept beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st


def kept(name: str, default: Callable[[], Any]) -> Any:
    """The choice `name` of this visit; `default()` until one is made."""
    if name not in st.session_state:
        st.session_state[name] = default()
    return str(st.session_state[name])


def keep(name: str, value: Any) -> None:
    """Makes the choice `name` for the reader."""
    st.session_state[name] = value


def buttons(label: str, name: str, options: Sequence[str], says: Callable[[str], str]) -> str:
    """A row of buttons for the choice `name`, which must have a default by now."""
    key = _tied(name)
    st.segmented_control(
        label, options, format_func=says, key=key, required=True, on_change=_take_over, args=(name, key)
    )
    return str(st.session_state[name])


def menu(label: str, name: str, options: Sequence[str], says: Callable[[str], str], hint: str | None = None) -> str:
    """A drop-down for the choice `name`, which must have a default by now."""
    key = _tied(name)
    st.selectbox(label, options, format_func=says, key=key, help=hint, on_change=_take_over, args=(name, key))
    return str(st.session_state[name])


def _tied(name: str) -> str:
    key = f"{name}_widget"
    st.session_state[key] = st.session_state[name]
    return key


def _take_over(name: str, key: str) -> None:
    if st.session_state[key] is not None:
        st.session_state[name] = st.session_state[key]
