"""The foot of a chart, one row: its numbers as a table and as CSV, the chart as SVG and PNG; of small charts one
menu for the set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from pages.kit.drawn.chart import place

NUMBERS = "Numbers"
PICTURES = ("SVG", "PNG")
# Makes the numbers of a chart, which nobody may ask for.
Table = Callable[[], pd.DataFrame]


@st.fragment
def row(numbers: Table | None, key: str, title: str) -> None:
    """The row under the chart `key`, whose finding is `title`; without `numbers` only the pictures. Opening the
    numbers makes the table and runs nothing else of the page."""
    with st.container(key=f"foot_{key}", horizontal=True, vertical_alignment="center", gap="small"):
        if numbers is not None:
            _numbers(numbers, key)
            _csv("CSV", numbers, key, key, type="tertiary")
        pictures(key, title)


def _numbers(numbers: Table, key: str) -> None:
    box = st.popover(NUMBERS, icon=":material/table:", type="tertiary", key=f"numbers_{key}", on_change="rerun")
    if box.open:
        with box:
            st.dataframe(numbers(), hide_index=True)


def _csv(label: str, numbers: Table, name: str, key: str, **looks: Any) -> None:
    """A button for the numbers as a file, which is made when it is pressed."""
    st.download_button(
        label,
        lambda: numbers().to_csv(index=False),
        f"lbsdrop-{name}.csv",
        "text/csv",
        key=f"{key}_csv",
        on_click="ignore",
        **looks,
    )


def pictures(key: str, title: str) -> None:
    """The two buttons alone, for a page that has a row of its own."""
    st.html(f'<div class="pictures">{_buttons(key, title)}</div>', width="content")


def menu(charts: Mapping[str, str], numbers: Mapping[str, Table], key: str) -> None:
    """One quiet menu for several charts: `charts` by key with their titles, `numbers` by what they are of."""
    with (
        st.container(key=f"foot_{key}", width="content"),
        st.popover("Download", icon=":material/download:", type="tertiary"),
    ):
        named = (f"<div><span>{escape(title)}</span>{_buttons(each, title)}</div>" for each, title in charts.items())
        st.html(f'<div class="pictures">{"".join(named)}</div>')
        for name, rows in numbers.items():
            _csv(f"CSV, {name}", rows, name, f"{key}_{name}")


def _buttons(key: str, title: str) -> str:
    """What the browser makes of a chart (`browser/pictures.js`), in buttons that say of which."""
    chart = f'data-chart="{escape(place(key))}" data-name="lbsdrop-{escape(key)}"'
    said = f"of the chart: {escape(title)}"
    return "".join(
        f'<button type="button" {chart} data-format="{kind.lower()}" aria-label="{kind} {said}">{kind}</button>'
        for kind in PICTURES
    )
