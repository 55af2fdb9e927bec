"""Forward migrations as a numbered list: step i brings a store from version i to i + 1.

To add one: a module `step_NN_what.py` with `migrate(connection)`, in SQL that SQLite and PostgreSQL both know; its
name at the end of `STEPS`; and the same change in `data.schema` or `data.store.tables`. Tests compare the tables that
the steps make with those declared there. A step that has been released is never changed, and imports nothing that may
change: it holds its own words for what it makes. All steps that a store lacks are one transaction: nobody meets one
that is half made.
"""

from __future__ import annotations

from collections.abc import Callable

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

# An older lbsdrop that reads meanwhile may hold tables in another order than the steps take them: PostgreSQL ends one
# of the two then.
ATTEMPTS = 5


def newest() -> int:
    """The version this lbsdrop works with."""
    return len(STEPS)


def bring_up_to_date(engine: sa.Engine, keep: Callable[[int], object]) -> None:
    """Runs the steps the store still lacks, all of them or none; several processes may try at once.

    `keep(version)` is called before the first step of a store that holds anything, while no other can write. Raises
    StoreError for a store made by a newer lbsdrop, which is left as it is.
    """
    with transactions.reading(engine) as connection:
        if _is_up_to_date(connection):
            return
    for left in reversed(range(ATTEMPTS)):
        try:
            with transactions.writing(engine) as connection:
                _bring(connection, keep)
        except faults.Interrupted:
            if not left:
                raise
        else:
            return


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


def _is_up_to_date(connection: sa.Connection) -> bool:
    version = meta.version(connection)
    refuse_newer(version)
    return version == newest() and meta.read(connection, meta.REVISION) is not None


def _bring(connection: sa.Connection, keep: Callable[[int], object]) -> None:
    if _is_up_to_date(connection):  # another process was first
        transactions.leave(connection)
        return
    version = meta.version(connection)
    if 0 < version < newest():
        keep(version)
    run_all(connection, version, newest())
    if meta.read(connection, meta.REVISION) is None:  # new, or never written to by an early lbsdrop
        meta.write(connection, meta.REVISION, 0)
