"""From the tables to the frames that everything else reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pandas as pd
import sqlalchemy as sa

from data import exercises
from data.duplicates import fields
from data.schema import Frames
from data.store import corrections, meta, rows, settings, tables
from data.store.prepared import FrameState, Prepared

BY_HAND = "by hand"
# Sources of lifting sessions that know when each set was, but guess what it was.
_WATCHES = ("garmin_fit", "garmin_account")


@dataclass(frozen=True)
class Loaded:
    """The frames (None: nothing was read yet), and what each was read from: the same `state` means the same frame."""

    known: Frames | None = None
    state: Mapping[str, FrameState] = field(default_factory=dict)

    @property
    def frames(self) -> Frames:
        """The frames; empty ones where nothing was read yet."""
        return self.known or Frames()


def frames(connection: sa.Connection, athlete: str) -> Frames:
    """The athlete's frames: duplicates left out, runs with the best value of each source, the reader's edits on
    top, exercises named by today's table and the reader's answers."""
    return again(connection, athlete, Loaded()).frames


def again(connection: sa.Connection, athlete: str, before: Loaded, prepared: Prepared | None = None) -> Loaded:
    """The frames as they are now; of those that nothing was written of since `before`, the same objects, and of those
    that stand in `prepared` as they are now, what stands there."""
    now = state(connection, athlete)
    stale = [name for name in now if before.state.get(name) != now[name]]
    ready = {name: prepared.find(name, now[name]) for name in stale} if prepared else {}
    found = {name: frame for name, frame in ready.items() if frame is not None}
    if len(found) < len(stale):
        found |= _read(connection, athlete, [name for name in stale if name not in found])
    return Loaded(Frames(**found) if before.known is None else replace(before.known, **found), now)


def _read(connection: sa.Connection, athlete: str, names: list[str]) -> dict[str, pd.DataFrame]:
    made = corrections.following(connection, athlete)
    found = {name: corrections.apply(name, _kept(connection, athlete, name), made) for name in names}
    if "sets" in found:
        found["sets"] = _named(found["sets"], settings.get(connection, athlete, "exercises", {}))
    return found


def state(connection: sa.Connection, athlete: str) -> dict[str, FrameState]:
    """What each frame depends on, in short: when its table and the reader's edits were last written, and for sets
    the names that the reader has given exercises."""
    edits = tables.CORRECTIONS.name
    at = meta.last_written(connection, athlete, (*tables.TABLES, edits))
    names = str(sorted(settings.get(connection, athlete, "exercises", {}).items()))
    return {name: FrameState(at[name], at[edits], names if name == "sets" else "") for name in tables.TABLES}


def _kept(connection: sa.Connection, athlete: str, name: str) -> pd.DataFrame:
    table = tables.TABLES[name]
    mine = table.c.athlete_id == athlete
    if name == "blocks":
        return rows.to_frame(name, connection, mine)
    if name == "runs":
        kept, hidden = _told(connection, athlete)
        return _by_day(fields.merged(kept, hidden))
    is_kept = table.c.duplicate_of.is_(None), table.c.superseded_by.is_(None)
    frame = rows.to_frame(name, connection, mine, *is_kept)
    return _with_watch(connection, athlete, frame) if name == "sets" else frame


def _told(connection: sa.Connection, athlete: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The runs that are kept, and those behind them."""
    runs = tables.TABLES["runs"].c
    told = rows.to_frame("runs", connection, runs.athlete_id == athlete, runs.superseded_by.is_(None))
    is_kept = told["duplicate_of"].isna()
    return told[is_kept].reset_index(drop=True), _flat(told, is_kept)


def _flat(told: pd.DataFrame, is_kept: pd.Series) -> pd.DataFrame:
    """The hidden rows, each behind the one that is shown: the reader may have put a run behind a hidden one."""
    hidden = told[~is_kept].reset_index(drop=True)
    further = dict(zip(hidden["run_id"], hidden["duplicate_of"], strict=True))
    shown = set(told.loc[is_kept, "run_id"])
    behind = [of if of in shown else further.get(of, of) for of in hidden["duplicate_of"]]
    return hidden.assign(duplicate_of=pd.Series(behind, dtype=hidden["duplicate_of"].dtype))


