"""The whole store as one file that another lbsdrop can bring back, whatever the database."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from data.errors import StoreError
from data.store import archive, faults, files, meta, tables, transactions

_PORTION = 2_000


def write(engine: sa.Engine, path: Path) -> int:
    """Writes every athlete's rows, all of one moment, to a zip of Parquet tables; returns the number of rows.

    The file is checked and on the disk before it takes the place of what was at `path`. Raises StoreError where that
    is not possible, or where `path` is a file that is no backup; what was there before is then untouched.
    """
    if path.exists() and not archive.is_backup(path):
        raise StoreError(f"{path} is there and is no backup of lbsdrop. Give the backup another name.")
    try:
        with files.replacing(path) as part:
            about = _write(engine, part)
            _verify(part, about)
    except OSError as error:
        raise StoreError(files.not_written(path, error)) from None
    return sum(about.n_rows.values())


def _write(engine: sa.Engine, path: Path) -> archive.About:
    n_rows = {}
    with transactions.reading(engine) as connection, zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as made:
        for table in stored_tables(connection):
            n_rows[table.name] = archive.put(made, table, _portions(connection, table))
        about = archive.About(meta.version(connection), n_rows)
        archive.finish(made, about)
    return about


def stored_tables(connection: sa.Connection) -> list[sa.Table]:
    """The tables as they are in the store, which may be of an earlier version than `data.store.tables`."""
    ours = {table.name for table in tables.METADATA.sorted_tables}
    there = sa.MetaData()
    there.reflect(connection, only=lambda name, _: name in ours)
    return there.sorted_tables


def _portions(connection: sa.Connection, table: sa.Table) -> Iterator[list[dict[str, Any]]]:
    wanted = sa.select(table).order_by(*table.primary_key.columns).execution_options(yield_per=_PORTION)
    for rows in connection.execute(wanted).mappings().partitions():
        yield [dict(row) for row in rows]


def _verify(path: Path, about: archive.About) -> None:
    """Reads the file again: every byte by its checksum, every table by its number of rows."""
    import pyarrow.parquet as pq  # a start asks for no backup

    try:
        with zipfile.ZipFile(path) as made:
            damaged = made.testzip()
            kept = {
                name: pq.read_metadata(pa.BufferReader(made.read(f"{name}.parquet"))).num_rows
                for name in about.n_rows
            }
            is_whole = damaged is None and kept == about.n_rows and archive.about(made) == about
    except (zipfile.BadZipFile, KeyError, ValueError, pa.ArrowException):
        is_whole = False
    if not is_whole:
        raise StoreError(faults.Fault.DISK.value)
