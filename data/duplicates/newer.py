"""A newer export of the same log: which stored rows it replaces, within the days it covers.

Files of one recording replace that recording only. Of lists, logs and diaries the later import wins, session by
session; what it has no longer is replaced by nothing, where it plainly is the same log.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from difflib import SequenceMatcher
from typing import Any

import numpy as np
import pandas as pd

from data import schema
from data.duplicates.sources import RECORDINGS

# A file that has at least this share of what an earlier one had of the same days is its newer export; with less it
# may be another list, such as one of trail runs only, and what it lacks stays (lbsdrop's convention).
SAME_LOG = 0.5
# A session or run whose start was corrected began within this of where it was.
MOVED_S = 7_200.0
NOTHING = 0
_SET = ("exercise_raw", "kind", "reps", "load_kg", "duration_s", "distance_m")
Pairs = dict[int, int]


def replaced(name: str, stored: pd.DataFrame, import_id: str | None = None) -> pd.DataFrame:
    """The rows of frame `name` that a later export replaced, by row_no: `by` (row_no of the row in its place,
    `NOTHING` where it is no longer in the log) and `at` (row_no of the first row of that export).

    `stored` is indexed by row_no and has the frame's id, source, import_id, file_no (missing for rows that no file
    of a known kind brought; those replace nothing), day, and for sets and runs what tells them apart. With an
    `import_id`, the latest, of lists only what that import replaces; `superseded_by` says what was replaced before.
    """
    found = [_recordings(name, stored)]
    lists = stored[~stored["source"].isin(RECORDINGS) & stored["import_id"].notna()]
    if import_id is not None:
        lists = lists[lists["source"].isin(lists.loc[lists["import_id"] == import_id, "source"])]
    several = (of_source for _, of_source in lists.groupby("source") if _is_several(of_source))
    found += [_of_source(name, of_source, import_id) for of_source in several]
    return pd.concat([each for each in found if len(each)] or found[:1])


def _is_several(rows: pd.DataFrame) -> bool:
    keys = rows[["import_id", "file_no"]]
    return bool(rows["file_no"].notna().any() and len(keys.drop_duplicates()) > 1)


def _table(pairs: Pairs, at: int) -> pd.DataFrame:
    return pd.DataFrame(
        {"by": list(pairs.values()), "at": at}, index=pd.Index(list(pairs), dtype="int64"), dtype="int64"
    )


def _recordings(name: str, stored: pd.DataFrame) -> pd.DataFrame:
    """Rows of one recording that came again in another file: the later file's stand."""
    own_id = schema.ID_COLUMNS[name]
    rows = stored[stored["source"].isin(RECORDINGS) & stored["file_no"].notna()]
    rows = rows[rows[own_id].duplicated(keep=False)]
    if rows.empty:
        return _table({}, NOTHING)
    export = pd.Series(rows.groupby(["import_id", "file_no"]).ngroup(), index=rows.index)
    last = export.groupby(rows[own_id]).transform("last")
    standing = rows[export == last].drop_duplicates(own_id)
    by = rows[own_id].map(dict(zip(standing[own_id], standing.index, strict=True)))
    by = by[export != last].astype("int64")
    return pd.DataFrame({"by": by, "at": by})


def _of_source(name: str, rows: pd.DataFrame, import_id: str | None) -> pd.DataFrame:
    is_due = rows["file_no"].notna() & (True if import_id is None else rows["import_id"] == import_id)
    by_file = rows[is_due].groupby(["import_id", "file_no"])
    exports = sorted((index for index in by_file.groups.values()), key=min)
    is_live = pd.Series(True, index=rows.index) if import_id is None else rows["superseded_by"].isna()
    found = [_table({}, NOTHING)]
    for index in exports:
        new = rows.loc[index]
        is_old = is_live & (rows.index < index.min()) & rows["day"].between(new["day"].min(), new["day"].max())
        if is_old.any():
            pairs = _MATCH[name](rows[is_old], new)
            is_live[list(pairs)] = False
            found.append(_table(pairs, int(index.min())))
    return pd.concat(found)


def _by_id(own_id: str, old: pd.DataFrame, new: pd.DataFrame) -> Pairs:
    first = new.drop_duplicates(own_id)
    by = old[own_id].map(dict(zip(first[own_id], first.index, strict=True))).dropna()
    return dict(zip(by.index.tolist(), by.astype("int64").tolist(), strict=True))


def _gone(old: pd.DataFrame, pairs: Pairs) -> Pairs:
    """The rows without another in their place, where the newer file plainly is the same log."""
    if len(pairs) < SAME_LOG * len(old):
        return {}
    return dict.fromkeys((int(at) for at in old.index if at not in pairs), NOTHING)


