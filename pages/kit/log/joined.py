"""Runs that came from two sources and were taken for one: listed, and split where that was wrong."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.units import Units
from pages.kit.shell import Page


def of_day(page: Page, when: pd.Timestamp) -> None:
    """The pairs of the day that were joined and a way to say that they are two, and the other way round."""
    _join(page, when)
    behind = page.once(page.store.duplicates, "runs")
    behind = behind[(behind["duplicate_of"] != behind["run_id"]) & (behind["day"] == when)]
    if behind.empty:
        return
    st.caption("This day has a run that came from more than one source; it is counted once.")
    st.dataframe(_table(behind, page.frames.runs, page.units), hide_index=True)
    labels = {row["run_id"]: _say(row, page.units) for row in behind.to_dict("records")}
    run_id = st.selectbox("Joined by mistake?", list(labels), index=None, format_func=labels.__getitem__)
    if run_id and st.button("Count it as a run of its own", disabled=page.is_demo):
        page.store.split("runs", run_id)
        st.rerun()


def _join(page: Page, when: pd.Timestamp) -> None:
    """Two runs of the day that are the same run: counted once from then on."""
    runs = page.frames.runs[page.frames.runs["day"] == when]
    if len(runs) < 2:
        return
    st.caption("Is a run counted twice? Choose the one that only repeats another.")
    says = {row["run_id"]: _say(row, page.units) for row in runs.to_dict("records")}
    extra = st.selectbox("This run", list(says), index=None, format_func=says.__getitem__)
    if extra is None:
        return
    others = [run_id for run_id in says if run_id != extra]
    kept = st.selectbox("is the same as", others, format_func=says.__getitem__)
    if st.button("Count them once", disabled=page.is_demo):
        page.store.join("runs", extra, kept)
        st.rerun()


def _say(row: dict[str, Any], units: Units) -> str:
    return f"{units.say_distance(row['distance_m'])}, {row['source']}"


def _table(behind: pd.DataFrame, runs: pd.DataFrame, units: Units) -> pd.DataFrame:
    kept = runs.set_index("run_id").reindex(behind["duplicate_of"])
    return pd.DataFrame(
        {
            "From": behind["source"].to_numpy(),
            f"Distance, {units.distance}": units.to_distance(behind["distance_m"]).round(2).to_numpy(),
            "Counted as the one from": kept["source"].to_numpy(),
            f"Its distance, {units.distance}": units.to_distance(kept["distance_m"]).round(2).to_numpy(),
        }
    )
