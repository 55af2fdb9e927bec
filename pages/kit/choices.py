"""Choices that hold on every page and stand in the address: reload, share and the back button keep them.

Streamlit binds a widget to the query parameter of its key's name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx


def start_with(name: str, default: Callable[[], str]) -> str:
    """The choice `name` of this visit, from the address where it stands there; `default()` until one is made.

    A link with a query of its own drops the bound choices of the page it leaves: the last one made stands in.
    """
    if _restored(name):
        return _restored(name)
    if name not in st.query_params:
        # Said anew, lest the widget, bound to the address, take the silence there for an answer.
        st.session_state[name] = st.session_state.get(name) or st.session_state.get(f"{name}_last") or default()
    return str(st.session_state.get(name, st.query_params.get(name)))


def keep(name: str, value: str) -> None:
    """Makes the choice `name` for the reader; to be called before its widget is drawn, or in a callback."""
    st.session_state[name] = value


def _restored(name: str) -> str:
    """The last choice of `name` where a step back in the browser's history came to an address without one, which
    Streamlit takes for the widget's own default whatever the session holds; else ''."""
    run = get_script_run_ctx()
    if run is None or not run.is_history_navigation or name in st.query_params:
        return ""
    return str(st.session_state.get(f"{name}_last", ""))


def buttons(label: str, name: str, options: Sequence[str], says: Callable[[str], str]) -> str:
    """A row of buttons for the choice `name`, which must have been started."""
    made = st.segmented_control(
        label, options, format_func=says, key=name, required=True, bind="query-params",
        default=_restored(name) or None,
    )  # fmt: skip
    return _noted(name, str(made or options[0]))


def menu(label: str, name: str, options: Sequence[str], says: Callable[[str], str], hint: str | None = None) -> str:
    """A drop-down for the choice `name`, which must have been started."""
    at = options.index(_restored(name)) if _restored(name) in options else 0
    made = st.selectbox(label, options, at, format_func=says, key=name, help=hint, bind="query-params")
    return _noted(name, str(made))


def _noted(name: str, value: str) -> str:
    st.session_state[f"{name}_last"] = value
    return value
