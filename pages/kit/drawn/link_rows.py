"""Rows that each lead to a page, as one element: text of the page, whose links a listener answers
(browser/page_links.js)."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

import streamlit as st


class LinkRow(NamedTuple):
    """Where the row leads (`pages.kit.links.to`), its words, what stands beside them in small print, and a number
    before them, where it has one."""

    address: str
    words: str
    facts: str = ""
    number: int | None = None


def show(rows: Iterable[LinkRow], kind: str) -> None:
    """Draws the rows; page.css knows them as `kind`."""
    st.html(f'<ul class="link-rows {kind}">{"".join(map(_row, rows))}</ul>')


def _row(row: LinkRow) -> str:
    number = "" if row.number is None else f"<b>{row.number}</b>"
    facts = f"<small>{escape(row.facts)}</small>" if row.facts else ""
    return f'<li><a href="{escape(row.address)}">{number}<span>{escape(row.words)}</span>{facts}</a></li>'
