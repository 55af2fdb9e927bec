"""The strength sessions of Garmin's account export: sums by exercise, with the names as corrected in Garmin Connect.

    "summarizedExerciseSets": [{"category": "HIP_RAISE", "subCategory": "BARBELL_HIP_THRUST_WITH_BENCH", "sets": 3,
                                "reps": 24, "volume": 2400000, "maxWeight": 110000, "duration": 180000}]

`volume` is grams times repetitions, `maxWeight` grams, `duration` milliseconds. A session's sets are made alike: the
mean load, the repetitions shared out. The sums are right; which set was the heaviest is not known.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from data.identity import identity

G_PER_KG, MS_PER_S = 1000.0, 1000.0
MAX_SETS = 200
_NAMELESS = ("", "UNKNOWN", "NONE", "NULL")


def rows(
    activity: Mapping[str, Any], source: str, known_id: object, start: datetime, day: datetime
) -> Iterator[dict[str, Any]]:
    """The sets of one session; none where it has no sums."""
    listed = activity.get("summarizedExerciseSets")
    workout_id = identity(source, known_id, "strength")
    for place, summed in enumerate(listed if isinstance(listed, list) else []):
        if not isinstance(summed, dict):
            continue
        raw = exercise(summed)
        n_sets = min(int(_positive(summed, "sets", 0.0)), MAX_SETS)
        reps = _shared_out(_positive(summed, "reps"), n_sets)
        for number in range(n_sets):
            yield {
                "set_id": identity(source, known_id, place, raw, number),
                "source": source,
                "workout_id": workout_id,
                "start": start,
                "day": day,
                "exercise_raw": raw,
                "set_no": number + 1,
                "kind": "work",
                "reps": reps[number],
                "load_kg": _load_kg(summed),
                "duration_s": _positive(summed, "duration") / MS_PER_S / n_sets,
                "note": _note(summed),
            }


def n_without_sets(activity: Mapping[str, Any]) -> int:
    """How many exercises of the session give no set: `rows` leaves them out."""
    listed = activity.get("summarizedExerciseSets")
    each = listed if isinstance(listed, list) else [listed]
    return sum(not isinstance(one, dict) or int(_positive(one, "sets", 0.0)) < 1 for one in each)


def exercise(summed: Mapping[str, Any]) -> str:
    """`hip_raise/barbell_hip_thrust_with_bench`, as FIT files name it; `unknown` without a category."""
    parts = [str(summed.get(name) or "").strip() for name in ("category", "subCategory")]
    named = [part.lower() for part in parts if part.upper() not in _NAMELESS]
    return "/".join(named) if named and parts[0].upper() not in _NAMELESS else "unknown"


def _positive(summed: Mapping[str, Any], name: str, otherwise: float = math.nan) -> float:
    value = summed.get(name)
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        return otherwise
    return float(value) if value > 0 else otherwise


def _shared_out(total: float, n_sets: int) -> list[float]:
    """The repetitions of each set: whole numbers that differ by one at most and add up to the total."""
    if math.isnan(total):
        return [math.nan] * n_sets
    return [float(int(total) // n_sets + (i < int(total) % n_sets)) for i in range(n_sets)]


def _load_kg(summed: Mapping[str, Any]) -> float:
    """The mean load of a repetition, else the heaviest; NaN for bodyweight."""
    mean = _positive(summed, "volume") / _positive(summed, "reps") / G_PER_KG
    return mean if mean > 0 else _positive(summed, "maxWeight") / G_PER_KG


def _note(summed: Mapping[str, Any]) -> str | None:
    heaviest = _positive(summed, "maxWeight") / G_PER_KG
    return f"sums of the session; heaviest {heaviest:g} kg" if heaviest > 0 else None
