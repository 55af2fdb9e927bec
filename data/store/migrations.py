"""Forward migrations as a numbered list: step i brings a store from version i to i + 1.

A step that has been released is never changed; a new one is added at the end.
"""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from data.errors import StoreError
from data.store import tables


def _first_tables(connection: sa.Connection) -> None:
    tables.METADATA.create_all(connection)


MIGRATIONS: tuple[Callable[[sa.Connection], None], ...] = (_first_tables,)
VERSION = len(MIGRATIONS)


def bring_up_to_date(connection: sa.Connection) -> None:
    """Runs the steps the store still lacks; refuses one made by a newer lbsdrop, which is left as it is."""
    version = _version(connection)
    if version > VERSION:
        raise StoreError(
            f"This store was written by a newer lbsdrop (its version is {version}, this one knows {VERSION}). "
            "Update lbsdrop, or name another store with --store or LBSDROP_STORE."
        )
    for step in MIGRATIONS[version:]:
        step(connection)
    if version < VERSION:
        write_meta(connection, "schema_version", VERSION)


def _version(connection: sa.Connection) -> int:
    if not sa.inspect(connection).has_table(tables.META.name):
        return 0
    return read_meta(connection, "schema_version")


def read_meta(connection: sa.Connection, name: str) -> int:
    """The number kept under `name`; 0 where there is none."""
    value = connection.execute(sa.select(tables.META.c.value).where(tables.META.c.name == name)).scalar()
    return int(value or 0)


def write_meta(connection: sa.Connection, name: str, value: int) -> None:
    """Keeps the number under `name`."""
    connection.execute(tables.META.delete().where(tables.META.c.name == name))
    connection.execute(tables.META.insert().values(name=name, value=value))
