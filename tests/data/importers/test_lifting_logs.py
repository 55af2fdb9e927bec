"""The logs of Liftosaur, Lyfta, StrongLifts, LiftLog and Jefit: what counts as done, in which unit, on which day."""

from __future__ import annotations

import pandas as pd
import pytest

from data.batch import Batch
from data.importers import Answers, SourceFile, read

HOME = Answers(timezone="Europe/Berlin")


def of(text: str, **said: str) -> Batch:
    return read(SourceFile("log.csv", text.encode()), Answers(**{"timezone": "Europe/Berlin", **said}))


def sets(batch: Batch, *columns: str) -> list[tuple[object, ...]]:
    rows = batch.frames.sets[list(columns)]
    return [tuple(None if pd.isna(v) else v for v in row) for row in rows.itertuples(index=False)]


LIFTOSAUR = (
    "Workout DateTime,Program,Exercise,Is Warmup Set?,Required Reps,Completed Reps,Required Weight Value,"
    "Required Weight Unit,Completed RPE,Completed Weight Value,Completed Weight Unit,Notes\n"
)


def test_liftosaur_counts_what_was_completed_in_its_own_unit_on_the_home_zones_day():
    batch = of(
        LIFTOSAUR + '2026-05-17T22:30:00.000Z,P,"Hip Thrust, Barbell",0,5,6,100,kg,8,225,lb,deep\n'
        "2026-05-17T22:30:00.000Z,P,Squat,1,5,5,50,kg,,50,kg,\n"
        "2026-05-17T22:30:00.000Z,P,Squat,0,5,,60,kg,,,,\n"
    )
    assert sets(batch, "exercise_raw", "reps", "load_kg", "rpe", "kind", "note") == [
        ("Hip Thrust, Barbell", 6, pytest.approx(102.06, abs=0.01), 8, "work", "deep"),
        ("Squat", 5, 50, None, "warmup", None),
    ]
    assert set(batch.frames.sets["day"]) == {pd.Timestamp("2026-05-18")}
    assert "planned, not done: 1 row (line 4)" in batch.skipped[0].reason
    assert batch.warnings == ()


LYFTA = "Title,Date,Duration,Exercise,Superset id,Weight,Reps,Distance,Time,Set Type,Mood\n"


def test_lyfta_asks_for_the_unit_and_names_a_column_and_a_type_it_does_not_know():
    text = LYFTA + (
        "Legs,2026-05-17 18:02:11,01:02:10,Squat,0,225,8,0,00:00:00,NORMAL_SET,x\n"
        "Legs,2026-05-17 18:02:11,01:02:10,Plank,0,0,0,0,00:01:00,REST_PAUSE_SET,x\n"
    )
    [note] = of(text).files
    assert (note.status, note.asked, note.question.option) == ("asks", 2, "load_unit")
    batch = of(text, load_unit="lb")
    assert sets(batch, "reps", "load_kg", "duration_s", "kind") == [
        (8, pytest.approx(102.06, abs=0.01), None, "work"),
        (None, None, 60, "work"),
    ]
    assert "not read: Mood" in batch.warnings[0] and "REST_PAUSE_SET" in batch.warnings[1]


def test_a_lyfta_run_asks_for_the_unit_of_its_distance():
    text = LYFTA + "Run,2026-05-17 18:02:11,00:40:00,Running,0,0,0,5,00:30:00,NORMAL_SET,\n"
    assert of(text).files[0].question.option == "distance_unit"
    assert of(text, distance_unit="km").frames.runs["distance_m"].tolist() == [5000]


STRONGLIFTS = (
    "Date (yyyy/mm/dd),Workout,Workout Name,Program Name,Body Weight ({0}),Exercise,Sets×Reps,Sets×Time,"
    "Top Set (Reps×{0}),e1RM ({0}),Reps,Volume ({0}),Workout Volume ({0}),Duration (hours),Start Time (h:mm),"
    "End Time (h:mm),Notes,Set 1 (Reps),Set 1 ({0}),Set 2 (Reps),Set 2 ({0}),Set 3 (Reps),Set 3 ({0})\n"
)


def stronglifts(exercise: str, *cells: object, clock: str = "10:02 AM") -> str:
    filled = [*cells, *[""] * (6 - len(cells))]
    begin = f"2026/03/03,1,A,5x5,70,{exercise},3×5,,5×60,70,15,900,900,1.2,{clock},11:55 AM,,"
    return begin + ",".join(map(str, filled)) + "\n"


