"""A figure on a page: drawn once by the browser, which keeps it while the reader looks at other pages.

Streamlit's own chart draws everything anew at each turn to a page, 50 ms for a plain one (docs/speed.md).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from analytics.charts.sent import Sent

NAME = "lbsdrop.chart"
_component = st.components.v2.component(
    NAME,
    html='<div class="chart" role="figure" tabindex="0"></div>',
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def place(key: str) -> str:
    """The key that the chart `key` has among all elements of the page."""
    return f"chart_{key}"


def draw(figure: Sent, key: str, alt: str = "") -> None:
    """The figure over the width of what it stands in; `alt` says it to who does not see it, else its heading."""
    _component(key=place(key), data=_data(figure, alt), height=figure.height)


def with_dots(figure: Sent, key: str) -> Any:
    """A figure of which a dot can be chosen: the `customdata` of the one that is; None where none is."""
    drawn = _component(key=place(key), data=_data(figure, ""), height=figure.height, on_chosen_change=lambda: None)
    said: dict[str, Any] | None = drawn.chosen
    return said["place"] if said and said["figure"] == figure.digest else None


def _data(figure: Sent, alt: str) -> dict[str, str]:
    return {"id": figure.digest, "figure": figure.written, "alt": alt or figure.meta["description"]}
