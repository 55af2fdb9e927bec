"""The contract of every importer in the registry: a new one is tested on the day it is added."""

from __future__ import annotations

import importlib.util
import inspect
import pickle
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import errors, schema
from data.duplicates.sources import SOURCE_ORDER
from data.importers import BROKEN, IMPORTERS, Answers, SourceFile, parse, read
from data.importers.gathering import gather
from tests.data.importers import corpus

ANSWERS = Answers("km", "kg", "dmy", "Europe/Berlin")
# The corpus' folders and the module that reads each.
FOLDERS = {
    "daylio": "daylio",
    "fitnotes": "fitnotes",
    "garmin_activities_csv": "garmin_csv",
    "gpx": "gpx",
    "hevy": "hevy",
    "pain_diary": "pain_csv",
    "runkeeper_cardio_csv": "runkeeper",
    "strava_activities_csv": "strava",
    "strong": "strong",
    "tcx": "tcx",
}
# Beginnings of real files, for junk that looks like one of them.
SEEDS = (
    b'<?xml version="1.0"?><gpx><trk><type>running</type><trkseg><trkpt lat="50" lon="8"><time>2024-05-01T22:00:00Z'
    b"</time></trkpt></trkseg></trk></gpx>",
    b'<TrainingCenterDatabase><Activities><Activity Sport="Running"><Id>2024-05-01T22:00:00Z</Id><Lap>'
    b"<TotalTimeSeconds>9</TotalTimeSeconds></Lap></Activity></Activities></TrainingCenterDatabase>",
    b"Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR\n"
    b"Running,2024-05-01 08:00:00,false,x,5.00,1,30:00,--\n",
    b'[{"summarizedActivitiesExport":[{"activityId":1,"activityType":"running","beginTimestamp":1788632085000,'
    b'"distance":1000000.0,"duration":2953511.9}]}]',
    b'[{"calendarDate":"2026-03-01","includesWellnessData":true,"totalSteps":9000,"currentDayRestingHeartRate":50}]',
    b'[{"calendarDate":"2026-03-01","sleepWindowConfirmationType":"ENHANCED_CONFIRMED","deepSleepSeconds":3600}]',
    b'[{"calendarDate":"2026-03-01","metrics":[{"type":"HRV","value":62.0}]}]',
    b"Sleep Score 7 Days,Score,Resting Heart Rate,HRV Status,Duration\n2026-03-01,76,52,48,5h 8min\n",
    b'<HealthData><Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30" durationUnit="min" '
    b'startDate="2026-09-03 19:51:06 +0200" endDate="2026-09-03 20:21:07 +0200"/></HealthData>',
    b"Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance\n"
    b'7,"Jan 27, 2021, 1:57:47 AM",x,Run,3100,10000.0\n',
    b'{"exportVersion":"1.3","exercises":[{"startTime":"2019-01-18T17:20:00.000","timezoneOffset":60,"duration":"PT1H",'
    b'"distance":9000.0,"sport":"RUNNING"}]}',
    b'[{"night":"2026-01-06","evaluation":{"asleepDuration":"PT7H30M"}}]',
    b'[{"night":"2026-01-06","meanNightlyRecoveryRmssd":42}]',
    b'[{"logId":1,"activityName":"Run","startTime":"03/13/26 23:00:00","duration":1800000,"distance":5.2,'
    b'"distanceUnit":"Kilometer"}]',
    b'[{"logId":1,"dateOfSleep":"2026-03-14","minutesAsleep":402}]',
    b'[{"dateTime":"04/04/26 00:00:00","value":{"date":"04/04/26","value":58.4,"error":6.1}}]',
    b"sleep_log_entry_id,timestamp,overall_score,resting_heart_rate\n1,2026-03-14T06:31:30Z,81,58\n",
    b"timestamp,rmssd,nremhr,entropy\n2026-03-14T00:00:00,41.2,52.1,2.9\n",
    b"Cycle start time,Cycle timezone,Recovery score %,Resting heart rate (bpm),Wake onset\n"
    b"2026-05-09 23:00:00,UTC+02:00,72,52,2026-05-10 07:00:00\n",
    b"Cycle start time,Cycle timezone,Workout start time,Workout end time,Activity name\n"
    b"2026-05-09 23:00:00,UTC+02:00,2026-05-10 18:00:00,2026-05-10 19:00:00,Running\n",
    b"Date,Type,Route Name,Distance (mi),Duration,Notes,GPX File\n2013-12-29 11:36:13,Running,,3.02,26:42,,\n",
    b'"title","start_time","end_time","exercise_title","set_index","set_type","weight_kg","reps"\n'
    b'"a","16 Jun 2026, 14:37","","Squat",0,"normal",60,5\n',
    b"Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps\n2024-05-01 08:00:00,a,21min,Squat,1,60,5\n",
    b"Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time\n2024-05-01,Squat,Legs,60,5,,,\n",
    b"Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier\n"
    b"2024-04-16 20:45:37 +0000,Squat,5,60,0,0,0,0,false,,1\n",
    b"Workout DateTime,Exercise,Is Warmup Set?,Completed Reps,Completed Weight Value,Completed Weight Unit\n"
    b'2026-05-17T18:02:11.000Z,"Squat, Barbell",0,5,60,kg\n',
    b"Title,Date,Duration,Exercise,Superset id,Weight,Reps,Distance,Time,Set Type\n"
    b"Legs,2026-05-17 18:02:11,01:02:10,Squat,0,60,5,0,00:00:00,NORMAL_SET\n",
    b"Date (yyyy/mm/dd),Workout,Exercise,Start Time (h:mm),Set 1 (Reps),Set 1 (KG)\n"
    b"2026/03/03,1,Squat,10:02 AM,5,60\n",
    b"SessionId,Timestamp,Exercise,Weight,WeightUnit,Reps,TargetReps\na,2024-10-16T10:44:39,Squat,60,kg,5,5\n",
    b"### EXERCISE LOGS\nlogs,mydate,ename,belongsession\n60x5,2026-03-01,Squat,1772352000\n",
    b"date,time,moment,site,side,score,flare,note\n2025-03-01,07:10,morning,low_back,,4,0,x\n",
    b"full_date,date,weekday,time,mood,activities,note_title,note\n2020-05-30,x,x,6:50 pm,rad,walk,,\n",
    b"date,weekday,time of day,category,rating/amount,detail,notes\n22nd Sep 2020,Tuesday,mid,Mood,7,,\n",
)
MODEST = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def short(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A beginning of a real file with some bytes replaced, put in or cut off."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(data)))
        new = draw(st.binary(max_size=6) | st.sampled_from([b",", b'"', b"\n", b"\x00", b"<", b";", b"&", b"9" * 40]))
        data[place : place + draw(st.integers(0, 12))] = new
    return bytes(data)


@pytest.mark.parametrize("module", IMPORTERS, ids=short)
def test_an_importer_has_a_name_a_docstring_and_the_two_verbs(module: ModuleType) -> None:
    assert module.NAME and module.__doc__
    assert list(inspect.signature(module.matches).parameters) == ["source"]
    assert list(inspect.signature(module.read).parameters) == ["source", "answers"]
    assert module.matches.__doc__ and module.read.__doc__


def test_names_are_told_apart() -> None:
    names = [module.NAME for module in IMPORTERS]
    assert len(set(names)) == len(names)


def test_every_module_with_the_two_verbs_is_registered() -> None:
    folder = Path(str(importlib.util.find_spec("data.importers.vendors").submodule_search_locations[0]))
    has_both = {
        p.stem for p in folder.glob("*.py") if "\ndef matches(" in (text := p.read_text()) and "\ndef read(" in text
    }
    assert has_both == {short(module) for module in IMPORTERS}


def test_every_source_of_runs_has_its_rank_among_duplicates() -> None:
    sources = {parse(SourceFile("a", seed), ANSWERS).rows.get("runs", [{}])[0].get("source") for seed in SEEDS}
    assert sources - {None} <= set(SOURCE_ORDER)
    assert len(sources - {None}) >= 4


@MODEST
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode) | mutated())
def test_matches_never_raises_and_two_never_match(data: bytes) -> None:
    matching = [module.NAME for module in IMPORTERS if module.matches(SourceFile("a.csv", data))]
    assert len(matching) <= 1


