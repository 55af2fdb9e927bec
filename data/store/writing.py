"""Putting one batch into the tables, inside a transaction that is not ours to begin or end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from data.batch import Batch, FileNote
from data.store import changes, marking, rows, tables
from data.store.access import after_last_import
from data.store.receipt import COUNTED, FileLine, Receipt

STREAMS_AT_ONCE = 100


def known_files(connection: sa.Connection, athlete: str) -> dict[str, str]:
    """SHA-256 -> name of every file already imported for the athlete."""
    files = tables.FILES
    found = connection.execute(sa.select(files.c.sha256, files.c.name).where(files.c.athlete_id == athlete))
    return {row.sha256: row.name for row in found}


def put(connection: sa.Connection, athlete: str, import_id: str, batch: Batch) -> tuple[FileLine, ...]:
    """Stores the batch's rows under `import_id` and gives each file's line for the receipt."""
    known = known_files(connection, athlete)
    twice = _come_twice(batch.files, known)
    fates = {}
    for name in COUNTED:
        origin = np.asarray(batch.file_of.get(name, np.zeros(len(batch.frames[name]), dtype=int)), dtype=int)
        is_new_file = ~np.isin(origin, list(twice))
        frame, origin = batch.frames[name][is_new_file], origin[is_new_file]
        fates[name] = _insert(connection, athlete, import_id, name, frame, origin)
    insert_streams(connection, athlete, import_id, batch.streams)
    _insert_files(connection, athlete, import_id, [f for i, f in enumerate(batch.files) if i not in twice])
    return tuple(
        _already_here(note, twice[i]) if i in twice else _line(note, i, fates) for i, note in enumerate(batch.files)
    )


def note_import(connection: sa.Connection, athlete: str, receipt: Receipt) -> None:
    """Keeps the receipt of an import, so that it is listed and can be taken back."""
    made_at = after_last_import(connection, athlete)
    note = {"import_id": receipt.import_id, "athlete_id": athlete, "made_at": made_at}
    connection.execute(tables.IMPORTS.insert().values(**note, receipt=receipt.to_json()))


def has_rows(connection: sa.Connection, athlete: str, import_id: str) -> bool:
    """True where the athlete's import stored any row."""
    mine = [
        sa.select(t.c.row_no).where(t.c.athlete_id == athlete, t.c.import_id == import_id).limit(1)
        for t in tables.TABLES.values()
    ]
    return any(connection.execute(wanted).first() for wanted in mine)


def _come_twice(files: Iterable[FileNote], known: dict[str, str]) -> dict[int, str]:
    """Place of each file whose very bytes are in the store, or came before it in the batch -> that file's name."""
    seen, twice = dict(known), {}
    for i, note in enumerate(files):
        if not note.sha256 or note.status not in ("imported", "duplicate"):
            continue
        if note.sha256 in seen:
            twice[i] = seen[note.sha256]
        seen.setdefault(note.sha256, note.name)
    return twice


def _already_here(note: FileNote, as_name: str) -> FileLine:
    reason = f"This very file was imported before, as {as_name}."
    return FileLine(note.name, note.importer, "duplicate", duplicates=1, reason=reason)


def _line(note: FileNote, place: int, fates: Mapping[str, changes.Fate]) -> FileLine:
    added, changed, known, removed = (
        {name: getattr(fate, kind).get(place, 0) for name, fate in fates.items()}
        for kind in ("added", "changed", "known", "removed")
    )
    is_news = any((*added.values(), *changed.values(), *removed.values()))
    is_all_known = note.status == "imported" and sum(known.values()) > 0 and not is_news
    question = note.question
    return FileLine(
        note.name,
        note.importer,
        "duplicate" if is_all_known else note.status,
        added,
        sum(known.values()),
        "Everything in it was already here." if is_all_known else note.reason,
        note.warnings,
        tuple((s.line, s.reason) for s in note.skipped),
        {"text": question.text, "option": question.option, "choices": list(question.choices)} if question else None,
        note.n_files,
        left_out=sum(s.n for s in note.skipped),
        asked=note.asked,
        changed=changed,
        removed=removed,
        changes=tuple(word for fate in fates.values() for word in fate.words.get(place, ()))[: changes.CHANGES_SAID],
        disputed=tuple(word for fate in fates.values() for word in fate.disputed.get(place, ())),
    )


def _insert(
    connection: sa.Connection, athlete: str, import_id: str, name: str, frame: pd.DataFrame, origin: np.ndarray
) -> changes.Fate:
    """Inserts the rows, marks all anew, and says what became of each file's."""
    if frame.empty:
        return changes.Fate()
    table = tables.TABLES[name]
    mine = table.c.athlete_id == athlete
    before = connection.execute(sa.select(sa.func.max(table.c.row_no)).where(mine)).scalar() or 0
    connection.execute(table.insert(), rows.to_rows(name, frame, origin, athlete_id=athlete, import_id=import_id))
    its = mine, table.c.import_id == import_id, table.c.row_no > before
    stored = sa.select(table.c.row_no, table.c.file_no).where(*its).order_by(table.c.row_no)
    places = {row.row_no: row.file_no for row in connection.execute(stored)}
    marks = marking.mark(connection, athlete, name, import_id)
    return changes.fate(connection, athlete, name, marks, pd.Series(places))


def insert_streams(connection: sa.Connection, athlete: str, import_id: str, samples: Mapping[str, bytes]) -> None:
    """Stores the runs' samples (run_id -> Parquet blob) under the import, a portion at a time: the samples of ten
    thousand runs are more than memory."""
    names = iter(samples)
    while portion := list(islice(names, STREAMS_AT_ONCE)):
        blobs: list[dict[str, Any]] = [
            {"athlete_id": athlete, "import_id": import_id, "run_id": run_id, "blob": samples[run_id]}
            for run_id in portion
        ]
        connection.execute(tables.STREAMS.insert(), blobs)


def _insert_files(connection: sa.Connection, athlete: str, import_id: str, files: list[FileNote]) -> None:
    notes = [
        {"athlete_id": athlete, "import_id": import_id, "sha256": f.sha256, "name": rows.storable(f.name)}
        for f in files
        if f.status == "imported" and f.sha256
    ]
    if notes:
        connection.execute(tables.FILES.insert(), notes)
