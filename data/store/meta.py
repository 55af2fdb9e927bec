"""The store's own numbers: `schema_version`, `revision`, which moves with every write, and at which revision each
table of an athlete was last written, so that what did not change need not be read again: a page of one athlete stands
while others import. The names of these numbers do not tell whose they are.

Each of them has a random one beside it (`_MARK`): a copy that is put back and written to reaches the same revisions
again, with other rows, but not the same marks. So what was read at a revision and mark may be kept on the disk.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from data.identity import identity
from data.store import tables

VERSION, REVISION = "schema_version", "revision"
# The revision up to which the numbers of the tables are kept, and the one before which nothing is known of them: a
# store may be written by a program, or put back from a backup, that does not keep them.
NOTED, KNOWN_SINCE = "tables_noted", "tables_known_since"
ANY = "any"
_MARK = "mark of "
# As large as every database takes a whole number to be.
_BITS = 31


@dataclass(frozen=True)
class Written:
    """Which write it was: its revision, and its mark (None: not known, the rows may be of another write)."""

    revision: int
    mark: int | None = None


def read(connection: sa.Connection, name: str) -> int | None:
    """The number kept under `name`; None where there is none."""
    value = connection.execute(sa.select(tables.META.c.value).where(tables.META.c.name == name)).scalar()
    return None if value is None else int(value)


def write(connection: sa.Connection, name: str, value: int) -> None:
    """Keeps the number under `name`."""
    changed = connection.execute(tables.META.update().where(tables.META.c.name == name).values(value=value))
    if not changed.rowcount:
        connection.execute(tables.META.insert().values(name=name, value=value))


def move_revision(connection: sa.Connection, written: Collection[str], athlete: str | None) -> None:
    """Moves `revision` by one, in one statement (two writers never give it the same number), and notes it for the
    tables `written` of the athlete (None: of all)."""
    table = tables.META
    connection.execute(table.update().where(table.c.name == REVISION).values(value=table.c.value + 1))
    now = read(connection, REVISION) or 0
    names = [_of(each, athlete) for each in (*written, ANY)]
    if read(connection, NOTED) != now - 1 or read(connection, _MARK + KNOWN_SINCE) is None:
        names.append(KNOWN_SINCE)
    mark = secrets.randbits(_BITS)
    write(connection, NOTED, now)
    for name in names:
        write(connection, name, now)
        write(connection, _MARK + name, mark)


def last_written(connection: sa.Connection, athlete: str, names: Collection[str]) -> dict[str, Written]:
    """The write that last changed each of these tables for the athlete, or a later one."""
    table = tables.META
    kept = {name: int(value) for name, value in connection.execute(sa.select(table.c.name, table.c.value))}
    now = kept.get(REVISION, 0)
    if kept.get(NOTED) != now or KNOWN_SINCE not in kept:
        return dict.fromkeys(names, Written(now))
    found = {}
    for name in names:
        latest = max((KNOWN_SINCE, _of(name, athlete), _of(name, None)), key=lambda each: kept.get(each, 0))
        found[name] = Written(kept[latest], kept.get(_MARK + latest))
    return found


def revision(connection: sa.Connection, athlete: str) -> int:
    """The store's revision at the last write that the athlete's rows may show."""
    return last_written(connection, athlete, [ANY])[ANY].revision


def _of(table: str, athlete: str | None) -> str:
    return f"written {table} {'' if athlete is None else identity(athlete)}"


def version(connection: sa.Connection) -> int:
    """Which schema the store has; 0 where it has no tables of ours."""
    if not sa.inspect(connection).has_table(tables.META.name):
        return 0
    return read(connection, VERSION) or 0
