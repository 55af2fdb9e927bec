"""The receipt of the last import, and the list of earlier ones, each with its undo."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from data.store import Store
from pages.kit import importing, say

# Beyond this many the table and the downloaded receipt tell.
REASONS_IN_WORDS = 8
STATUS_WORDS = {
    "asks": "needs your answer",
    "refused": "not readable",
    "imported": "imported",
    "skipped": "nothing to keep",
    "duplicate": "already here",
}


def latest(store: Store) -> None:
    """What the import just made did, file by file."""
    if "receipt_sentence" not in st.session_state:
        return
    say.sentence(say.plain(st.session_state["receipt_sentence"]))
    receipt = st.session_state["receipt"]
    if receipt is None:
        return
    importing.questions(store, receipt)
    importing.own_tables(store)
    if receipt["import_id"]:
        _undo_button(store, receipt["import_id"], "Undo this import")
    _table(receipt)


def _table(receipt: dict[str, Any]) -> None:
    """A line a file: what needs the reader's eye comes first."""
    order = list(STATUS_WORDS)
    files = sorted(receipt["files"], key=lambda file: (order.index(file["status"]), not file["warnings"]))
    rows = pd.DataFrame(
        {
            "Result": [STATUS_WORDS[file["status"]] for file in files],
            "File": [_short(file["name"]) for file in files],
            "What it was": [file["importer"] or "not known" for file in files],
            "Added": [_added(file) for file in files],
            "Already here": [file["duplicates"] or None for file in files],
            "Rows left out": [len(file["skipped"]) or None for file in files],
            "Why, and what to know": [_remarks(file) for file in files],
        }
    )
    st.dataframe(rows.dropna(axis="columns", how="all"), hide_index=True)
    for file in [file for file in files if file["status"] in ("asks", "refused")][:REASONS_IN_WORDS]:
        st.markdown(f"**{say.plain(_short(file['name']))}**: {say.plain(file['reason'])}")
    left_out = _left_out(receipt)
    if len(left_out):
        with st.expander(f"Rows left out, with their reason ({len(left_out):,})"):
            st.dataframe(left_out, hide_index=True)
    st.download_button(
        "Download the receipt", json.dumps(receipt, indent=1), "lbsdrop-receipt.json", "application/json"
    )


def _short(name: str) -> str:
    """'00012.fit (in export.zip)': the file before the archive it came from."""
    archive, _, inside = name.partition("/")
    return f"{inside.rsplit('/', 1)[-1]} (in {archive})" if inside else name


def _added(file: dict[str, Any]) -> str:
    words = {"runs": "run", "sets": "set", "pain": "pain score", "factors": "other value"}
    counts = ((file[name], word) for name, word in words.items())
    return ", ".join(f"{n:,} {word}{'' if n == 1 else 's'}" for n, word in counts if n)


def _remarks(file: dict[str, Any]) -> str:
    return " ".join(part for part in (file["reason"], *file["warnings"]) if part)


def _left_out(receipt: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"File": _short(file["name"]), "Line": row["line"], "Reason": row["reason"]}
            for file in receipt["files"]
            for row in file["skipped"]
        ]
    )


def earlier(store: Store) -> None:
    """Everything imported so far, newest first."""
    made = store.imports()
    if not made:
        return
    st.header("Imported so far")
    shown_above = (st.session_state.get("receipt") or {}).get("import_id")
    for each in made:
        says, undo = st.columns((4, 1), vertical_alignment="center")
        says.write(_in_words(each))
        if each["import_id"] != shown_above:
            with undo:
                _undo_button(store, each["import_id"], "Undo")


def _in_words(made: dict[str, Any]) -> str:
    """'24 Nov 2026, 14:38: 1,000 runs and 2,392 pain scores from 3 files'."""
    receipt = made["receipt"]
    when = datetime.fromisoformat(made["made_at"]).astimezone().strftime("%-d %b %Y, %H:%M")
    added = _added({name: receipt[f"{name}_added"] for name in ("runs", "sets", "pain", "factors")})
    n_files = sum(file.get("n_files", 1) for file in receipt["files"])
    return f"{when}: {added or 'nothing new'} from {n_files:,} file{'' if n_files == 1 else 's'}"


def _undo_button(store: Store, import_id: str, label: str) -> None:
    if st.button(label, key=f"{label}_{import_id}", icon=":material/undo:"):
        store.undo(import_id)
        for name in ("receipt", "receipt_sentence", "waiting", "strange"):
            st.session_state.pop(name, None)
        st.toast("Taken back: everything is as it was before that import.")
        st.rerun()
