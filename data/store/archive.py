"""The format of a backup: a zip of one Parquet table each, and `about.json` with the version and the row counts."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from data.errors import StoreError
from data.version import VERSION

_ABOUT = "about.json"
_VERSION = "lbsdrop_store"
Rows = Iterable[list[dict[str, Any]]]
# What reading a file that is no backup, or a damaged one, ends in. NotImplementedError is `zipfile`'s own, for a
# member compressed in a way that it does not know.
NO_BACKUP = (
    zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, OSError, NotImplementedError,
)  # fmt: skip


@dataclass(frozen=True)
class About:
    """Which schema the tables have, and how many rows each table should have (empty for the first backups)."""

    version: int
    n_rows: dict[str, int]


def put(archive: zipfile.ZipFile, table: sa.Table, portions: Rows) -> int:
    """Adds the table with all of its rows; returns how many there were."""
    import pyarrow.parquet as pq  # a start asks for no backup

    columns = pa.schema([(column.name, _arrow(column.type)) for column in table.c])
    buffer, n_rows = io.BytesIO(), 0
    with pq.ParquetWriter(buffer, columns, compression="zstd") as writer:
        for rows in portions:
            writer.write_table(pa.Table.from_pylist([_as_text(table, row) for row in rows], schema=columns))
            n_rows += len(rows)
    archive.writestr(f"{table.name}.parquet", buffer.getvalue())
    return n_rows


def finish(archive: zipfile.ZipFile, about: About) -> None:
    """Adds the last member, which says that the backup is whole."""
    archive.writestr(_ABOUT, json.dumps({_VERSION: about.version, "version": VERSION, "rows": about.n_rows}))


def about(archive: zipfile.ZipFile) -> About:
    """What the backup says of itself; raises KeyError or ValueError where it is none."""
    said = json.loads(archive.read(_ABOUT))
    return About(int(said[_VERSION]), {name: int(n) for name, n in said.get("rows", {}).items()})


def is_backup(path: Path) -> bool:
    """True where the file calls itself a backup of lbsdrop, whole or not."""
    try:
        with zipfile.ZipFile(path) as archive:
            about(archive)
    except NO_BACKUP:
        return False
    return True


def rows(archive: zipfile.ZipFile, table: sa.Table) -> list[dict[str, Any]]:
    """The table's rows as the database takes them; raises StoreError where they are not of the table's columns."""
    import pyarrow.parquet as pq

    try:
        found = pq.read_table(pa.BufferReader(archive.read(f"{table.name}.parquet")))
    except (KeyError, pa.ArrowException, zipfile.BadZipFile) as error:
        raise StoreError(f"its table {table.name} is missing or cannot be read") from error
    if set(found.column_names) != {column.name for column in table.c}:
        raise StoreError(f"its table {table.name} has other columns than lbsdrop's")
    columns = {column.name: _values(column, found[column.name].to_pylist()) for column in table.c}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _values(column: sa.Column[Any], values: list[Any]) -> list[Any]:
    read = _readers(column.type)
    try:
        return [None if value is None or value != value else read(value) for value in values]
    except (TypeError, ValueError, OverflowError) as error:
        raise StoreError(f"its column {column.table.name}.{column.name} holds what does not belong there") from error


def _readers(kind: sa.types.TypeEngine[Any]) -> Callable[[Any], Any]:
    if isinstance(kind, sa.JSON):
        return json.loads
    if isinstance(kind, sa.Integer):
        return _whole
    if isinstance(kind, sa.Numeric | sa.Float):
        return float
    return _bytes if isinstance(kind, sa.LargeBinary) else _text


def _whole(value: Any) -> int:
    if isinstance(value, str) or int(value) != value:
        raise ValueError("not a whole number")
    return int(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not text")
    return value


def _bytes(value: Any) -> bytes:
    if not isinstance(value, bytes):
        raise TypeError("not bytes")
    return value


def _arrow(kind: sa.types.TypeEngine[Any]) -> pa.DataType:
    if isinstance(kind, sa.Integer):
        return pa.int64()
    if isinstance(kind, sa.Numeric | sa.Float):
        return pa.float64()
    return pa.binary() if isinstance(kind, sa.LargeBinary) else pa.string()


def _as_text(table: sa.Table, row: dict[str, Any]) -> dict[str, Any]:
    """JSON as text; a JSON null too, so that it is not taken for no value."""
    return {name: json.dumps(row[name]) if isinstance(table.c[name].type, sa.JSON) else row[name] for name in row}
