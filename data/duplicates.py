"""The same run or session told twice: found, never deleted.

Sources differ in what they know: the watch's own file before any list, Garmin before what was copied from it.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

# Kept first to last: watch FIT > FIT by way of Strava > other tracks > Apple Health > Garmin list > account JSON >
# Strava list.
SOURCE_ORDER = (
    "garmin_fit",
    "strava_fit",
    "tcx",
    "gpx",
    "apple_health",
    "garmin_csv",
    "garmin_account",
    "strava_csv",
    "runkeeper",
    "hevy",
    "strong",
    "fitbod",
    "fitnotes",
    "mapped",
)
# Sources that hold wall-clock times only: their instant hangs on the zone that was assumed.
LOCAL_SOURCES = ("garmin_csv", "runkeeper", "hevy", "strong", "fitnotes")
# Two clocks that started for the same run (real pairs differ by seconds; lbsdrop's convention).
SAME_START_S = 120
# Distance of the same run by two sources: smoothing and rounding stay within this (convention).
SAME_DISTANCE = 0.03
# Where the zone was guessed the start cannot decide, so duration and distance must agree more closely.
SAME_BY_SIZE = 0.02
QUARTER_HOUR_S = 900
# A watch and a phone that log one session are started together, give or take changing and warming up.
SAME_SESSION_S = 3_600


def runs_kept(runs: pd.DataFrame) -> pd.Series:
    """For each row of `runs` the index label of the row that is kept for it (itself where it is the kept one).

    `runs` needs run_id, source, start, day, duration_s, distance_m; earlier rows win between equals.
    """
    groups = _Groups(len(runs))
    groups.join_equal(runs["run_id"].to_numpy())
    order = np.argsort(runs["start"].to_numpy(), kind="stable")
    _join_same_start(runs, order, groups)
    _join_same_size(runs, groups)
    _join_without_start(runs, groups)
    rank = runs["source"].map({s: i for i, s in enumerate(SOURCE_ORDER)}).fillna(len(SOURCE_ORDER)).to_numpy()
    return pd.Series(runs.index.to_numpy()[groups.best(rank)], index=runs.index)


def _join_same_start(runs: pd.DataFrame, order: np.ndarray, groups: _Groups) -> None:
    start = runs["start"].astype("int64").to_numpy() / 1e6
    known = runs["start"].notna().to_numpy()
    size = _sizes(runs)
    for step in (1, 2, 3):
        first, second = order[:-step], order[step:]
        is_near = known[first] & known[second] & (np.abs(start[second] - start[first]) <= SAME_START_S)
        is_same = is_near & _agree(size, first, second, SAME_DISTANCE)
        for a, b in zip(first[is_same], second[is_same], strict=True):
            groups.join(a, b)


def _sizes(runs: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    distance = runs["distance_m"].where(runs["distance_m"] > 0)
    return distance.to_numpy(dtype=float), runs["duration_s"].to_numpy(dtype=float)


def _agree(size: tuple[np.ndarray, np.ndarray], a: np.ndarray, b: np.ndarray, share: float) -> np.ndarray:
    """Distances within `share` of the larger; durations where a distance is missing."""
    distance, duration = size
    by_distance = np.abs(distance[a] - distance[b]) <= share * np.maximum(distance[a], distance[b])
    by_duration = np.abs(duration[a] - duration[b]) <= share * np.maximum(duration[a], duration[b])
    is_known = ~np.isnan(distance[a]) & ~np.isnan(distance[b])
    return np.where(is_known, by_distance, by_duration)


def _join_same_size(runs: pd.DataFrame, groups: _Groups) -> None:
    """Joins rows left alone so far that differ by whole quarter-hours and one of which only knew wall-clock time."""
    distance, duration = _sizes(runs)
    start = runs["start"].astype("int64").to_numpy() / 1e6
    source = runs["source"].to_numpy()
    alone = np.flatnonzero(groups.sizes() == 1)
    by_day = pd.Series(alone).groupby(runs["day"].to_numpy()[alone])
    for _, places in by_day:
        if len(places) < 2:
            continue
        for i, a in enumerate(places):
            for b in places.iloc[i + 1 :]:
                if source[a] == source[b] or not {source[a], source[b]} & set(LOCAL_SOURCES):
                    continue
                pair = np.array([a]), np.array([b])
                is_size = _agree((distance, duration), *pair, SAME_BY_SIZE)[0]
                is_long = abs(duration[a] - duration[b]) <= SAME_BY_SIZE * max(duration[a], duration[b])
                off = abs(start[a] - start[b]) % QUARTER_HOUR_S
                if is_size and is_long and min(off, QUARTER_HOUR_S - off) <= SAME_START_S:
                    groups.join(a, b)


def _join_without_start(runs: pd.DataFrame, groups: _Groups) -> None:
    """Joins a row that knows its day only, as of a table kept by hand, to a run of that day and size by another
    source; two such rows of one source are two runs."""
    size, source = _sizes(runs), runs["source"].to_numpy()
    is_timed, days = runs["start"].notna().to_numpy(), runs["day"].to_numpy()
    by_day = pd.Series(np.arange(len(runs)))[np.isin(days, days[~is_timed])].groupby(lambda place: days[place])
    for _, places in by_day:
        day = places.to_numpy()
        for a in day[~is_timed[day]]:
            others = day[is_timed[day] & (source[day] != source[a])]
            alike = others[_agree(size, np.full(len(others), a), others, SAME_DISTANCE)]
            taken = {groups.root(b) for b in day if b != a and source[b] == source[a]}
            free = [b for b in alike if groups.root(b) not in taken]
            if free:
                groups.join(a, free[0])


def sets_kept(sets: pd.DataFrame) -> pd.Series:
    """For each row of `sets` the index label of the row kept for it.

    The same set_id is the same set. A watch's session that begins within `SAME_SESSION_S` of one from a lifting
    app is that session, and the app's rows are kept: it knows the names and loads. Garmin's account, whose names may
    be corrected by hand, goes before the watch's own guesses.
    """
    first = pd.Series(sets.index, index=sets.index).groupby(sets["set_id"]).transform("first")
    kept = first.copy()
    for watches in (("garmin_fit",), ("garmin_fit", "garmin_account")):
        _let_apps_tell(sets, watches, kept)
    return kept


def _let_apps_tell(sets: pd.DataFrame, watches: tuple[str, ...], kept: pd.Series) -> None:
    """Puts the sessions of `watches` behind those of other sources that began at the same time."""
    is_watch = sets["source"].isin(watches)
    if not is_watch.any() or is_watch.all():
        return
    sessions = sets.groupby("workout_id").agg(
        start=("start", "min"), is_watch=("source", lambda s: s.iloc[0] in watches)
    )
    app = sessions[~sessions["is_watch"]].dropna().sort_values("start")
    lead = pd.Series(sets.index, index=sets.index).groupby(sets["workout_id"]).first()
    for workout_id, start in sessions.loc[sessions["is_watch"], "start"].dropna().items():
        gaps = (app["start"] - start).abs().dt.total_seconds()
        if len(gaps) and gaps.min() <= SAME_SESSION_S:
            kept[sets["workout_id"] == workout_id] = lead[gaps.idxmin()]


def kept_by_id(rows: pd.DataFrame, id_column: str) -> pd.Series:
    """For each row the index label of the first row with the same id."""
    return pd.Series(rows.index, index=rows.index).groupby(rows[id_column]).transform("first")


class _Groups:
    """Disjoint sets of row places."""

    def __init__(self, n: int) -> None:
        self.parent = np.arange(n)

    def root(self, a: int) -> int:
        while self.parent[a] != a:
            self.parent[a] = self.parent[self.parent[a]]
            a = int(self.parent[a])
        return a

    def join(self, a: int, b: int) -> None:
        a, b = self.root(int(a)), self.root(int(b))
        self.parent[max(a, b)] = min(a, b)

    def join_equal(self, keys: np.ndarray) -> None:
        first = pd.Series(np.arange(len(keys))).groupby(keys).transform("first").to_numpy()
        for a, b in zip(first, range(len(keys)), strict=True):
            if a != b:
                self.join(a, b)

    def roots(self) -> np.ndarray:
        return np.array([self.root(a) for a in range(len(self.parent))], dtype=int)

    def sizes(self) -> np.ndarray:
        roots = self.roots()
        return np.bincount(roots, minlength=len(roots))[roots] if len(roots) else roots

    def best(self, rank: np.ndarray) -> np.ndarray:
        """For each place the place in its group with the lowest rank, the earliest of those."""
        roots = self.roots()
        order = np.lexsort((np.arange(len(roots)), rank))
        best = np.full(len(roots), -1)
        for place in order[::-1]:
            best[roots[place]] = place
        return best[roots]
