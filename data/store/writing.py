"""Putting one batch into the tables, inside a transaction that is not ours to begin or end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from data import duplicates, schema
from data.batch import Batch, FileNote
from data.store import corrections, rows, tables
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
    added = {name: np.zeros(len(batch.files), dtype=int) for name in COUNTED}
    again = np.zeros(len(batch.files), dtype=int)
    for name in COUNTED:
        origin = np.asarray(batch.file_of.get(name, np.zeros(len(batch.frames[name]), dtype=int)), dtype=int)
        is_new_file = ~np.isin(origin, list(twice))
        frame, origin = batch.frames[name][is_new_file], origin[is_new_file]
        is_added = _insert(connection, athlete, import_id, name, frame)
        np.add.at(added[name], origin[is_added], 1)
        np.add.at(again, origin[~is_added], 1)
    insert_streams(connection, athlete, import_id, batch.streams)
    _insert_files(connection, athlete, import_id, [f for i, f in enumerate(batch.files) if i not in twice])
    return tuple(
        _already_here(note, twice[i])
        if i in twice
        else _line(note, {name: int(added[name][i]) for name in COUNTED}, int(again[i]))
        for i, note in enumerate(batch.files)
    )


def note_import(connection: sa.Connection, athlete: str, receipt: Receipt) -> None:
    """Keeps the receipt of an import, so that it is listed and can be taken back."""
    made_at = after_last_import(connection, athlete)
    note = {"import_id": receipt.import_id, "athlete_id": athlete, "made_at": made_at}
    connection.execute(tables.IMPORTS.insert().values(**note, receipt=receipt.to_json()))


def has_rows(connection: sa.Connection, import_id: str) -> bool:
    """True where the import stored any row."""
    found = (sa.select(t.c.row_no).where(t.c.import_id == import_id).limit(1) for t in tables.TABLES.values())
    return any(connection.execute(wanted).first() for wanted in found)


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


def _line(note: FileNote, added: dict[str, int], again: int) -> FileLine:
    question = note.question
    is_all_known = note.status == "imported" and again > 0 and not any(added.values())
    return FileLine(
        note.name,
        note.importer,
        "duplicate" if is_all_known else note.status,
        added,
        again,
        "Everything in it was already here." if is_all_known else note.reason,
        note.warnings,
        tuple((s.line, s.reason) for s in note.skipped),
        {"text": question.text, "option": question.option, "choices": list(question.choices)} if question else None,
        note.n_files,
    )


def _insert(connection: sa.Connection, athlete: str, import_id: str, name: str, frame: pd.DataFrame) -> np.ndarray:
    """Inserts the rows; True for those that tell of something no stored row told of before, the kept one of each."""
    if frame.empty:
        return np.zeros(0, dtype=bool)
    table = tables.TABLES[name]
    before = connection.execute(sa.select(sa.func.max(table.c.row_no))).scalar() or 0
    connection.execute(table.insert(), rows.to_rows(name, frame, athlete_id=athlete, import_id=import_id))
    kept = mark_duplicates(connection, athlete, name)
    new = kept[kept.index > before]
    was_told = set(kept[kept.index <= before])
    return np.asarray((new.to_numpy() == new.index.to_numpy()) & ~new.isin(was_told).to_numpy())


def mark_duplicates(connection: sa.Connection, athlete: str, name: str) -> pd.Series:
    """Sets `duplicate_of` anew for all of the athlete's rows: a chain of recordings has no end that is known before.

    Returns row_no -> row_no of the row that is kept for it, in the order of row_no.
    """
    table = tables.TABLES[name]
    where = [table.c.athlete_id == athlete]
    columns = _identifying(name)
    found = connection.execute(sa.select(*(table.c[c] for c in columns)).where(*where).order_by(table.c.row_no))
    stored = pd.DataFrame.from_records(found.fetchall(), columns=columns, index="row_no")
    kept = _kept(name, stored)
    own_id = stored[schema.ID_COLUMNS[name]]
    told = pd.Series(own_id.loc[kept].to_numpy(), index=stored.index, dtype=object)
    told = told.where(kept.to_numpy() != stored.index.to_numpy(), None)
    chosen = corrections.overrides(connection, athlete, name, among=_ids(connection, name, athlete))
    told = _overridden(told, own_id, chosen)
    is_changed = told.fillna("") != stored["duplicate_of"].astype(object).fillna("")
    _update(connection, table, told[is_changed])
    return kept


def _ids(connection: sa.Connection, name: str, athlete: str) -> set[str]:
    table = tables.TABLES[name]
    wanted = sa.select(table.c[schema.ID_COLUMNS[name]]).where(table.c.athlete_id == athlete)
    return set(connection.execute(wanted).scalars())


def _overridden(told: pd.Series, own_id: pd.Series, chosen: dict[str, str]) -> pd.Series:
    """The reader's word over the rule's: a row stands on its own, or behind the row they named."""
    is_first = ~own_id.duplicated()
    for row_id, kept_id in chosen.items():
        is_row = own_id == row_id
        told = told.where(~(is_row if kept_id else is_row & is_first), kept_id or None)
        if kept_id:  # the row they keep is shown, also where the rule had put it behind this one
            is_behind = (own_id == kept_id) & is_first & (told == row_id)
            told = told.where(~is_behind, None)
    return told


_DECIDING = {
    "runs": ("start", "day", "duration_s", "distance_m"),
    "sets": ("workout_id", "start", "day", "reps", "load_kg"),
}


def _identifying(name: str) -> list[str]:
    return ["row_no", schema.ID_COLUMNS[name], "source", "duplicate_of", *_DECIDING.get(name, ())]


def _kept(name: str, stored: pd.DataFrame) -> pd.Series:
    if "start" in stored:
        stored = stored.assign(
            start=pd.to_datetime(stored["start"], unit="us", utc=True).astype("datetime64[us, UTC]")
        )
    numbers = ("duration_s", "distance_m", "reps", "load_kg")
    stored = stored.assign(**{c: stored[c].astype(float) for c in numbers if c in stored})
    if name == "runs":
        return duplicates.runs_kept(stored)
    if name == "sets":
        return duplicates.sets_kept(stored.assign(day=pd.to_datetime(stored["day"], unit="D")))
    return duplicates.kept_by_id(stored, schema.ID_COLUMNS[name])


def _update(connection: sa.Connection, table: sa.Table, told: pd.Series) -> None:
    if told.empty:
        return
    change = table.update().where(table.c.row_no == sa.bindparam("at")).values(duplicate_of=sa.bindparam("told"))
    connection.execute(
        change, [{"at": at, "told": value} for at, value in zip(told.index.tolist(), told.tolist(), strict=True)]
    )


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
