"""Diaries, own tables, JSON, XML and FIT: what a line or an entry brings is on the receipt, each value once.

One line may bring several values there, and several entries one value. So two things must hold: a line or entry more
is a value or a row left out more; and what the file brings is new, changed, known, left out or asked about once.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import importers, imports
from data import store as stores
from data.importers import Answers, SourceFile
from data.importers.own_table import mapping
from tests.data.importers import fit_files
from tests.data.importers.test_rows_add_up import DAYS, EXERCISES, LENGTH, NUMBERS, SPORTS, TIMES, text

Lines = list[Any]
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
STORED = settings(QUICK, max_examples=4)
START = datetime(2026, 3, 1, 7, tzinfo=UTC)

# Importer -> its columns and what is drawn for each.
TABLES: dict[str, dict[str, st.SearchStrategy[str]]] = {
    "daylio": {
        "full_date": DAYS | st.just("never"),
        "date": st.just("March 1"),
        "weekday": st.just("Monday"),
        "time": st.sampled_from(["07:00", "7:00 PM"]),
        "mood": st.sampled_from(["good", "rad", "so so", ""]),
        "activities": st.sampled_from(["", "run", "run | gym"]),
        "scales": st.sampled_from(["", "Energy: 3", "Energy: x", "Energy"]),
        "note_title": st.just(""),
        "note": st.sampled_from(["", "a"]),
    },
    "bearable": {
        "date": st.just(""),
        "date formatted": DAYS | st.just("never"),
        "weekday": st.just("Monday"),
        "time of day": st.sampled_from(["pre", "mid", "3:04", ""]),
        "category": st.sampled_from(["Symptom", "Mood", "Sleep", "Factors", "Health measurements", "Notes", ""]),
        "rating/amount": NUMBERS | st.just("7:30"),
        "detail": st.sampled_from(["Back (lower) pain (Mild)", "Stress (Mild)", "Caffeine - A lot | Tea", ""]),
        "notes": st.just(""),
    },
}
# The same for own tables, with what the mapping says.
OWN: dict[str, tuple[dict[str, st.SearchStrategy[str]], dict[str, Any]]] = {
    "runs": (
        {"When": TIMES, "What": SPORTS, "Far": NUMBERS, "Long": LENGTH},
        {"columns": {"day": "When", "sport": "What", "distance_m": "Far", "duration_s": "Long"}},
    ),
    "sets": (
        {"When": TIMES, "Lift": EXERCISES, "N": NUMBERS, "Reps": NUMBERS | st.just("8/8/7"), "Load": NUMBERS},
        {"columns": {"day": "When", "exercise_raw": "Lift", "n_sets": "N", "reps": "Reps", "load_kg": "Load"}},
    ),
    "wide": (
        {"When": TIMES, "Squat": NUMBERS | st.just("5x5 60kg"), "Hip thrust": NUMBERS | st.just("3x8")},
        {"kind": "sets", "columns": {"day": "When", "set:Squat": "Squat", "set:Hip thrust": "Hip thrust"}},
    ),
    "columns": (
        {"When": TIMES, "Lift": EXERCISES, "Load": NUMBERS, "Set 1": NUMBERS, "Set 2": NUMBERS},
        {
            "kind": "sets",
            "columns": {
                "day": "When", "exercise_raw": "Lift", "load_kg": "Load", "set:1": "Set 1", "set:2": "Set 2",
            },
        },
    ),
    "pain": (
        {"When": TIMES, "Back": NUMBERS, "Knee": NUMBERS | st.just("none")},
        {"columns": {"day": "When", "score:low_back": "Back", "score:knee": "Knee"}},
    ),
    "factors": (
        {"When": TIMES, "Sleep": NUMBERS | st.just("7h 30min"), "Alcohol": st.sampled_from(["yes", "no", "", "?"])},
        {"columns": {"day": "When", "sleep": "Sleep", "alcohol": "Alcohol"}},
    ),
}  # fmt: skip
KNOWN = {"timezone": "Europe/Berlin", "distance_unit": "km", "load_unit": "kg", "date_order": "dmy"}
Make = Callable[[Lines], bytes]


def own(name: str, *, is_asked: bool = False) -> tuple[st.SearchStrategy[Any], Make, Answers]:
    columns, said = OWN[name]
    made = mapping.keyed({"kind": name, **said, "header": list(columns)})
    answers = Answers(timezone="Europe/Berlin", maps=made) if is_asked else Answers(**KNOWN, maps=made)
    return st.tuples(*columns.values()), lambda lines: text(list(columns), lines), answers


def table(name: str) -> tuple[st.SearchStrategy[Any], Make, Answers]:
    columns = TABLES[name]
    return st.tuples(*columns.values()), lambda lines: text(list(columns), lines), Answers(**KNOWN)


def account() -> tuple[st.SearchStrategy[Any], Make, Answers]:
    number = st.sampled_from([None, 0, 1, 3, 24, "x", 240])
    summed = st.fixed_dictionaries({"category": st.just("SQUAT"), "sets": number, "reps": number, "volume": number})
    activity = st.fixed_dictionaries(
        {
            "activityId": st.integers(1, 9) | st.none(),
            "activityType": st.sampled_from(["running", "cycling", "strength_training", ""]),
            "beginTimestamp": st.sampled_from([None, *(START.timestamp() * 1000 + 9e7 * day for day in range(4))]),
            "duration": st.sampled_from([1_800_000.0, None]),
            "distance": st.sampled_from([500_000.0, None]),
            "summarizedExerciseSets": st.lists(summed | st.just("odd"), max_size=3) | st.none(),
        }
    )
    return (
        activity | st.just("odd"),
        lambda entries: json.dumps([{"summarizedActivitiesExport": entries}]).encode(),
        Answers(**KNOWN),
    )


def apple() -> tuple[st.SearchStrategy[Any], Make, Answers]:
    when = st.sampled_from(
        ["", "never", *(f"2026-03-0{day} 0{hour}:00:00 +0100" for day in (1, 2) for hour in (1, 6))]
    )
    kinds = ["RestingHeartRate", "HeartRateVariabilitySDNN"]
    record = st.builds(
        '<Record type="HKQuantityTypeIdentifier{}" startDate={} endDate={} value="{}"/>'.format,
        st.sampled_from(kinds), when.map(quoteattr), when.map(quoteattr), st.sampled_from(["50", "", "x"]),
    )  # fmt: skip
    sleep = st.builds(
        '<Record type="HKCategoryTypeIdentifierSleepAnalysis" startDate={} endDate={} value="{}"/>'.format,
        when.map(quoteattr), when.map(quoteattr),
        st.sampled_from(["HKCategoryValueSleepAnalysisAsleepCore", "HKCategoryValueSleepAnalysisInBed", ""]),
    )  # fmt: skip
    workout = st.builds(
        '<Workout workoutActivityType="HKWorkoutActivityType{}" startDate={} duration="30"/>'.format,
        st.sampled_from(["Running", "Cycling", "TraditionalStrengthTraining", ""]), when.map(quoteattr),
    )  # fmt: skip

    def made(entries: Lines) -> bytes:
        return "\n".join(["<HealthData>", *entries, "</HealthData>"]).encode()

    return record | sleep | workout, made, Answers(**KNOWN)


def fit_sets() -> tuple[st.SearchStrategy[Any], Make, Answers]:
    def made(sets: Lines) -> bytes:
        file = fit_files.activity_file().add(
            fit_files.SESSION, *fit_files.session(START, fit_files.TRAINING, fit_files.STRENGTH, timer=3_600_000)
        )
        for place, (kind, reps, weight) in enumerate(sets):
            begins = fit_files.seconds(START + timedelta(seconds=60 * place))
            file.add(
                fit_files.SET,
                (254, fit_files.UINT32, begins), (6, fit_files.UINT32, begins), (5, fit_files.UINT8, kind),
                (0, fit_files.UINT32, 30_000), (3, fit_files.UINT16, reps), (4, fit_files.UINT16, weight),
            )  # fmt: skip
        return file.bytes()

    return st.tuples(st.just(1), st.sampled_from([0, 8, 0xFFFF]), st.sampled_from([0, 1600, 0xFFFF])), made, Answers()


def tcx() -> tuple[st.SearchStrategy[Any], Make, Answers]:
    activity = st.builds(
        '<Activity Sport="{}"><Id>{}</Id><Lap StartTime="{}"><TotalTimeSeconds>{}</TotalTimeSeconds>'
        "<DistanceMeters>5000</DistanceMeters></Lap></Activity>".format,
        st.sampled_from(["Running", "Biking", ""]), st.just(""),
        st.sampled_from(["", *(f"2026-03-0{day}T07:00:00Z" for day in (1, 2, 3))]), st.sampled_from(["1500", "0"]),
    )  # fmt: skip

    def made(activities: Lines) -> bytes:
        inside = f"<Activities>{''.join(activities)}</Activities>"
        return f"<TrainingCenterDatabase>{inside}</TrainingCenterDatabase>".encode()

    return activity, made, Answers(**KNOWN)


def track(sport: str, day: str, n: int) -> str:
    times = [f"<time>{day}T07:{i:02d}:00Z</time>" if day else "" for i in range(n)]
    points = [f'<trkpt lat="{46 + 0.002 * i:.4f}" lon="7">{time}</trkpt>' for i, time in enumerate(times)]
    return f"<trk><type>{sport}</type><trkseg>{''.join(points)}</trkseg></trk>"


def gpx() -> tuple[st.SearchStrategy[Any], Make, Answers]:
    outing = st.builds(
        track, st.sampled_from(["running", "cycling", ""]), DAYS | st.just(""), st.sampled_from([0, 1, 9])
    )
    return outing, lambda tracks: f"<gpx>{''.join(tracks)}</gpx>".encode(), Answers(**KNOWN)


EACH: dict[str, Callable[[], tuple[st.SearchStrategy[Any], Make, Answers]]] = {
    **{name: lambda name=name: table(name) for name in TABLES},
    **{f"own {name}": lambda name=name: own(name) for name in OWN},
    "own runs, asked": lambda: own("runs", is_asked=True),
    "own sets, asked": lambda: own("sets", is_asked=True),
    "garmin account": account,
    "apple health": apple,
    "fit sets": fit_sets,
    "tcx": tcx,
    "gpx": gpx,
}
# One entry of these is one row.
ONE_EACH = ("own runs", "own runs, asked", "fit sets")
# A sound entry of each, of a day that is not drawn: beside it another one must be seen.
SOUND: dict[str, Any] = {
    "daylio": ("2025-01-01", "January 1", "Monday", "07:00", "good", "", "", "", ""),
    "bearable": ("", "2025-01-01", "Monday", "pre", "Mood", "5", "", ""),
    "own runs": ("2025-01-01 06:00:00", "Running", "5", "00:30:00"),
    "own sets": ("2025-01-01 06:00:00", "Squat", "1", "5", "100"),
    "own wide": ("2025-01-01 06:00:00", "5x5 60kg", ""),
    "own columns": ("2025-01-01 06:00:00", "Squat", "100", "5", ""),
    "own pain": ("2025-01-01 06:00:00", "5", ""),
    "own factors": ("2025-01-01 06:00:00", "5", ""),
    "garmin account": {
        "activityId": 10, "activityType": "running", "beginTimestamp": 1.7357e12, "duration": 1.8e6, "distance": 5e5,
    },
    "apple health": '<Workout workoutActivityType="HKWorkoutActivityTypeRunning" '
    'startDate="2025-01-01 07:00:00 +0100" duration="30"/>',
    "fit sets": (1, 8, 1600),
    "tcx": '<Activity Sport="Running"><Id>2025-01-01T07:00:00Z</Id><Lap StartTime="2025-01-01T07:00:00Z">'
    "<TotalTimeSeconds>1500</TotalTimeSeconds><DistanceMeters>5000</DistanceMeters></Lap></Activity>",
    "gpx": track("running", "2025-01-01", 9),
}  # fmt: skip


def receipt(store: stores.Store, data: bytes, answers: Answers) -> dict[str, Any]:
    (line,) = imports.import_files(store, [SourceFile("file", data)], answers).to_json()["files"]
    assert sum(line[part] for part in ("added", "changed", "known", "left_out", "asked")) == line["rows"], line
    return line


@pytest.mark.parametrize("name", EACH)
@QUICK
@given(data=st.data())
def test_a_line_more_is_a_value_more_or_a_row_left_out_more(name, data):
    entry, made, answers = EACH[name]()
    sound = SOUND[name.removesuffix(", asked")]
    one = data.draw(entry)
    alone, both = (importers.parse(SourceFile("file", made(each)), answers) for each in ([sound], [sound, one]))
    assert told(both) > told(alone), (one, both)


def told(parsed: importers.Parsed) -> int:
    values = sum(len(rows) for rows in parsed.rows.values())
    return values + sum(skipped.n for skipped in parsed.skipped) + parsed.asked


@pytest.mark.parametrize("name", EACH)
@STORED
@given(data=st.data())
def test_every_value_a_file_brings_is_on_the_receipt_once(name, data):
    entry, made, answers = EACH[name]()
    lines = data.draw(st.lists(entry, min_size=1, max_size=8))
    again = lines[:4] + data.draw(st.lists(entry, min_size=1, max_size=8))
    store = stores.open("sqlite://")
    for each in (lines, again):
        parsed = importers.parse(SourceFile("file", made(each)), answers)
        line = receipt(store, made(each), answers)
        if line["reason"].startswith("This very file"):
            continue
        assert line["importer"], line
        assert line["rows"] == told(parsed), line
        if name in ONE_EACH:
            assert line["rows"] == len(each), line
    store.engine.dispose()
