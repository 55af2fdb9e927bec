"""Names with "thrust" in them: the story hangs on them, so they are never wrong in exercise or load."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from data import exercises
from data.exercises import tables

LOADED = {
    "Barbell": ("Hip Thrust (Barbell)", "barbell_total"),
    "BB": ("Hip Thrust (Barbell)", "barbell_total"),
    "Smith Machine": ("Hip Thrust (Smith Machine)", "machine"),
    "Smith": ("Hip Thrust (Smith Machine)", "machine"),
    "Machine": ("Hip Thrust (Machine)", "machine"),
    "Plate Loaded": ("Hip Thrust (Machine)", "machine"),
    "Dumbbell": ("Hip Thrust (Dumbbell)", "per_hand"),
    "KB": ("Hip Thrust (Dumbbell)", "per_hand"),
    "Cable": ("Hip Thrust (Machine)", "machine"),
    "Bodyweight": ("Hip Thrust (Bodyweight)", "bodyweight"),
    "": ("Hip Thrust", "unknown"),
}
SHAPES = (
    "{} Hip Thrust",
    "Hip Thrust ({})",
    "Hip Thrusts - {}",
    "{} hip thruster",
    "HIP THRUST {} 3x8",
    "paused hip-thrust {}",
)


def basis_of(raw, source="hevy"):
    frame = pd.DataFrame({"exercise_raw": [raw], "source": source, "load_basis": [None]}).astype("str")
    frame["load_basis"] = pd.Series([None], dtype="str")
    return exercises.load_basis_all(frame.assign(exercise=exercises.name_all(frame)))[0]


@pytest.mark.parametrize(("shape", "implement"), list(itertools.product(SHAPES, LOADED)))
def test_a_hip_thrust_is_known_with_what_it_is_loaded(shape, implement):
    raw = shape.format(implement)
    canonical, basis = LOADED[implement]
    assert exercises.match(raw).exercise == canonical
    assert basis_of(raw) == basis


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("Single Leg Hip Thrust", "Single Leg Hip Thrust (Bodyweight)"),
        ("One-legged hip thrust (dumbbell)", "Single Leg Hip Thrust (Dumbbell)"),
        ("Thruster (Barbell)", "Thruster"),
        ("DB Thrusters", "Thruster"),
        ("Squat Thrust", "other"),
        ("Squat Thrusts", "other"),
        ("Clean Thruster", "Thruster"),
        ("hip thurst (barbell)", "Hip Thrust (Barbell)"),
        ("Empuje de cadera con barra", "Hip Thrust (Barbell)"),
        ("Hip Thrust (Langhantel)", "Hip Thrust (Barbell)"),
        ("Elevação Pélvica (Barra)", "Hip Thrust (Barbell)"),
        ("Hip Thrust (Band)", "Hip Thrust (Band)"),
    ],
)
def test_other_thrusts_are_what_they_say(raw, canonical):
    assert exercises.match(raw).exercise == canonical


@pytest.mark.parametrize(
    "raw",
    [
        "B-stance hip thrust",
        "Banded hip thrust",
        "Barbell hip thrust with band",
        "Hip thrust with bands",
        "Frog hip thrust",
        "Hip thrust hold",
        "Hip thrust march",
        "Kneeling hip thrust",
        "Hip thrust dumbbell barbell",
        "Hip Thrust (Halter)",
        "Hip thrust with leg curl",
        "Hip thrust to squat jump",
        "Pelvic thrust",
        "Thrust",
        "Half hip thrust",
        "Seated hip thrust",
    ],
)
def test_a_thrust_with_anything_unknown_about_it_is_asked(raw):
    assert not exercises.match(raw).is_sure


@pytest.mark.parametrize(
    ("code", "canonical", "basis"),
    [
        ("hip_raise/barbell_hip_thrust_with_bench", "Hip Thrust (Barbell)", "barbell_total"),
        ("hip_raise/barbell_hip_thrust_on_floor", "Glute Bridge (Barbell)", "barbell_total"),
        ("total_body/squat_thrusts", "other", "unknown"),
        ("total_body/weighted_squat_thrusts", "other", "unknown"),
        ("squat/thrusters", "Thruster", "barbell_total"),
        ("squat/dumbbell_thrusters", "Thruster", "per_hand"),
    ],
)
def test_a_watchs_thrusts_go_by_the_table(code, canonical, basis):
    assert exercises.match(code, "garmin_fit").exercise == canonical
    assert basis_of(code, "garmin_fit") == basis


def test_all_labelled_thrusts_keep_their_label_without_the_table():
    matcher = exercises.Matcher(tables.aliases([]))
    labelled = [row for row in tables.alias_rows() if "thrust" in row[1].casefold()]
    assert len(labelled) > 15
    for source, raw, canonical in labelled:
        assert matcher.match(raw, source).exercise == canonical, raw
