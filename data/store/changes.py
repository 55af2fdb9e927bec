"""What an import changed, in counts and in words: each row of a file is new, changed, or was known."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from data import schema
from data.store import corrections, rows, tables
from data.store.marking import Marks

# So many changes of one file are told one by one.
CHANGES_SAID = 10
# Columns that say where a row stands, not what happened.
_PLACE = {"source", "import_id", "workout_id", "exercise", "set_no", "flag", "duplicate_of", "load_basis"}
_TOLERANCE = 1e-9
GONE = "no longer in the log: "


@dataclass
class Fate:
    """What became of one frame's rows of each file of an import, by the file's place; `words` of the first few."""

    added: Counter[int] = field(default_factory=Counter)
    changed: Counter[int] = field(default_factory=Counter)
    known: Counter[int] = field(default_factory=Counter)
    removed: Counter[int] = field(default_factory=Counter)
    words: dict[int, list[str]] = field(default_factory=dict)
    disputed: dict[int, list[str]] = field(default_factory=dict)


def fate(connection: sa.Connection, athlete: str, name: str, marks: Marks, origin: pd.Series) -> Fate:
    """What became of the rows of `origin` (row_no -> place of the file), all just stored."""
    found = Fate()
    mine = marks.replaced[marks.replaced["at"].isin(origin.index)]
    pairs = mine[mine["by"] != 0]
    unlike = _unlike(connection, athlete, name, pairs["by"])
    gone = mine.index[mine["by"] == 0]
    old, new = _both(connection, athlete, name, [*unlike.index, *gone], [*unlike.drop_duplicates()])
    differs = pd.Series(False, index=pairs.index)
    if not unlike.empty:
        differs[unlike.index] = _differs(name, old.loc[unlike.index], new.loc[unlike])
    state = _first_told(marks, origin, mine)
    changed = set(pairs.loc[differs.to_numpy(), "by"])
    state |= {by: "changed" if by in changed else "known" for by in pairs["by"]}
    for at, place in origin.items():
        {"added": found.added, "changed": found.changed}.get(state.get(at, "known"), found.known)[place] += 1
    for at, by in pairs["by"].items():
        if differs[at] and _has_room(found.words, int(origin[by])):
            _say(found.words, int(origin[by]), _changed(name, old.loc[at], new.loc[by]))
    for at, first in mine.loc[mine["by"] == 0, "at"].items():
        found.removed[int(origin[first])] += 1
        if _has_room(found.words, int(origin[first])):
            _say(found.words, int(origin[first]), f"{GONE}{_named(name, old.loc[at])} {_values(name, old.loc[at])}")
    _dispute(connection, athlete, name, found, set(pairs["by"]), origin)
    return found


def _changed(name: str, old: pd.Series, new: pd.Series) -> str:
    """'Hip Thrust 3 Sep 2026 100 kg x 8 -> 110 kg x 6'."""
    before, after = (f"{_named(name, row)} {_values(name, row)}" for row in (old, new))
    if before == after:
        return f"{after}, its {', '.join(_other(name, old, new))}"
    return f"{before} -> {after if _named(name, old) != _named(name, new) else _values(name, new)}"


def _other(name: str, old: pd.Series, new: pd.Series) -> list[str]:
    """The columns in which two rows differ."""
    pair = [row.to_frame().T.infer_objects() for row in (old, new)]
    return [c.replace("_", " ") for c in _telling(name) if _is_other(name, c, pair[0], pair[1]).any()]


def _has_room(words: dict[int, list[str]], place: int) -> bool:
    """A file whose every row changed is told by its first few: all would take minutes and be read by nobody."""
    return len(words.get(place, ())) < CHANGES_SAID


def _say(words: dict[int, list[str]], place: int, said: str) -> None:
    words.setdefault(place, []).append(said)


def _first_told(marks: Marks, origin: pd.Series, replaced: pd.DataFrame) -> dict[int, str]:
    """'added' for the rows that tell of something no stored row told of before, the first one of each in the import:
    the kept one, or the one that a later file of the same import replaced."""
    new = marks.kept[marks.kept.index.isin(origin.index)]
    before = set(marks.kept[~marks.kept.index.isin(origin.index)])
    is_added = (new.to_numpy() == new.index.to_numpy()) & ~new.isin(before).to_numpy()
    added = set(new.index[is_added].tolist())
    mine = set(origin.index)
    added |= set(replaced.index[replaced["by"] == 0]) & mine
    by_heir = replaced[replaced["by"] != 0].groupby("by").groups
    for heir in sorted(by_heir, reverse=True):
        if heir in added:
            added.discard(heir)
            added |= {min(by_heir[heir])} & mine
    return dict.fromkeys(added, "added")


def _unlike(connection: sa.Connection, athlete: str, name: str, by: pd.Series) -> pd.Series:
    """The pairs (row_no of the old -> of the new) of which any value is stored otherwise; most are alike."""
    if by.empty:
        return by
    table = tables.TABLES[name]
    columns = [table.c[column] for column in ("row_no", *_telling(name))]
    low, high = min(by.index.min(), by.min()), max(by.index.max(), by.max())
    mine = table.c.athlete_id == athlete, table.c.row_no.between(int(low), int(high))
    stored = connection.execute(sa.select(*columns).where(*mine))
    values = {row[0]: tuple(row[1:]) for row in stored}
    return by[[values[at] != values[now] for at, now in by.items()]]


def _both(
    connection: sa.Connection, athlete: str, name: str, old: list[int], new: list[int]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    table = tables.TABLES[name]
    if not old:
        return schema.empty(name), schema.empty(name)
    low, high = min(old + new), max(old + new)
    whole = rows.numbered(name, connection, table.c.athlete_id == athlete, table.c.row_no.between(low, high))
    return whole.loc[old], whole.loc[new]


def _differs(name: str, old: pd.DataFrame, new: pd.DataFrame) -> pd.Series:
    differs = np.zeros(len(old), dtype=bool)
    for column in _telling(name):
        differs |= _is_other(name, column, old, new)
    return pd.Series(differs, index=old.index)


def _telling(name: str) -> list[str]:
    return [column for column in schema.columns(name) if column not in _PLACE | {schema.ID_COLUMNS[name]}]


def _is_other(name: str, column: str, old: pd.DataFrame, new: pd.DataFrame) -> np.ndarray:
    a, b = old[column].reset_index(drop=True), new[column].reset_index(drop=True)
    is_far = (a - b).abs() > _TOLERANCE * b.abs() if schema.columns(name)[column] == "number" else a != b
    is_known = a.notna() & b.notna()
    return np.asarray((is_far.fillna(False).astype(bool) & is_known) | (a.isna() != b.isna()), dtype=bool)


def _named(name: str, row: pd.Series) -> str:
    """'hip thrust 3 Sep': what a row is about, and its day."""
    what = {"runs": "run", "sets": row.get("exercise_raw"), "factors": row.get("name")}.get(name)
    if name == "pain":
        what = " ".join(str(row[c]).replace("_", " ") for c in ("site", "moment") if pd.notna(row[c])) or "pain"
    return f"{what} {row['day']:%-d %b %Y}"


def _values(name: str, row: pd.Series) -> str:
    """'100 kg x 8', '5.20 km in 30:00', '5'."""
    if name == "sets":
        load = f"{row['load_kg']:g} kg x " if pd.notna(row["load_kg"]) else ""
        done = f"{row['reps']:g}" if pd.notna(row["reps"]) else f"{row['duration_s']:g} s"
        return f"{load}{done}"
    if name == "runs":
        distance = f"{row['distance_m'] / 1000:.2f} km" if pd.notna(row["distance_m"]) else "no distance"
        length = f" in {row['duration_s'] / 60:.0f} min" if pd.notna(row["duration_s"]) else ""
        return f"{distance}{length}"
    return f"{row['score' if name == 'pain' else 'value']:g}"


def _dispute(
    connection: sa.Connection,
    athlete: str,
    name: str,
    found: Fate,
    standing: set[int],
    origin: pd.Series,
) -> None:
    """Names the reader's own corrections that a newer export now disagrees with; they stay."""
    made = corrections.following(connection, athlete)
    made = made[(made["frame"] == name) & made["column"].isin(list(schema.columns(name)))]
    made = made[made["column"] != corrections.DUPLICATE]
    if made.empty:
        return
    own_id = schema.ID_COLUMNS[name]
    columns = tables.TABLES[name].c
    mine = columns.athlete_id == athlete, columns[own_id].in_(set(made["row_id"]))
    new = rows.numbered(name, connection, *mine)
    ids = {row[own_id]: by for by, row in new.iterrows() if by in standing}
    for one in made.to_dict("records"):
        by: Any = ids.get(one["row_id"])
        if by is None or by not in origin.index:
            continue
        said = new.loc[by, one["column"]]
        own, said = (f"{v:g}" if isinstance(v, int | float) else str(v) for v in (one["value"], said))
        if said not in ("nan", "NaT", own):
            text = f"{_named(name, new.loc[by])}: your own {one['column']} {own} stays; the file says {said}"
            _say(found.disputed, int(origin[by]), text)
