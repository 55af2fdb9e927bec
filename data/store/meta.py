"""The store's own numbers: `schema_version`, and `revision`, which moves with every write."""

from __future__ import annotations

import sqlalchemy as sa

from data.store import tables

VERSION, REVISION = "schema_version", "revision"


def read(connection: sa.Connection, name: str) -> int | None:
    """The number kept under `name`; None where there is none."""
    value = connection.execute(sa.select(tables.META.c.value).where(tables.META.c.name == name)).scalar()
    return None if value is None else int(value)


def write(connection: sa.Connection, name: str, value: int) -> None:
    """Keeps the number under `name`."""
    changed = connection.execute(tables.META.update().where(tables.META.c.name == name).values(value=value))
    if not changed.rowcount:
        connection.execute(tables.META.insert().values(name=name, value=value))


def move_revision(connection: sa.Connection) -> None:
    """Moves `revision` by one, in one statement: two writers never give it the same number."""
    table = tables.META
    connection.execute(table.update().where(table.c.name == REVISION).values(value=table.c.value + 1))


def version(connection: sa.Connection) -> int:
    """Which schema the store has; 0 where it has no tables of ours."""
    if not sa.inspect(connection).has_table(tables.META.name):
        return 0
    return read(connection, VERSION) or 0
