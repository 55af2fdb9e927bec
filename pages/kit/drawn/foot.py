"""The foot of a chart, one row: its numbers as a table and as CSV, the chart as SVG and PNG; of small charts one
menu for the set."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import streamlit as st

HERE = Path(__file__).parent
NUMBERS = "Numbers"
_pictures = st.components.v2.component(
    "lbsdrop.pictures",
    html='<div class="pictures"></div>',
    css=(HERE / "pictures.css").read_text(encoding="utf-8"),
    js=(HERE / "pictures.js").read_text(encoding="utf-8"),
)


def container(key: str) -> str:
    """The key of the container that holds the chart `key`: the pictures are taken of what is in it."""
    return f"chart_{key}"


def row(numbers: pd.DataFrame | None, key: str, title: str) -> None:
    """The row under the chart `key`, whose finding is `title`; without `numbers` only the pictures."""
    with st.container(key=f"foot_{key}", horizontal=True, vertical_alignment="center", gap="small"):
        if numbers is not None:
            with st.popover(NUMBERS, icon=":material/table:", type="tertiary"):
                st.dataframe(numbers, hide_index=True)
            csv = numbers.to_csv(index=False)
            file = f"lbsdrop-{key}.csv"
            st.download_button("CSV", csv, file, "text/csv", key=f"{key}_csv", on_click="ignore", type="tertiary")
        pictures(key, title)


def pictures(key: str, title: str) -> None:
    """The two buttons alone, for a page that has a row of its own."""
    _of({key: title}, key)


def menu(charts: Mapping[str, str], numbers: Mapping[str, pd.DataFrame], key: str) -> None:
    """One quiet menu for several charts: `charts` by key with their titles, `numbers` by what they are of."""
    with (
        st.container(key=f"foot_{key}", width="content"),
        st.popover("Download", icon=":material/download:", type="tertiary"),
    ):
        _of(charts, key)
        for name, rows in numbers.items():
            csv, file = rows.to_csv(index=False), f"lbsdrop-{name}.csv"
            st.download_button(f"CSV, {name}", csv, file, "text/csv", key=f"{key}_{name}_csv", on_click="ignore")


def _of(charts: Mapping[str, str], key: str) -> None:
    shown = [{"chart": container(each), "name": f"lbsdrop-{each}", "title": title} for each, title in charts.items()]
    _pictures(key=f"{key}_pictures", data={"charts": shown})
