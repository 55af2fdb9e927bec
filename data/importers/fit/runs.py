"""Rows of the frame `runs`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np

from data.identity import identity
from data.importers.fit import words
from data.importers.fit.messages import Message
from data.importers.fit.samples import MAX_ONE_LEG, Samples
from data.importers.fit.sessions import Session

SOURCE = "garmin_fit"
# Garmin stores the runner's effort of 1-10 times ten (FIT profile, session.workout_rpe, "Perceived Exertion").
_RPE_STEPS = 10


def run(session: Session, day: datetime, samples: Samples | None) -> tuple[dict[str, Any], list[str]]:
    """The row of a running session, and what was filled in from its samples. Missing numbers are NaN."""
    warnings = list(session.warnings)
    duration, distance = _duration(session, warnings), session.number("total_distance")
    if np.isnan(distance) and samples:
        distance = samples.covered_m()
        if np.isfinite(distance):
            warnings.append("The summary has no distance; it was taken from the samples.")
    mean, highest = _heart_rate(session, samples, warnings)
    row = {
        "run_id": run_id(session.start, duration, distance),
        "source": SOURCE,
        "start": session.start,
        "day": day,
        "duration_s": duration,
        "moving_s": _positive(session.number("total_moving_time")),
        "distance_m": distance,
        "ascent_m": session.number("total_ascent"),
        "descent_m": session.number("total_descent"),
        "hr_mean_bpm": mean,
        "hr_max_bpm": highest,
        "cadence_spm": _cadence(session),
        "power_w": _positive(session.number("avg_power")),
        "temperature_c": session.number("avg_temperature"),
        "rpe": _positive(session.number("workout_rpe")) / _RPE_STEPS,
        "kind": words.run_kind(session.sub_sport),
        "surface": _surface(session),
        "title": _title(session.summary),
    }
    return row, warnings


def run_id(start: datetime, duration_s: float, distance_m: float) -> str:
    """The id of a run: the same start, seconds and metres give the same one."""
    return identity(SOURCE, start.isoformat(), _rounded(duration_s), _rounded(distance_m))


def _rounded(value: float) -> int | None:
    return round(value) if np.isfinite(value) else None


def _positive(value: float) -> float:
    """The value; NaN for 0, by which watches without the sensor say nothing."""
    return value if value > 0 else np.nan


def _duration(session: Session, warnings: list[str]) -> float:
    timer = session.number("total_timer_time")
    if np.isfinite(timer):
        return timer
    elapsed = session.number("total_elapsed_time")
    if np.isfinite(elapsed):
        warnings.append("The summary has no timer time; pauses are counted in.")
    return elapsed


def _heart_rate(session: Session, samples: Samples | None, warnings: list[str]) -> tuple[float, float]:
    mean, highest = _positive(session.number("avg_heart_rate")), _positive(session.number("max_heart_rate"))
    if np.isnan(highest) and samples:
        highest = samples.highest("hr_bpm")
    if np.isnan(mean) and samples:
        mean = samples.mean("hr_bpm")
        if np.isfinite(mean):
            warnings.append("The summary has no heart rate; it was computed from the samples.")
    return mean, highest


def _cadence(session: Session) -> float:
    one_leg = session.number("avg_cadence")
    one_leg += float(np.nan_to_num(session.number("avg_fractional_cadence")))
    return _positive(one_leg if one_leg > MAX_ONE_LEG else 2 * one_leg)


def _surface(session: Session) -> str | None:
    said = session.sub_sport
    return said.replace("_", " ") if isinstance(said, str) and said != "generic" else None


def _title(summary: Message) -> str | None:
    name = summary.values.get("sport_profile_name")
    return name if isinstance(name, str) else None
