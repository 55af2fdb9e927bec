"""Correcting or removing single entries; what is put right here outlives every later import."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics.words import counted
from data import errors, schema
from data.units import Units
from pages.kit import say
from pages.kit.shell import Page

SHOWN = 50
REMOVE = "Remove"
# Frame -> what can be corrected there: column -> its label, with the reader's unit filled in.
EDITABLE: Mapping[str, Mapping[str, str]] = {
    "runs": {
        "distance_m": "Distance, {distance}",
        "duration_s": "Minutes",
        "hr_mean_bpm": "Heart rate",
        "note": "Note",
    },
    "sets": {"exercise_raw": "Exercise", "reps": "Repetitions", "load_kg": "Load, {load}", "note": "Note"},
    "pain": {"score": "Score", "moment": "Moment", "site": "Site", "note": "Note"},
}
WORDS = {"runs": "run", "sets": "set", "pain": "pain score"}


def of_day(page: Page, when: pd.Timestamp) -> None:
    """What is on record for a day as tables to correct; nothing changes before their buttons."""
    if page.is_demo:
        st.caption("The demo cannot be changed; your own log can.")
    for name in EDITABLE:
        rows = page.frames[name]
        rows = rows[rows["day"] == when]
        if len(rows):
            _table(page, name, rows)


def _table(page: Page, name: str, rows: pd.DataFrame) -> None:
    shown = _shown(name, rows, page.units)
    day = f"{rows['day'].iloc[0]:%Y-%m-%d}"
    edited = st.data_editor(
        shown,
        hide_index=True,
        disabled=["Day"],
        key=f"edit_{name}_{page.store.athlete}_{page.store.revision}_{day}",
        column_config={"Day": None},
    )
    if st.button(f"Keep the corrections of this {WORDS[name]}", key=f"keep_{name}", disabled=page.is_demo):
        _keep(page, name, shown, edited)


def _shown(name: str, rows: pd.DataFrame, units: Units) -> pd.DataFrame:
    labels = {c: label.format(distance=units.distance, load=units.load) for c, label in EDITABLE[name].items()}
    table = pd.DataFrame({"Day": rows["day"].dt.date})
    for column, label in labels.items():
        table[label] = rows[column] / _per(column, units) if _per(column, units) != 1 else rows[column]
    numbers = table.select_dtypes("number").columns
    table[numbers] = table[numbers].round(2)
    return table.assign(**{REMOVE: False}).set_index(rows[schema.ID_COLUMNS[name]])


def _per(column: str, units: Units) -> float:
    """SI units in one unit of what is shown."""
    return {"distance_m": units.m_per_distance, "load_kg": units.kg_per_load, "duration_s": 60.0}.get(column, 1.0)


def _keep(page: Page, name: str, shown: pd.DataFrame, edited: pd.DataFrame) -> None:
    columns = dict(zip(shown.columns[1:-1], EDITABLE[name], strict=True))
    try:
        for row_id in edited.index:
            if edited.loc[row_id, REMOVE]:
                page.store.remove(name, row_id)
                continue
            changes = _changes(shown.loc[row_id], edited.loc[row_id], columns, page.units)
            if changes:
                page.store.correct(name, row_id, **changes)
    except errors.StoreError as error:
        say.problem(error)
        return
    st.rerun()


def _changes(before: pd.Series, after: pd.Series, columns: Mapping[str, str], units: Units) -> dict[str, Any]:
    changes = {}
    for label, column in columns.items():
        old, new = before[label], after[label]
        if old == new or (pd.isna(old) and pd.isna(new)):
            continue
        is_number = isinstance(new, (int, float)) and not pd.isna(new)
        changes[column] = None if pd.isna(new) else float(new) * _per(column, units) if is_number else str(new)
    return changes


def made_so_far(page: Page) -> None:
    """Every correction, the newest first, and a way to take each back; nothing where there is none."""
    made = page.once(page.store.corrections)
    made = made[made["frame"].isin(list(EDITABLE)) & (made["column"] != "duplicate_of")]
    if made.empty:
        return
    with st.expander(f"{counted(len(made), 'correction')} so far"):
        st.caption("Taking one back brings the entry as it was imported.")
        for row in made.iloc[::-1].head(SHOWN).to_dict("records"):
            says = "removed" if row["column"] == "" else f"{row['column']} = {row['value']}"
            label = f"Take back: {WORDS[row['frame']]} {say.plain(says)} ({row['made_at'][:10]})"
            if st.button(label, key=f"back_{row['row_id']}_{row['column']}"):
                page.store.uncorrect(row["frame"], row["row_id"])
                st.rerun()
