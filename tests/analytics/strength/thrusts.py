"""Made hip thrusts: sets, a course of progress, and what is said of them."""

from __future__ import annotations

import pandas as pd

from analytics import strength
from analytics.result import NotEnough, Result, said
from data import schema
from data.units import KG_PER_LB, METRIC, Units
from tests import make

TODAY = pd.Timestamp("2026-03-31")
BARBELL = "Hip Thrust (Barbell)"


def thrust(day: str, lb: float, reps: float = 5, raw: str = BARBELL, **more: object) -> dict:
    row = {"exercise": raw, "load_kg": lb * KG_PER_LB, "reps": reps}
    return make.lifted(f"{day}T18:00Z", raw, 1, **{**row, **more})[0]


def sets(*rows: dict) -> pd.DataFrame:
    return schema.conform("sets", pd.DataFrame(list(rows)))


def progress(
    n_weeks: int, lb_a_week: float, last_lb: float, noise_lb: float = 4.0, seed: int = 1, reps: float = 5
) -> pd.DataFrame:
    """Two sessions a week up to today whose loads follow a line, autocorrelated from session to session."""
    days = pd.date_range(end=TODAY, periods=2 * n_weeks, freq="84h").normalize()
    line = last_lb + lb_a_week * ((days - TODAY).days / 7) + noise_lb * make.autoregressive(len(days), 0.5, seed)
    return sets(*(thrust(f"{day:%Y-%m-%d}", lb, reps) for day, lb in zip(days, line, strict=True)))


def milestone(*args: object, units: Units = METRIC, **more: object) -> Result | NotEnough:
    return said(strength.milestone(*args, **more), strength.say_milestone, units)


def story(*args: object, units: Units = METRIC) -> Result | NotEnough:
    return said(strength.story(*args), strength.say_story, units)
