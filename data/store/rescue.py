"""Saving what a damaged SQLite store still has: table by table, halving whatever cannot be read until it can."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from data import schema
from data.errors import StoreError
from data.store import automatic, backup, files, meta, migrations, rows, tables

_BEGINS = b"SQLite format 3\x00"
_PAGE = 4_096
# No row of the store takes fewer bytes, which bounds the number of rows where the last cannot be read.
_SMALLEST_ROW = 16


@dataclass
class _Saved:
    """Of one table: the rows that could be read, and how many numbers of rows could not."""

    columns: list[str] = field(default_factory=list)
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    n_lost: int = 0
    is_end_lost: bool = False
    is_lost: bool = False


def save(url: str, path: Path) -> list[str]:
    """Writes a backup of every row that can be read to `path`; returns sentences: what was saved, what was lost.

    The store itself is only read. Raises StoreError where nothing can be read, naming the automatic backups there
    are, and for a store on a server, whose own tools know more.
    """
    parsed = sa.make_url(url)
    store = files.path_of(parsed)
    if store is None:
        raise StoreError("Only a store in a SQLite file can be rescued. For a server, ask who runs it for backups.")
    if not store.is_file():
        raise StoreError(f"There is no {store}. Name the damaged store with --store.")
    with tempfile.TemporaryDirectory() as folder:
        saved = _read(_copied(store, Path(folder)))
    if not any(table.rows for name, table in saved.items() if name != "meta"):
        raise StoreError(f"Nothing in {store} can be read. {_backups(parsed)}")
    _write(saved, path)
    return [*(_sentence(name, table) for name, table in saved.items() if name != "meta"), _next(path, parsed)]


def _copied(store: Path, folder: Path) -> Path:
    """A copy that may be written to, with the changes beside it: SQLite brings those in when it opens the copy."""
    for each in (store, *files.side_files(store)[::2]):
        if each.exists():
            _copy(each, folder / each.name)
    copy = folder / store.name
    with copy.open("r+b") as opened:  # every SQLite file begins with these bytes
        opened.write(_BEGINS)
    return copy


def _copy(path: Path, copy: Path) -> None:
    """Page by page; one that the disk does not give is left empty."""
    with path.open("rb") as opened, copy.open("wb") as written:
        for at in range(0, path.stat().st_size, _PAGE):
            try:
                opened.seek(at)
                page = opened.read(_PAGE)
            except OSError:
                page = bytes(_PAGE)
            written.write(page)


def _read(copy: Path) -> dict[str, _Saved]:
    n_at_most = copy.stat().st_size // _SMALLEST_ROW
    with closing(sqlite3.connect(copy)) as connection:
        connection.text_factory = lambda text: text.decode("utf-8", "replace")
        return {name: _table(connection, name, n_at_most) for name in tables.METADATA.tables}


def _table(connection: sqlite3.Connection, name: str, n_at_most: int) -> _Saved:
    saved = _Saved()
    try:
        described = connection.execute(f"SELECT rowid, * FROM {name} LIMIT 0").description
    except sqlite3.DatabaseError:
        saved.is_lost = True
        return saved
    saved.columns = [column[0] for column in described[1:]]
    try:
        last = int(connection.execute(f"SELECT max(rowid) FROM {name}").fetchone()[0] or 0)
    except sqlite3.DatabaseError:
        last, saved.is_end_lost = n_at_most, True
    for found, n_lost in _ranges(connection, name, 1, last):
        saved.rows += found
        saved.n_lost += n_lost
    return saved


def _ranges(
    connection: sqlite3.Connection, name: str, first: int, last: int
) -> Iterator[tuple[list[tuple[Any, ...]], int]]:
    """The rows numbered from `first` to `last`, and how many of the numbers could not be read."""
    if first > last:
        return
    try:
        wanted = f"SELECT * FROM {name} WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
        yield connection.execute(wanted, (first, last)).fetchall(), 0
    except sqlite3.DatabaseError:
        if first == last:
            yield [], 1
            return
        middle = (first + last) // 2
        yield from _ranges(connection, name, first, middle)
        yield from _ranges(connection, name, middle + 1, last)


def _write(saved: dict[str, _Saved], path: Path) -> None:
    """The rows as a store in memory, and that as a backup; rows that do not fit it are lost."""
    version = _version(saved["meta"])
    held = sa.create_engine("sqlite://", poolclass=sa.pool.StaticPool)
    with held.begin() as connection:
        migrations.run_all(connection, 0, version)
        there = backup.stored_tables(connection)
        for name in set(saved) - {table.name for table in there}:
            del saved[name]  # a later version's table: there was nothing to lose
        for table in there:
            if table.name != "meta":
                _insert(connection, table, saved[table.name])
        migrations.run_all(connection, version, migrations.newest())
        for name in tables.TABLES:
            saved[name].n_lost += _drop_unfit(connection, name)
    backup.write(held, path)
    held.dispose()


def _drop_unfit(connection: sa.Connection, name: str) -> int:
    """Takes out the rows that break the frame's contract; returns how many there were."""
    if _fits(connection, name):
        return 0
    table = tables.TABLES[name]
    numbers = connection.execute(sa.select(table.c.row_no)).scalars().all()
    unfit = [number for number in numbers if not _fits(connection, name, table.c.row_no == number)]
    for number in unfit:
        connection.execute(table.delete().where(table.c.row_no == number))
    return len(unfit)


def _fits(connection: sa.Connection, name: str, *where: sa.ColumnElement[bool]) -> bool:
    try:
        schema.check(name, rows.to_frame(name, connection, *where))
    except Exception:  # noqa: BLE001 - bytes of a damaged row can break reading in any way
        return False
    return True


def _version(about: _Saved) -> int:
    known = {str(row[0]): row[1] for row in about.rows if len(row) == 2}
    version = known.get(meta.VERSION)
    return version if isinstance(version, int) and 1 <= version <= migrations.newest() else migrations.newest()


def _insert(connection: sa.Connection, table: sa.Table, saved: _Saved) -> None:
    raw: Any = connection.connection.dbapi_connection
    shown = ", ".join(f'"{column}"' for column in saved.columns)
    marks = ", ".join("?" for _ in saved.columns)
    for row in saved.rows:
        try:
            raw.execute(f'INSERT INTO "{table.name}" ({shown}) VALUES ({marks})', row)
        except sqlite3.DatabaseError:
            saved.n_lost += 1


def _sentence(name: str, table: _Saved) -> str:
    if table.is_lost:
        return f"{name}: nothing could be read."
    if table.is_end_lost:
        return f"{name}: {len(table.rows):,} rows read; the last ones are lost, nobody knows how many."
    return f"{name}: {len(table.rows):,} rows read" + (f"; up to {table.n_lost:,} lost." if table.n_lost else ".")


def _next(path: Path, url: sa.URL) -> str:
    return f"To go on: python -m data restore {path} --store with a new file. {_backups(url)}".strip()


def _backups(url: sa.URL) -> str:
    made = automatic.made(url)
    return f"The last automatic backup is {made[-1]}." if made else "There is no automatic backup of it."
