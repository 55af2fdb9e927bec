"""What the reader puts right by hand: values, removals, and what is or is not the same run or set."""

from __future__ import annotations

from typing import Any

import pandas as pd
import sqlalchemy as sa

from data import schema
from data.errors import StoreError
from data.store import corrections, marking, rows, tables, transactions
from data.store.access import Access
from data.store.moments import now


class Edits(Access):
    """Edits lie beside the rows and over them when loading; each can be taken back."""

    def correct(self, name: str, row_id: str, **changes: Any) -> None:
        """Puts columns of one row right, for good: a later import neither undoes nor repeats it.

        Raises StoreError for a value that does not fit, an unknown row or a column that cannot be changed.
        """
        with self.writing() as connection:
            table = tables.TABLES[name]
            row = rows.to_frame(name, connection, *self._mine(table), table.c[schema.ID_COLUMNS[name]] == row_id)
            fitting = corrections.checked(name, row.tail(1), changes)
            corrections.note(connection, self.athlete, name, row_id, fitting, now())

    def remove(self, name: str, row_id: str) -> None:
        """Leaves one row out from now on, also when it is imported again; `uncorrect` brings it back."""
        self._note(name, row_id, {corrections.REMOVED: None})

    def uncorrect(self, name: str, row_id: str) -> None:
        """Takes every correction of one row back, its removal and its splitting or joining too."""
        with self.writing() as connection:
            if not corrections.forget(connection, self.athlete, name, row_id):
                transactions.leave(connection)
            elif name != "blocks":
                marking.mark(connection, self.athlete, name)

    def corrections(self) -> pd.DataFrame:
        """Everything put right by hand: frame, row_id, column ("" for a removal), value, made_at."""
        with self.reading() as connection:
            return corrections.all_of(connection, self.athlete)

    def split(self, name: str, row_id: str) -> None:
        """Says that a row taken for a duplicate tells of something of its own."""
        self._note(name, row_id, {corrections.DUPLICATE: ""})

    def join(self, name: str, row_id: str, kept_id: str) -> None:
        """Says that a row tells of the same run or set as the row `kept_id`, which is kept.

        Raises StoreError for an unknown row, or a row joined to itself.
        """
        if row_id == kept_id:
            raise StoreError("A row cannot be joined to itself. Choose another to keep.")
        self._note(name, row_id, {corrections.DUPLICATE: kept_id}, kept_id)

    def _note(self, name: str, row_id: str, changes: dict[str, Any], *others: str) -> None:
        with self.writing() as connection:
            for each in (row_id, *others):
                self._refuse_unknown(connection, name, each)
            corrections.note(connection, self.athlete, name, row_id, changes, now())
            if corrections.DUPLICATE in changes:
                marking.mark(connection, self.athlete, name)

    def _refuse_unknown(self, connection: sa.Connection, name: str, row_id: str) -> None:
        table = tables.TABLES[name]
        is_it = table.c[schema.ID_COLUMNS[name]] == row_id
        if connection.execute(sa.select(table.c.row_no).where(*self._mine(table), is_it).limit(1)).first() is None:
            raise StoreError(
                f"There is no such row in {name}. It may have been taken back with its import: load the page again."
            )

    def duplicates(self, name: str) -> pd.DataFrame:
        """The rows of frame `name` that stand behind another source's (`duplicate_of`), without those of older
        exports."""
        table = tables.TABLES[name]
        with self.reading() as connection:
            is_behind = table.c.duplicate_of.is_not(None), table.c.superseded_by.is_(None)
            return rows.to_frame(name, connection, *self._mine(table), *is_behind)
