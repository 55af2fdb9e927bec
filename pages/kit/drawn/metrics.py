"""Up to three numbers beside each other, each with what it is and what it is beside, as one text of the page.

Streamlit's own metrics in columns are ten parts of a page where this is one, and cut their words on a phone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import streamlit as st

from analytics.charts import sparks


@dataclass(frozen=True)
class Metric:
    """One number: its `label`, its `value`, and `beside` it what it compares with ('' for none), in words.

    `kind` ('running', 'lifting', else grey) gives the comparison its colour; `spark` is a picture below (SVG, '' for
    none), which `alt` says in words.
    """

    label: str
    value: str
    beside: str = ""
    kind: str = ""
    spark: str = ""
    alt: str = ""


def row(shown: Iterable[Metric], key: str) -> None:
    """Draws them from the left, each a third of the page wide; `key` names the row to the style sheet."""
    st.html(f'<dl class="metrics {escape(key)}">{"".join(map(_metric, shown))}</dl>')


def _metric(one: Metric) -> str:
    beside = f'<dd class="beside {escape(one.kind)}">{escape(one.beside)}</dd>' if one.beside else ""
    spark = f'<dd class="spark">{sparks.image(one.spark, one.alt)}</dd>' if one.spark else ""
    return f"<div><dt>{escape(one.label)}</dt><dd>{escape(one.value)}</dd>{beside}{spark}</div>"
