"""The one way to write and the one way to read.

A write takes its lock before it reads anything, then reads, decides, writes, moves `revision` and commits. A reader
sees one snapshot from its first row to its last and waits for nobody.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from data.store import faults, meta, row_security, tables

# Another lbsdrop (a page, a command) may be writing; a write takes seconds at most. On a server, which gives locks in
# the order they are asked for, this time begins anew whenever another write has ended.
BUSY_TIMEOUT_S = 30.0
# One attempt at PostgreSQL's lock; after it the transaction begins anew, so that none stays open for long.
_ATTEMPT_S = 5.0
_IS_WRITE = "lbsdrop_write"
_WHOLE_STORE = ""


@contextmanager
def reading(engine: sa.Engine, athlete: str | None = None) -> Iterator[sa.Connection]:
    """A connection on one snapshot of what is `athlete`'s (None: the whole store); raises StoreError where the
    database fails."""
    with faults.in_words(), engine.connect() as connection:
        if not _is_sqlite(engine):
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            row_security.see(connection, athlete)
            yield connection


@contextmanager
def writing(engine: sa.Engine, athlete: str | None = None) -> Iterator[sa.Connection]:
    """A connection that alone may write what is `athlete`'s (None: the whole store) until the end of the block.

    Leaving the block moves `revision` and commits; an exception, or `leave(connection)`, keeps nothing. Raises
    StoreError where the database fails or stays busy.
    """
    with faults.in_words(), engine.connect() as connection:
        written = _written(connection)
        transaction = _begin(connection.execution_options(**{_IS_WRITE: True}), athlete or _WHOLE_STORE)
        with transaction:
            row_security.see(connection, athlete)
            yield connection
            if transaction.is_active:
                meta.move_revision(connection, sorted(written), athlete)


def _written(connection: sa.Connection) -> set[str]:
    """The names of the tables that the connection writes from now on."""
    names: set[str] = set()

    def note(_: sa.Connection, statement: object, *_rest: object) -> None:
        if isinstance(statement, sa.Insert | sa.Update | sa.Delete):
            names.add(str(statement.table))
        elif isinstance(statement, sa.TextClause):  # it may write anything
            names.update(tables.METADATA.tables)

    sa.event.listen(connection, "before_execute", note)
    return names


def leave(connection: sa.Connection) -> None:
    """Ends a write without keeping anything: nothing had to change, so `revision` stays."""
    transaction = connection.get_transaction()
    if transaction is not None:
        transaction.rollback()


def begin_sqlite(connection: sa.Connection) -> None:
    """For the engine's "begin" event: writers are let in one at a time, before they have read anything."""
    is_write = connection.get_execution_options().get(_IS_WRITE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")


def _begin(connection: sa.Connection, athlete: str) -> sa.RootTransaction:
    until = time.monotonic() + BUSY_TIMEOUT_S
    seen: int | None = None
    while True:
        try:
            transaction = connection.begin()
            if not _is_sqlite(connection.engine):
                _lock(connection, athlete)
        except sa.exc.DBAPIError as error:
            if connection.in_transaction():
                leave(connection)
            if faults.kind(error) is not faults.Fault.BUSY:
                raise
            last, seen = seen, _n_writes(connection)
            if seen != last:
                until = time.monotonic() + BUSY_TIMEOUT_S
            elif time.monotonic() >= until:
                raise
            time.sleep(0.05)
        else:
            return transaction


def _n_writes(connection: sa.Connection) -> int | None:
    """A number that every write on a server moves; on a file, where the waiting is SQLite's own, there is none."""
    if _is_sqlite(connection.engine):
        return None
    with connection.begin():
        return meta.read(connection, meta.REVISION) if meta.version(connection) else 0


def _lock(connection: sa.Connection, athlete: str) -> None:
    """PostgreSQL's transaction-level locks: the store shared and the athlete alone, or the whole store alone.

    Once they are held the transaction waits for nobody but the disk, and work that is done is not given up for that.
    """
    wait_ms = int(1_000 * min(_ATTEMPT_S, BUSY_TIMEOUT_S))
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {wait_ms}")
    suffix = "_shared" if athlete else ""
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock{suffix}({_key(_WHOLE_STORE)})")
    if athlete:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_key(athlete)})")
    connection.exec_driver_sql("SET LOCAL lock_timeout = 0")


def _key(athlete: str) -> int:
    digest = hashlib.blake2b(f"lbsdrop\x1f{athlete}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _is_sqlite(engine: sa.Engine) -> bool:
    return engine.dialect.name == "sqlite"