@pytest.mark.parametrize(("unit", "kg"), [("KG", 60), ("LB", 27.2155422)])
def test_stronglifts_unfolds_the_columns_of_a_set_in_the_unit_of_their_names(unit, kg):
    batch = of(STRONGLIFTS.format(unit) + stronglifts("Squat", 5, 60, 4, 60, 0, 60))
    assert sets(batch, "set_no", "reps", "load_kg") == [(1, 5, pytest.approx(kg)), (2, 4, pytest.approx(kg))]
    assert batch.frames.sets["start"][0] == pd.Timestamp("2026-03-03 09:02", tz="UTC")
    assert "not counted as done: 1 row" in batch.skipped[0].reason
    assert batch.warnings == ()


def test_a_skipped_exercise_is_no_set_and_a_day_without_a_clock_stands():
    batch = of(STRONGLIFTS.format("KG") + stronglifts("Squat") + stronglifts("Row", 5, 40, clock=""))
    assert sets(batch, "exercise_raw", "start") == [("Row", None)]
    assert "skipped, not done" in batch.skipped[0].reason


LIFTLOG = "SessionId,Timestamp,Exercise,Weight,WeightUnit,Reps,TargetReps,Notes\n"


def test_liftlog_sessions_begin_with_their_first_set():
    batch = of(
        LIFTLOG + "b,2024-10-16T10:44:39,Bench Press,67.5,kg,12,12,\nb,2024-10-16T10:40:00,Bench Press,60,kg,12,12,\n"
        "a,2024-10-16T08:00:00,Pull-ups,100,lbs,8,8,slow\n"
    )
    assert sets(batch, "exercise_raw", "set_no", "load_kg") == [
        ("Bench Press", 1, 67.5),
        ("Bench Press", 2, 60),
        ("Pull-ups", 1, pytest.approx(45.36, abs=0.01)),
    ]
    assert batch.frames.sets["workout_id"].nunique() == 2
    assert batch.frames.sets["start"].dt.strftime("%H:%M").tolist() == ["08:40", "08:40", "06:00"]


JEFIT = (
    '### SETTING\n\nUSERID,mass\n1," {unit}"\n\n### CARDIO LOGS\n\n_id,calorie\n1,300\n2,200\n\n'
    "### EXERCISE LOGS\n\n"
    "USERID,TIMESTAMP,logs,_id,mydate,ename,belongsession,logTime\n"
    '1,x,"44.10x5,0x12",7,2026-03-01,Barbell Squat,{begun},{begun}\n'
    "1,x,,8,2026-03-01,Bench Press,{begun},{begun}\n"
    '1,x,"oops,20x8",9,2026-03-01,Curl,{begun},{begun}\n'
)
BEGUN = int(pd.Timestamp("2026-03-01 17:00", tz="UTC").timestamp())


@pytest.mark.parametrize(("unit", "kg"), [("kg", 44.1), ("lbs", 20.0034)])
def test_jefits_sets_are_taken_apart_in_the_unit_of_its_settings(unit, kg):
    batch = of(JEFIT.format(unit=unit, begun=BEGUN))
    assert sets(batch, "exercise_raw", "reps", "load_kg")[:2] == [
        ("Barbell Squat", 5, pytest.approx(kg, abs=0.001)),
        ("Barbell Squat", 12, None),
    ]
    assert batch.frames.sets["start"][0] == pd.Timestamp("2026-03-01 17:00", tz="UTC")
    assert len(set(batch.frames.sets["workout_id"])) == 1
    assert [(one.line, one.reason.split(":")[0]) for one in batch.skipped] == [
        (16, "an exercise without sets"),
        (17, "the set 'oops' is no load x repetitions"),
    ]
    assert "setting (1), cardio logs (2)" in batch.warnings[0]


def test_jefit_without_settings_asks_for_the_unit_and_without_logs_says_so():
    whole = JEFIT.format(unit="kg", begun=BEGUN)
    logs = whole[whole.index("### EXERCISE") :]
    assert of(logs).files[0].question.option == "load_unit"
    assert len(of(logs, load_unit="kg").frames.sets) == 3
    [note] = of(whole[: whole.index("### EXERCISE")]).files
    assert note.status == "skipped" and "no exercise logs" in note.reason
