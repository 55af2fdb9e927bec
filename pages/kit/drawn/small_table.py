"""A small table as text of the page: there at once, selected and read aloud like a sentence.

Streamlit's own grid is drawn on a canvas, can be sorted and searched, and takes a browser as long as a chart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

import pandas as pd
import streamlit as st

from analytics.charts import sparks


def show(table: pd.DataFrame, label: str, bars: str | None = None, colour: str = "") -> None:
    """Draws `table`, which `label` names for whoever does not see it; cells are texts.

    The column `bars`, where given, has a list of numbers in each cell, drawn as bars of `colour` on one scale.
    """
    st.html(markup(table, label, bars, colour))


def beside(tables: Mapping[str, pd.DataFrame]) -> None:
    """Draws tables beside each other, each below its name; under each other where the page is narrow."""
    named = (f"<div><p><b>{escape(name)}</b></p>{markup(table, name)}</div>" for name, table in tables.items())
    st.html(f'<div class="small-tables">{"".join(named)}</div>')


def markup(table: pd.DataFrame, label: str, bars: str | None = None, colour: str = "") -> str:
    """The table as HTML, with nothing of a cell read as such."""
    most = max((value for cell in table[bars] for value in cell), default=0.0) if bars else 0.0
    drawn = [
        _row("td", (_bars(cell, most, colour) if name == bars else escape(str(cell)) for name, cell in row.items()))
        for _, row in table.iterrows()
    ]
    head = _row("th", (escape(str(name)) for name in table.columns), ' scope="col"')
    return (
        f'<div class="small-table" role="region" tabindex="0" aria-label="{escape(label)}"><table>'
        f"<thead>{head}</thead><tbody>{''.join(drawn)}</tbody></table></div>"
    )


def _row(tag: str, cells: Iterable[str], said: str = "") -> str:
    return f"<tr>{''.join(f'<{tag}{said}>{cell}</{tag}>' for cell in cells)}</tr>"


def _bars(values: list[float], most: float, colour: str) -> str:
    said = ", ".join(f"{value:g}" for value in values)
    return sparks.image(sparks.plain_bars(values, most, colour), said)
