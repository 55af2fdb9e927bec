"""Forward migrations as a numbered list: step i brings a store from version i to i + 1.

To add one: a module `step_NN_what.py` with `migrate(connection)`, in SQL that SQLite and PostgreSQL both know; its
name at the end of `STEPS`; and the same change in `data.schema` or `data.store.tables`. Tests compare the tables that
the steps make with those declared there. A step that has been released is never changed, and imports nothing that may
change: it holds its own words for what it makes. Each step and its version are one transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import sqlalchemy as sa

from data.errors import StoreError
from data.store import faults, meta, transactions
from data.store.migrations import (
    step_01_first_tables,
    step_02_newer_exports,
    step_03_samples_in_steps,
    step_04_row_security,
)

STEPS: tuple[Callable[[sa.Connection], None], ...] = (
    step_01_first_tables.migrate,
    step_02_newer_exports.migrate,
    step_03_samples_in_steps.migrate,
    step_04_row_security.migrate,
)

ATTEMPTS = 5


def newest() -> int:
    """The version this lbsdrop works with."""
    return len(STEPS)


def bring_up_to_date(engine: sa.Engine, keep: Callable[[int], object]) -> None:
    """Runs the steps the store still lacks, one at a time; several processes may try at once.

    `keep(version)` is called once before the first step of a store that holds anything. Raises StoreError for a store
    made by a newer lbsdrop, which is left as it is.
    """
    with transactions.reading(engine) as connection:
        version = meta.version(connection)
        is_counted = version > 0 and meta.read(connection, meta.REVISION) is not None
    refuse_newer(version)
    if version == newest() and is_counted:
        return
    if 0 < version < newest():
        keep(version)
    for number in range(version, newest()):
        _until_done(engine, partial(_run, number=number))
    _until_done(engine, _count_from_zero)


def refuse_newer(version: int) -> None:
    """Raises StoreError where a newer lbsdrop made the store."""
    if version > newest():
        raise StoreError(
            f"This store was written by a newer lbsdrop (its version is {version}, this one knows {newest()}). "
            "Update lbsdrop, or name another store with --store or LBSDROP_STORE."
        )


def run_all(connection: sa.Connection, version: int, until: int) -> None:
    """The steps from `version` to `until` on one connection, as restoring an older backup needs them."""
    for number in range(version, until):
        STEPS[number](connection)
        meta.write(connection, meta.VERSION, number + 1)


def _run(connection: sa.Connection, number: int) -> None:
    if meta.version(connection) > number:  # another process was first
        transactions.leave(connection)
    else:
        run_all(connection, number, number + 1)


def _count_from_zero(connection: sa.Connection) -> None:
    """A store that was made but never written to by an early lbsdrop has no `revision` yet."""
    if meta.read(connection, meta.REVISION) is not None:
        transactions.leave(connection)
    else:
        meta.write(connection, meta.REVISION, 0)


def _until_done(engine: sa.Engine, step: Callable[[sa.Connection], None]) -> None:
    """One transaction; where the database ends it for the sake of another's, as programs that open a store together
    may meet with, the same again."""
    for left in reversed(range(ATTEMPTS)):
        try:
            with transactions.writing(engine) as connection:
                step(connection)
        except faults.Interrupted:
            if not left:
                raise
        else:
            return
