"""The setting for a watched folder, and the receipt of its last day with news."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import streamlit as st

from data import imports, watched
from data.errors import LbsdropError
from data.importers import SourceFile
from data.importers.reading.containers import printable
from data.store import Receipt, Store
from data.units import Units
from data.watched import state
from pages.kit import say, shell
from pages.kit.files import importing, mapping_form, receipts, watching

HOW = (
    "A folder on this computer into which a sync tool puts your exports or activity files, such as Dropbox's or your "
    "watch's. It and the folders in it are looked at whenever a page is open; what is new or changed is imported "
    "once it has stopped growing. Nothing in the folder is changed. Without a page open: "
    "`python -m data watch`."
)


def section(own: Store, units: Units) -> None:
    """Choosing or leaving the folder, what keeps it from being read, and what came today."""
    folder = watching.folder_of(own)
    with st.expander("A folder that is imported by itself", expanded=folder is not None):
        if own.is_read_only:
            say.note("This store can only be read: nothing comes into it.")
        elif folder is None:
            _choose(own)
        else:
            _chosen(own, folder, units)
        st.caption(HOW)


def _choose(own: Store) -> None:
    with st.form("watched_folder"):
        typed = st.text_input("Folder", placeholder="~/Dropbox/Apps/Training")
        if not st.form_submit_button("Watch this folder"):
            return
    if not typed.strip():
        st.warning("Type the folder's path first.")
        return
    folder = Path(typed.strip()).expanduser().absolute()
    try:
        watched.check(own, folder)
    except LbsdropError as error:
        say.problem(error)
        return
    own.keep_setting(watched.FOLDER_SETTING, str(folder))
    _look(own)


def _chosen(own: Store, folder: Path, units: Units) -> None:
    say.text(f"Watching {folder}.")
    trouble = watching.looks(str(own.engine.url), own.athlete).trouble
    if trouble:
        st.warning(say.plain(trouble))
    _receipt(own, folder, state.load(state.place(own, folder)), units)
    with st.container(horizontal=True):
        if st.button("Look now", icon=":material/refresh:"):
            _look(own)
        if st.button("Stop watching"):
            own.keep_setting(watched.FOLDER_SETTING, None)
            st.rerun()


def _look(own: Store) -> None:
    """A look at once, and the page anew with what it brought."""
    if watching.look(own, is_asked=True):
        shell.own_from_now()
    st.rerun()


def _receipt(own: Store, folder: Path, known: watched.State, units: Units) -> None:
    n_waiting = sum(seen.word == state.WAITS for seen in known.files.values())
    if n_waiting:
        say.note(
            f"{n_waiting:,} file{'' if n_waiting == 1 else 's'} may still be growing: they are read when they rest."
        )
    if not known.day:
        say.note("Nothing has come in yet.")
        return
    receipt = known.receipt(own)
    say.text(f"What came on {units.say_date(date.fromisoformat(known.day))}: {receipt.sentence}")
    receipts.files(receipt.to_json(), "watched", units)
    is_answered = importing.answered(own, receipt.to_json(), "watched_questions")
    if is_answered or _is_explained(own, folder, known, receipt):
        _look(own)


def _is_explained(own: Store, folder: Path, known: watched.State, receipt: Receipt) -> bool:
    """Offers to explain a table of the folder that no importer knows; True once its columns are."""
    names = {line.name for line in receipt.files if line.status == "refused" and not line.importer}
    if not names or not st.toggle("Explain a table that was not understood", key="watched_explain"):
        return False
    tables = mapping_form.tables(
        _read(folder, [name for name in known.files if name in names or _holds(name, names)], names)
    )
    if not tables:
        say.note("None of these files is a table of two columns or more.")
        return False
    return importing.explained(own, tables, is_open=True)


def _holds(archive: str, names: set[str]) -> bool:
    return any(name.startswith(f"{printable(archive)}/") for name in names)


def _read(folder: Path, paths: list[str], names: set[str]) -> list[SourceFile]:
    """The files of these names, by themselves or in an archive; what is gone meanwhile is left out."""
    found = []
    for path in paths:
        with suppress(OSError):
            for source in imports.source(path, folder / path):
                found += importing.asking([source], names)
    return found
