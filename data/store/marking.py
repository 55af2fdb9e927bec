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
# Recordings of one run or session begin within a day of each other, and so do those of any chain of them seen.
NEAR_D = 4
_NUMBERS = ("duration_s", "distance_m", "reps", "load_kg")


@dataclass(frozen=True)
class Marks:
    """By row_no: `kept`, the row_no of the row that is shown for a live one; `replaced`, as
    data.duplicates.newer.replaced gives it."""

    kept: pd.Series
    replaced: pd.DataFrame


@dataclass(frozen=True)
class _Reach:
    """What an import can change: rows of `outer` days are looked at, the marks of those within `inner` set anew."""

    import_id: str
    inner: tuple[int, int]
    outer: tuple[int, int]


def mark(connection: sa.Connection, athlete: str, name: str, import_id: str | None = None) -> Marks:
    """Sets `duplicate_of` and `superseded_by` anew: of all the athlete's rows, or, right after an import, of the
    days that it reaches, which comes to the same."""
    table = tables.TABLES[name]
    reach = _reach(connection, table, athlete, import_id) if import_id else None
    stored = _stored(connection, athlete, name, reach)
    replaced = newer.replaced(name, stored, reach.import_id if reach else None)
    is_dead = stored.index.isin(replaced.index)
    if reach:
        is_dead |= stored["superseded_by"].notna().to_numpy()
    live = stored[~is_dead]
    kept = _kept(name, live)
    own_id = live[schema.ID_COLUMNS[name]]
    told = pd.Series(own_id.loc[kept].to_numpy(), index=live.index, dtype=object)
    told = told.where(kept.to_numpy() != live.index.to_numpy(), None)
    among = set(own_id) | (_elsewhere(connection, table, athlete, reach) if reach else set())
    told = _overridden(told, own_id, corrections.overrides(connection, athlete, name, among=among))
    stand_ins = _stand_ins(name, stored, replaced)
    by = stored["import_id"].reindex(replaced["at"]).set_axis(replaced.index).astype(object)
    wanted = pd.DataFrame({"duplicate_of": pd.concat([told, stand_ins]), "superseded_by": by}, dtype=object)
    wanted = wanted.where(wanted.notna(), None)
    before = stored.loc[wanted.index, ["duplicate_of", "superseded_by"]].astype(object)
    is_changed = (wanted.fillna("") != before.fillna("")).any(axis=1).to_numpy()
    if reach:
        is_near = stored.loc[wanted.index, "day"].between(*reach.inner) | wanted.index.isin(replaced.index)
        is_changed = is_changed & is_near.to_numpy()
        _follow(connection, table, athlete, stored, stand_ins)
    _update(connection, table, athlete, wanted[is_changed])
    return Marks(kept, replaced)


def _reach(connection: sa.Connection, table: sa.Table, athlete: str, import_id: str) -> _Reach | None:
    """None where the days of the import are not known."""
    days = sa.func.min(table.c.day), sa.func.max(table.c.day), sa.func.count(), sa.func.count(table.c.day)
    mine = table.c.athlete_id == athlete, table.c.import_id == import_id
    low, high, n, n_dated = connection.execute(sa.select(*days).where(*mine)).one()
    if low is None or n != n_dated:
        return None
    return _Reach(import_id, (low - NEAR_D, high + NEAR_D), (low - 2 * NEAR_D, high + 2 * NEAR_D))


def _stored(connection: sa.Connection, athlete: str, name: str, reach: _Reach | None) -> pd.DataFrame:
    """The rows by row_no; of those an import reaches also the ones elsewhere that have an id of its rows."""
    own_id = schema.ID_COLUMNS[name]
    fixed = ("row_no", own_id, "source", "import_id", "file_no", "duplicate_of", "superseded_by")
    columns = [*fixed, *_DECIDING[name]]
    table = tables.TABLES[name]
    wanted = sa.select(*(table.c[c] for c in columns)).where(table.c.athlete_id == athlete)
    if reach:
        its_ids = sa.select(table.c[own_id]).where(table.c.import_id == reach.import_id)
        wanted = wanted.where(table.c.day.between(*reach.outer) | table.c[own_id].in_(its_ids))
    found = list(map(tuple, connection.execute(wanted.order_by(table.c.row_no)).fetchall()))
    stored = pd.DataFrame(found, columns=columns).set_index("row_no")
    stored = stored.assign(**{c: stored[c].astype(float) for c in ("file_no", *_NUMBERS) if c in stored})
    if "start" in stored:
        instants = pd.to_datetime(stored["start"].astype("Int64"), unit="us", utc=True)
        stored = stored.assign(start=instants.astype("datetime64[us, UTC]"))
    return stored


def _elsewhere(connection: sa.Connection, table: sa.Table, athlete: str, reach: _Reach) -> set[str]:
    """The ids of the rows beyond the days looked at, behind which the reader may have put one."""
    made = corrections.all_of(connection, athlete)
    known = set(made.loc[made["column"] == corrections.DUPLICATE, "value"])
    own_id = table.c[schema.ID_COLUMNS[table.name]]
    there = table.c.athlete_id == athlete, table.c.superseded_by.is_(None), ~table.c.day.between(*reach.outer)
    return set(connection.execute(sa.select(own_id).where(*there, own_id.in_(known))).scalars()) if known else set()


def _follow(
    connection: sa.Connection, table: sa.Table, athlete: str, stored: pd.DataFrame, stand_ins: pd.Series
) -> None:
    """Rows replaced earlier, whose stand-in was replaced now, are followed on to what stands there now."""
    own_id = stored.columns[0]
    ids = stored.loc[stand_ins.index, own_id]
    moved = {old: new for old, new in zip(ids, stand_ins, strict=True) if old != new}
    if not moved:
        return
    there = table.c.athlete_id == athlete, table.c.superseded_by.is_not(None)
    change = table.update().where(*there, table.c.duplicate_of == sa.bindparam("old"))
    pairs = [{"old": old, "told": new} for old, new in moved.items()]
    connection.execute(change.values(duplicate_of=sa.bindparam("told")), pairs)


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


def _update(connection: sa.Connection, table: sa.Table, athlete: str, wanted: pd.DataFrame) -> None:
    if wanted.empty:
        return
    change = table.update().where(table.c.athlete_id == athlete, table.c.row_no == sa.bindparam("at"))
    values = change.values(duplicate_of=sa.bindparam("told"), superseded_by=sa.bindparam("by"))
    rows = zip(wanted.index.tolist(), wanted["duplicate_of"], wanted["superseded_by"], strict=True)
    connection.execute(values, [{"at": at, "told": told, "by": by} for at, told, by in rows])
