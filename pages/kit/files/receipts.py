"""The receipt of the last import, and the list of earlier ones, each with its undo."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from analytics.words import counted
from data.store import Store
from data.units import Units
from pages.kit import say, shell
from pages.kit.files import importing

# Further ones are one click below.
LINES_IN_SIGHT = 8
STATUS_WORDS = {
    "asks": "needs your answer",
    "refused": "not readable",
    "imported": "imported",
    "skipped": "nothing to keep",
    "duplicate": "already here",
}


def latest(store: Store, units: Units) -> None:
    """What the import just made did, file by file."""
    if "receipt_sentence" not in st.session_state:
        return
    say.sentence(st.session_state["receipt_sentence"])
    receipt = st.session_state["receipt"]
    if receipt is None:
        return
    importing.questions(store, receipt)
    if receipt["import_id"]:
        st.button("See your home", type="primary", icon=":material/home:", on_click=shell.to_own_home)
        _undo_button(store, receipt["import_id"], "Undo this import")
    files(receipt, "latest", units)
    importing.own_tables(store, is_open=len(receipt["files"]) == 1)


def files(receipt: dict[str, Any], key: str, units: Units) -> None:
    """In words what needs the reader's eye, files that say the same in one line; the rest as a table."""
    order = list(STATUS_WORDS)
    each = sorted(receipt["files"], key=lambda file: order.index(file["status"]))
    lines = _lines([file for file in each if _needs_an_eye(file)], units)
    _say(lines[:LINES_IN_SIGHT])
    if len(lines) > LINES_IN_SIGHT:
        with st.expander(f"What to know of the other files ({len(lines) - LINES_IN_SIGHT:,} more lines)"):
            _say(lines[LINES_IN_SIGHT:])
    _rest([file for file in each if not _needs_an_eye(file)], units)
    left_out = _left_out(receipt)
    if len(left_out):
        # Rows left out for one reason share a line, which counts them.
        n_rows = sum(file.get("left_out", len(file["skipped"])) for file in receipt["files"])
        with st.expander(f"{counted(n_rows, 'row')} left out, with their reason"):
            st.dataframe(left_out, hide_index=True)
    made, name = json.dumps(receipt, indent=1), "lbsdrop-receipt.json"
    st.download_button("Download the receipt", made, name, "application/json", key=f"receipt_{key}")


def _needs_an_eye(file: dict[str, Any]) -> bool:
    """True where there is more to know of a file than what was added, or that it was here already."""
    return bool(_remarks(file)) and file["status"] != "duplicate"


def _say(lines: list[str]) -> None:
    if lines:
        st.markdown("\n".join(f"- {line}" for line in lines))


def _lines(files: list[dict[str, Any]], units: Units) -> list[str]:
    """'**a.csv**: not readable. No importer knows it.': a line for each thing there is to know."""
    alike: dict[str, list[str]] = {}
    for file in files:
        alike.setdefault(f"{_came_of(file)}. {_remarks(file)}".strip(), []).append(_short(file["name"]))
    return [f"{_named(names)}{say.plain(say.dated(said, units))}" for said, names in alike.items()]


def _named(names: list[str]) -> str:
    """'**a.fit**: ', '**a.fit** and 7 more, each: '."""
    more = f" and {len(names) - 1:,} more, each" if len(names) > 1 else ""
    return f"**{say.plain(names[0])}**{more}: "


def _came_of(file: dict[str, Any]) -> str:
    """'imported as Hevy, 240 sets, 12 already here, 3 rows left out'."""
    status = STATUS_WORDS[file["status"]]
    whole = f"{status} as {file['importer']}" if file["status"] == "imported" else status
    n_left_out = file.get("left_out", len(file["skipped"]))
    counts = (
        _added(file),
        f"{file['changed']:,} changed" if file.get("changed") else "",
        f"{file['removed']:,} no longer in the log" if file.get("removed") else "",
        f"{file['duplicates']:,} already here" if file["duplicates"] and file["status"] != "duplicate" else "",
        f"{n_left_out:,} row{'' if n_left_out == 1 else 's'} left out" if n_left_out else "",
    )
    return ", ".join(part for part in (whole, *counts) if part)


def _kind(file: dict[str, Any]) -> str:
    """What a file was; a file that is here already was not looked into again."""
    return str(file["importer"] or ("" if file["status"] == "duplicate" else "not known"))


