"""What the reader has put right by hand: kept apart from what was imported, so that no later import undoes it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import sqlalchemy as sa

from data import schema
from data.errors import StoreError
from data.store import rows, tables

REMOVED = ""  # in place of a column's name: the row itself is gone
DUPLICATE = "duplicate_of"  # value "" stands on its own, whatever it looks like; a row's id stands behind that row
# Columns that say which row it is and where it came from; changing them would be another row.
_FIXED = {"source", "import_id", "flag"} | set(schema.ID_COLUMNS.values())


def note(connection: sa.Connection, athlete: str, name: str, row_id: str, changes: dict[str, Any], now: str) -> None:
    """Keeps the changes to one row of frame `name`; a later change of the same column takes its place."""
    table = tables.CORRECTIONS
    for column, value in changes.items():
        connection.execute(table.delete().where(*_of_row(athlete, name, row_id), table.c.column == column))
        keep(connection, athlete, frame=name, row_id=row_id, column=column, value=value, made_at=now)


def keep(connection: sa.Connection, athlete: str, **row: Any) -> None:
    """Adds one correction: frame, row_id, column, value, made_at."""
    connection.execute(tables.CORRECTIONS.insert().values(athlete_id=athlete, **row))


def forget(connection: sa.Connection, athlete: str, name: str, row_id: str) -> int:
    """Takes all corrections of a row back; returns how many there were."""
    gone = connection.execute(tables.CORRECTIONS.delete().where(*_of_row(athlete, name, row_id)))
    return int(gone.rowcount)


def _of_row(athlete: str, name: str, row_id: str) -> list[sa.ColumnElement[bool]]:
    table = tables.CORRECTIONS
    return [table.c.athlete_id == athlete, table.c.frame == name, table.c.row_id == row_id]


def all_of(connection: sa.Connection, athlete: str) -> pd.DataFrame:
    """Every correction: frame, row_id, column, value, made_at (UTC, ISO), oldest first."""
    table = tables.CORRECTIONS
    columns = ["frame", "row_id", "column", "value", "made_at"]
    wanted = sa.select(*(table.c[c] for c in columns)).where(table.c.athlete_id == athlete).order_by(table.c.row_no)
    return pd.DataFrame(connection.execute(wanted).fetchall(), columns=columns).astype({"value": object})


def following(connection: sa.Connection, athlete: str) -> pd.DataFrame:
    """Every correction, on the row that is shown now: of a row that a newer export replaced by another, on that one;
    of a run that stands behind another source's, on that one (but for its removal). Columns as `all_of`."""
    made = all_of(connection, athlete)
    for name in ("runs", "sets", "pain", "factors"):
        is_mine = made["frame"] == name
        table = tables.TABLES[name]
        own_id = table.c[schema.ID_COLUMNS[name]]
        wanted = sa.select(own_id, table.c.duplicate_of, table.c.superseded_by).where(
            table.c.athlete_id == athlete,
            own_id.in_(set(made.loc[is_mine, "row_id"])),
            table.c.duplicate_of != own_id,
        )
        for row_id, now_id, replaced_by in connection.execute(wanted) if is_mine.any() else ():
            is_it = is_mine & (made["row_id"] == row_id) & (made["column"] != DUPLICATE)
            has_own = made.loc[is_mine & (made["row_id"] == now_id), "column"]
            is_it &= ~made["column"].isin(has_own)
            if replaced_by is None:
                is_it &= (made["column"] != REMOVED) if name == "runs" else False
            made.loc[is_it, "row_id"] = now_id
    return made


def overrides(connection: sa.Connection, athlete: str, name: str, among: set[str]) -> dict[str, str]:
    """row_id -> what the reader said it is a duplicate of ("": of nothing), oldest first.

    A row that was to stand behind one that is not `among` the stored ids stands as the rule has it: it is shown.
    """
    made = all_of(connection, athlete)
    chosen = made[(made["frame"] == name) & (made["column"] == DUPLICATE)]
    said = zip(chosen["row_id"], chosen["value"], strict=True)
    return {row_id: kept_id for row_id, kept_id in said if not kept_id or kept_id in among}


def apply(name: str, frame: pd.DataFrame, made: pd.DataFrame) -> pd.DataFrame:
    """`frame` as the reader has put it right; `flag` is told anew for changed rows."""
    mine = made[(made["frame"] == name) & (made["column"] != DUPLICATE)]
    if mine.empty:
        return frame
    ids = frame[schema.ID_COLUMNS[name]]
    frame = frame[~ids.isin(mine.loc[mine["column"] == REMOVED, "row_id"])].reset_index(drop=True)
    ids = frame[schema.ID_COLUMNS[name]]
    changed = frame.astype(object)
    for row in mine[mine["column"] != REMOVED].to_dict("records"):
        changed.loc[ids == row["row_id"], row["column"]] = row["value"]
    is_changed = ids.isin(mine["row_id"]).to_numpy()
    fixed = schema.conform(name, changed)
    if "flag" in fixed:
        judged = schema.flag_implausible(name, fixed[is_changed].assign(flag=None))
        fixed.loc[is_changed, "flag"] = judged["flag"].to_numpy()
    return fixed


def checked(name: str, row: pd.DataFrame, changes: dict[str, Any]) -> dict[str, Any]:
    """The changes as JSON values, if the corrected row keeps the frame's contract; StoreError says why not."""
    strange = set(changes) - set(schema.columns(name)) | (set(changes) & _FIXED)
    if strange:
        raise StoreError(f"{', '.join(sorted(strange))} cannot be changed in {name}.")
    if row.empty:
        raise StoreError(f"There is no such row in {name}. It may have been taken back with its import.")
    try:
        schema.check(name, schema.conform(name, row.astype(object).assign(**changes)))
    except Exception as error:
        raise StoreError(f"That value does not fit {', '.join(changes)}: {str(error).splitlines()[0]}") from error
    return {column: _plain(value) for column, value in changes.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return rows.storable(value)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value
