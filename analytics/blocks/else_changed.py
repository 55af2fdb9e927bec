"""What else changed with a block: usual weeks before it and in it, for whatever the log holds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.blocks.changes import spoken
from data import daily_schema
from data.daily_schema import FACTOR
from data.units import Units

# Columns of the daily frame, under a short name, and by what a day's mean becomes a week's.
WATCHED = {
    "glute_sets": ("Glute sets", 7),
    "distance_m": ("Distance", 7),
    "longest_run_7d_m": ("Longest run", 1),
    "hard_s": ("Hard minutes", 7),
    "ascent_m": ("Climb", 7),
}
MOST_FACTORS = 2
LEAST_DAYS = 14


@dataclass(frozen=True)
class Change:
    """`before` and `during` in the reader's units (`unit` may be ''), `share` the change of the one before;
    infinite where it was 0. `is_lifting` for sets."""

    name: str
    before: float
    during: float
    unit: str
    share: float
    is_lifting: bool

    @property
    def said(self) -> str:
        """'36 → 33 mi', '0 → 17.3'."""
        return f"{spoken(self.before)} → {spoken(self.during)} {self.unit}".rstrip()


def else_changed(
    daily: pd.DataFrame, first: pd.Timestamp, start: pd.Timestamp, last: pd.Timestamp, units: Units
) -> list[Change]:
    """A row a column known on 14 days of both phases: `first` to the day before `start`, and `start` to `last`."""
    factors = [c for c in daily if c.startswith(FACTOR)][:MOST_FACTORS]
    named = WATCHED | {c: (_capitalised(daily_schema.label(c)), 1) for c in factors}
    day = pd.Timedelta(days=1)
    found = []
    for column, (name, days) in named.items():
        if column not in daily:
            continue
        phases = [daily[column].loc[first : start - day].dropna(), daily[column].loc[start:last].dropna()]
        if min(len(phase) for phase in phases) < LEAST_DAYS:
            continue
        scale, unit = _unit(column, units)
        before, during = (float(phase.mean()) * days / scale for phase in phases)
        if before == during == 0:
            continue
        share = (during - before) / before if before else float(np.inf)
        found.append(Change(name, before, during, unit, share, daily_schema.column(column).kind == "sets"))
    return found


def _unit(column: str, units: Units) -> tuple[float, str]:
    kind = daily_schema.column(column).kind
    return {"distance": (units.m_per_distance, units.distance), "climb": (units.m_per_climb, units.climb),
            "time": (60.0, "min")}.get(kind, (1.0, ""))  # fmt: skip


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]
