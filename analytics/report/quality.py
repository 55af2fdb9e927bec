"""What the log holds and what it lacks: so that a reader can judge how far to trust the rest."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.ask import Log

READ = ("runs", "sets", "pain")


@dataclass(frozen=True)
class Held:
    """One frame in the period: its rows, their first and last day (None without a row), and how many hold a value
    that statistics leave out."""

    frame: str
    n: int
    first: pd.Timestamp | None
    last: pd.Timestamp | None
    n_flagged: int


@dataclass(frozen=True)
class Quality:
    """`held` a row a frame; days of the period, those with a pain score, the longest stretch without one (days), sets
    whose exercise is not known, and the most frequent reasons for leaving values out, each with its number."""

    held: tuple[Held, ...]
    n_days: int
    n_scored: int
    longest_gap_days: int
    n_unknown_exercise: int
    reasons: tuple[tuple[str, int], ...]


MOST_REASONS = 3


def quality(log: Log, days: pd.DataFrame) -> Quality:
    """How complete `days` (the daily frame cut to the period) are, and what was flagged in their rows."""
    rows = {name: _within(log, name, days) for name in READ}
    is_scored = days["pain"].notna()
    sets = rows["sets"]
    return Quality(
        held=tuple(_held(name, rows[name]) for name in READ),
        n_days=len(days),
        n_scored=int(is_scored.sum()),
        longest_gap_days=_longest_gap(is_scored),
        n_unknown_exercise=int(sets["exercise"].isna().sum()),
        reasons=_reasons(rows),
    )


def _within(log: Log, name: str, days: pd.DataFrame) -> pd.DataFrame:
    rows = log.rows(name)
    return rows[rows["day"] >= days.index[0]]


def _held(name: str, rows: pd.DataFrame) -> Held:
    first, last = (None, None) if rows.empty else (rows["day"].min(), rows["day"].max())
    return Held(name, len(rows), first, last, int(rows["flag"].notna().sum()))


def _longest_gap(is_scored: pd.Series) -> int:
    """The most days on end without a score."""
    gaps = is_scored.cumsum()[~is_scored]
    return int(gaps.value_counts().max()) if len(gaps) else 0


def _reasons(rows: dict[str, pd.DataFrame]) -> tuple[tuple[str, int], ...]:
    flags = pd.concat([frame["flag"].dropna() for frame in rows.values()])
    each = flags.str.split("; ").explode().value_counts()
    return tuple((str(reason), int(n)) for reason, n in each.head(MOST_REASONS).items())
