"""Which rows stand behind others, or were replaced by a newer export: worked out anew after every import and undo."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import sqlalchemy as sa

from data import duplicates, schema
from data.duplicates import newer
from data.store import corrections, tables

_DECIDING = {
    "runs": ("start", "day", "duration_s", "distance_m"),
    "sets": ("workout_id", "start", "day", "exercise_raw", "kind", "reps", "load_kg", "duration_s", "distance_m"),
    "pain": ("day",),
    "factors": ("day",),
}
_NUMBERS = ("duration_s", "distance_m", "reps", "load_kg")


@dataclass(frozen=True)
class Marks:
    """By row_no: `kept`, the row_no of the row that is shown for a live one; `replaced`, as
    data.duplicates.newer.replaced gives it."""

    kept: pd.Series
    replaced: pd.DataFrame


def mark(connection: sa.Connection, athlete: str, name: str) -> Marks:
    """Sets `duplicate_of` and `superseded_by` anew for all of the athlete's rows: a chain of recordings has no end
    that is known before."""
    table = tables.TABLES[name]
    stored = _stored(connection, athlete, name)
    replaced = newer.replaced(name, stored)
    live = stored[~stored.index.isin(replaced.index)]
    kept = _kept(name, live)
    own_id = live[schema.ID_COLUMNS[name]]
    told = pd.Series(own_id.loc[kept].to_numpy(), index=live.index, dtype=object)
    told = told.where(kept.to_numpy() != live.index.to_numpy(), None)
    chosen = corrections.overrides(connection, athlete, name, among=set(own_id))
    told = pd.concat([_overridden(told, own_id, chosen), _stand_ins(name, stored, replaced)])
    by = stored["import_id"].reindex(replaced["at"]).set_axis(replaced.index).astype(object)
    wanted = pd.DataFrame({"duplicate_of": told, "superseded_by": by}, index=stored.index).astype(object)
    wanted = wanted.where(wanted.notna(), None)
    is_changed = (wanted.fillna("") != stored[["duplicate_of", "superseded_by"]].astype(object).fillna("")).any(
        axis=1
    )
    _update(connection, table, wanted[is_changed])
    return Marks(kept, replaced)


def _stored(connection: sa.Connection, athlete: str, name: str) -> pd.DataFrame:
    fixed = ("row_no", schema.ID_COLUMNS[name], "source", "import_id", "file_no", "duplicate_of", "superseded_by")
    columns = [*fixed, *_DECIDING[name]]
    table = tables.TABLES[name]
    wanted = sa.select(*(table.c[c] for c in columns)).where(table.c.athlete_id == athlete)
    found = list(map(tuple, connection.execute(wanted.order_by(table.c.row_no)).fetchall()))
    stored = pd.DataFrame(found, columns=columns).set_index("row_no")
    stored = stored.assign(**{c: stored[c].astype(float) for c in ("file_no", *_NUMBERS) if c in stored})
    if "start" in stored:
        instants = pd.to_datetime(stored["start"].astype("Int64"), unit="us", utc=True)
        stored = stored.assign(start=instants.astype("datetime64[us, UTC]"))
    return stored


def _kept(name: str, live: pd.DataFrame) -> pd.Series:
    if name == "runs":
        return duplicates.runs_kept(live)
    if name == "sets":
        return duplicates.sets_kept(live.assign(day=pd.to_datetime(live["day"], unit="D")))
    return duplicates.kept_by_id(live, schema.ID_COLUMNS[name])


def _stand_ins(name: str, stored: pd.DataFrame, replaced: pd.DataFrame) -> pd.Series:
    """The id of the row that stands now where each replaced one stood; missing where it is no longer in the log."""
    by = replaced["by"].to_dict()
    ids = stored[schema.ID_COLUMNS[name]].to_dict()
    found: dict[int, str | None] = {}
    for at in replaced.index:
        last = at
        while last in by:
            last = by[last]
        found[at] = ids.get(last)
    return pd.Series(found, dtype=object)


def _overridden(told: pd.Series, own_id: pd.Series, chosen: dict[str, str]) -> pd.Series:
    """The reader's word over the rule's: a row stands on its own, or behind the row they named."""
    is_first = ~own_id.duplicated()
    for row_id, kept_id in chosen.items():
        is_row = own_id == row_id
        told = told.where(~(is_row if kept_id else is_row & is_first), kept_id or None)
        if kept_id:  # the row they keep is shown, also where the rule had put it behind this one
            is_behind = (own_id == kept_id) & is_first & (told == row_id)
            told = told.where(~is_behind, None)
    return told


def _update(connection: sa.Connection, table: sa.Table, wanted: pd.DataFrame) -> None:
    if wanted.empty:
        return
    change = table.update().where(table.c.row_no == sa.bindparam("at"))
    values = change.values(duplicate_of=sa.bindparam("told"), superseded_by=sa.bindparam("by"))
    rows = zip(wanted.index.tolist(), wanted["duplicate_of"], wanted["superseded_by"], strict=True)
    connection.execute(values, [{"at": at, "told": told, "by": by} for at, told, by in rows])
