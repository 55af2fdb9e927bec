"""Bringing a backup back: checked whole, in memory, before the store is touched."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from data import schema
from data.errors import StoreError
from data.store import archive, automatic, backup, faults, meta, migrations, rows, tables, transactions

_PORTION = 500
_GIVING_WAY = tuple(table.name for table in (tables.SETTINGS, tables.CORRECTIONS, tables.GRANTS, tables.AUDIT))
_NOT_EMPTY = "The store is not empty, and a backup never overwrites. Name another store with --store."


@dataclass(frozen=True)
class Restored:
    """How many rows came back, and how many rows of which table of the store gave way to them."""

    n_rows: int
    replaced: dict[str, int] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """'Brought 1,204 rows back. The store's own settings (3) were replaced.'"""
        gone = " and ".join(f"{name} ({n:,})" for name, n in self.replaced.items() if n)
        return f"Brought {self.n_rows:,} rows back." + (f" The store's own {gone} were replaced." if gone else "")


def bring_back(engine: sa.Engine, path: Path) -> Restored:
    """Brings a backup back into a store without imports or entries, all of it or nothing.

    Settings, corrections, grants and audit lines of the store give way; an automatic backup keeps them. Raises
    StoreError where the store holds more than those, or where the file is no backup, damaged or of a newer lbsdrop;
    nothing is changed then.
    """
    with _checked(path) as held:
        with transactions.reading(engine) as connection:
            replaced = _given_way(connection)
        if any(replaced.values()):
            automatic.keep(engine, "before-restore")
        with transactions.writing(engine) as connection:
            replaced = _given_way(connection)
            n_rows = sum(_replace(connection, held, table) for table in tables.METADATA.sorted_tables)
            ahead = max(meta.read(each, meta.REVISION) or 0 for each in (held, connection))
            meta.write(connection, meta.REVISION, ahead)
    return Restored(n_rows, replaced)


def _given_way(connection: sa.Connection) -> dict[str, int]:
    """How many settings, corrections, grants and audit lines the store has; raises StoreError where it has more."""
    counts = {
        table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() or 0
        for table in tables.METADATA.sorted_tables
        if table is not tables.META
    }
    given_way = {name: counts.pop(name) for name in _GIVING_WAY}
    if any(counts.values()):
        raise StoreError(_NOT_EMPTY)
    return given_way


@contextmanager
def _checked(path: Path) -> Iterator[sa.Connection]:
    """The backup as a store of today's version in memory; raises StoreError, naming the reason, where it is none."""
    held = sa.create_engine("sqlite://", poolclass=sa.pool.StaticPool, hide_parameters=True)
    with held.begin() as connection:
        try:
            with zipfile.ZipFile(path) as found:
                _read(found, connection)
            _check_frames(connection)
        except StoreError as error:
            raise StoreError(f"{path.name} cannot be restored: {error}. Nothing was changed.") from None
        except archive.NO_BACKUP:
            raise StoreError(
                f"{path.name} is no backup of lbsdrop, or is damaged. Nothing was changed. Restore another file."
            ) from None
        yield connection
    held.dispose()


def _read(found: zipfile.ZipFile, connection: sa.Connection) -> None:
    about = archive.about(found)
    if not 1 <= about.version <= migrations.newest():
        raise StoreError(
            f"it is of version {about.version} and this lbsdrop knows 1 to {migrations.newest()}; use the lbsdrop "
            "that wrote it"
        )
    damaged = found.testzip()
    if damaged:
        raise StoreError(f"{damaged} in it is damaged")
    migrations.run_all(connection, 0, about.version)
    for table in backup.stored_tables(connection):
        _fill(connection, table, found, about)
    migrations.run_all(connection, about.version, migrations.newest())


def _fill(connection: sa.Connection, table: sa.Table, found: zipfile.ZipFile, about: archive.About) -> None:
    held = archive.rows(found, table)
    if len(held) != about.n_rows.get(table.name, len(held)):
        raise StoreError(f"its table {table.name} has lost rows")
    connection.execute(table.delete())
    for at in range(0, len(held), _PORTION):
        try:
            connection.execute(table.insert(), held[at : at + _PORTION])
        except sa.exc.SQLAlchemyError as error:
            raise StoreError(f"its table {table.name} does not fit ({faults.name(error)})") from None


def _check_frames(connection: sa.Connection) -> None:
    for name, table in tables.TABLES.items():
        try:
            schema.check(name, rows.to_frame(name, connection))
        except Exception:  # noqa: BLE001 - pandera's message quotes values
            raise StoreError(f"its table {table.name} holds values that frame {name} does not allow") from None
    blobs = connection.execute(sa.select(tables.STREAMS.c.blob)).scalars()
    if not all(blob[:4] == blob[-4:] == b"PAR1" for blob in blobs):
        raise StoreError("samples in it are damaged")


def _replace(connection: sa.Connection, held: sa.Connection, table: sa.Table) -> int:
    if table is tables.META:
        return 0
    connection.execute(table.delete())
    n_rows = 0
    for portion in held.execute(sa.select(table)).mappings().partitions(_PORTION):
        connection.execute(table.insert(), [dict(row) for row in portion])
        n_rows += len(portion)
    if "row_no" in table.c and connection.dialect.name == "postgresql":
        _reset_sequence(connection, table)
    return n_rows


def _reset_sequence(connection: sa.Connection, table: sa.Table) -> None:
    """Rows came with their numbers, of which PostgreSQL's counter knows nothing: the next is one more."""
    top = sa.func.coalesce(sa.func.max(table.c.row_no), 0) + 1
    counter = sa.func.pg_get_serial_sequence(table.name, "row_no")
    connection.execute(sa.select(sa.func.setval(counter, top, False)).select_from(table))
