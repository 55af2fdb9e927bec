"""Two blocks compared in one table, which says where it cannot tell."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.blocks import compare
from pages.kit import say
from pages.kit.blocks import rows
from pages.kit.blocks.rows import Row
from pages.kit.shell import Page


def table(page: Page, a: Row, b: Row) -> None:
    """What each changed with its range, whether the two can be told apart, and what else changed with each."""
    st.header("A and B compared")
    ours, theirs = ((row.numbers["pain"], row.numbers["pace"]) for row in (a, b))
    found = compare.compare(ours, theirs, page.units)
    others = compare.beside(rows.changed(page, a), rows.changed(page, b))
    names = {
        "what": " ",
        "a": f"A, {say.plain(a.block.name)}",
        "b": f"B, {say.plain(b.block.name)}",
        "apart": "Apart",
    }
    st.table(pd.concat([found, others]).rename(columns=names).set_index(" "))