@MODEST
@given(mutated())
def test_reading_junk_gives_an_answer_that_keeps_the_contract(data: bytes) -> None:
    one = parse(SourceFile("a.csv", data), ANSWERS)
    assert one.status in ("imported", "skipped", "refused", "asks")
    assert (one.status == "imported") == (not one.reason)
    for name, frame in gather([one]).frames.items():
        schema.check(name, frame)


@MODEST
@given(mutated())
def test_reading_raises_only_what_parse_turns_into_words(data: bytes) -> None:
    source = SourceFile("a.csv", data)
    for module in IMPORTERS:
        try:
            module.read(source, ANSWERS)
        except (errors.FileProblem, *BROKEN):
            continue


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed[:24].decode())
def test_each_seed_is_read_by_one_importer(seed: bytes) -> None:
    one = parse(SourceFile("export", seed), ANSWERS)
    assert one.status == "imported" or "too short" in one.reason or "no distance" in one.reason, one.reason
    assert pickle.loads(pickle.dumps(one)).importer == one.importer != ""  # noqa: S301


def test_each_real_file_is_taken_by_the_importer_that_its_folder_names() -> None:
    n_files = 0
    for row, source in corpus.files():
        matching = [short(module) for module in IMPORTERS if module.matches(source)]
        assert matching == [FOLDERS[row["file"].split("/")[0]]], row["file"]
        n_files += 1
    assert n_files >= 40


def test_each_real_file_gives_the_same_ids_twice_and_keeps_the_contract() -> None:
    for row, source in corpus.files("gpx", "tcx", "daylio", "strava_activities_csv", "runkeeper_cardio_csv"):
        first, second = read(source, ANSWERS), read(source, ANSWERS)
        for name, frame in first.frames.items():
            assert schema.check(name, frame).equals(second.frames[name]), row["file"]
            id_column = schema.ID_COLUMNS[name]
            assert frame[id_column].is_unique, row["file"]
