"""What stands folded under a page's answer: worked out and sent when it is opened, so that no page waits for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

Show = Callable[[], None]


@st.fragment
def one(label: str, key: str, show: Show, *, icon: str | None = None) -> None:
    """A heading that opens what `show` draws; opening it runs nothing else of the page."""
    box = st.expander(label, key=_key(key), icon=icon, on_change="rerun")
    if box.open:
        with box:
            show()


@st.fragment
def tabs(key: str, shown: Mapping[str, Show], always: str = "") -> None:
    """A row of tabs by name, of which the one that is open is drawn, at first the first; and `always` the one whose
    choices would else be forgotten."""
    for tab, (name, show) in zip(st.tabs(list(shown), key=_key(key), on_change="rerun"), shown.items(), strict=True):
        if tab.open or name == always:
            with tab:
                show()


def _key(key: str) -> str:
    return f"folded_{key}"
