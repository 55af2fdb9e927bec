"""Runs that came from two sources and were taken for one: listed, and split where that was wrong."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.units import Units
from pages.kit.shell import Page

SHOWN = 500


def section(page: Page) -> None:
    """The pairs that were joined, and a way to say that they are two."""
    behind = page.store.duplicates("runs")
    behind = behind[behind["duplicate_of"] != behind["run_id"]]
    _join(page)
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


def _join(page: Page) -> None:
    """Two runs of one day that are the same run: counted once from then on."""
    runs = page.frames.runs
    twice = runs[runs["day"].duplicated(keep=False)].sort_values("day", ascending=False).head(SHOWN)
    if twice.empty:
        return
    with st.expander("Is a run counted twice?"):
        st.caption("Days with more than one run. Choose the one that only repeats another.")
        says = {row["run_id"]: _say(row, page.units) for row in twice.to_dict("records")}
        extra = st.selectbox("This run", list(says), index=None, format_func=says.__getitem__)
        if extra is None:
            return
        day = twice.set_index("run_id")["day"]
        others = [run_id for run_id in says if run_id != extra and day[run_id] == day[extra]]
        kept = st.selectbox("is the same as", others, format_func=says.__getitem__)
        if st.button("Count them once", disabled=page.is_demo):
            page.store.join("runs", extra, kept)
            st.rerun()


def _say(row: dict[str, Any], units: Units) -> str:
    return f"{row['day']:%Y-%m-%d}, {units.say_distance(row['distance_m'])}, {row['source']}"


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
