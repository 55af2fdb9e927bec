"""One press, one step back."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_steps = st.components.v2.component(
    "lbsdrop.steps", html="", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
)


def one_a_press() -> None:
    """From here on whatever one press changes in the address is one step of the browser's back button."""
    with st.container(key="steps"):
        _steps(key="steps_of_the_browser")
