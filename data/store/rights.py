"""Who may look at an athlete's rows: what every part of the store asks before it shows them to a coach."""

from __future__ import annotations

import sqlalchemy as sa

from data.errors import StoreError
from data.store import tables, transactions
from data.store.moments import now

TAKEN_BACK = "You may no longer look at this log: the athlete has taken that right back, or never gave it."


def granted_to(engine: sa.Engine, coach: str) -> list[str]:
    """The athletes whose rows `coach` may look at now."""
    table = tables.GRANTS
    theirs = table.c.coach == coach.strip().lower(), table.c.revoked_at.is_(None)
    with transactions.reading(engine) as connection:
        return sorted(set(connection.execute(sa.select(table.c.athlete_id).where(*theirs)).scalars()))


def note_look(engine: sa.Engine, athlete: str, coach: str) -> None:
    """Adds to the athlete's trail that `coach` looked; raises StoreError where they may not."""
    with transactions.writing(engine, athlete) as connection:
        refuse_stranger(connection, athlete, coach)
        note(connection, athlete, coach, "looked")


def refuse_stranger(connection: sa.Connection, athlete: str, coach: str) -> None:
    """Raises StoreError where `coach` has no standing right to look at the athlete's rows."""
    if coach not in standing(connection, athlete):
        raise StoreError(TAKEN_BACK)


def standing(connection: sa.Connection, athlete: str) -> set[str]:
    """Who may look at the athlete's rows now, by address."""
    table = tables.GRANTS
    mine = table.c.athlete_id == athlete, table.c.revoked_at.is_(None)
    return set(connection.execute(sa.select(table.c.coach).where(*mine)).scalars())


def note(connection: sa.Connection, athlete: str, who: str, what: str) -> None:
    """Adds a line to the athlete's trail."""
    line = {"athlete_id": athlete, "who": who, "what": what, "made_at": now()}
    connection.execute(tables.AUDIT.insert().values(**line))