def _entries(own_id: str) -> Callable[[pd.DataFrame, pd.DataFrame], Pairs]:
    def match(old: pd.DataFrame, new: pd.DataFrame) -> Pairs:
        pairs = _by_id(own_id, old, new)
        return pairs | _gone(old, pairs)

    return match


def _runs(old: pd.DataFrame, new: pd.DataFrame) -> Pairs:
    """Runs by their id, then by their time, then the only one of a day."""
    pairs = _by_id("run_id", old, new)
    old_left = old[~old.index.isin(list(pairs))]
    new_left = new[~new.index.isin(list(pairs.values()))]
    pairs |= _nearest(_clock(old_left), _clock(new_left), pd.to_numeric(old_left["duration_s"]))
    return pairs | _gone(old, pairs)


def _clock(rows: pd.DataFrame) -> pd.DataFrame:
    seconds = rows["start"].astype("int64") / 1e6
    return pd.DataFrame({"start": seconds.where(rows["start"].notna()), "day": rows["day"]})


def _nearest(old: pd.DataFrame, new: pd.DataFrame, length: pd.Series | None = None) -> dict[Any, Any]:
    """Old -> new of those that began nearest to each other, each once; of days with one of each, those two."""
    near = []
    by_day = new.groupby("day").groups
    for at, day in old["day"].items():
        beside = [label for each in (day - 1, day, day + 1) for label in by_day.get(each, ())]
        is_only = len(by_day.get(day, ())) == 1 and (old["day"] == day).sum() == 1
        within = MOVED_S if length is None else max(0.0, np.nan_to_num(float(length[at])))
        for label in beside:
            apart = abs(new.loc[label, "start"] - old.loc[at, "start"])
            is_untimed = is_only and np.isnan(apart) and new.loc[label, "day"] == day
            if apart <= within or is_untimed:
                near.append((np.nan_to_num(apart), str(at), str(label), at, label))
    pairs: dict[Any, Any] = {}
    for *_, at, label in sorted(near):
        if at not in pairs and label not in pairs.values():
            pairs[at] = label
    return pairs


def _sets(old: pd.DataFrame, new: pd.DataFrame) -> Pairs:
    """Sessions by their id, then by their time; within a session set by set in the order of the file."""
    first = {"start": "min", "day": "min"}
    olds, news = (_clock(rows.groupby("workout_id").agg(first)) for rows in (old, new))
    sessions: dict[Hashable, Hashable] = {each: each for each in olds.index if each in news.index}
    sessions |= _nearest(olds[~olds.index.isin(list(sessions))], news[~news.index.isin(list(sessions))])
    pairs = _same_sets(old, new)
    old_rows, new_rows = old.groupby("workout_id").groups, new.groupby("workout_id").groups
    n_same = old[old.index.isin(list(pairs))].groupby("workout_id").size()
    for before, after in sessions.items():
        if not n_same.get(before, 0) == len(old_rows[before]) == len(new_rows[after]):
            pairs |= _aligned(old.loc[old_rows[before]], new.loc[new_rows[after]])
    is_left = ~old["workout_id"].isin(list(sessions))
    if len(sessions) >= SAME_LOG * len(olds):
        pairs |= dict.fromkeys(old.index[is_left].tolist(), NOTHING)
    return pairs


def _same_sets(old: pd.DataFrame, new: pd.DataFrame) -> Pairs:
    """Sets with the same id and the same values."""
    pairs = _by_id("set_id", old, new)
    a, b = old.loc[list(pairs), list(_SET)], new.loc[list(pairs.values()), list(_SET)]
    left, right = a.reset_index(drop=True), b.reset_index(drop=True)
    is_same = ((left == right) | (left.isna() & right.isna())).all(axis=1).to_numpy()
    return {at: by for (at, by), same in zip(pairs.items(), is_same, strict=True) if same}


def _aligned(old: pd.DataFrame, new: pd.DataFrame) -> Pairs:
    """Each set of a session -> the set in its place, `NOTHING` for those taken out."""
    keys = [list(rows[list(_SET)].fillna(-1).itertuples(index=False, name=None)) for rows in (old, new)]
    pairs: Pairs = dict.fromkeys(old.index.tolist(), NOTHING)
    for tag, i, i_end, j, j_end in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if tag in ("equal", "replace"):
            pairs |= dict(zip(old.index[i:i_end].tolist(), new.index[j:j_end].tolist(), strict=False))
    return pairs


_MATCH: dict[str, Callable[[pd.DataFrame, pd.DataFrame], Pairs]] = {
    "runs": _runs,
    "sets": _sets,
    "pain": _entries("pain_id"),
    "factors": _entries("factor_id"),
}
