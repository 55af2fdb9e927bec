"""Taking in an export: what another store had of an athlete, into this one."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable
from typing import Any

import pandas as pd
import sqlalchemy as sa

from data import schema
from data.store import corrections, entries, marking, settings, tables, writing
from data.store.receipt import COUNTED, FileLine, Receipt
from data.store.snapshot import Snapshot

IMPORTER = "lbsdrop export"


def take_in(connection: sa.Connection, athlete: str, kept: Snapshot, name: str) -> Receipt:
    """Adds what is not there yet; the receipt calls the export `name`.

    A row is there where its id is; a setting where its name is; a correction where its row and column have one.
    Rows that no import had brought are entries here too; the others are one import, which can be undone.
    """
    began = time.monotonic()
    import_id = uuid.uuid4().hex[:12]
    was_empty = not any(_ids(connection, athlete, each) for each in tables.TABLES)
    _add_corrections(connection, athlete, kept.corrections)
    known = _add_settings(connection, athlete, kept.settings)
    fresh = {each: _add_rows(connection, athlete, import_id, each, kept.frames[each]) for each in tables.TABLES}
    if not was_empty:
        for each in COUNTED:
            marking.mark(connection, athlete, each)
    writing.insert_streams(connection, athlete, import_id, _of(kept.samples, fresh["runs"]["run_id"]))
    added = {each: len(fresh[each]) for each in COUNTED}
    again = sum(len(kept.frames[each]) - added[each] for each in COUNTED)
    reason = f"Settings that are kept as they are here: {', '.join(known)}." if known else ""
    status = "duplicate" if again and not any(added.values()) else "imported"
    line = FileLine(name, IMPORTER, status, added, again, reason)
    receipt = Receipt(import_id, (line,), time.monotonic() - began)
    if not writing.has_rows(connection, athlete, import_id):
        return Receipt(None, (line,), receipt.elapsed_s)
    writing.note_import(connection, athlete, receipt)
    return receipt


def _add_rows(
    connection: sa.Connection, athlete: str, import_id: str, name: str, frame: pd.DataFrame
) -> pd.DataFrame:
    """Adds the rows of which no stored one has the id, and returns them."""
    fresh = frame[~frame[schema.ID_COLUMNS[name]].isin(_ids(connection, athlete, name))]
    is_entry = fresh["import_id"].isna() if "import_id" in fresh else pd.Series(True, index=fresh.index)
    entries.insert(connection, athlete, name, fresh[is_entry])
    entries.insert(connection, athlete, name, fresh[~is_entry], import_id)
    return fresh


def _ids(connection: sa.Connection, athlete: str, name: str) -> set[str]:
    table = tables.TABLES[name]
    wanted = sa.select(table.c[schema.ID_COLUMNS[name]]).where(table.c.athlete_id == athlete)
    return set(connection.execute(wanted).scalars())


def _add_corrections(connection: sa.Connection, athlete: str, made: pd.DataFrame) -> None:
    there = corrections.all_of(connection, athlete)
    key = ["frame", "row_id", "column"]
    known = set(there[key].itertuples(index=False, name=None))
    for row in made.to_dict("records"):
        if tuple(row[each] for each in key) not in known:
            corrections.keep(connection, athlete, **{str(each): value for each, value in row.items()})


def _add_settings(connection: sa.Connection, athlete: str, given: dict[str, Any]) -> list[str]:
    """Keeps those that are not there; returns the names of those that are, with another value."""
    there = settings.all_of(connection, athlete)
    for name, value in given.items():
        if name not in there:
            settings.put(connection, athlete, name, value)
    return [name for name, value in given.items() if name in there and there[name] != value]


def _of(samples: dict[str, bytes], run_ids: Iterable[str]) -> dict[str, bytes]:
    wanted = set(run_ids)
    return {run_id: blob for run_id, blob in samples.items() if run_id in wanted}
