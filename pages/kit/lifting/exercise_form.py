"""Exercise names that lbsdrop is not sure of: asked with the nearest three, and the answers kept."""

from __future__ import annotations

import json

import pandas as pd
import streamlit as st

from data import exercises
from pages.kit import folded, say
from pages.kit.shell import Page

AT_ONCE = 8


def unsure(page: Page) -> pd.DataFrame:
    """The names without a sure exercise: `raw source n_sets`, most sets first."""
    return page.log.parts(_unsure, page.frames.sets)


def _unsure(sets: pd.DataFrame) -> pd.DataFrame:
    rows = sets[sets["exercise"].isna() & sets["exercise_raw"].notna()]
    counted = rows.value_counts(["exercise_raw", "source"]).reset_index(name="n_sets")
    return counted.rename(columns={"exercise_raw": "raw"})


def ask(page: Page) -> None:
    """The open names, the most used first."""
    names = unsure(page)
    if len(names):
        need = "exercise name needs" if len(names) == 1 else "exercise names need"
        with st.expander(f"{len(names)} {need} your answer: those sets count nothing until then"):
            _form(page, names.head(AT_ONCE))


def answers(page: Page) -> None:
    """A way to look through, change and move the answers given."""
    folded.one("Your exercise names", "exercise_names", lambda: _answers(page))


def _answers(page: Page) -> None:
    answers = page.store.setting("exercises", {})
    _change(page, answers)
    st.dataframe(pd.DataFrame(answers.items(), columns=["Name in the log", "Counted as"]), hide_index=True)
    st.download_button("Download these answers", json.dumps(answers, indent=1), "lbsdrop-exercises.json")
    _bring(page)


def _form(page: Page, names: pd.DataFrame) -> None:
    every = sorted(page.frames.exercises["exercise"])
    with st.form("exercise_names", border=False):
        chosen = {}
        for row in names.to_dict("records"):
            nearest = list(exercises.match(row["raw"], row["source"]).candidates)
            options = [*nearest, *(name for name in every if name not in nearest)]
            label = f"{say.plain(row['raw'])} ({row['n_sets']} sets)"
            chosen[row["raw"]] = st.selectbox(label, options, index=None, placeholder="Choose, or type to search")
        if st.form_submit_button("Keep these answers", type="primary"):
            _keep(page, {raw: name for raw, name in chosen.items() if name})


def _counted_as(sets: pd.DataFrame) -> tuple[list[str], pd.Series]:
    """The names of the log, the most used first, and what each counts as."""
    names = sets["exercise_raw"].dropna().value_counts().index.tolist()
    return names, sets.drop_duplicates("exercise_raw").set_index("exercise_raw")["exercise"]


def _change(page: Page, answers: dict[str, str]) -> None:
    """Any name of the log can be counted as something else, or as lbsdrop reads it by itself again."""
    names, now = page.log.parts(_counted_as, page.frames.sets)
    raw = st.selectbox("Change what a name counts as", names, index=None, placeholder="Choose a name of your log")
    if raw is None:
        return
    say.note(f"Counted as {now[raw] if isinstance(now[raw], str) else 'nothing yet'}.")
    name = st.selectbox("Count it as", sorted(page.frames.exercises["exercise"]), index=None)
    if name and st.button("Keep this answer", disabled=page.is_demo):
        _keep(page, {raw: name})
    if raw in answers and st.button("Forget my answer", disabled=page.is_demo):
        page.store.keep_setting("exercises", {each: kept for each, kept in answers.items() if each != raw})
        st.rerun()


def _keep(page: Page, given: dict[str, str]) -> None:
    page.store.add_to_setting("exercises", given)
    st.rerun()


def _bring(page: Page) -> None:
    file = st.file_uploader("Bring answers from a file", type="json", key="exercise_answers")
    if file is None or not st.button("Use this file"):
        return
    try:
        given = json.loads(file.getvalue())
    except ValueError:
        st.error("This is not a file of exercise answers: it is no JSON. Download one here to see its shape.")
        return
    known = set(page.frames.exercises["exercise"])
    if not isinstance(given, dict) or not set(given.values()) <= known:
        st.error("This file names exercises that lbsdrop does not know. Download one here to see its shape.")
        return
    _keep(page, given)
