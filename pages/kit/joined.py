"""Runs that came from two sources and were taken for one: listed, and split where that was wrong."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.units import Units
from pages.kit.shell import Page

SHOWN = 500


def section(page: Page) -> None:
    """The pairs that were joined, and a way to say that they are two."""
    behind = page.store.duplicates("runs")
    behind = behind[behind["duplicate_of"] != behind["run_id"]]
    if behind.empty:
        return
    with st.expander(f"{len(behind):,} runs came from more than one source and are counted once"):
        table = _table(behind, page.frames.runs, page.units)
        st.dataframe(table.head(SHOWN), hide_index=True)
        labels = dict(zip(behind["run_id"], table["Day"].astype(str) + ", " + table["From"], strict=True))
        run_id = st.selectbox("Joined by mistake?", list(labels), index=None, format_func=labels.__getitem__)
        if run_id and st.button("Count it as a run of its own", disabled=page.is_demo):
            page.store.split("runs", run_id)
            st.rerun()


def _table(behind: pd.DataFrame, runs: pd.DataFrame, units: Units) -> pd.DataFrame:
    kept = runs.set_index("run_id").reindex(behind["duplicate_of"])
    return pd.DataFrame(
        {
            "Day": behind["day"].dt.date.to_numpy(),
            "From": behind["source"].to_numpy(),
            f"Distance, {units.distance}": units.to_distance(behind["distance_m"]).round(2).to_numpy(),
            "Counted as the one from": kept["source"].to_numpy(),
            f"Its distance, {units.distance}": units.to_distance(kept["distance_m"]).round(2).to_numpy(),
        }
    )
