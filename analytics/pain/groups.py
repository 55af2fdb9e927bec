"""Runs in groups, for the mornings after them: by kind, distance, climb and hours since leg work.

Runs are cut at round numbers of the reader's units, so the edges, kept here in SI, differ between unit systems.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from analytics import facts
from data.units import METRIC, Units

GROUPINGS = ("kind", "distance", "climb", "legs")
# Upper edges of each group in the reader's units, the last group open (conventions).
DISTANCE_EDGES: dict[str, tuple[float, ...]] = {"km": (8, 13, 20, 30), "mi": (5, 8, 12, 18)}
CLIMB_EDGES: dict[str, tuple[float, ...]] = {"m": (5, 10, 20), "ft": (25, 50, 100)}
HOUR_EDGES = (24, 48, facts.LEGS_TIRED_HOURS)


@dataclass(frozen=True)
class Cuts:
    """Where runs are cut: `edges` in SI (m, m per m, h), the same as `shown` in the reader's `unit`."""

    edges: tuple[float, ...]
    shown: tuple[float, ...]
    unit: str

    def names(self, between: str = "–") -> list[str]:
        """'up to 8 km', '8–13 km', ..., 'over 30 km'."""
        inner = [f"{low:g}{between}{high:g} {self.unit}" for low, high in pairwise(self.shown)]
        return [f"up to {self.shown[0]:g} {self.unit}", *inner, f"over {self.shown[-1]:g} {self.unit}"]

    def group(self, values: pd.Series, names: list[str]) -> pd.Series:
        """The name of the group of each of `values` (SI), in order; an upper edge belongs to its group."""
        return pd.cut(values, [-np.inf, *self.edges, np.inf], labels=names)


def cuts(by: str, units: Units = METRIC) -> Cuts:
    """Where "distance", "climb" (per km or mile) or "legs" (hours since leg work) is cut."""
    if by == "distance":
        edges = DISTANCE_EDGES[units.distance]
        return Cuts(tuple(edge * units.m_per_distance for edge in edges), edges, units.distance)
    if by == "climb":
        edges = CLIMB_EDGES[units.climb]
        slope = tuple(edge * units.m_per_climb / units.m_per_distance for edge in edges)
        return Cuts(slope, edges, f"{units.climb}/{units.distance}")
    return Cuts(HOUR_EDGES, HOUR_EDGES, "h")


def values(rows: pd.DataFrame, by: str) -> pd.Series:
    """What `cuts` cuts, in SI, from rows of `analytics.pain.mornings.after_runs`."""
    if by == "distance":
        return rows["distance_m"]
    return rows["ascent_m"] / rows["distance_m"] if by == "climb" else rows["hours_since_legs"]


def known_mornings(rows: pd.DataFrame) -> pd.DataFrame:
    """Of `after_runs` the longest run of each day where the morning after can be compared with the usual one."""
    return rows[rows["is_longest"].astype(bool) & rows["delta"].notna()]


def grouped(rows: pd.DataFrame, by: str, *, back_within: float, units: Units = METRIC) -> pd.DataFrame:
    """The mornings of `after_runs` by "kind", "distance", "climb" or "legs".

    `group n median_delta highest_delta n_higher`, groups in order and in the reader's units. Runs with a known
    `delta` only, the longest of each day; `n_higher` counts mornings more than `back_within` above it.
    """
    known = known_mornings(rows)
    group = known["kind"].fillna("unknown") if by == "kind" else _cut(known, by, units)
    groups = known.assign(is_higher=known["delta"] > back_within, group=group).groupby("group", observed=True)
    made = groups.agg(
        n=("delta", "size"),
        median_delta=("delta", "median"),
        highest_delta=("delta", "max"),
        n_higher=("is_higher", "sum"),
    ).reset_index()
    return made.assign(group=made["group"].astype("str"))


def _cut(rows: pd.DataFrame, by: str, units: Units) -> pd.Series:
    at = cuts(by, units)
    return at.group(values(rows, by), at.names())
