"""The bar of places at the foot of a phone, within reach of a thumb: the side bar's own links, pressed from there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import streamlit as st

KEY = "places"
_component = st.components.v2.component(
    "lbsdrop.thumb_bar",
    html='<nav class="thumb-bar" aria-label="Places"></nav>',
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


class Place(NamedTuple):
    """A page by its title in the side bar, its icon (of Material Symbols), its address, and whether it is open."""

    title: str
    icon: str
    address: str
    is_open: bool


def draw(places: Sequence[Place]) -> None:
    """The bar; page.css shows it on a phone only."""
    _component(key=KEY, data={"places": [place._asdict() for place in places]})
