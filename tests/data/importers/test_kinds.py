"""Kinds of files that were once read wrong without a word, each made small."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import pytest

from data.batch import Batch
from data.importers import Answers, SourceFile, read
from data.importers.own_table import unknown
from data.importers.words import pain, sports
from tests.data.importers.fit_files import (
    ACTIVITY,
    ACTIVITY_FILE,
    ENUM,
    FILE_ID,
    RUNNING,
    SESSION,
    SET,
    STRENGTH,
    TEXT,
    TRAINING,
    UINT8,
    UINT16,
    UINT32,
    Fit,
    seconds,
)
from tests.data.importers.sheets import source

HOME = Answers(timezone="Europe/Berlin")
WORKOUT_STEP = 27
BEGUN = seconds(datetime(2026, 3, 2, 23, 30, tzinfo=UTC))
GARMIN = "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR,Avg Run Cadence,Best Pace,Steps,"
GARMIN += "Avg Stride Length\n"


def of(text: str, answers: Answers = HOME) -> Batch:
    return read(source(text), answers)


def fit(part: Fit) -> Batch:
    return read(SourceFile("a.fit", part.bytes()), HOME)


def test_an_impossible_value_is_told_on_the_receipt():
    text = "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time\n2026-05-01,Squat,Legs,900,5,,,\n"
    [warning] = of(text).warnings
    assert "a load outside 0-450 kg" in warning and "Squat 900" in warning


def test_commas_of_fitnotes_are_no_thousands_where_nobody_lifts_so_much():
    head = "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time\n"
    loads = of(head + '2026-05-01,Squat,Legs,"102,058",5,,,\n').frames.sets["load_kg"]
    assert loads.tolist() == [102.058]


def test_running_among_sets_becomes_a_run_and_a_walk_on_the_treadmill_does_not():
    head = "title,start_time,end_time,exercise_title,set_index,set_type,weight_kg,reps,distance_km,"
    head += "duration_seconds,rpe\n"
    row = 'B,"28 Mar 2025, 17:29",x,{},0,normal,,,{},{},\n'
    batch = of(
        head + row.format("Running", 5, 1500) + row.format("Treadmill", 1.2, 1200) + row.format("Plank", "", 60)
    )
    assert batch.frames.runs["distance_m"].tolist() == [5000]
    assert batch.frames.sets["exercise_raw"].tolist() == ["Treadmill", "Plank"]


def test_a_header_is_not_guessed_where_text_stands_among_the_numbers():
    row = "2020-12-05 15:44:36,Chest,1h,Bench,1,35,lots,0,0\n"
    assert of(row * 2).files[0].importer != "Strong CSV"


@pytest.mark.parametrize(
    ("distance", "answer", "expected"), [("3.02", None, 3020), ("3.02", "mi", pytest.approx(3.02 * 1609.344))]
)
def test_signs_that_disagree_are_settled_by_speed_and_the_readers_word_goes_first(distance, answer, expected):
    row = f"Running,2024-08-07 19:46:11,false,x,{distance},286,00:31:41,150,176,70,2:24,3570,1.36\n"
    batch = of(GARMIN + row, Answers(distance_unit=answer, timezone="Europe/Berlin"))
    assert batch.frames.runs["distance_m"].tolist() == [expected]
    assert "Distances were read as" in batch.warnings[0]


def test_signs_that_disagree_are_asked_about_where_either_speed_can_be_run():
    row = "Running,2024-08-07 19:46:11,false,x,5,286,00:31:41,150,176,116,--,5900,1.36\n"
    assert of(GARMIN + row).files[0].status == "asks"


@pytest.mark.parametrize(
    ("sport", "kind"),
    [("Terrengløp", "trail"), ("Baneløp", "track"), ("Stigløp", "trail"), ("Mølleløp", "treadmill"),
     ("Terrengloep", "trail"), ("Molleloep", "treadmill"), ("Hardloopsessie", "unknown"), ("Løb", "unknown")],
)  # fmt: skip
def test_sports_are_known_with_and_without_their_marks(sport, kind):
    assert sports.run_kind(sport) == kind


@pytest.mark.parametrize("sport", ["Galopp", "Cycling", "Elliptical", "Slope skiing", "Walking"])
def test_other_sports_stay_other_sports(sport):
    assert sports.run_kind(sport) is None


def test_a_strava_list_in_a_language_nobody_knows_is_read_by_its_order_with_a_word():
    head = "Xi,Xd,Xn,Xt,Xb,Xe,Xa,Xh,Xr,Xc,Xp,Xg,Xf,Xw,Xq,Xe,Xm,Xa,s,v,up,down\n"
    row = '7,"3 feb. 2026 06:12:05",L,Run,,3189,"9,44",171,,false,,,f,,,3189.0,3100.0,9440.5,5,3,70,60\n'
    batch = of(head + row)
    [run] = batch.frames.runs.to_dict("records")
    assert (run["distance_m"], run["moving_s"], run["ascent_m"]) == (9440.5, 3100, 70)
    assert "read by their order" in batch.warnings[0]


def test_a_list_without_a_known_column_for_climb_names_what_was_not_read():
    row = "Running,2024-08-07 19:46:11,false,x,5,286,00:25:00,150,176,170,--,--,1.18,77\n"
    batch = of(GARMIN.strip() + ",Høgdemeter opp\n" + row)
    assert any("climb" in w and "Høgdemeter opp" in w for w in batch.warnings)


def test_the_fifth_mood_has_the_place_that_the_others_leave():
    head = "full_date,date,weekday,time,mood,activities,note\n"
    moods = ["rad", "good", "meh", "bad", "Mordor"]
    batch = of(head + "".join(f"2024-05-0{i},x,x,10:00,{mood},,\n" for i, mood in enumerate(moods, 1)))
    assert batch.frames.factors["value"].tolist() == [5, 4, 3, 2, 1]
    assert "'Mordor'" in batch.warnings[0]


def test_symptoms_are_scores_where_they_are_pains_and_factors_where_not():
    batch = of("timestamp,symptom_type,severity,notes\n2026-05-01 07:00,lower back pain,4,\n2026-05-01,Fatigue,6,\n")
    assert batch.frames.pain[["site", "score"]].to_dict("records") == [{"site": "low_back", "score": 4.0}]
    assert batch.frames.factors["name"].tolist() == ["fatigue"]


@pytest.mark.parametrize("word", ["none", "nil", "No pain", "kein", "keine Schmerzen", "0/10", "pas de douleur", "0"])
def test_words_for_no_pain_are_zero(word):
    assert pain.score(word) == 0


@pytest.mark.parametrize("word", ["", "-", "mild", "?", "n/a"])
def test_other_words_are_no_score(word):
    assert pd.isna(pain.score(word))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('{"DeviceLog":{"Header":{}}}', "Suunto"),
        ("<sml><DeviceLog></DeviceLog></sml>", "Suunto"),
    ],
)
def test_exports_of_other_apps_are_named_with_what_to_do(text, named):
    assert named in unknown.reason(source(text))


def lifting(*more: tuple[int, tuple[tuple[int, int, object], ...]]) -> Fit:
    part = Fit().add(FILE_ID, (0, ENUM, ACTIVITY_FILE))
    for number, fields in more:
        part.add(number, *fields)
    return part.add(SESSION, (2, UINT32, BEGUN), (5, ENUM, TRAINING), (6, ENUM, STRENGTH), (8, UINT32, 3_600_000))


def test_the_plans_step_names_a_set_that_the_watch_could_not_tell():
    step = (WORKOUT_STEP, ((254, UINT16, 3), (0, TEXT, "Hip Thrust")))
    one = (SET, ((254, UINT32, BEGUN + 40), (3, UINT16, 8), (5, UINT8, 1), (6, UINT32, BEGUN), (11, UINT16, 3)))
    assert fit(lifting(step, one)).frames.sets["exercise_raw"].tolist() == ["Hip Thrust"]


@pytest.mark.parametrize(("maker", "day"), [(1, "2026-03-02"), (255, "2026-03-03")])
def test_a_local_time_equal_to_utc_is_believed_of_a_watch_only(maker, day):
    part = Fit().add(FILE_ID, (0, ENUM, ACTIVITY_FILE), (1, UINT16, maker))
    part.add(SESSION, (2, UINT32, BEGUN), (5, ENUM, RUNNING), (8, UINT32, 1_800_000), (9, UINT32, 500_000))
    part.add(ACTIVITY, (253, UINT32, BEGUN + 1800), (5, UINT32, BEGUN + 1800))
    assert fit(part).frames.runs["day"].dt.strftime("%Y-%m-%d").tolist() == [day]
