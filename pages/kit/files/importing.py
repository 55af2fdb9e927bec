"""Dropping files in: upload, progress, questions, and the receipt kept for the page."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

import streamlit as st

from data import imports
from data.errors import LbsdropError
from data.importers import OpenFile, SourceFile, unfold
from data.importers.reading import contents
from data.importers.reading.containers import printable
from data.store import Store
from pages.kit import say, shell
from pages.kit.files import mapping_form, uploads

TAKES = (
    "A whole Garmin, Strava, Apple Health, Polar, Fitbit or Whoop export as the zip it comes in; FIT, GPX and TCX "
    "files; Garmin's, Strava's and Runkeeper's lists of activities; workouts from Hevy, Strong, FitNotes, Fitbod, "
    "Liftosaur, Lyfta, StrongLifts, LiftLog, Jefit; a pain diary, Daylio, Bearable; or any table with a date. "
    "Several at once. Everything stays on this computer."
)

# Which files of an archive that nobody knows are unpacked once more, to see whether they are tables with days.
TABLE_ENDINGS = (".csv", ".tsv", ".txt")


def drop_files(store: Store) -> None:
    """The upload box; importing starts with the button, and ends with a receipt on the page."""
    turn = st.session_state.setdefault("upload_turn", 0)
    files = st.file_uploader("Drop your files here", accept_multiple_files=True, key=f"upload_{turn}")
    st.caption(TAKES)
    if st.button("Import files", type="primary", disabled=not files):
        if run(store, [uploads.opened(file) for file in files or ()]):
            uploads.let_go(file.file_id for file in files or ())
            st.session_state["upload_turn"] = turn + 1
        st.rerun()


def run(store: Store, files: Sequence[SourceFile | OpenFile]) -> bool:
    """Imports the files with a progress bar and a stop; files that ask something are kept for their answer.

    False where something outside the files ended it: the page says what, and the files stay chosen.
    """
    n_files = sum(contents.count(file) for file in files)
    bar = st.progress(0.0, f"Reading {_files(n_files)}")
    st.button("Stop", on_click=_say_stopped, help="Nothing of this import is kept.")
    began = time.monotonic()

    def show(n_done: int, name: str) -> None:
        left = (time.monotonic() - began) / n_done * max(n_files - n_done, 0)
        words = f"Read {n_done:,} of {_files(max(n_files, n_done))}, {_time_left(left)}: {say.plain(name)}"
        bar.progress(min(n_done / max(n_files, 1), 1.0), words)

    try:
        receipt = imports.import_files(store, files, progress=show)
    except LbsdropError as error:
        _keep_none(f"Nothing was imported. {error}")
        return False
    finally:
        bar.empty()
    open_names = {line.name for line in receipt.files if line.status == "asks"}
    refused, beside = (
        {line.name for line in receipt.files if line.status == status and not line.importer}
        for status in ("refused", "skipped")
    )
    st.session_state["receipt"] = receipt.to_json()
    st.session_state["receipt_sentence"] = receipt.sentence
    if receipt.import_id:
        shell.own_from_now()
    st.session_state["waiting"] = asking(files, open_names)
    by_name = {name for name in beside if name.lower().endswith(TABLE_ENDINGS)}
    dated = mapping_form.with_days(mapping_form.tables(asking(files, by_name)))
    st.session_state["strange"] = mapping_form.tables(asking(files, refused)) + dated
    return True


def _files(n: int) -> str:
    return f"{n:,} file{'' if n == 1 else 's'}"


def _time_left(seconds: float) -> str:
    return f"about {seconds:.0f} s left" if seconds < 90 else f"about {seconds / 60:.0f} min left"


def _say_stopped() -> None:
    """The click ends the running import before anything is stored: an import is stored whole, at its end."""
    _keep_none("You stopped the import. Nothing of it was kept.")


def _keep_none(why: str) -> None:
    st.session_state["receipt"] = None
    st.session_state["receipt_sentence"] = why


def asking(files: Sequence[SourceFile | OpenFile], names: set[str]) -> list[SourceFile]:
    """The files of these names, out of whatever they came in: only they are kept until they are answered."""
    shown = [(file, printable(file.name)) for file in files]
    holding = [file for file, name in shown if any(each == name or each.startswith(f"{name}/") for each in names)]
    leaves = (leaf for file in holding for leaf in unfold(file))
    return [leaf for leaf in leaves if isinstance(leaf, SourceFile) and leaf.name in names]


def questions(store: Store, receipt: dict[str, Any]) -> None:
    """The questions of the receipt's files, one a kind; answers are remembered and the files imported."""
    if st.session_state.get("waiting") and answered(store, receipt, "questions"):
        run(store, st.session_state["waiting"])
        st.rerun()


def answered(store: Store, receipt: dict[str, Any], key: str) -> bool:
    """The form `key` with the questions of the receipt's files; True once every answer is kept."""
    asked = {q["option"]: q for q in _questions(receipt)}
    if not asked:
        return False
    with st.form(key):
        answers = {
            option: st.radio(say.plain(q["text"]), q["choices"], index=None, horizontal=True)
            for option, q in asked.items()
        }
        is_sent = st.form_submit_button("Answer and import", type="primary")
    if is_sent and not all(answers.values()):
        st.warning("Nothing was imported yet: choose an answer first.")
        return False
    if is_sent:
        for option, answer in answers.items():
            store.keep_answer(option, answer)
    return is_sent


def _questions(receipt: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (file["question"] for file in receipt["files"] if file["question"])


def own_tables(store: Store, *, is_open: bool) -> None:
    """A table no importer knows can be explained, column by column, and is read then."""
    strange: list[SourceFile] = st.session_state.get("strange", [])
    if strange and explained(store, strange, is_open=is_open):
        run(store, strange)
        st.rerun()


def explained(store: Store, strange: list[SourceFile], *, is_open: bool) -> bool:
    """The form for one of these tables; True once what its columns mean is kept."""
    names = [file.name for file in strange]
    one = say.plain(names[0]) if len(names) == 1 else f"one of {len(names):,} tables"
    with st.expander(
        f"Explain {one}: no importer knows {'this table' if len(names) == 1 else 'them'}", expanded=is_open
    ):
        chosen = st.selectbox("Which table", names, format_func=say.plain) if len(names) > 1 else names[0]
        return mapping_form.ask(store, strange[names.index(chosen)])
