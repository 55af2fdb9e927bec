"""The whole store as one file that another lbsdrop can bring back, whatever the database."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pandas as pd
import sqlalchemy as sa

from data.errors import StoreError
from data.store import migrations, tables
from data.store.store import Store
from data.version import VERSION

_ABOUT = "about.json"
_PORTION = 500


def backup(store: Store, path: Path) -> int:
    """Writes every athlete's rows to a zip of Parquet tables at `path`; returns the number of rows."""
    n_rows = 0
    with store.engine.connect() as connection, zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_ABOUT, json.dumps({"lbsdrop_store": migrations.VERSION, "version": VERSION}))
        for table in tables.METADATA.sorted_tables:
            rows = pd.DataFrame.from_records(
                [_as_text(table, row._mapping) for row in connection.execute(sa.select(table))],
                columns=[column.name for column in table.c],
            )
            buffer = io.BytesIO()
            rows.to_parquet(buffer, index=False)
            archive.writestr(f"{table.name}.parquet", buffer.getvalue())
            n_rows += len(rows)
    return n_rows


def restore(store: Store, path: Path) -> int:
    """Brings a backup back into an empty store, all of it or nothing; returns the number of rows.

    Raises StoreError where the store holds anything, the file is no backup, or a newer lbsdrop wrote it.
    """
    if store.athletes():
        raise StoreError("The store is not empty, and a backup never overwrites. Name another store with --store.")
    try:
        with zipfile.ZipFile(path) as archive:
            about = json.loads(archive.read(_ABOUT))
            frames = {
                table.name: pd.read_parquet(io.BytesIO(archive.read(f"{table.name}.parquet")))
                for table in tables.METADATA.sorted_tables
            }
    except (zipfile.BadZipFile, KeyError, OSError, ValueError) as error:
        raise StoreError(f"{path.name} is no backup of lbsdrop ({error}).") from error
    if about.get("lbsdrop_store") != migrations.VERSION:
        raise StoreError(f"{path.name} was written by another version of lbsdrop. Use that version to restore it.")
    with store.engine.begin() as connection:
        for table in tables.METADATA.sorted_tables:
            connection.execute(table.delete())
            rows = frames[table.name].astype(object).where(frames[table.name].notna(), None).to_dict("records")
            made = [_from_text(table, row) for row in rows]
            for at in range(0, len(made), _PORTION):
                connection.execute(table.insert(), made[at : at + _PORTION])
    return sum(len(rows) for rows in frames.values())


def _json_columns(table: sa.Table) -> list[str]:
    return [column.name for column in table.c if isinstance(column.type, sa.JSON)]


def _as_text(table: sa.Table, row: sa.RowMapping) -> dict[str, object]:
    return {**row, **{name: json.dumps(row[name]) for name in _json_columns(table)}}


def _from_text(table: sa.Table, row: dict[str, object]) -> dict[str, object]:
    integers = [column.name for column in table.c if isinstance(column.type, sa.Integer)]
    whole = {name: int(row[name]) for name in integers if row[name] is not None}  # type: ignore[call-overload]
    return {**row, **whole, **{name: json.loads(str(row[name])) for name in _json_columns(table)}}
