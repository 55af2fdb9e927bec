"""The samples of a run: time in motion, speed, splits, drift of heart rate, time in heart-rate zones."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from analytics.result import NotEnough
from analytics.running import grade
from analytics.statistics.arrays import Array

# A step of more seconds than this, slower than this, is a pause: watches that record on change still move on.
PAUSE_S, PAUSE_M_S = 15.0, 0.5
# Speed is read over this many seconds: second by second a watch's position jumps (convention).
SMOOTH_S = 30.0
# A last split shorter than this is the watch being stopped (convention).
SHORTEST_SPLIT_M = 10.0
# A run must last this long for its halves to be compared, with this share of samples with a heart rate (convention).
DRIFT_MIN_S, DRIFT_KNOWN = 1200.0, 0.8
# Heart-rate zones as shares of the runner's highest: the usual five (convention).
ZONE_SHARES = (0.6, 0.7, 0.8, 0.9)


def timed(samples: pd.DataFrame) -> pd.DataFrame:
    """The samples with a distance, with `moving_s` (seconds since the first, pauses left out), `distance_m` never
    falling, and `speed_m_s` over 30 seconds of motion. Fewer than two samples give no rows."""
    known = samples.dropna(subset=["t_s", "distance_m"]).drop_duplicates("t_s").sort_values("t_s")
    if len(known) < 2:
        return known.iloc[:0].assign(moving_s=pd.Series(dtype=float))
    t, way = known["t_s"].to_numpy(float), np.maximum.accumulate(known["distance_m"].to_numpy(float))
    step, moved = np.diff(t), np.diff(way)
    is_pause = (step > PAUSE_S) & (moved < PAUSE_M_S * step)
    moving = np.concatenate([[0.0], np.cumsum(np.where(is_pause, 0.0, step))])
    made = known.assign(distance_m=way, moving_s=moving, speed_m_s=_speed(moving, way))
    return made.reset_index(drop=True)


def _speed(moving: Array, way: Array) -> Array:
    half = SMOOTH_S / 2
    late, early = np.minimum(moving + half, moving[-1]), np.maximum(moving - half, moving[0])
    gone = np.interp(late, moving, way) - np.interp(early, moving, way)
    return np.where(late > early, gone / np.where(late > early, late - early, 1.0), np.nan)


def flat_speed(rows: pd.DataFrame) -> pd.Series:
    """Grade-adjusted speed of each row of `timed`, m/s: what the same effort gives on the flat (gradient over 100 m,
    Minetti 2002). NaN without elevation."""
    height = rows["elevation_m"]
    if height.notna().sum() < max(2, grade.KNOWN_SHARE * len(rows)):
        return pd.Series(np.nan, index=rows.index)
    way = rows["distance_m"].to_numpy(float)
    known = height.notna().to_numpy()
    at, up = way[known], height.to_numpy(float)[known]
    ahead = np.minimum(way + grade.SEGMENT_M / 2, way[-1])
    behind = np.maximum(way - grade.SEGMENT_M / 2, way[0])
    length = np.maximum(ahead - behind, 1.0)
    gradient = (np.interp(ahead, at, up) - np.interp(behind, at, up)) / length
    return rows["speed_m_s"] * grade.cost(gradient) / grade.FLAT_COST


def splits(rows: pd.DataFrame, per_m: float) -> pd.DataFrame:
    """One row per `per_m` metres of `timed`, the last one shorter; SI.

    `split` from 1, `distance_m duration_s speed_m_s flat_speed_m_s hr_bpm ascent_m`. Durations sum to the time in
    motion, distances to the distance. Heart rate is its mean over time, climb over steps of about 100 m; both and the
    grade-adjusted speed are NaN where not recorded. No samples give no rows.
    """
    names = ["split", "distance_m", "duration_s", "speed_m_s", "flat_speed_m_s", "hr_bpm", "ascent_m"]
    if rows.empty:
        return pd.DataFrame(columns=names, dtype=float)
    way, t = rows["distance_m"].to_numpy(float), rows["moving_s"].to_numpy(float)
    edges = np.append(np.arange(way[0], way[-1], per_m), way[-1])
    if len(edges) > 2 and edges[-1] - edges[-2] < SHORTEST_SPLIT_M:
        edges = np.delete(edges, -2)
    at = np.interp(edges, way, t)
    at[0], at[-1] = t[0], t[-1]
    made = pd.DataFrame({"split": np.arange(1, len(edges)), "distance_m": np.diff(edges), "duration_s": np.diff(at)})
    made["speed_m_s"] = made["distance_m"] / made["duration_s"]
    hills = [_hills(rows, low, high) for low, high in pairwise(edges)]
    made["flat_speed_m_s"] = [flat for flat, _ in hills] / made["duration_s"]
    made["hr_bpm"] = _mean_over(rows, "hr_bpm", at)
    made["ascent_m"] = [climb for _, climb in hills]
    return made[names]


def _hills(rows: pd.DataFrame, low: float, high: float) -> tuple[float, float]:
    """Flat metres that would have cost the same, and metres climbed, from `low` to `high` metres."""
    known = rows[["distance_m", "elevation_m"]].dropna()
    if len(known) < max(2.0, grade.KNOWN_SHARE * len(rows)) or high <= low:
        return float("nan"), float("nan")
    edges = np.linspace(low, high, max(round((high - low) / grade.SEGMENT_M), 1) + 1)
    rise = np.diff(np.interp(edges, known["distance_m"], known["elevation_m"]))
    length = np.diff(edges)
    return float(grade.cost(rise / length) @ length / grade.FLAT_COST), float(rise.clip(min=0).sum())


def _mean_over(rows: pd.DataFrame, column: str, at: Array) -> Array:
    """Mean of `column` between the times `at`, each sample for half the time to its neighbours."""
    t, values = rows["moving_s"].to_numpy(float), rows[column].to_numpy(float)
    weight = np.where(np.isnan(values), 0.0, np.gradient(t))
    place = (np.searchsorted(at, t, side="right") - 1).clip(0, len(at) - 2)
    total = np.bincount(place, weight * np.nan_to_num(values), len(at) - 1)
    share = np.bincount(place, weight, len(at) - 1)
    return np.where(share > 0, total / np.where(share > 0, share, 1.0), np.nan)


@dataclass(frozen=True)
class Drift:
    """Heart rate against speed in the first and second half of the time in motion.

    `first_bpm`, `second_bpm` heart rates; `first_m_s`, `second_m_s` speeds, grade-adjusted where `is_flat`; `share`
    how much less speed a heartbeat gave in the second half (.03 is 3 %; Friel's decoupling).
    """

    first_bpm: float
    second_bpm: float
    first_m_s: float
    second_m_s: float
    is_flat: bool

    @property
    def share(self) -> float:
        """1 - (second speed per beat) / (first speed per beat)."""
        return 1 - (self.second_m_s / self.second_bpm) / (self.first_m_s / self.first_bpm)


def drift(rows: pd.DataFrame) -> Drift | NotEnough:
    """The two halves of a run, from `timed`; NotEnough below 20 minutes or 80 % of samples with a heart rate."""
    length = float(rows["moving_s"].iloc[-1]) if len(rows) else 0.0
    has_heart = len(rows) > 0 and rows["hr_bpm"].notna().mean() >= DRIFT_KNOWN
    if length < DRIFT_MIN_S or not has_heart:
        have = f"{length / 60:.0f} minutes of samples" + ("" if has_heart else " without a steady heart rate")
        return NotEnough(have, "20 minutes with a heart rate", "")
    flat = flat_speed(rows)
    is_flat = bool(flat.notna().all())
    at = np.array([0.0, length / 2, length])
    speed = _mean_over(rows.assign(used=flat if is_flat else rows["speed_m_s"]), "used", at)
    bpm = _mean_over(rows, "hr_bpm", at)
    return Drift(float(bpm[0]), float(bpm[1]), float(speed[0]), float(speed[1]), is_flat)


def zones(rows: pd.DataFrame, highest_bpm: float) -> pd.DataFrame:
    """Seconds in each of five zones: `zone low_bpm high_bpm seconds`, from 1 up; `low_bpm` of the first is 0 and
    `high_bpm` of the last NaN. A heart rate on a border belongs to the zone above it. No rows without `highest_bpm`
    or heart rate."""
    if np.isnan(highest_bpm) or rows.empty or rows["hr_bpm"].isna().all():
        return pd.DataFrame(columns=["zone", "low_bpm", "high_bpm", "seconds"], dtype=float)
    borders = np.ceil(np.array(ZONE_SHARES) * highest_bpm)
    known = rows["hr_bpm"].notna().to_numpy()
    weight = np.gradient(rows["moving_s"].to_numpy(float))[known]
    place = np.searchsorted(borders, rows["hr_bpm"].to_numpy(float)[known], side="right")
    return pd.DataFrame(
        {
            "zone": np.arange(1, len(borders) + 2),
            "low_bpm": [0.0, *borders],
            "high_bpm": [*(borders - 1), np.nan],
            "seconds": np.bincount(place, weight, len(borders) + 1),
        }
    )
