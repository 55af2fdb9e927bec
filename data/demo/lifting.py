"""The strength sessions of a demo athlete, set by set."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from data import schema
from data.demo.plan import (
    DAYS_PER_YEAR,
    THRUST_BEGINNER_KG,
    THRUST_FIRST_KG,
    THRUST_LAST_KG,
    YEARS_TO_LAST,
    Array,
    Mask,
    Phase,
    Places,
    phase_of_day,
    years,
)
from data.units import KG_PER_LB

Row = dict[str, Any]
# Exercise as Hevy names it, canonical name, hard sets, reps from, reps to, load (a share), warm-up sets.
Drill = tuple[str, str, int, int, int, float, int]

LEG_DAYS = (0, 4)
ARM_DAYS = (2, 5)
ATTENDANCE = 0.95
# Two or three weeks without a session, now and then: work, colds, children. Chance that one begins in a week.
PAUSE_BEGINS = 1 / 20
PAUSE_WEEKS = (2, 3)
# The last fortnight is neither missed nor eased: the history ends with its heaviest sets.
LAST_DAYS = 14
# Every sixth week half the work: lifters call it a deload.
DELOAD_EVERY_WEEKS = 6
# Leg sessions: exercise as Hevy names it, its canonical name, hard sets, lowest and highest reps, load as a share of
# the hip thrust's (of 135 lb in the first year), warm-up sets.
THRUST_SESSION = (
    ("Hip Thrust (Barbell)", "Hip Thrust (Barbell)", 4, 6, 10, 1.0, 2),
    ("Romanian Deadlift (Barbell)", "Romanian Deadlift (Barbell)", 3, 8, 10, 0.6, 1),
    ("Bulgarian Split Squat", "Bulgarian Split Squat", 3, 8, 12, 0.14, 0),
    ("Hip Abduction (Machine)", "Hip Abduction (Machine)", 2, 12, 15, 0.4, 0),
    ("Lying Leg Curl (Machine)", "Lying Leg Curl", 2, 10, 12, 0.28, 0),
)
FIRST_SESSION = (
    ("Squat (Barbell)", "Squat (Barbell)", 3, 5, 8, 1.0, 1),
    ("Deadlift (Barbell)", "Deadlift (Barbell)", 3, 5, 6, 1.2, 1),
    ("Lunge (Dumbbell)", "Lunge (Dumbbell)", 3, 8, 12, 0.2, 0),
    ("Plank", "other", 2, 1, 1, 0.0, 0),
)
# Ten minutes at home, in blocks of their own that have nothing to do with leg work: what the control is made of.
ARM_SESSION = (
    ("Bicep Curl (Dumbbell)", "Biceps Curl", 3, 8, 12, 25 * KG_PER_LB, 0),
    ("Hammer Curl (Dumbbell)", "Biceps Curl", 2, 8, 12, 25 * KG_PER_LB, 0),
    ("Push Up", "other", 3, 10, 20, 0.0, 0),
)
FIRST_YEAR_KG = 135 * KG_PER_LB
# Mean weeks that a block of arm work, or a pause of it, lasts.
ARM_BLOCK_WEEKS = 11
# Plates come in pairs of 2.5 lb.
STEP_LB = 5


def sets(phases: tuple[Phase, ...], weekday: Places, rng: np.random.Generator) -> pd.DataFrame:
    """One row a set: day (place), workout, title, start_s, exercise_raw, exercise, set_no, kind, reps, load_kg."""
    legs, arms = rng.spawn(2)
    return pd.DataFrame([*_leg_sets(phases, weekday, legs), *_arm_sets(weekday, arms)])


def glute_sets(lifted: pd.DataFrame, n: int) -> Array:
    """Hard sets of each of `n` days, each counted with its exercise's share for the gluteus maximus."""
    hard = lifted[lifted["kind"] != "warmup"]
    share = hard["exercise"].map(schema.exercises()["glute_max"])
    return np.bincount(hard["day"], share, n).astype(float)


