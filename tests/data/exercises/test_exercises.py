"""Exercise names: what they are taken for, and when the reader is asked."""

from __future__ import annotations

import csv
import time

import numpy as np
import pandas as pd
import pytest

from data import exercises, schema
from data.exercises import tables
from data.exercises.match import GUESSES
from data.importers.fit import exercise_names


def sets_of(*raws, source="hevy", **columns):
    frame = pd.DataFrame({"exercise_raw": list(raws), "source": source, "load_basis": None, "note": None, **columns})
    return frame.astype("str").where(frame.notna())


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("Romanian Deadlift (Barbell)", "Romanian Deadlift (Barbell)"),
        ("barbell romanian DEADLIFTS", "Romanian Deadlift (Barbell)"),
        ("DB RDL", "Romanian Deadlift (Dumbbell)"),
        ("Single-leg RDL w/ KB", "Single Leg Romanian Deadlift (Kettlebell)"),
        ("Smith Bulgarian Squat", "Bulgarian Split Squat (Smith Machine)"),
        ("Paused Back Squats", "Pause Squat"),
        ("Deadlift to Calf Raise", "Deadlift (Barbell)"),
        ("Calf Press on Leg Press", "Calf Press"),
        ("Glute-Ham Raise", "Glute Ham Raise"),
        ("One leg press", "Single Leg Press"),
        ("Romainian deadlift", "Romanian Deadlift (Barbell)"),
        ("Dumbel lunge", "Lunge (Dumbbell)"),
        ("Narrow Stance Leg Press", "Leg Press"),
    ],
)
def test_lower_body_names_find_their_exercise(raw, canonical):
    assert exercises.match(raw).exercise == canonical


@pytest.mark.parametrize(
    "raw",
    ["Lat Pulldown (Cable)", "Incline DB press", "Face Pulls", "Rowing Machine", "London Bridges", "Side Plank"],
)
def test_upper_body_and_cardio_names_have_no_glute_share(raw):
    assert exercises.match(raw).exercise == tables.OTHER


FALSE_FRIENDS = [
    ("Hip Abduction (Machine)", "Hip Adduction (Machine)"),
    ("Back Squat", "Hack Squat"),
    ("Log Press", "Leg Press"),
    ("Cable Triceps Extension", "Cable Hip Extension"),
    ("Dumbbell Thruster", "Dumbbell Hip Thrust"),
    ("Calf Press on Leg Press", "Leg Press"),
    ("Glute Ham Raise", "Calf Raise"),
    ("Leg Curl", "Leg Press"),
    ("Dumbbell Kickbacks", "Glute Kickbacks"),
    ("Split Squat", "Jump Split Squat"),
    ("Step Up", "Sit Up"),
    ("Back Extension", "Back Extension (Machine)"),
    ("Squat", "Squat Jump"),
    ("Good Morning", "Seated Good Morning"),
]


@pytest.mark.parametrize(("one", "other"), FALSE_FRIENDS)
def test_names_that_look_alike_are_told_apart(one, other):
    first, second = exercises.match(one), exercises.match(other)
    assert first.exercise != second.exercise
    assert first.is_sure


@pytest.mark.parametrize(
    "raw",
    [
        "Cable Kickback",
        "Spanish squat",
        "Squat with Hüftband",
        "Step down",
        "Tire Flip",
        "Ohio State",
        "Hip Raise",
        "",
    ],
)
def test_a_name_that_could_be_several_things_is_asked_about(raw):
    asked = exercises.match(raw)
    assert (asked.exercise, asked.is_sure) == (None, False)
    assert len(asked.candidates) == 3
    assert set(asked.candidates) <= set(schema.exercises()["exercise"])


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("Kreuzheben (Langhantel)", "Deadlift (Barbell)"),
        ("Beinpresse", "Leg Press"),
        ("Soulevé de terre roumain (haltères)", "Romanian Deadlift (Dumbbell)"),
        ("Fentes marchées", "Walking Lunge (Bodyweight)"),
        ("Peso muerto rumano (mancuernas)", "Romanian Deadlift (Dumbbell)"),
        ("Sentadilla búlgara", "Bulgarian Split Squat"),
        ("Cadeira Abdutora (Máquina)", "Hip Abduction (Machine)"),
        ("Agachamento no Smith (Máquina)", "Squat (Smith Machine)"),
        ("Stacco rumeno con manubri", "Romanian Deadlift (Dumbbell)"),
        ("Développé couché", "other"),
    ],
)
def test_other_languages_are_understood_where_they_are_sure(raw, canonical):
    assert exercises.match(raw).exercise == canonical


def test_a_source_may_mean_something_of_its_own_by_a_name():
    labelled = tables.aliases([("fitbod", "Lunges", "Lunge (Dumbbell)"), ("strong", "Lunges", "Lunge (Barbell)")])
    matcher = exercises.Matcher(labelled)
    assert matcher.match("lunge", "fitbod").exercise == "Lunge (Dumbbell)"
    assert matcher.match("lunge", "strong").exercise == "Lunge (Barbell)"
    assert matcher.match("lunge", "hevy").exercise == "Lunge (Bodyweight)"


def test_garmins_codes_go_by_their_table():
    assert exercises.match("squat/goblet_squat", "garmin_fit").exercise == "Goblet Squat"
    assert exercises.match("hip_raise/weighted_hip_raise", "garmin_fit").exercise == "Glute Bridge (Bodyweight)"
    assert exercises.match("bench_press", "garmin_fit").exercise == "other"


