"""Small frames and batches that tests make themselves."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.statistics import simulated
from data.batch import Batch
from data.identity import identity
from data.importers.gathering import gather
from data.importers.source import Parsed


def run(
    start: str, distance_m: float = 10_000.0, duration_s: float = 3_000.0, source: str = "garmin_fit", **more: object
) -> dict:
    """One row of frame `runs`; its day is the UTC day."""
    run_id = identity(source, start, duration_s, distance_m)
    day = pd.Timestamp(start).strftime("%Y-%m-%d")
    row = {"run_id": run_id, "source": source, "start": start, "day": day, "kind": "road"}
    return {**row, "distance_m": distance_m, "duration_s": duration_s, **more}


def lifted(
    start: str, exercise_raw: str = "Hip Thrust (Barbell)", n: int = 3, source: str = "hevy", **more: object
) -> list[dict]:
    """`n` rows of frame `sets`, 10 reps of 60 kg each."""
    day = pd.Timestamp(start).strftime("%Y-%m-%d")
    workout = identity(source, start)
    return [
        {
            "set_id": identity(source, start, exercise_raw, i),
            "source": source,
            "workout_id": workout,
            "start": start,
            "day": day,
            "exercise_raw": exercise_raw,
            "set_no": i + 1,
            "kind": "work",
            "reps": 10,
            "load_kg": 60.0,
            **more,
        }
        for i in range(n)
    ]


def hurt(day: str, score: float, moment: str = "day", source: str = "pain_csv", **more: object) -> dict:
    """One row of frame `pain`."""
    pain_id = identity(source, day, moment, more.get("site"))
    return {"pain_id": pain_id, "source": source, "day": day, "moment": moment, "score": score, **more}


def file(name: str = "a.fit", content: str | None = None, **rows: list[dict]) -> Parsed:
    """One parsed file; files of the same `content` have the same bytes."""
    return Parsed(rows=rows, name=name, sha256=identity("bytes", content or name), importer="Test")


def batch(*files: Parsed) -> Batch:
    """The files as one batch."""
    return gather(files)


def autoregressive(n: int, phi: float, seed: int) -> np.ndarray:
    """A stationary AR(1) series of unit variance."""
    return simulated.autoregressive(phi, n, np.random.default_rng(seed))
