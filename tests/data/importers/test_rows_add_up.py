"""Every row of a table ends on the receipt: new, changed, known, left out or asked about."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import imports
from data import store as stores
from data.importers import Answers, SourceFile

DAYS = st.sampled_from([f"2026-03-{day:02d}" for day in range(1, 8)])
NUMBERS = st.sampled_from(["", "0", "5", "8", "10.5", "100", "x", "-"])
SPORTS = st.sampled_from(["Running", "Run", "Treadmill Running", "Cycling", ""])
EXERCISES = st.sampled_from(["Hip Thrust (Barbell)", "Squat", "Running", ""])
CLOCK = st.sampled_from(["06:00:00", "18:30:00"])
LENGTH = st.sampled_from(["00:30:00", "00:45:10", "", "x"])
TIMES = st.tuples(DAYS, CLOCK).map(" ".join) | st.just("never")
# Importer -> its columns and what is drawn for each; one line is one row.
TABLES: dict[str, dict[str, st.SearchStrategy[str]]] = {
    "garmin": {
        "Activity Type": SPORTS,
        "Date": TIMES,
        "Favorite": st.just("false"),
        "Title": st.sampled_from(["a", "b"]),
        "Distance": NUMBERS,
        "Calories": NUMBERS,
        "Time": LENGTH,
        "Avg HR": NUMBERS,
    },
    "strava": {
        "Activity ID": st.integers(1, 9).map(str),
        "Activity Date": DAYS.map(lambda day: f"Mar {int(day[-2:])}, 2026, 9:30:05 PM") | st.just("never"),
        "Activity Name": st.just("a"),
        "Activity Type": SPORTS,
        "Elapsed Time": NUMBERS,
        "Distance": NUMBERS,
        "Moving Time": NUMBERS,
        "Filename": st.just(""),
    },
    "runkeeper": {
        "Activity Id": st.integers(1, 9).map(str),
        "Date": TIMES,
        "Type": SPORTS,
        "Route Name": st.just(""),
        "Distance (km)": NUMBERS,
        "Duration": st.sampled_from(["30:00", "45:10", "x"]),
        "Average Pace": st.just("5:00"),
        "Average Speed (km/h)": st.just("12"),
        "Calories Burned": NUMBERS,
        "Climb (m)": NUMBERS,
        "Average Heart Rate (bpm)": NUMBERS,
        "Notes": st.just(""),
        "GPX File": st.just(""),
    },
    "hevy": {
        "title": st.just("Legs"),
        "start_time": TIMES,
        "exercise_title": EXERCISES,
        "set_index": st.just("0"),
        "set_type": st.sampled_from(["normal", "warmup", "odd"]),
        "weight_kg": NUMBERS,
        "reps": NUMBERS,
        "distance_km": NUMBERS,
        "duration_seconds": NUMBERS,
    },
    "strong": {
        "Date": TIMES,
        "Workout Name": st.just("Legs"),
        "Exercise Name": EXERCISES,
        "Set Order": st.integers(1, 5).map(str),
        "Weight": NUMBERS,
        "Reps": NUMBERS,
        "Distance": NUMBERS,
        "Seconds": NUMBERS,
        "Notes": st.just(""),
        "Workout Notes": st.just(""),
        "RPE": st.just(""),
    },
    "fitnotes": {
        "Date": DAYS | st.just("never"),
        "Exercise": EXERCISES,
        "Category": st.just("Legs"),
        "Weight (kgs)": NUMBERS,
        "Reps": NUMBERS,
        "Distance": st.just(""),
        "Distance Unit": st.just(""),
        "Time": st.just(""),
    },
    "fitbod": {
        "Date": TIMES.map(lambda text: f"{text} +0000"),
        "Exercise": EXERCISES,
        "Reps": NUMBERS,
        "Weight(kg)": NUMBERS,
        "Duration(s)": NUMBERS,
        "Distance(m)": NUMBERS,
        "Incline": st.just("0.0"),
        "Resistance": st.just("0.0"),
        "isWarmup": st.sampled_from(["true", "false"]),
        "Note": st.just(""),
        "multiplier": st.just("1.0"),
    },
    "liftosaur": {
        "Workout DateTime": TIMES.map(lambda text: text.replace(" ", "T") + ".000Z"),
        "Exercise": EXERCISES,
        "Is Warmup Set?": st.sampled_from(["0", "1"]),
        "Completed Reps": NUMBERS,
        "Completed Weight Value": NUMBERS,
        "Completed Weight Unit": st.sampled_from(["kg", "lb", ""]),
        "Notes": st.just(""),
    },
    "lyfta": {
        "Title": st.just("Legs"),
        "Date": TIMES,
        "Duration": LENGTH,
        "Exercise": EXERCISES,
        "Superset id": st.just("0"),
        "Weight": NUMBERS,
        "Reps": NUMBERS,
        "Distance": NUMBERS,
        "Time": LENGTH,
        "Set Type": st.sampled_from(["NORMAL_SET", "WARMUP_SET", "ODD"]),
    },
    "liftlog": {
        "SessionId": st.sampled_from(["a", "b", ""]),
        "Timestamp": TIMES,
        "Exercise": EXERCISES,
        "Weight": NUMBERS,
        "WeightUnit": st.sampled_from(["kg", "lb", ""]),
        "Reps": NUMBERS,
        "TargetReps": NUMBERS,
        "Notes": st.just(""),
    },
    "whoop": {
        "Cycle start time": TIMES,
        "Cycle timezone": st.sampled_from(["UTC+02:00", "UTCZ", "x", ""]),
        "Workout start time": TIMES,
        "Workout end time": TIMES,
        "Activity name": SPORTS,
        "Duration (min)": NUMBERS,
        "Average HR (bpm)": NUMBERS,
        "Distance (meters)": NUMBERS,
    },
    "pain": {"date": DAYS | st.just("never"), "moment": st.sampled_from(["morning", "evening"]), "score": NUMBERS},
}
ANSWERS = {
    "answered": Answers(timezone="Europe/Berlin", distance_unit="km", load_unit="kg", date_order="dmy"),
    "asked": Answers(timezone="Europe/Berlin"),
}


def text(columns: list[str], lines: list[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([columns, *lines])
    return out.getvalue().encode()


@pytest.mark.parametrize("answers", ANSWERS)
@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_rows_of_a_table_add_up(name, answers, data):
    columns = TABLES[name]
    lines = data.draw(st.lists(st.tuples(*columns.values()), min_size=1, max_size=8))
    again = data.draw(st.lists(st.tuples(*columns.values()), min_size=1, max_size=8))
    store = stores.open("sqlite://")
    for n, each in enumerate((lines, [*lines[:4], *again])):
        file = SourceFile(f"{n}.csv", text(list(columns), each))
        (line,) = imports.import_files(store, [file], ANSWERS[answers]).to_json()["files"]
        if line["reason"].startswith("This very file"):
            continue
        assert line["importer"], line
        parts = ("added", "changed", "known", "left_out", "asked")
        assert line["rows"] == len(each) == sum(line[part] for part in parts), line
    store.engine.dispose()
