"""What hills cost: Minetti's cost of running on a gradient, and the flat distance that would have cost the same.

Minetti et al. 2002 J Appl Physiol 93:1039: C(i) = 155.4 i^5 - 30.4 i^4 - 43.3 i^3 + 46.3 i^2 + 19.5 i + 3.6 J/kg/m.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from analytics.statistics.arrays import Array

MINETTI = (155.4, -30.4, -43.3, 46.3, 19.5, 3.6)
FLAT_COST = 3.6
# Gradients at which people were measured on the treadmill; steeper ground is counted as this steep.
STEEPEST = 0.45
# Gradients are read over this distance: over shorter ones a watch's steps of a metre look like hills (convention).
SEGMENT_M = 100.0
# Share of a run's samples that must carry an elevation, and how far from the run's distance the samples may end.
KNOWN_SHARE = 0.9
DISTANCE_AGREES = 0.05
STREAM, TOTALS, NONE = "stream", "totals", "none"


def cost(gradient: Any) -> Array:
    """J per kg and metre of running at `gradient` (rise over run, .1 is 10 %), held at +-.45 beyond it."""
    return np.polyval(MINETTI, np.clip(np.asarray(gradient, float), -STEEPEST, STEEPEST))


def flat_from_stream(samples: pd.DataFrame) -> float:
    """Metres on the flat that would have cost what the run of the frame `streams` cost.

    Gradients over 100 m of distance. NaN where fewer than 90 % of the samples have distance and elevation, or the run
    is shorter than 100 m.
    """
    known = samples[["distance_m", "elevation_m"]].dropna()
    if len(known) < max(2.0, KNOWN_SHARE * len(samples)):
        return float("nan")
    distance = np.maximum.accumulate(known["distance_m"].to_numpy(float))
    first, last = distance[0], distance[-1]
    if last - first < SEGMENT_M:
        return float("nan")
    edges = np.linspace(first, last, round((last - first) / SEGMENT_M) + 1)
    height = np.interp(edges, distance, known["elevation_m"].to_numpy(float))
    length = np.diff(edges)
    return float(cost(np.diff(height) / length) @ length / FLAT_COST + first)


def flat_from_totals(distance_m: Any, ascent_m: Any, descent_m: Any) -> Array:
    """Metres on the flat that would have cost the same, from a run's distance, climb and descent alone.

    As if all of it went up or down at one gradient, each for its share of the metres: the least that those totals can
    cost. Without a descent the run ends where it began. NaN without distance or climb.
    """
    length, up = np.asarray(distance_m, float), np.asarray(ascent_m, float)
    down = np.asarray(descent_m, float)
    down = np.where(np.isnan(down), up, down)
    moved = up + down
    with np.errstate(divide="ignore", invalid="ignore"):
        gradient = moved / length
        share_up = np.where(moved > 0, up / moved, 0.5)
    factor = (share_up * cost(gradient) + (1 - share_up) * cost(-gradient)) / FLAT_COST
    return np.where(length > 0, length * factor, np.nan)


def adjusted(runs: pd.DataFrame, streams: Mapping[str, pd.DataFrame] | None = None) -> pd.DataFrame:
    """Grade-adjusted distance and speed of each row of `runs`, same index: `flat_m speed_m_s basis`.

    `streams`: run_id -> frame `streams`. `basis` is "stream" (from samples), "totals" (from the climb alone) or
    "none" (`flat_m` missing). `speed_m_s` is `flat_m` over `duration_s`. A run whose samples end
    more than 5 % away from its distance goes by its totals.
    """
    by_totals = flat_from_totals(runs["distance_m"], runs["ascent_m"], runs["descent_m"])
    by_stream = np.array([_from_own(run_id, length, streams) for run_id, length in _ids(runs)], dtype=float)
    flat = np.where(np.isnan(by_stream), by_totals, by_stream)
    basis = np.select([~np.isnan(by_stream), ~np.isnan(by_totals)], [STREAM, TOTALS], NONE)
    speed = flat / runs["duration_s"].to_numpy(float)
    return pd.DataFrame({"flat_m": flat, "speed_m_s": speed, "basis": basis}, index=runs.index)


def _ids(runs: pd.DataFrame) -> list[tuple[str, float]]:
    return list(zip(runs["run_id"], runs["distance_m"], strict=True))


def _from_own(run_id: str, length: float, streams: Mapping[str, pd.DataFrame] | None) -> float:
    samples = None if streams is None else streams.get(run_id)
    if samples is None or samples.empty:
        return float("nan")
    end = samples["distance_m"].max()
    if not abs(end - length) <= DISTANCE_AGREES * length:
        return float("nan")
    return flat_from_stream(samples)
