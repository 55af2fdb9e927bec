"""Blocks of strength work, found in the training log alone: a block chosen by looking at pain would lie."""

from __future__ import annotations

import pandas as pd

from analytics.blocks.design import WEEK_DAYS
from analytics.blocks.verdict import WEEKS_ASKED_BEFORE

COLUMNS = ["start", "end", "name", "kind", "declared"]
# Fewer glute sets in a week are not a programme (convention: about one session of two exercises).
SETS_A_WEEK = 4.0
# A holiday or a cold, and an eased week after it, are of the block: up to four weeks off do not end it (convention).
WEEKS_OFF = 4
# A block shorter than this cannot be judged in any case (four weeks left out, four compared).
SHORTEST_WEEKS = 4
# A found block is taken where a kept one holds this share of its days (convention).
TAKEN_SHARE = 0.5


def find_blocks(daily: pd.DataFrame) -> pd.DataFrame:
    """Proposed blocks, one row each: `start end name kind declared`, both days inclusive.

    From `glute_sets` of the daily frame (indexed by day): weeks from Monday with at least 4 glute sets, up to four
    weeks off inside a block, at least four weeks long. `kind` is "strength", `declared` 0. No rows without sets.
    """
    sets = daily["glute_sets"].dropna() if "glute_sets" in daily else pd.Series(dtype=float)
    sets = sets[sets > 0]
    if sets.empty:
        return pd.DataFrame(columns=COLUMNS)
    days = pd.DatetimeIndex(sets.index)
    mondays = days - pd.to_timedelta(days.day_of_week.to_numpy(), unit="D")
    weekly = sets.groupby(mondays).sum()
    weeks = pd.DatetimeIndex(weekly.index[weekly >= SETS_A_WEEK])
    stretches = (pd.Series(weeks).diff() > pd.Timedelta(weeks=WEEKS_OFF + 1)).cumsum().to_numpy()
    blocks = [_block(sets, weeks[stretches == i]) for i in dict.fromkeys(stretches)]
    return pd.DataFrame([block for block in blocks if block is not None], columns=COLUMNS)


def log_begins_with_block(daily: pd.DataFrame, blocks: pd.DataFrame) -> pd.Timestamp | None:
    """The first day of a lifting log that begins with a block while pain was on record for 14 weeks before.

    Then a first start of strength work can be asked about only where the reader declares that nothing was lifted
    before. `blocks` as from `find_blocks`. None where the log begins otherwise, or days before it are known.
    """
    if blocks.empty or "pain" not in daily:
        return None
    known, pain = daily["glute_sets"].dropna(), daily["pain"].dropna()
    first, start = known.index[0], blocks["start"].min()
    is_at_once = (start - first).days < WEEK_DAYS
    weeks_before = (first - pain.index[0]).days / WEEK_DAYS if len(pain) else 0.0
    return first if is_at_once and weeks_before >= WEEKS_ASKED_BEFORE else None


def _block(sets: pd.Series, weeks: pd.DatetimeIndex) -> dict[str, object] | None:
    inside = sets.loc[weeks[0] : weeks[-1] + pd.Timedelta(days=WEEK_DAYS - 1)]
    start, end = inside.index[0], inside.index[-1]
    if (end - start).days + 1 < SHORTEST_WEEKS * WEEK_DAYS - WEEK_DAYS + 1:
        return None
    return {"start": start, "end": end, "name": f"Strength from {start:%b %Y}", "kind": "strength", "declared": 0.0}


def untaken(found: pd.DataFrame, taken: pd.DataFrame) -> pd.DataFrame:
    """The found blocks of which no block of `taken` (`start end`) holds half the days or more."""
    if found.empty or taken.empty:
        return found
    day = pd.Timedelta(days=1)
    is_free = []
    for start, end in zip(found["start"], found["end"], strict=True):
        shared = taken["end"].clip(upper=end) - taken["start"].clip(lower=start) + day
        is_free.append(bool((shared / (end - start + day) < TAKEN_SHARE).all()))
    return found[is_free]
