"""Polar, Fitbit and Whoop: runs with their clock and unit, nights and mornings as factors."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from data.batch import Batch
from data.importers import Answers, SourceFile, read

HOME = Answers(timezone="Europe/Berlin")


def of(content: object, name: str = "a.json") -> Batch:
    data = content if isinstance(content, str) else json.dumps(content)
    return read(SourceFile(name, data.encode()), HOME)


def factors(batch: Batch) -> list[tuple[str, str, float, str]]:
    rows = batch.frames.factors[["day", "name", "value", "unit"]].itertuples(index=False)
    return [(f"{row.day:%m-%d}", row.name, row.value, row.unit) for row in rows]


def run(batch: Batch) -> dict:
    [one] = batch.frames.runs.to_dict("records")
    return one


# ---- Polar


def session(sport: str = "1", **more: object) -> dict:
    exercise = {
        "startTime": "2026-01-04T23:15:00",
        "stopTime": "2026-01-05T00:15:00",
        "timezoneOffsetMinutes": 540,
        "durationMillis": 3_600_000,
        "distanceMeters": 10_000,
        "ascentMeters": 80.5,
        "sport": {"id": sport},
        "samples": {"samples": [{"type": "SPEED", "intervalMillis": 1000, "values": []}]},
    }
    whole = {"identifier": {"id": "7"}, "startTime": "2026-01-04T23:15:00", "hrAvg": 142, "hrMax": 171}
    return {**whole, "timezoneOffsetMinutes": 540, "name": "", "exercises": [exercise | more]}


def test_a_polar_session_is_a_run_on_the_day_of_the_wrists_clock():
    batch = of(session())
    one = run(batch)
    assert (one["distance_m"], one["duration_s"], one["ascent_m"]) == (10_000, 3600, 80.5)
    assert (one["hr_mean_bpm"], one["hr_max_bpm"]) == (142, 171)
    assert one["start"] == pd.Timestamp("2026-01-04 14:15", tz="UTC")
    assert one["day"] == pd.Timestamp("2026-01-04")
    assert any("not its samples" in warning for warning in batch.warnings)


@pytest.mark.parametrize(
    ("sport", "kind"), [("1", "unknown"), ("17", "treadmill"), ("27", "trail"), ("36", "track"), ("153", "unknown")]
)
def test_polars_number_of_a_sport_says_the_kind_of_run(sport, kind):
    assert run(of(session(sport)))["kind"] == kind


@pytest.mark.parametrize(("sport", "said"), [("2", "cycling is no run"), ("15", "no sets"), ("163", "sport no. 163")])
def test_other_polar_sessions_are_left_out_with_their_sport(sport, said):
    [note] = of(session(sport)).files
    assert note.status == "skipped" and said in note.reason


def test_an_older_polar_download_names_its_sport_and_writes_lengths_of_time():
    exercise = {
        "startTime": "2019-01-18T17:20:00.000",
        "timezoneOffset": 60,
        "duration": "PT1H0M30.5S",
        "distance": 10_000.5,
        "sport": "TRAIL_RUNNING",
        "ascent": 120.0,
        "heartRate": {"min": 90, "avg": 150, "max": 175},
    }
    one = run(of({"exportVersion": "1.3", "startTime": "2019-01-18T17:20:00.000", "exercises": [exercise]}))
    assert (one["duration_s"], one["distance_m"], one["hr_mean_bpm"], one["kind"]) == (3630.5, 10_000.5, 150, "trail")
    assert one["start"] == pd.Timestamp("2019-01-18 16:20", tz="UTC")


def test_a_polar_session_of_several_sports_gives_its_runs():
    both = session()
    ride = {"startTime": "2026-01-04T22:00:00", "durationMillis": 3_600_000, "sport": {"id": "2"}}
    both["exercises"] = [ride, both["exercises"][0]]
    batch = of(both)
    assert run(batch)["distance_m"] == 10_000
    assert batch.skipped[0].reason.startswith("cycling is no run")


def test_polar_nights_are_sleep_score_and_hrv():
    night = {"night": "2026-01-06"}
    sleep = [{**night, "evaluation": {"asleepDuration": "PT7H30M"}}, {**night, "evaluation": {}}]
    assert factors(of(sleep)) == [("01-06", "sleep", 7.5, "h")]
    assert "without sleep: 1 row" in of(sleep).skipped[0].reason
    score = [{**night, "sleepScoreResult": {"sleepScore": 82}}]
    assert factors(of(score)) == [("01-06", "sleep score", 82, "0-100")]
    hrv = of([{**night, "meanNightlyRecoveryRmssd": 42, "meanNightlyRecoveryRri": 900}])
    assert factors(hrv) == [("01-06", "HRV", 42, "ms")] and any("RMSSD" in w for w in hrv.warnings)


# ---- Fitbit


def exercise(**more: object) -> dict:
    return {
        "logId": 21,
        "activityName": "Run",
        "averageHeartRate": 150,
        "duration": 1_805_000,
        "activeDuration": 1_790_500,
        "startTime": "03/13/26 23:30:00",
        "distance": 5.2,
        "distanceUnit": "Kilometer",
        **more,
    }


def test_a_fitbit_run_starts_in_utc_and_counts_on_the_home_zones_day():
    one = run(of([exercise()]))
    assert (one["distance_m"], one["duration_s"], one["hr_mean_bpm"]) == (5200, 1790.5, 150)
    assert (one["start"], one["day"]) == (pd.Timestamp("2026-03-13 23:30", tz="UTC"), pd.Timestamp("2026-03-14"))


def test_fitbits_miles_are_miles_and_a_unit_nobody_knows_is_said():
    assert run(of([exercise(distanceUnit="Mile")]))["distance_m"] == pytest.approx(5.2 * 1609.344)
    odd = of([exercise(distanceUnit="League")])
    assert pd.isna(run(odd)["distance_m"]) and "League" in odd.warnings[0]


def test_other_fitbit_exercises_are_counted():
    others = [exercise(logId=2, activityName="Weights"), exercise(logId=3, activityName="Outdoor Bike")]
    batch = of([exercise(), *others])
    assert len(batch.frames.runs) == 1
    assert [s.reason.split(":")[0] for s in batch.skipped] == [
        "Weights has only its time here, no sets",
        "Outdoor Bike is no run",
    ]


def test_fitbit_sleep_counts_naps_and_each_log_once():
    night = {"logId": 1, "dateOfSleep": "2026-03-14", "minutesAsleep": 402, "mainSleep": True}
    nap = {"logId": 2, "dateOfSleep": "2026-03-14", "minutesAsleep": 38, "mainSleep": False}
    batch = of([night, nap, night, {**nap, "logId": 3, "minutesAsleep": 0}])
    assert factors(batch) == [("03-14", "sleep", pytest.approx(440 / 60), "h")]
    assert len(batch.skipped) == 2


def test_a_fitbit_resting_heart_rate_of_zero_is_none():
    known = {"dateTime": "04/04/26 00:00:00", "value": {"date": "04/04/26", "value": 58.4, "error": 6.1}}
    none = {"dateTime": "04/05/26 00:00:00", "value": {"date": None, "value": 0, "error": 0}}
    batch = of([known, none])
    assert factors(batch) == [("04-04", "resting heart rate", 58.4, "1/min")]
    assert "without a resting heart rate: 1 row" in batch.skipped[0].reason


FITBIT_DAYS = {
    "sleep score": "sleep_log_entry_id,timestamp,overall_score,resting_heart_rate\n1,2026-03-14T23:31:30Z,{},58\n",
    "HRV": "timestamp,rmssd,nremhr,entropy\n2026-03-14T00:00:00,{},52.1,2.9\n",
    "resting heart rate": "timestamp,beats per minute,data source\n2026-03-14T00:00:00Z,{},Google\n",
}


@pytest.mark.parametrize(("name", "unit"), [("sleep score", "0-100"), ("HRV", "ms"), ("resting heart rate", "1/min")])
def test_fitbits_tables_of_days_count_on_the_day_as_written(name, unit):
    batch = of(FITBIT_DAYS[name].format("57.5"), "days.csv")
    assert factors(batch) == [("03-14", name, 57.5, unit)]
    assert "not read" in batch.warnings[0]
    assert f"without {name}" in of(FITBIT_DAYS[name].format("0"), "days.csv").skipped[0].reason


def test_beats_by_the_second_are_no_resting_heart_rate():
    lines = "2026-03-14T00:00:00Z,60,x\n2026-03-14T00:00:05Z,61,x\n"
    [note] = of("timestamp,beats per minute,data source\n" + lines, "heart_rate.csv").files
    assert note.importer == "" and note.status != "imported"


# ---- Whoop


CYCLES = (
    "Cycle start time,Cycle end time,Cycle timezone,Recovery score %,Resting heart rate (bpm),"
    "Heart rate variability (ms),Day Strain,Sleep onset,Wake onset,Asleep duration (min),New thing\n"
    "2026-05-09 23:00:00,2026-05-10 23:00:00,UTC+02:00,72,52,58,12.5,2026-05-09 23:15:00,2026-05-10 07:00:00,450,1\n"
    "2026-05-10 23:30:00,,UTC+02:00,,,,4.2,,,,1\n"
)


def test_a_whoop_morning_is_the_day_of_waking():
    batch = of(CYCLES, "physiological_cycles.csv")
    assert factors(batch) == [
        ("05-10", "resting heart rate", 52, "1/min"),
        ("05-10", "HRV", 58, "ms"),
        ("05-10", "recovery", 72, "0-100"),
    ]
    assert "no time of waking" in batch.skipped[0].reason
    assert any("not read: New thing" in warning for warning in batch.warnings)


def test_whoop_sleep_counts_naps_and_its_score_does_not():
    head = "Cycle start time,Cycle timezone,Sleep onset,Wake onset,Sleep performance %,Asleep duration (min),Nap\n"
    batch = of(
        head + "2026-05-09 23:00:00,UTC+02:00,2026-05-09 23:15:00,2026-05-10 07:00:00,92,450,false\n"
        "2026-05-10 13:00:00,UTC+02:00,2026-05-10 13:05:00,2026-05-10 13:40:00,50,30,true\n",
        "sleeps.csv",
    )
    assert factors(batch) == [("05-10", "sleep", 8, "h"), ("05-10", "sleep score", 92, "0-100")]


WORKOUTS = (
    "Cycle start time,Cycle timezone,Workout start time,Workout end time,Duration (min),Activity name,Max HR (bpm),"
    "Average HR (bpm),GPS enabled,Distance (meters),Altitude Gain (meters)\n"
)


@pytest.mark.parametrize(("zone", "utc"), [("UTC-05:00", "23:30"), ("-05:00", "23:30"), ("UTCZ", "18:30")])
def test_a_whoop_run_is_on_the_wrists_clock(zone, utc):
    begin = f"2026-03-02 04:00:00,{zone},"
    batch = of(
        WORKOUTS
        + f"{begin}2026-03-02 18:30:00,2026-03-02 19:15:30,45,Running,182,155,true,8046,42\n"
        + f"{begin}2026-03-02 20:00:00,2026-03-02 20:30:00,30,Weightlifting,120,95,false,,\n",
        "workouts.csv",
    )
    one = run(batch)
    assert (one["distance_m"], one["duration_s"], one["ascent_m"], one["hr_max_bpm"]) == (8046, 2730, 42, 182)
    assert (f"{one['start']:%H:%M}", one["day"]) == (utc, pd.Timestamp("2026-03-02"))
    assert "no sets: 1 row" in batch.skipped[0].reason


def test_a_spanish_whoop_export_is_known():
    text = (
        "Hora de inicio del ciclo,Zona horaria del ciclo,Puntuación de recuperación (%),"
        "Frecuencia cardíaca en reposo (lpm),Variabilidad de la frecuencia cardíaca (ms),Inicio de la vigilia\n"
        "2026-05-09 23:00:00,UTC+02:00,72,52,58,2026-05-10 07:00:00\n"
    )
    assert [name for _, name, _, _ in factors(of(text))] == ["resting heart rate", "HRV", "recovery"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('{"exportVersion":"1.6","date":"2020-01-01","physicalInformation":{}}', "Polar"),
        ('[{"dateTime":"04/03/26 12:59:00","value":"7"}]', "Fitbit"),
        (
            "Cycle start time,Cycle end time,Question text,Answered yes\n2026-01-01,x,Q,true\n",
            "Whoop",
        ),
    ],
)
def test_what_is_not_read_of_an_export_says_what_is(text, named):
    [note] = of(text).files
    assert note.status == "refused" and named in note.reason and "are" in note.reason
