"""Years of a runner who lifts, made up: 346 runs, 3,600 sets and 380 scores a year, three blocks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np

from data.identity import identity
from data.importers.gathering import gather
from data.importers.source import Parsed
from data.store import Store

DAYS = 365
RUNS, SESSIONS = 346 / DAYS, 150 / DAYS
LIFTS = ("Hip Thrust (Barbell)", "Squat (Barbell)", "Deadlift (Barbell)", "Bench Press (Barbell)")
SETS_OF_A_LIFT = 6
Rng = np.random.Generator


def fill(store: Store, today: date, n_years: int, seed: int = 1) -> None:
    """Adds the years that end `today` as one import, and three blocks."""
    rng = np.random.default_rng(seed)
    days = [today - timedelta(days=n) for n in reversed(range(n_years * DAYS))]
    rows = {"runs": _runs(days, rng), "sets": _sets(days, rng), "pain": _pain(days, rng)}
    files = [
        Parsed(rows={name: of}, name=f"{name}.csv", sha256=identity("made up", name), importer="Made up")
        for name, of in rows.items()
    ]
    store.add(gather(files))
    for n in (1, 2, 3):
        start = len(days) * n // 4
        store.save_block(f"Block {n}", days[start], days[start + len(days) // 12])


def _runs(days: list[date], rng: Rng) -> list[dict[str, Any]]:
    found = []
    for n, day in enumerate(days):
        if rng.random() < RUNS:
            distance = 1000 * (6 + 6 * rng.random() + 3 * np.sin(n / 40))
            duration = round(distance * (0.33 + 0.03 * rng.random()))
            start = f"{day}T06:{int(rng.integers(60)):02d}:00Z"
            hr = {"hr_mean_bpm": float(rng.integers(128, 165)), "ascent_m": float(rng.integers(10, 200))}
            row = {"run_id": identity("run", start), "source": "garmin_csv", "start": start, "day": str(day)}
            found.append({**row, "distance_m": distance, "duration_s": duration, "kind": "road", **hr})
    return found


def _sets(days: list[date], rng: Rng) -> list[dict[str, Any]]:
    found = []
    for n, day in enumerate(days):
        if rng.random() >= SESSIONS:
            continue
        start = f"{day}T17:00:00Z"
        session = {"source": "hevy", "workout_id": identity("workout", start), "start": start, "day": str(day)}
        for lift in LIFTS:
            for at in range(SETS_OF_A_LIFT):
                row = {"set_id": identity("set", start, lift, at), "exercise_raw": lift, "set_no": at + 1}
                load = 60 + 40 * n / len(days) + float(rng.integers(0, 4)) * 2.5
                found.append({**session, **row, "kind": "work", "reps": float(rng.integers(5, 11)), "load_kg": load})
    return found


def _pain(days: list[date], rng: Rng) -> list[dict[str, Any]]:
    found, level = [], 3.0
    for n, day in enumerate(days):
        level = 0.8 * level + 0.2 * 3 + rng.normal(0, 0.7)
        moments = ("morning", "evening") if n % 20 == 0 else ("morning",)
        for moment in moments:
            score = float(np.clip(round(level + rng.normal(0, 0.5)), 0, 10))
            row = {"pain_id": identity("pain", day, moment), "source": "pain_csv", "day": str(day)}
            found.append({**row, "moment": moment, "site": "low_back", "score": score})
    return found