def test_a_garmin_code_that_leaves_the_share_open_or_is_new_is_asked():
    for raw in ("squat", "hip_raise", "squat/weighted_squat", "squat/999", "deadlift/some_new_name"):
        assert not exercises.match(raw, "garmin_fit").is_sure, raw


def test_every_labelled_garmin_code_means_what_its_label_says():
    with (tables.FOLDER / "exercise_aliases.csv").open() as lines:
        rows = [row for row in csv.DictReader(lines) if row["source"] == "garmin_fit"]
    assert len(rows) > 200
    wrong = [row for row in rows if exercises.match(row["raw_name"], "garmin_fit").exercise != row["canonical_name"]]
    assert wrong == []


def test_the_tables_name_only_exercises_that_there_are():
    known = set(schema.exercises()["exercise"])
    named = {canonical for _, _, canonical in tables.alias_rows()} | set(tables.garmin_names().values())
    named |= {head.family for rows in tables.heads().values() for head in rows} - set(tables.families())
    assert named - known <= {tables.ASK}


def test_load_bases_of_the_table_are_the_schemas():
    assert set(schema.exercises()["load_basis"]) <= set(schema.LOAD_BASES)


def test_shares_are_none_half_or_whole():
    shares = schema.exercises()[["glute_max", "glute_med", "hamstrings", "quads", "erectors", "biceps"]]
    assert set(np.unique(shares.to_numpy())) == {0.0, 0.5, 1.0}


def test_names_of_a_frame_keep_its_order_and_index():
    frame = sets_of("Hip Thrust (Barbell)", "Zorbing", None, "Hip Thrust (Barbell)").set_index(pd.Index([7, 3, 5, 1]))
    named = exercises.name_all(frame)
    assert named.index.tolist() == [7, 3, 5, 1]
    assert named.isna().tolist() == [False, True, True, False]
    assert str(named.dtype) == "str"


def test_a_frame_without_sets_has_no_names():
    assert exercises.name_all(schema.empty("sets")).empty
    assert exercises.load_basis_all(schema.empty("sets")).empty


def test_the_readers_answer_always_wins():
    frame = sets_of("Zorbing", "Squat (Barbell)", "hip_raise", "Leg Curl")
    told = {"zorbing": "Hip Thrust (Band)", "Barbell Squats": "Box Squat", "Hip Raise": "Glute Bridge (Barbell)"}
    named = exercises.name_all(frame, told).tolist()
    assert named == ["Hip Thrust (Band)", "Box Squat", "Glute Bridge (Barbell)", "Leg Curl"]


def test_curls_are_named_in_frames_as_the_exposure_that_cannot_act():
    named = exercises.name_all(sets_of("Bicep Curl (Dumbbell)", "Hammer Curls", "Lying Leg Curl", "Wrist Curl"))
    assert named.tolist() == ["Biceps Curl", "Biceps Curl", "Lying Leg Curl", "other"]
    assert exercises.match("Bicep Curl (Dumbbell)").exercise == "other"
    assert schema.exercises().loc["Biceps Curl", ["glute_max", "erectors", "biceps"]].tolist() == [0, 0, 1]


def test_a_watchs_guesses_must_agree():
    notes = [GUESSES + "squat/goblet_squat; lunge/lunge", "title | " + GUESSES + "curl/static_curl; curl", None]
    frame = sets_of("squat/goblet_squat", "curl/static_curl", "squat/goblet_squat", source="garmin_fit", note=notes)
    assert exercises.name_all(frame).fillna("").tolist() == ["", "Biceps Curl", "Goblet Squat"]


def test_the_fit_importer_writes_its_guesses_as_they_are_read_here():
    assert exercise_names.GUESSES == GUESSES


def test_a_hundred_thousand_sets_are_named_in_a_blink():
    rng = np.random.default_rng(5)
    raws = [f"{name} {i}" for name in ("Hip Thrust (Barbell)", "Squat", "Bicep Curl") for i in range(50)]
    frame = sets_of(*rng.choice(raws, 100_000))
    exercises.name_all(frame.head(2_000))
    begun = time.process_time()
    exercises.name_all(frame)
    assert time.process_time() - begun < 0.6


@pytest.mark.parametrize(
    ("raw", "basis"),
    [
        ("Lunge (Dumbbell)", "per_hand"),
        ("Thruster (Kettlebell)", "per_hand"),
        ("Thruster", "barbell_total"),
        ("Back Squat", "barbell_total"),
        ("Squat (Smith Machine)", "machine"),
        ("Leg Press", "machine"),
        ("Barbell Squat (Each Side)", "unknown"),
        ("Pull Up (Assisted)", "assisted"),
        ("Assisted Pistol Squats", "assisted"),
        ("Glute Bridge", "bodyweight"),
        ("Squat (Band)", "band"),
        ("Bulgarian Split Squat", "unknown"),
        ("Zorbing", "unknown"),
    ],
)
def test_what_a_load_counts_follows_from_the_name(raw, basis):
    frame = sets_of(raw)
    frame = frame.assign(exercise=exercises.name_all(frame))
    assert exercises.load_basis_all(frame).tolist() == [basis]


def test_what_the_source_says_of_the_load_stands():
    frame = sets_of("Back Squat", "Back Squat", load_basis=["per_hand", None])
    frame = frame.assign(exercise=exercises.name_all(frame))
    assert exercises.load_basis_all(frame).tolist() == ["per_hand", "barbell_total"]
