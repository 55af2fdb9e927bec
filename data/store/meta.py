"""The store's own numbers: `schema_version`, and `revision`, which moves with every write.

Beside the store's revision stands what it was at each athlete's last write, under a name that does not tell whose,
and at the last write to the whole store: a page of one athlete stands while others import.
"""

from __future__ import annotations

import sqlalchemy as sa

from data.identity import identity
from data.store import tables

VERSION, REVISION, OF_ALL = "schema_version", "revision", "revision of all"


def read(connection: sa.Connection, name: str) -> int | None:
    """The number kept under `name`; None where there is none."""
    value = connection.execute(sa.select(tables.META.c.value).where(tables.META.c.name == name)).scalar()
    return None if value is None else int(value)


def write(connection: sa.Connection, name: str, value: int) -> None:
    """Keeps the number under `name`."""
    changed = connection.execute(tables.META.update().where(tables.META.c.name == name).values(value=value))
    if not changed.rowcount:
        connection.execute(tables.META.insert().values(name=name, value=value))


def move_revision(connection: sa.Connection, athlete: str | None) -> None:
    """Moves `revision` by one, in one statement: two writers never give it the same number; what was written is
    `athlete`'s (None: the whole store)."""
    table = tables.META
    connection.execute(table.update().where(table.c.name == REVISION).values(value=table.c.value + 1))
    write(connection, _own(athlete), read(connection, REVISION) or 0)


def revision(connection: sa.Connection, athlete: str) -> int:
    """The store's revision at the last write that the athlete's rows may show; the store's where there was none."""
    table, own = tables.META, _own(athlete)
    wanted = sa.select(table.c.name, table.c.value).where(table.c.name.in_([REVISION, OF_ALL, own]))
    found = {row.name: int(row.value) for row in connection.execute(wanted)}
    return max(found[own], found.get(OF_ALL, 0)) if own in found else found.get(REVISION, 0)


def _own(athlete: str | None) -> str:
    return OF_ALL if athlete is None else f"{REVISION} {identity(athlete)}"


def version(connection: sa.Connection) -> int:
    """Which schema the store has; 0 where it has no tables of ours."""
    if not sa.inspect(connection).has_table(tables.META.name):
        return 0
    return read(connection, VERSION) or 0