def thrust_kg(phases: tuple[Phase, ...]) -> Array:
    """The hip thrust's working load on each day: 65 lb at the first, 300 lb at the last, a step back after lapses."""
    thrusting = np.array([phase.is_thrusting for phase in phases])[phase_of_day(phases)]
    if not thrusting.any():
        return np.full(thrusting.size, THRUST_FIRST_KG)
    progress = np.cumsum(thrusting) / thrusting.sum()
    since_lapse = pd.Series(thrusting).groupby(np.cumsum(~thrusting)).cumsum().to_numpy()
    is_first = years(phases) < next(p for p in phases if p.is_thrusting).end
    setback = np.where(is_first, 0.0, 0.15 * np.exp(-since_lapse / 45.0))
    last_kg = THRUST_LAST_KG if thrusting.sum() > YEARS_TO_LAST * DAYS_PER_YEAR else THRUST_BEGINNER_KG
    kg = THRUST_FIRST_KG + (last_kg - THRUST_FIRST_KG) * progress**0.8
    return np.asarray(np.minimum(kg * (1 - setback) + 0.5 * KG_PER_LB, last_kg))


def _leg_sets(phases: tuple[Phase, ...], weekday: Places, rng: np.random.Generator) -> list[Row]:
    which, load, week = phase_of_day(phases), thrust_kg(phases), np.cumsum(weekday == 0)
    is_paused = _pauses(int(week[-1]) + 1, rng)
    rows: list[Row] = []
    for day in np.flatnonzero(np.isin(weekday, LEG_DAYS)):
        phase = phases[which[day]]
        is_last = day >= weekday.size - LAST_DAYS
        is_missed = (is_paused[week[day]] or rng.random() > ATTENDANCE) and not is_last
        if not phase.sessions or is_missed:
            continue
        is_deload = week[day] % DELOAD_EVERY_WEEKS == 0 and not is_last
        session, kg = (THRUST_SESSION, load[day]) if phase.is_thrusting else (FIRST_SESSION, FIRST_YEAR_KG)
        title = "Hips" if phase.is_thrusting else "Legs"
        rows += _session(int(day), title, session, kg, 0.5 if is_deload else 1.0, rng)
    return rows


def _pauses(n_weeks: int, rng: np.random.Generator) -> Mask:
    """Weeks in which nothing is lifted; the first month of a history is never one."""
    is_paused = np.zeros(n_weeks, dtype=bool)
    for begin in np.flatnonzero(rng.random(n_weeks) < PAUSE_BEGINS):
        is_paused[begin : begin + int(rng.choice(PAUSE_WEEKS))] = begin > 4
    return is_paused


def _arm_sets(weekday: Places, rng: np.random.Generator) -> list[Row]:
    week = np.cumsum(weekday == 0)
    flips = rng.random(int(week[-1]) + 1) < 1 / ARM_BLOCK_WEEKS
    is_on = (np.cumsum(flips) + int(rng.integers(0, 2))) % 2 == 0
    days = np.flatnonzero(np.isin(weekday, ARM_DAYS) & is_on[week] & (rng.random(weekday.size) < ATTENDANCE))
    return [row for day in days for row in _session(int(day), "Arms at home", ARM_SESSION, 1.0, 1.0, rng)]


def _session(
    day: int, title: str, session: tuple[Drill, ...], kg: float, part: float, rng: np.random.Generator
) -> list[Row]:
    start_s = round(float(rng.uniform(17.2, 19.0)) * 3600 / 60) * 60
    rows: list[Row] = []
    for raw, exercise, n_hard, low, high, share, n_warm in session:
        top = _plates(kg * share)
        hard = max(1, round(n_hard * part + float(rng.choice([-1, 0, 0, 0, 1])) * (n_hard > 3)))
        loads = [_plates(top * (i + 1) / (n_warm + 2)) for i in range(n_warm)] + [top] * hard
        kinds = ["warmup"] * n_warm + ["work"] * hard
        for number, (load, kind) in enumerate(zip(loads, kinds, strict=True), start=1):
            reps = int(rng.integers(low, high + 1))
            rows.append(
                {
                    "day": day,
                    "title": title,
                    "start_s": start_s,
                    "exercise_raw": raw,
                    "exercise": exercise,
                    "set_no": number,
                    "kind": kind,
                    "reps": reps,
                    "load_kg": load,
                }
            )
    return rows


def _plates(kg: float) -> float:
    """The load that can be put on a bar, kg; NaN for none."""
    pounds = STEP_LB * round(kg / KG_PER_LB / STEP_LB)
    return pounds * KG_PER_LB if pounds else float("nan")
