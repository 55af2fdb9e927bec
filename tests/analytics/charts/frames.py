"""Daily frames for the chart tests: made here, the same at every run."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data import schema

LAST = pd.Timestamp("2026-03-05")


def daily(n_days: int, seed: int = 1) -> pd.DataFrame:
    """`n_days` to LAST: runs on five days a week, lifts on two, pain falling from 5 to 2 with a gap in the diary."""
    rng = np.random.default_rng(seed)
    days = pd.date_range(end=LAST, periods=n_days, unit="us", name="day")
    share = np.linspace(0, 1, n_days)
    distance = np.where(days.day_of_week.isin([0, 4]), 0.0, rng.gamma(6, 1600, n_days))
    glute = np.where(days.day_of_week.isin([1, 4]), np.where(share > 0.4, 9.0, 2.0), 0.0)
    pain = np.round(5 - 3 * share + rng.normal(0, 0.8, n_days)).clip(0, 10)
    pain[int(n_days * 0.5) : int(n_days * 0.6)] = np.nan
    frame = pd.DataFrame(
        {
            "distance_m": distance,
            "ascent_m": distance * 0.01,
            "glute_sets": glute,
            "n_runs": (distance > 0) * 1.0,
            "pain": pain,
            "pain_morning": np.where(days.day_of_week < 3, pain, np.nan),
            "flare": np.where(np.isnan(pain), np.nan, (pain >= 6) * 1.0),
        },
        index=days,
    )
    windows = {"distance_7d_m": ("distance_m", 7), "glute_sets_28d": ("glute_sets", 28)}
    for name, (column, n) in windows.items():
        frame[name] = frame[column].rolling(n).sum()
    return frame.assign(longest_run_7d_m=frame["distance_m"].rolling(7).max())


def blocks(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """(name, start, end) each as a declared block."""
    made = [
        {"block_id": str(i), "name": name, "start": start, "end": end, "kind": "strength", "declared": 1.0}
        for i, (name, start, end) in enumerate(rows)
    ]
    return schema.conform("blocks", pd.DataFrame(made)) if made else schema.empty("blocks")


def mornings_drawn(n: int = 60) -> pd.DataFrame:
    kind = np.where(np.arange(n) % 3 == 0, "trail", "road")
    rows = pd.DataFrame({"day": pd.date_range("2025-01-01", periods=n, unit="us"), "kind": kind})
    rows["distance_m"] = np.where(kind == "trail", 25_000.0, 7_000.0)
    rows["ascent_m"] = rows["distance_m"] * 0.012
    rows["hours_since_legs"] = np.nan
    rows["baseline"] = 2.0
    rows["morning"] = np.where(kind == "trail", 4.0, 2.0) + (np.arange(n) // 3 % 3 - 1)
    return rows.assign(delta=rows["morning"] - rows["baseline"], is_longest=True)


def paces_drawn(n: int = 60, faster: float = 0.0) -> tuple[pd.DataFrame, pd.DataFrame]:
    days = pd.date_range("2025-01-01", periods=n, freq="3D", unit="us")
    speed = 2.8 + faster * np.linspace(0, 1, n)
    runs = pd.DataFrame({"day": days, "speed_m_s": speed + np.sin(np.arange(n)) * 0.1})
    trend = pd.DataFrame({"day": days, "speed_m_s": speed, "low": speed - 0.05, "high": speed + 0.05})
    return runs, trend


def runs_drawn(n: int = 40) -> pd.DataFrame:
    rows = pd.DataFrame({"day": pd.date_range("2025-01-01", periods=n, freq="2D", unit="us"), "distance_m": 8_000.0})
    rows.loc[n - 1, "distance_m"] = 16_000.0
    rows["longest_m"] = np.where(np.arange(n) < 15, np.nan, 8_000.0)
    return rows.assign(share=rows["distance_m"] / rows["longest_m"] - 1)


def thrusts_drawn(n: int = 50, every: int = 3) -> pd.DataFrame:
    days = pd.date_range("2025-01-01", periods=n, freq=f"{every}D", unit="us")
    load = np.linspace(60, 130, n)
    rows = pd.DataFrame({"day": days, "lifted_kg": load, "lifted_reps": 8.0, "e1rm": load * 1.25})
    rows = rows.assign(low=load * 1.2, high=load * 1.28, from_kg=load, from_reps=8.0)
    rows.loc[n // 2, ["e1rm", "low", "high"]] = np.nan
    return rows


def weeks_drawn(n_exercises: int, n_weeks: int = 10) -> pd.DataFrame:
    weeks = pd.date_range("2025-12-29", periods=n_weeks, freq="7D", unit="us")
    rows = [(week, f"Exercise {i}", float(10 - i)) for week in weeks for i in range(n_exercises)]
    return pd.DataFrame(rows, columns=["week", "exercise", "glute_sets"])