def _rest(files: list[dict[str, Any]], units: Units) -> None:
    """Files that came in as they should: in words, those that say the same in one line; as a table where too many
    say something of their own."""
    lines = _lines(files, units)
    if len(lines) <= LINES_IN_SIGHT:
        _say(lines)
        return
    with st.expander(f"Each of the other {len(files):,} files"):
        _table(files)


def _table(files: list[dict[str, Any]]) -> None:
    """A line a file: what fits a phone first."""
    rows = pd.DataFrame(
        {
            "File": [_short(file["name"]) for file in files],
            "Added": [_added(file) or STATUS_WORDS[file["status"]] for file in files],
            "Already here": ["" if file["status"] == "duplicate" else _count(file["duplicates"]) for file in files],
            "Rows left out": [_count(file.get("left_out", len(file["skipped"]))) for file in files],
            "What it was": [_kind(file) for file in files],
        }
    )
    is_told = (rows != "").any()
    st.dataframe(rows.loc[:, is_told], hide_index=True)


def _count(n: int) -> str:
    return f"{n:,}" if n else ""


def _short(name: str) -> str:
    """'00012.fit (in export.zip)': the file before the archive it came from."""
    archive, _, inside = name.partition("/")
    return f"{inside.rsplit('/', 1)[-1]} (in {archive})" if inside else name


def _added(file: dict[str, Any]) -> str:
    words = {"runs": "run", "sets": "set", "pain": "pain score", "factors": "other value"}
    counts = ((file[name], word) for name, word in words.items())
    return ", ".join(f"{n:,} {word}{'' if n == 1 else 's'}" for n, word in counts if n)


def _remarks(file: dict[str, Any]) -> str:
    return " ".join(part for part in (_news(file), file["reason"], *file["warnings"]) if part)


def _news(file: dict[str, Any]) -> str:
    """'Changed: hip thrust 3 Sep 2026 100 kg x 8 → 110 kg x 6.' and the reader's corrections that now differ."""
    told = [said.replace(" -> ", " → ") for said in (*file.get("changes", ()), *file.get("disputed", ()))]
    n_more = file.get("changed", 0) + file.get("removed", 0) - len(file.get("changes", ()))
    told += [f"{n_more:,} more"] if n_more > 0 else []
    return f"Against the earlier export: {'; '.join(told)}." if told else ""


def _left_out(receipt: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"File": _short(file["name"]), "Line": row["line"], "Reason": row["reason"]}
            for file in receipt["files"]
            for row in file["skipped"]
        ]
    )


def earlier(store: Store, units: Units) -> None:
    """Everything imported so far, newest first."""
    made = store.imports()
    if not made:
        return
    st.header("Imported so far")
    shown_above = (st.session_state.get("receipt") or {}).get("import_id")
    for each in made:
        says, undo = st.columns((4, 1), vertical_alignment="center")
        says.write(_in_words(each, units))
        if each["import_id"] != shown_above:
            with undo:
                _undo_button(store, each["import_id"], "Undo")


def _in_words(made: dict[str, Any], units: Units) -> str:
    """'24 Nov 2026, 14:38: 1,000 runs and 2,392 pain scores from 3 files'."""
    receipt = made["receipt"]
    at = datetime.fromisoformat(made["made_at"]).astimezone()
    added = _added({name: receipt[f"{name}_added"] for name in ("runs", "sets", "pain", "factors")})
    n_files = sum(file.get("n_files", 1) for file in receipt["files"])
    n_changed, n_removed = receipt.get("changed", 0), receipt.get("removed", 0)
    parts = (
        added,
        f"{n_changed:,} changed" if n_changed else "",
        f"{n_removed:,} no longer in the log" if n_removed else "",
    )
    what = "; ".join(part for part in parts if part) or "nothing new"
    return f"{units.say_date(at)}, {at:%H:%M}: {what} from {n_files:,} file{'' if n_files == 1 else 's'}"


def _undo_button(store: Store, import_id: str, label: str) -> None:
    if st.button(label, key=f"{label}_{import_id}", icon=":material/undo:"):
        store.undo(import_id)
        for name in ("receipt", "receipt_sentence", "waiting", "strange"):
            st.session_state.pop(name, None)
        st.toast("Taken back: everything is as it was before that import.")
        st.rerun()
