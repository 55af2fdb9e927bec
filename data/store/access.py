"""What every part of the store shares: the engine, whose rows they are, and the two ways in."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from data.errors import StoreError
from data.store import connect, meta, rights, tables, transactions
from data.store.moments import now


class Access:
    """One athlete's view of a store; `coach` where it is somebody else's who was let look, and may not write."""

    def __init__(self, engine: sa.Engine, athlete: str, coach: str | None = None) -> None:
        self.engine = engine
        self.athlete = athlete
        self.coach = coach

    @contextlib.contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One snapshot of the store, however long it is looked at; raises StoreError where a coach may not look."""
        with transactions.reading(self.engine, self.athlete) as connection:
            if self.coach is not None:
                rights.refuse_stranger(connection, self.athlete, self.coach)
            yield connection

    def writing(self) -> AbstractContextManager[sa.Connection]:
        """The athlete's rows to oneself; leaving the block moves `revision` and commits.

        Raises StoreError for a coach.
        """
        if self.coach is not None:
            raise StoreError("You may look at this log and not change it. Nothing was kept.")
        return transactions.writing(self.engine, self.athlete)

    @property
    def revision(self) -> int:
        """A number that changes with every write to the athlete's rows, by whomever: the key of every cache."""
        with self.reading() as connection:
            return meta.revision(connection, self.athlete)

    @property
    def is_read_only(self) -> bool:
        """True where the store can be shown and exported, but nothing can be kept in it."""
        return self.coach is not None or connect.is_read_only(self.engine)

    def clock_warning(self) -> str | None:
        """What to do where this computer's clock is behind the last import; None where it is not."""
        with self.reading() as connection:
            last = _last_import(connection, self.athlete)
        if last is None or datetime.now(UTC) >= last - timedelta(days=1):
            return None
        return (
            f"This computer's clock is behind: the last import was on {last:%d %b %Y}. Set it right; until then "
            "days after today count as not yet lived."
        )

    def _mine(self, table: sa.Table, import_id: str | None = None) -> list[sa.ColumnElement[bool]]:
        where = [table.c.athlete_id == self.athlete]
        return where if import_id is None else [*where, table.c.import_id == import_id]


def after_last_import(connection: sa.Connection, athlete: str) -> str:
    """This moment, or just after the athlete's last import where the clock has gone back: imports stay in order."""
    last = _last_import(connection, athlete)
    moment = now()
    if last is None or datetime.fromisoformat(moment) > last:
        return moment
    return (last + timedelta(milliseconds=1)).isoformat(timespec="milliseconds")


def _last_import(connection: sa.Connection, athlete: str) -> datetime | None:
    table = tables.IMPORTS
    latest = sa.select(sa.func.max(table.c.made_at)).where(table.c.athlete_id == athlete)
    said = connection.execute(latest).scalar()
    with contextlib.suppress(ValueError, TypeError):
        return datetime.fromisoformat(str(said))
    return None
