"""A table of the reader's own: what its columns mean, asked once and kept by its header."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from data import errors
from data.importers import SourceFile
from data.importers.own_table import guesses, mapping
from data.importers.reading import table
from data.store import Store
from pages.kit import say

KIND_WORDS = {"runs": "runs", "sets": "sets of strength work", "pain": "pain scores", "factors": "other diary values"}
LABELS = {
    "day": "Date",
    "time": "Time of day",
    "distance_m": "Distance",
    "duration_s": "Duration",
    "moving_s": "Time in motion",
    "ascent_m": "Climb",
    "descent_m": "Descent",
    "hr_mean_bpm": "Mean heart rate",
    "hr_max_bpm": "Highest heart rate",
    "cadence_spm": "Cadence",
    "power_w": "Power",
    "temperature_c": "Temperature",
    "rpe": "Effort, 0–10",
    "rir": "Repetitions in reserve",
    "set_no": "Number of the set",
    "exercise_raw": "Exercise",
    "n_sets": "Number of sets",
    "reps": "Repetitions",
    "load_kg": "Load",
    "score": "Pain score",
}
SCORE_PREFIX = "score:"
NOT_THERE = "not in this table"
ROWS_SHOWN = 3


def tables(files: list[SourceFile]) -> list[SourceFile]:
    """Those of the files that are tables of two columns or more."""
    return [file for file in files if len(table.head(file).header) >= 2]


def with_days(files: list[SourceFile]) -> list[SourceFile]:
    """Those of the tables in which a column of days is plain: an account export holds many that are no diary."""
    return [file for file in files if guesses.propose(*_header_and_cells(file)).get("columns", {}).get("day")]


def _header_and_cells(file: SourceFile) -> tuple[list[str], list[Sequence[str]]]:
    sheet = table.head(file)
    return list(sheet.header), [row.cells for row in sheet.rows]


def ask(store: Store, file: SourceFile) -> bool:
    """The form for one table; True once its mapping is kept and the file can be read with it."""
    header, cells = _header_and_cells(file)
    guess = guesses.propose(header, cells)
    st.markdown(f"**What do the columns of {say.plain(file.name)} mean?**")
    st.dataframe(_first_rows(file), hide_index=True)
    kinds = list(KIND_WORDS)
    at = kinds.index(guess.get("kind", "runs"))
    kind = st.selectbox(
        "Its rows are", kinds, index=at, format_func=KIND_WORDS.__getitem__, key=f"kind_{file.sha256}"
    )
    with st.form(f"map_{file.sha256}_{kind}"):
        chosen = _columns(header, kind, guess)
        units = _units(kind, guess)
        order = st.selectbox("Dates are written", ("as 2026-03-31", "day first", "month first"))
        if not st.form_submit_button("Read it so", type="primary"):
            return False
    order_word = {"day first": "dmy", "month first": "mdy"}.get(order)
    made: dict[str, Any] = {
        "header": header,
        "kind": kind,
        "columns": {column: name for column, name in chosen.items() if name},
        "units": {column: unit for column, unit in units.items() if chosen.get(column)},
        **({"date_order": order_word} if order_word else {}),
    }
    return _kept(store, made)


def _first_rows(file: SourceFile) -> pd.DataFrame:
    sheet = table.head(file)
    width = len(sheet.header)
    rows = [[*row.cells, *[""] * width][:width] for row in sheet.rows[:ROWS_SHOWN]]
    return pd.DataFrame(rows, columns=[name or f"column {i + 1}" for i, name in enumerate(_distinct(sheet.header))])


def _distinct(header: Sequence[str]) -> list[str]:
    return [name if name not in header[:i] else f"{name} ({i + 1})" for i, name in enumerate(header)]


def _columns(header: list[str], kind: str, guess: dict[str, Any]) -> dict[str, str | None]:
    guessed = guess.get("columns", {}) if guess.get("kind") == kind else {}
    options = [None, *header]
    chosen = {}
    for column in (*mapping.COLUMNS[kind], *(key for key in guessed if key not in mapping.COLUMNS[kind])):
        at = options.index(guessed[column]) if guessed.get(column) in header else 0
        label = say.plain(_label(kind, column))
        chosen[column] = st.selectbox(
            label, options, index=at, format_func=lambda name: name or NOT_THERE, key=f"column_{kind}_{column}"
        )
    return chosen


def _label(kind: str, column: str) -> str:
    """What the reader calls a column of the frame; a diary's value has the name of its own column, whole."""
    if column in LABELS:
        return LABELS[column]
    if kind == "factors":
        return column
    said = column.replace(SCORE_PREFIX, "pain ") if column.startswith(SCORE_PREFIX) else column
    return said.replace(":", " ").replace("_", " ").capitalize()


def _units(kind: str, guess: dict[str, Any]) -> dict[str, str]:
    units = {}
    for column, known in mapping.UNITS.items():
        if column in mapping.COLUMNS[kind] and column in ("distance_m", "duration_s", "load_kg"):
            options = list(known)
            guessed = guess.get("units", {}).get(column)
            at = options.index(guessed) if guessed in options else None
            units[column] = st.radio(f"Unit of {LABELS[column].lower()}", options, index=at, horizontal=True)
    return {column: unit for column, unit in units.items() if unit}


def _kept(store: Store, made: dict[str, Any]) -> bool:
    try:
        sound = mapping.from_json(mapping.to_json(made))
    except errors.UsageError as error:
        say.problem(error)
        return False
    store.keep_maps(mapping.keyed(sound))
    return True
