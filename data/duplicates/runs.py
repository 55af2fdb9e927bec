"""The same run by several sources: recordings of one person that overlap in time are one run.

Whole groups are decided at once, so that neither the order of import nor who was joined first matters.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.duplicates.groups import Groups
from data.duplicates.sources import LOCAL_SOURCES, rank

# Two runs back to back touch by the seconds that lists round away: this share of the shorter must overlap
# (lbsdrop's convention), and a minute, or half of what is shorter than two.
OVERLAP_SHARE, OVERLAP_S = 0.1, 60.0
# Two clocks that started for the same run (real pairs differ by seconds; lbsdrop's convention).
SAME_START_S = 120.0
# Distance of the same run by two sources: smoothing and rounding stay within this (convention).
SAME_DISTANCE = 0.03
# Where the zone was guessed the start cannot decide, so duration and distance must agree more closely.
SAME_BY_SIZE = 0.02
# Clocks of two zones differ by whole quarter-hours, and by less than a day.
QUARTER_HOUR_S, LONGEST_SHIFT_S = 900.0, 72_000.0
# Start and length alike to the second tell of one recording though its distance was edited or its day is another's.
EXACT_START_S, EXACT_LENGTH_S, EDITED_DISTANCE = 10.0, 5.0, 0.25
# The kept row covers at least this share of the longest recording of its group: a part is not the run.
WHOLE = 0.8
LONGEST_S = 360_000.0


def runs_kept(runs: pd.DataFrame) -> pd.Series:
    """For each row of `runs` the index label of the row that is kept for it (itself where it is the kept one).

    `runs` needs run_id, source, start, day, duration_s, distance_m. Of a group the row of the best source is kept
    among those that cover (nearly) the whole; the longer, then the earlier start, then the lesser id between equals.
    """
    sizes = _Sizes(runs)
    groups = Groups(len(runs))
    groups.join_equal(runs["run_id"].to_numpy())
    _join_overlapping(sizes, groups)
    _join_shifted(sizes, groups)
    _join_without_start(sizes, groups)
    return pd.Series(runs.index.to_numpy()[_best(sizes, groups)], index=runs.index)


class _Sizes:
    """What decides, as arrays: seconds since 1970 (NaN without a clock), seconds, metres."""

    def __init__(self, runs: pd.DataFrame) -> None:
        is_timed = runs["start"].notna().to_numpy()
        seconds = runs["start"].astype("int64").to_numpy() / 1e6
        self.start = np.where(is_timed, seconds, np.nan)
        length = runs["duration_s"].to_numpy(dtype=float)
        self.length = np.where((length > 0) & (length <= LONGEST_S), length, np.nan)
        distance = runs["distance_m"].to_numpy(dtype=float)
        self.distance = np.where(distance > 0, distance, np.nan)
        self.source = runs["source"].to_numpy()
        self.rank = rank(runs["source"])
        self.day = runs["day"].to_numpy()
        self.id = runs["run_id"].to_numpy()

    def is_near(self, a: int, b: int, share: float) -> bool:
        """Distances within `share` of the larger; durations where a distance is missing."""
        pairs = (self.distance[a], self.distance[b]), (self.length[a], self.length[b])
        known = next((pair for pair in pairs if not np.isnan(pair).any()), None)
        return known is not None and abs(known[0] - known[1]) <= share * max(known)


def _join_overlapping(sizes: _Sizes, groups: Groups) -> None:
    order = np.argsort(sizes.start, kind="stable")
    order = order[~np.isnan(sizes.start[order])]
    start = sizes.start[order]
    end = start + np.maximum(np.nan_to_num(sizes.length[order]), SAME_START_S)
    until = np.searchsorted(start, end, side="right")
    for i in np.flatnonzero(until > np.arange(len(order)) + 1):
        for j in range(i + 1, until[i]):
            if _is_same(sizes, int(order[i]), int(order[j])):
                groups.join(int(order[i]), int(order[j]))


def _is_same(sizes: _Sizes, a: int, b: int) -> bool:
    """Whether two recordings, `a` the first to start, overlap enough to be of one run."""
    gap = sizes.start[b] - sizes.start[a]
    if gap <= SAME_START_S and sizes.is_near(a, b, SAME_DISTANCE):
        return True
    shorter = min(sizes.length[a], sizes.length[b])
    if np.isnan(shorter):
        return False
    overlap = min(sizes.length[a] - gap, sizes.length[b])
    return bool(overlap >= max(OVERLAP_SHARE * shorter, min(OVERLAP_S, shorter / 2)))


def _join_shifted(sizes: _Sizes, groups: Groups) -> None:
    """Joins groups of which one only knew wall-clock time and which a whole number of quarter-hours parts.

    A source that is in both tells of two runs. The closest clocks are joined first, each group of a source once.
    """
    order = np.argsort(sizes.start, kind="stable")
    order = order[~np.isnan(sizes.start[order])]
    start = sizes.start[order]
    local = [a for a in order if all(sizes.source[m] in LOCAL_SOURCES for m in groups.of(a))]
    pairs = []
    for a in local:
        first, last = np.searchsorted(start, (sizes.start[a] - LONGEST_SHIFT_S, sizes.start[a] + LONGEST_SHIFT_S))
        for b in order[first:last]:
            if groups.root(a) != groups.root(b) and (how_near := _shift(sizes, int(a), int(b))) is not None:
                ids = sorted((str(sizes.id[a]), str(sizes.id[b])))
                pairs.append(((*how_near, *ids), int(a), int(b)))
    for _, a, b in sorted(pairs):
        if not _sources(sizes, groups, a) & _sources(sizes, groups, b):
            groups.join(a, b)


def _sources(sizes: _Sizes, groups: Groups, a: int) -> set[str]:
    return {sizes.source[member] for member in groups.of(a)}


def _shift(sizes: _Sizes, a: int, b: int) -> tuple[float, float] | None:
    """(seconds off whole quarter-hours, seconds apart) where the two may be one run by two clocks; else None."""
    if sizes.source[a] == sizes.source[b] or np.isnan(sizes.length[a]) or np.isnan(sizes.length[b]):
        return None
    apart = abs(sizes.start[a] - sizes.start[b])
    off = min(apart % QUARTER_HOUR_S, QUARTER_HOUR_S - apart % QUARTER_HOUR_S)
    longer = abs(sizes.length[a] - sizes.length[b])
    is_alike = off <= SAME_START_S and longer <= SAME_BY_SIZE * max(sizes.length[a], sizes.length[b])
    is_exact = off <= EXACT_START_S and longer <= EXACT_LENGTH_S
    is_day = sizes.day[a] == sizes.day[b]
    is_size = sizes.is_near(a, b, SAME_BY_SIZE)
    is_edited = is_exact and is_day and sizes.is_near(a, b, EDITED_DISTANCE)
    return (off, apart) if (is_size and (is_exact or (is_alike and is_day))) or is_edited else None


def _join_without_start(sizes: _Sizes, groups: Groups) -> None:
    """Joins a row that knows its day only, as of a table kept by hand, to a run of that day and size by another
    source; two such rows of one source are two runs."""
    is_timed = ~np.isnan(sizes.start)
    pairs: list[tuple[tuple[float, float, str, str], int, int]] = []
    by_day = pd.Series(np.arange(len(is_timed))).groupby(sizes.day).groups if not is_timed.all() else {}
    for a in np.flatnonzero(~is_timed).tolist():
        for b in by_day[sizes.day[a]]:
            if is_timed[b] and sizes.source[a] != sizes.source[b] and sizes.is_near(a, b, SAME_DISTANCE):
                apart = abs(np.nan_to_num(sizes.distance[a] - sizes.distance[b]))
                pairs.append(((apart, float(sizes.start[b]), str(sizes.id[a]), str(sizes.id[b])), a, int(b)))
    for _, a, b in sorted(pairs):
        is_alone = all(np.isnan(sizes.start[member]) for member in groups.of(a))
        if is_alone and sizes.source[a] not in _sources(sizes, groups, b):
            groups.join(a, b)


def _best(sizes: _Sizes, groups: Groups) -> np.ndarray:
    """For each place the place of its group that is kept."""
    roots = groups.roots()
    if not len(roots):
        return roots
    length = np.nan_to_num(sizes.length)
    longest = np.zeros(len(roots))
    np.maximum.at(longest, roots, length)
    is_part = length < WHOLE * longest[roots]
    start = np.where(np.isnan(sizes.start), np.inf, sizes.start)
    order = np.lexsort((np.arange(len(roots)), sizes.id.astype(str), start, -length, sizes.rank, is_part))
    best = np.zeros(len(roots), dtype=int)
    best[roots[order[::-1]]] = order[::-1]
    return np.asarray(best[roots])
