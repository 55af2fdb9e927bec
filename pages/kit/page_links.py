"""The links to the pages, in the side bar and at the foot of a phone: each list is one element, text whose links a
listener answers (browser/page_links.js). Page links of Streamlit's are one to three elements each, at every page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

import streamlit as st


class PageLink(NamedTuple):
    """A page by its title, its icon (of Material Symbols), its address, and whether it is open."""

    title: str
    icon: str
    address: str
    is_open: bool


def side_bar(groups: Mapping[str, Sequence[PageLink]]) -> None:
    """The list for the side bar: links by the heading above them."""
    lists = (f"<p>{escape(heading)}</p>{_all(links)}" for heading, links in groups.items())
    st.html(f'<nav class="page-links" aria-label="Pages">{"".join(lists)}</nav>')


def thumb_bar(links: Sequence[PageLink]) -> None:
    """The bar of places named for the thumb; page.css shows it on a phone only."""
    with st.container(key="places"):
        st.html(f'<nav class="thumb-bar" aria-label="Places">{_all(links)}</nav>')


def _all(links: Sequence[PageLink]) -> str:
    return "".join(map(_link, links))


def _link(link: PageLink) -> str:
    is_here = ' aria-current="page"' if link.is_open else ""
    icon = f'<span class="icon" aria-hidden="true" translate="no">{link.icon}</span>'
    return f'<a href="{escape(link.address)}"{is_here}>{icon}{escape(link.title)}</a>'
