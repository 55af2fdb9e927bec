"""What goes into the report, the file to take away, and what it will look like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics import report
from analytics.ask import Log
from analytics.result import NotEnough
from data.store import Store
from data.units import Units
from data.version import VERSION
from pages.kit import say
from pages.kit.home.story import EDITS
from pages.kit.running import easy_pace
from pages.kit.shell import Page

PREVIEW_PX = 1100
WIDTHS = (0.28, 0.72)
LONGEST_NAME = 80
FILE_NAME = "lbsdrop-report.html"


def section(page: Page) -> None:
    """The choices and the button, the preview beside them; a refusal where the dates in view hold nothing."""
    with st.spinner("Putting the report together"):
        edits = page.settings.get(EDITS, {})
        made = page.once(_built, page.log, page.store, page.units, page.first_day, edits)
    if isinstance(made, NotEnough):
        say.refusal(made, page.units)
        return
    choices, preview = st.columns(WIDTHS, gap="large")
    with choices, st.container(key="report_choices"):
        name = st.text_input("Name at its head (may stay empty)", max_chars=LONGEST_NAME, key="report_name")
        document = page.once(report.page, made, VERSION, name=name, without=_left_out())
        _download(document)
    with preview, st.container(key="report_scrolls"):
        st.caption("Preview: it scrolls.")
    with preview, st.container(key="report_preview", border=True):
        st.iframe(document, height=PREVIEW_PX, alt="The report as it will be printed")


def _built(
    log: Log, store: Store, units: Units, since: pd.Timestamp | None, edits: Mapping[str, Any]
) -> report.Report | NotEnough:
    return report.build(log, lambda _: easy_pace.streams_since(store, log.frames.runs, since), units, since, edits)


def _left_out() -> list[str]:
    """The sections that are not ticked."""
    st.markdown("What goes in")
    with st.container(key="report_sections", gap=None):
        ticked = {key: st.checkbox(title, value=True, key=f"report_{key}") for key, title in report.SECTIONS.items()}
    return [key for key, is_in in ticked.items() if not is_in]


def _download(document: str) -> None:
    st.download_button(
        "Download the report",
        document,
        FILE_NAME,
        "text/html",
        icon=":material/download:",
        type="primary",
        on_click="ignore",
        key="report_file",
    )
    st.caption("Open the file in any browser and print it from there, on A4 or Letter.")
