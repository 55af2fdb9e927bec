"""The bar of places at the foot of a phone: what is pressed there is the side bar's link (browser/thumb_bar.js)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import streamlit as st

KEY = "places"


class Place(NamedTuple):
    """A page by its title in the side bar, its icon (of Material Symbols), its address, and whether it is open."""

    title: str
    icon: str
    address: str
    is_open: bool


def draw(places: Sequence[Place]) -> None:
    """The bar, one element where five page links are fifteen; page.css shows it on a phone only."""
    with st.container(key=KEY):
        st.html(f'<nav class="thumb-bar" aria-label="Places">{"".join(map(_link, places))}</nav>')


def _link(place: Place) -> str:
    is_here = ' aria-current="page"' if place.is_open else ""
    icon = f'<span class="icon" aria-hidden="true" translate="no">{place.icon}</span>'
    return f'<a href="{escape(place.address)}"{is_here}>{icon}{escape(place.title)}</a>'
