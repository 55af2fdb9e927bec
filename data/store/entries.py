"""What the reader types in: blocks, pain scores, other diary values. No import brought it, so no undo takes it."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pandas as pd
import sqlalchemy as sa

from data import schema
from data.errors import StoreError
from data.identity import identity
from data.store import rows, tables, transactions
from data.store.access import Access

ENTERED = "entered"  # the source of what the reader types in on a page


class Entries(Access):
    """Rows without an import."""

    def save_block(
        self, name: str, start: date, end: date, *, kind: str = "strength", is_declared: bool = True
    ) -> str:
        """Keeps a block (both days belong to it), the reader's own or one lbsdrop proposed; returns its block_id.

        Raises StoreError where it ends before it starts.
        """
        if end < start:
            raise StoreError(f"The block would end ({end}) before it starts ({start}). Swap the two days.")
        block = {"name": name, "start": start, "end": end, "kind": kind, "declared": float(is_declared)}
        frame = named_blocks([block])
        block_id = str(frame["block_id"][0])
        with self.writing() as connection:
            connection.execute(self._entered("blocks", block_id))
            insert(connection, self.athlete, "blocks", frame)
        return block_id

    def delete_block(self, block_id: str) -> None:
        """Forgets a block; nothing happens where there is none of that id."""
        self._delete("blocks", block_id)

    def add_pain(self, **entry: Any) -> str:
        """Keeps one pain entry typed in by the reader (columns of frame `pain`; `day` is required)."""
        return self._add("pain", entry)

    def add_factor(self, **entry: Any) -> str:
        """Keeps one other diary value typed in by the reader (columns of `factors`; `day`, `name` required)."""
        return self._add("factors", entry)

    def delete_pain(self, pain_id: str) -> None:
        """Takes out a pain entry typed in by the reader."""
        self._delete("pain", pain_id)

    def _add(self, name: str, entry: dict[str, Any]) -> str:
        """No two entries have one id, also when they say the same or the clock stands still."""
        row_id = identity(ENTERED, uuid.uuid4().hex)
        row = {**entry, schema.ID_COLUMNS[name]: row_id, "source": ENTERED}
        frame = schema.check(name, schema.conform(name, pd.DataFrame([row])))
        with self.writing() as connection:
            insert(connection, self.athlete, name, frame)
        return row_id

    def _delete(self, name: str, row_id: str) -> None:
        with self.writing() as connection:
            if not connection.execute(self._entered(name, row_id)).rowcount:
                transactions.leave(connection)

    def _entered(self, name: str, row_id: str) -> sa.Delete:
        table = tables.TABLES[name]
        is_it = table.c[schema.ID_COLUMNS[name]] == row_id
        return table.delete().where(*self._mine(table), is_it, table.c.import_id.is_(None))


def named_blocks(blocks: list[dict[str, Any]]) -> pd.DataFrame:
    """Frame `blocks` of rows with name, start, end, kind, declared: equal ones have one block_id."""
    named = [{**b, "block_id": identity(b["name"], _day(b["start"]), _day(b["end"]), b["kind"])} for b in blocks]
    return schema.check("blocks", schema.conform("blocks", pd.DataFrame(named)))


def _day(day: date) -> date:
    return day.date() if isinstance(day, pd.Timestamp) else day


def insert(
    connection: sa.Connection, athlete: str, name: str, frame: pd.DataFrame, import_id: str | None = None
) -> None:
    """Adds the frame's rows as the athlete's."""
    fixed: dict[str, Any] = {"athlete_id": athlete, "import_id": import_id}
    if len(frame):
        connection.execute(tables.TABLES[name].insert(), rows.to_rows(name, frame, **fixed))
