"""The same lifting session by several sources: one of them is kept whole."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from data.duplicates.groups import kept_by_id
from data.duplicates.sources import LOCAL_SOURCES, rank

# A watch and a phone that log one session are started together, give or take changing and warming up.
SAME_SESSION_S = 3_600.0
HALF_HOUR_S, CLOCK_S = 1_800.0, 120.0
# Two apps that tell of one session agree in at least this share of the sets; so do two clocks of one session in
# how many there are.
ALIKE = 0.5
WATCHES = ("garmin_fit",), ("garmin_fit", "garmin_account")


def sets_kept(sets: pd.DataFrame) -> pd.Series:
    """For each row of `sets` the index label of the row kept for it; of a hidden session, the first row of the kept.

    The same set_id is the same set. A watch's session that overlaps one of a lifting app, or begins within
    `SAME_SESSION_S` of it, is that session, and the app's rows are kept: it knows the names and loads. Garmin's
    account, whose names may be corrected by hand, goes before the watch's own guesses. Two apps tell of one session
    where their sets agree, as after moving from one to the other. `sets` needs set_id, source, workout_id, start,
    day, reps, load_kg.
    """
    kept = kept_by_id(sets, "set_id")
    if sets["source"].nunique() < 2:
        return kept
    sessions = _sessions(sets)
    behind: dict[Any, Any] = {}
    for watches in WATCHES:
        behind |= _watch_sessions(sessions, watches)
    behind |= _copies(sets, sessions[~sessions["source"].isin(WATCHES[-1])])
    lead = sessions["lead"]
    for workout_id in behind:
        kept[sets["workout_id"] == workout_id] = lead[_last(behind, workout_id)]
    return kept


def _last(behind: dict[Any, Any], workout_id: Any) -> Any:
    seen = {workout_id}
    while (following := behind.get(workout_id)) is not None and following not in seen:
        workout_id = following
        seen.add(following)
    return workout_id


def _sessions(sets: pd.DataFrame) -> pd.DataFrame:
    """A row a session, by workout_id: source, day, first and last second (NaN without a clock), n, first row."""
    is_timed = sets["start"].notna().to_numpy()
    seconds = pd.Series(np.where(is_timed, sets["start"].astype("int64").to_numpy() / 1e6, np.nan), sets.index)
    table = pd.DataFrame(
        {
            "workout_id": sets["workout_id"],
            "source": sets["source"],
            "day": sets["day"],
            "first": seconds,
            "last": seconds,
            "n": 1,
            "lead": sets.index,
        }
    )
    how = {"source": "first", "day": "min", "first": "min", "last": "max", "n": "sum", "lead": "first"}
    return table.groupby("workout_id", sort=True).agg(how)


def _watch_sessions(sessions: pd.DataFrame, watches: tuple[str, ...]) -> dict[Any, Any]:
    """workout_id of each session of `watches` that another source tells of -> that source's workout_id."""
    is_watch = sessions["source"].isin(watches)
    found: dict[Any, Any] = {}
    for watch_id, watch in sessions[is_watch].iterrows():
        others = sessions[~is_watch & ((sessions["day"] - watch["day"]).abs() <= pd.Timedelta(days=1))]
        near = _gap(others, watch)
        if len(near) and near.min() <= SAME_SESSION_S:
            found[watch_id] = near.idxmin()
    taken = set(found.values())
    for watch_id, watch in sessions[is_watch & ~sessions.index.isin(list(found))].iterrows():
        alone = sessions[~is_watch & (sessions["day"] == watch["day"]) & ~sessions.index.isin(list(taken))]
        n_watch = int((is_watch & (sessions["day"] == watch["day"]) & ~sessions.index.isin(list(found))).sum())
        if len(alone) == 1 and n_watch == 1 and _is_other_clock(alone.iloc[0], watch):
            found[watch_id] = alone.index[0]
            taken.add(alone.index[0])
    return found


def _gap(others: pd.DataFrame, watch: pd.Series) -> pd.Series:
    """Seconds from the other's start to the watch's session: 0 where they overlap; no rows without a clock."""
    early, late = watch["first"] - others["last"], others["first"] - watch["last"]
    apart = np.maximum(np.maximum(early, late), 0)
    from_start = (others["first"] - watch["first"]).abs()
    return pd.Series(np.minimum(apart.where(apart == 0, from_start), from_start), others.index).dropna()


def _is_other_clock(app: pd.Series, watch: pd.Series) -> bool:
    """The one session of a day without a clock, or by a clock of another zone with about as many sets."""
    if np.isnan(app["first"]) or np.isnan(watch["first"]):
        return True
    off = abs(app["first"] - watch["first"]) % HALF_HOUR_S
    is_many = min(app["n"], watch["n"]) >= ALIKE * max(app["n"], watch["n"])
    return bool(app["source"] in LOCAL_SOURCES and min(off, HALF_HOUR_S - off) <= CLOCK_S and is_many)


def _copies(sets: pd.DataFrame, apps: pd.DataFrame) -> dict[Any, Any]:
    """workout_id of each session that a better-placed app tells of with the same sets -> that app's workout_id."""
    if apps["source"].nunique() < 2:
        return {}
    order = apps.assign(rank=rank(apps["source"])).sort_values(["day", "rank", "first"], kind="stable")
    several = order.groupby("day")["source"].transform("nunique") > 1
    found: dict[Any, Any] = {}
    rows = sets.groupby("workout_id").groups
    for _, of_day in order[several].groupby("day"):
        ids = list(of_day.index)
        for i, a in enumerate(ids):
            for b in ids[i + 1 :]:
                is_two = of_day.loc[a, "source"] == of_day.loc[b, "source"] or a in found or b in found
                if not is_two and _is_copy(sets.loc[rows[a]], sets.loc[rows[b]]):
                    found[b] = a
    return found


def _is_copy(a: pd.DataFrame, b: pd.DataFrame) -> bool:
    apart = abs((a["start"].min() - b["start"].min()).total_seconds()) if a["start"].notna().any() else np.nan
    done = [Counter(zip(x["reps"], x["load_kg"].round(1), strict=True)) for x in (a, b)]
    n_same = sum((done[0] & done[1]).values())
    return not apart > SAME_SESSION_S and n_same >= ALIKE * max(len(a), len(b))