def _by_day(runs: pd.DataFrame) -> pd.DataFrame:
    return runs.sort_values("day", kind="stable").reset_index(drop=True)


def _with_watch(connection: sa.Connection, athlete: str, sets: pd.DataFrame) -> pd.DataFrame:
    """The sessions with their start by the watch, where one logged them too."""
    table = tables.TABLES["sets"]
    wanted = sa.select(table.c.duplicate_of, sa.func.min(table.c.start)).where(
        table.c.athlete_id == athlete,
        table.c.duplicate_of.is_not(None),
        table.c.source.in_(_WATCHES),
        table.c.superseded_by.is_(None),
    )
    found = connection.execute(wanted.group_by(table.c.duplicate_of)).fetchall()
    began = {row[0]: pd.Timestamp(row[1], unit="us", tz="UTC") for row in found if row[1] is not None}
    leads = sets[sets["set_id"].isin(list(began)) & ~sets["source"].isin(_WATCHES)]
    by_session = dict(zip(leads["workout_id"], leads["set_id"].map(began), strict=True))
    if not by_session:
        return sets
    starts = sets["workout_id"].map(by_session).astype(sets["start"].dtype)
    return sets.assign(start=starts.where(starts.notna(), sets["start"]))


def origins(connection: sa.Connection, athlete: str, run_ids: set[str]) -> pd.DataFrame:
    """run_id, field, source of every value that somebody recorded, and of the samples (field `samples`)."""
    kept, hidden = _told(connection, athlete)
    found = fields.origins(kept[kept["run_id"].isin(run_ids)].reset_index(drop=True), hidden)
    sources = dict(zip(hidden["run_id"], hidden["source"], strict=True))
    sources |= dict(zip(kept["run_id"], kept["source"], strict=True))
    stands_in = {of: by for of, by in _sampled(connection, athlete, run_ids).items() if by in sources}
    sampled = pd.DataFrame(
        {"run_id": list(stands_in), "field": "samples", "source": [sources[by] for by in stands_in.values()]}
    )
    made = corrections.following(connection, athlete)
    mine = made[(made["frame"] == "runs") & made["row_id"].isin(run_ids) & made["column"].isin(list(fields.WINS))]
    by_hand = pd.DataFrame({"run_id": mine["row_id"], "field": mine["column"], "source": BY_HAND})
    every = pd.concat([found, sampled, by_hand], ignore_index=True)
    return every.drop_duplicates(["run_id", "field"], keep="last").reset_index(drop=True)


def samples(connection: sa.Connection, athlete: str, run_ids: set[str]) -> dict[str, bytes]:
    """run_id -> the Parquet blob of its samples: its own, else those of the best source behind it."""
    table = tables.STREAMS
    stands_in = _sampled(connection, athlete, run_ids)
    found = sa.select(table.c.run_id, table.c.blob).where(
        table.c.athlete_id == athlete, table.c.run_id.in_(set(stands_in.values()))
    )
    blobs = {row.run_id: row.blob for row in connection.execute(found.order_by(table.c.row_no))}
    return {of: blobs[run_id] for of, run_id in stands_in.items()}


def _sampled(connection: sa.Connection, athlete: str, run_ids: set[str]) -> dict[str, str]:
    """run_id -> the run_id under which its samples are kept."""
    table, runs = tables.STREAMS, tables.TABLES["runs"]
    known = set(connection.execute(sa.select(table.c.run_id).where(table.c.athlete_id == athlete)).scalars())
    stands_in = {run_id: run_id for run_id in run_ids & known}
    if run_ids - known:
        wanted = sa.select(runs.c.duplicate_of, runs.c.run_id).where(
            runs.c.athlete_id == athlete, runs.c.duplicate_of.is_not(None)
        )
        for of, run_id in connection.execute(wanted.order_by(runs.c.run_id)):
            if of in run_ids and run_id in known:
                stands_in.setdefault(of, run_id)
    return stands_in


def _named(sets: pd.DataFrame, answers: dict[str, str]) -> pd.DataFrame:
    """Exercise and what the load counts, by today's tables: a changed answer changes every past set."""
    named = sets.assign(exercise=exercises.name_all(sets, answers))
    return named.assign(load_basis=exercises.load_basis_all(named))
