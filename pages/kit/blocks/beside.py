"""Two blocks compared in one table, which says where it cannot tell."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.blocks import compare
from data.units import Units
from pages.kit import say
from pages.kit.blocks import rows
from pages.kit.blocks.picking import LETTERS
from pages.kit.blocks.rows import Row
from pages.kit.shell import Page


def table(page: Page, a: Row, b: Row) -> None:
    """What each changed with its range, whether the two can be told apart, and what else changed with each."""
    st.header(f"{' and '.join(LETTERS)} compared")
    ours, theirs = ((row.numbers["pain"], row.numbers["pace"]) for row in (a, b))
    found = compare.compare(ours, theirs, page.units, LETTERS)
    others = compare.beside(rows.changed(page, a), rows.changed(page, b), LETTERS)
    shown = pd.concat([found, others])
    names = zip(LETTERS, _names(a, b, page.units), strict=True)
    shown.columns = [" ", *(f"{letter}, {say.plain(name)}" for letter, name in names), "Apart"]
    st.table(shown.set_index(" "))


def _names(a: Row, b: Row, units: Units) -> tuple[str, str]:
    """What each is called; two of one name are told apart by their days."""
    if a.block.name != b.block.name:
        return a.block.name, b.block.name
    first, second = (f"{row.block.name}, {units.say_date(row.block.start)}" for row in (a, b))
    return first, second
