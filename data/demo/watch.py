"""What the watch records on a run: a sample every few seconds, and the whole as a FIT file."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from data.demo import fit_file
from data.demo.plan import ZONE, Array

# A watch that saves memory writes a sample every one to five seconds.
STEPS_S = (1, 2, 3, 4, 5)
STEP_SHARES = (0.25, 0.2, 0.2, 0.2, 0.15)
# Where the loop starts, and metres in a degree of latitude.
LATITUDE, LONGITUDE, M_PER_DEGREE = 41.85, -73.62, 111_320.0
ALTITUDE_M = 95.0


def fit(run: dict[str, Any], begun: datetime, rng: np.random.Generator) -> bytes:
    """The run as a FIT file; `begun` is its first second on the local wall clock."""
    start = fit_file.seconds(begun.replace(tzinfo=ZoneInfo(ZONE)))
    ahead_s = fit_file.seconds(begun.replace(tzinfo=UTC)) - start
    records = _records(run, rng)
    end = start + round(float(records["timestamp"][-1]))
    identity = {"type": 4, "manufacturer": 1, "product": 3113, "serial_number": 3_300_000_001, "time_created": start}
    return fit_file.encode(
        [
            (fit_file.FILE_ID, identity),
            (fit_file.RECORD, records | {"timestamp": start + records["timestamp"]}),
            (fit_file.SESSION, _session(run, start, end) | {"max_heart_rate": records["heart_rate"].max()}),
            (fit_file.ACTIVITY, _activity(run, end) | {"local_timestamp": end + ahead_s}),
        ]
    )


def _session(run: dict[str, Any], start: int, end: int) -> dict[str, float]:
    return {
        "timestamp": end,
        "start_time": start,
        "total_elapsed_time": run["duration_s"],
        "total_timer_time": run["duration_s"],
        "total_distance": run["distance_m"],
        "event": fit_file.SESSION_EVENT,
        "event_type": fit_file.STOP,
        "sport": fit_file.RUNNING,
        "sub_sport": 0,
        "avg_heart_rate": run["hr_mean_bpm"],
        "avg_cadence": run["cadence_spm"] // 2,
        "avg_fractional_cadence": (run["cadence_spm"] % 2) / 2,
        "total_ascent": run["ascent_m"],
        "total_descent": run["descent_m"],
        "avg_temperature": run["temperature_c"],
    }


def _activity(run: dict[str, Any], end: int) -> dict[str, float]:
    return {
        "timestamp": end,
        "total_timer_time": run["duration_s"],
        "num_sessions": 1,
        "type": 0,
        "event": fit_file.ACTIVITY_EVENT,
        "event_type": fit_file.STOP,
    }


def _records(run: dict[str, Any], rng: np.random.Generator) -> dict[str, Array]:
    """Columns of the samples, `timestamp` in seconds since the start; the totals are the run's own."""
    t = _times(float(run["duration_s"]), rng)
    share = t / t[-1]
    hills = np.sin(2 * np.pi * 3 * share) + 0.4 * np.sin(2 * np.pi * 11 * share + 1)
    altitude = ALTITUDE_M + hills * run["ascent_m"] / (np.clip(np.diff(hills), 0, None).sum() + 1e-9)
    speed = _scaled_to(run["distance_m"], t, 1 + _smooth(t.size, 0.05, rng) - 0.012 * np.gradient(hills) * 100)
    distance = np.concatenate([[0.0], np.cumsum(speed[1:] * np.diff(t))])
    warming = 18 * np.exp(-t / 240)
    heart_rate = run["hr_mean_bpm"] + 5 * (share - 0.5) + 25 * _smooth(t.size, 0.05, rng) - warming
    turn = 2 * np.pi * share
    radius = run["distance_m"] / (2 * np.pi) / M_PER_DEGREE
    return {
        "timestamp": t,
        "position_lat": LATITUDE + radius * np.sin(turn),
        "position_long": LONGITUDE + radius * (1 - np.cos(turn)) / np.cos(np.radians(LATITUDE)),
        "distance": distance,
        "enhanced_speed": speed,
        "enhanced_altitude": altitude,
        "heart_rate": np.round(heart_rate - np.mean(heart_rate) + run["hr_mean_bpm"]),
        "cadence": np.round(run["cadence_spm"] / 2 + rng.normal(0, 0.7, t.size)),
        "temperature": np.full(t.size, run["temperature_c"]),
    }


def _times(duration_s: float, rng: np.random.Generator) -> Array:
    steps = rng.choice(STEPS_S, size=int(duration_s), p=STEP_SHARES)
    t = np.concatenate([[0], np.cumsum(steps)])
    return np.append(t[t < duration_s - 1], np.floor(duration_s)).astype(float)


def _scaled_to(distance_m: float, t: Array, shape: Array) -> Array:
    """Speeds of the given shape that add up to the distance."""
    positive = np.clip(shape, 0.3, None)
    return positive * distance_m / np.sum(positive[1:] * np.diff(t))


def _smooth(n: int, size: float, rng: np.random.Generator) -> Array:
    knots = np.arange(0, n + 40, 40)
    return np.interp(np.arange(n), knots, rng.normal(0, size, knots.size))
