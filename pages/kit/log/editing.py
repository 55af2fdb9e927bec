"""Correcting or removing single entries; what is put right here outlives every later import."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from data import errors, schema
from data.units import Units
from pages.kit import say
from pages.kit.shell import Page

SHOWN = 300
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


def section(page: Page, name: str) -> None:
    """A table to correct, behind a fold; nothing changes before the button."""
    with st.expander(f"Correct or remove a {WORDS[name]}"):
        rows = page.frames[name].sort_values("day", ascending=False, kind="stable")
        day = st.date_input("Around the day", None, key=f"edit_day_{name}", format="YYYY-MM-DD")
        if day is not None:
            rows = rows[(rows["day"] - pd.Timestamp(day)).abs() <= pd.Timedelta(days=7)]
        shown = _shown(name, rows.head(SHOWN), page.units)
        edited = st.data_editor(
            shown,
            hide_index=True,
            disabled=["Day"],
            key=f"edit_{name}_{page.store.athlete}_{page.store.revision}_{page.first_day}",
            column_config={"Day": st.column_config.DateColumn(format="YYYY-MM-DD")},
        )
        if st.button("Keep the corrections", key=f"keep_{name}", disabled=page.is_demo):
            _keep(page, name, shown, edited)
        _made_so_far(page, name)


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


def _made_so_far(page: Page, name: str) -> None:
    made = page.store.corrections()
    made = made[made["frame"] == name]
    if made.empty:
        return
    st.caption(
        f"{len(made)} corrections so far, the newest first. Taking one back brings the entry as it was imported."
    )
    for row in made.iloc[::-1].head(10).to_dict("records"):
        says = say.plain("removed" if row["column"] == "" else f"{row['column']} = {row['value']}")
        if st.button(f"Take back: {says} ({row['made_at'][:10]})", key=f"back_{row['row_id']}_{row['column']}"):
            page.store.uncorrect(name, row["row_id"])
            st.rerun()
