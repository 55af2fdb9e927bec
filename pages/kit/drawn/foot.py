"""The foot of a chart, one row: its numbers as a table and as CSV, the chart as SVG and PNG; of small charts one
menu for the set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from pages.kit.drawn import chart

HERE = Path(__file__).parent
NUMBERS = "Numbers"
# Makes the numbers of a chart, which nobody may ask for.
Table = Callable[[], pd.DataFrame]
_pictures = st.components.v2.component(
    "lbsdrop.pictures",
    html='<div class="pictures"></div>',
    css=(HERE / "pictures.css").read_text(encoding="utf-8"),
    js=(HERE / "pictures.js").read_text(encoding="utf-8"),
)


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
    _of({key: title}, key)


def menu(charts: Mapping[str, str], numbers: Mapping[str, Table], key: str) -> None:
    """One quiet menu for several charts: `charts` by key with their titles, `numbers` by what they are of."""
    with (
        st.container(key=f"foot_{key}", width="content"),
        st.popover("Download", icon=":material/download:", type="tertiary"),
    ):
        _of(charts, key)
        for name, rows in numbers.items():
            _csv(f"CSV, {name}", rows, name, f"{key}_{name}")


def _of(charts: Mapping[str, str], key: str) -> None:
    shown = [
        {"chart": chart.place(each), "name": f"lbsdrop-{each}", "title": title} for each, title in charts.items()
    ]
    _pictures(key=f"{key}_pictures", data={"charts": shown})
