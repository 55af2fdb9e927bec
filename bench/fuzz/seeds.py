"""Sound files to damage: a small one of each format made here, and the real ones beside the project."""

from __future__ import annotations

import gzip
import io
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.places import CASES, CORPUS
from data import demo
from data.importers.own_table import mapping

# One file of each format in a few lines, as their exports write them.
TEXTS = {
    "activities_en.csv": "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR,Avg Run Cadence,"
    'Avg Stride Length,Total Ascent\nRunning,2024-05-01 08:00:00,false,"Morning, easy",5.00,310,30:00,141,160,170,'
    '0.98,--\nTrack Running,2024-05-02 08:00:00,false,Track,"5,000",310,25:00,151,170,180,1.11,12\n',
    "activities_de.csv": "Aktivitätstyp;Datum;Favorit;Titel;Distanz;Zeit;Ø HF;Max. HF\n"
    'Laufen;11.07.2025 16:58;false;Lauf;"10,23";1:02:03;141;160\n',
    "account_0_summarizedActivities.json": '[{"summarizedActivitiesExport":[{"activityId":1,"activityType":"running",'
    '"beginTimestamp":1788632085000,"startTimeLocal":1788639285000,"distance":1000000.0,"duration":2953511.9,'
    '"avgHr":150.0,"avgRunCadence":85.0,"elevationGain":12000.0}]}]',
    "UDSFile_2026-03-01_2026-06-09.json": '[{"calendarDate":"2026-03-01","durationInMilliseconds":86400000,'
    '"includesWellnessData":true,"totalSteps":9000,"restingHeartRate":52,"currentDayRestingHeartRate":50,'
    '"allDayStress":{"aggregatorList":[{"type":"TOTAL","averageStressLevel":27}]}}]',
    "1_sleepData.json": '[{"calendarDate":"2026-03-01","sleepStartTimestampGMT":"2026-02-28T22:00:00.0",'
    '"sleepWindowConfirmationType":"ENHANCED_CONFIRMED_FINAL","deepSleepSeconds":3600,"lightSleepSeconds":20000,'
    '"sleepScores":{"overallScore":80}}]',
    "1_healthStatusData.json": '[{"calendarDate":"2026-03-01","metrics":[{"type":"HRV","value":62.0}]}]',
    "Sleep.csv": "Sleep Score 4 Weeks,Score,Resting Heart Rate,Skin Temp Change,HRV Status,Quality,Duration,Bedtime\n"
    "2026-05-07,83,49,+0.2°,41,Good,7h 30min,11:10 PM\n",
    "training-session_2026-01-04T06-15-00_42.json": '{"identifier":{"id":"7"},"startTime":"2026-01-04T06:15:00",'
    '"timezoneOffsetMinutes":60,"hrAvg":142,"exercises":[{"startTime":"2026-01-04T06:15:00","durationMillis":3600000,'
    '"distanceMeters":10000,"sport":{"id":"1"}}]}',
    "sleep_result_42.json": '[{"night":"2026-01-06","evaluation":{"asleepDuration":"PT7H30M"}}]',
    "exercise-0.json": '[{"logId":1,"activityName":"Run","startTime":"03/13/26 23:00:00","activeDuration":1790500,'
    '"duration":1805000,"averageHeartRate":150,"distance":5.2,"distanceUnit":"Kilometer"}]',
    "sleep-2026-03-14.json": '[{"logId":1,"dateOfSleep":"2026-03-14","minutesAsleep":402,"mainSleep":true}]',
    "resting_heart_rate-2026-04-04.json": '[{"dateTime":"04/04/26 00:00:00","value":{"value":58.4,"error":6.1}}]',
    "sleep_score.csv": "sleep_log_entry_id,timestamp,overall_score,resting_heart_rate\n"
    "1,2026-03-14T06:31:30Z,81,58\n",
    "physiological_cycles.csv": "Cycle start time,Cycle timezone,Recovery score %,Resting heart rate (bpm),"
    "Heart rate variability (ms),Wake onset\n2026-05-09 23:00:00,UTC+02:00,72,52,58,2026-05-10 07:00:00\n",
    "workouts.csv": "Cycle start time,Cycle timezone,Workout start time,Workout end time,Activity name,"
    "Average HR (bpm)\n2026-05-09 23:00:00,UTC+02:00,2026-05-10 18:00:00,2026-05-10 19:00:00,Running,150\n",
    "strava_activities.csv": "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Filename,"
    'Elapsed Time,Moving Time,Distance\n7,"Jan 27, 2021, 1:57:47 AM",x,Run,3100,10.00,activities/7.fit.gz,3100.0,'
    "3000.0,10000.0\n",
    "cardioActivities.csv": "Date,Type,Route Name,Distance (mi),Duration,Average Pace,Climb (ft),"
    "Average Heart Rate (bpm),Notes,GPX File\n2013-12-29 11:36:13,Running,,3.02,26:42,8:50,12,150,,a.gpx\n",
    "hevy.csv": '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes",'
    '"set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"\n"🍑","16 Jun 2026, 14:37",'
    '"16 Jun 2026, 15:30","","Hip Thrust (Barbell)",,"two\nlines",0,"warmup",60,10,,,\n"Legs","16 Jun 2026, 14:37",'
    '"","","Hip Thrust (Barbell)",,"",1,"normal",100,8,,,8.5\n',
    "strong.csv": "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,"
    'Workout Notes,RPE\n2024-05-01 08:00:00,"Legs",1h 13m,"Squat (Barbell)",1,135,5,0,0,"","",8\n'
    '2024-05-01 08:00:00,"Legs",1h 13m,"Squat (Barbell)",Rest Timer,0,0,0,120,"","",\n',
    "strong_units.csv": "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;"
    "Distance Unit;Seconds;Notes;Workout Notes\n2024-05-01 08:00:00;Legs;Plank;1;;;;;;;60;;\n"
    "2024-05-01 08:00:00;Legs;Deadlift;1;225;lbs;5;;;;0;;\n",
    "fitnotes.csv": "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment\n"
    "2024-05-01,Squat,Legs,60.0,kgs,5,,,,\n2024-05-01,Row, seated,Back,40.0,kgs,8,,,,\n",
    "fitbod.csv": "Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,"
    "multiplier\n2024-04-16 20:45:37 +0000,Dumbbell Row, 8,20,0,0,0,0,false,,2\n",
    "liftosaur.csv": "Workout DateTime,Program,Day Name,Exercise,Is Warmup Set?,Required Reps,Completed Reps,"
    "Completed RPE,Completed Weight Value,Completed Weight Unit,Notes\n2026-05-17T18:02:11.000Z,GZCLP,Day 1,"
    '"Hip Thrust, Barbell",0,5,6,8,102.5,kg,\n',
    "lyfta.csv": "Title,Date,Duration,Exercise,Superset id,Weight,Reps,Distance,Time,Set Type\n"
    'Legs,"2026-05-17 18:02:11",01:02:10,Barbell Hip Thrust,0,225,8,0,00:00:00,NORMAL_SET\n',
    "stronglifts.csv": "Date (yyyy/mm/dd),Workout,Workout Name,Body Weight (KG),Exercise,Sets×Reps,Start Time (h:mm),"
    "Notes,Set 1 (Reps),Set 1 (KG),Set 2 (Reps),Set 2 (KG)\n2026/03/03,1,A,70,Squat,2×5,10:02 AM,,5,60,5,60\n",
    "liftlog.csv": "SessionId,Timestamp,Exercise,Weight,WeightUnit,Reps,TargetReps,Notes\n"
    "8b929966,2024-10-16T10:44:39,Bench Press,67.5,kg,12,12,\n",
    "jefit.csv": '### SETTING\n\nUSERID,mass,length\n1," kg"," cm"\n\n### EXERCISE LOGS\n\nUSERID,logs,_id,mydate,'
    'ename,belongsession,logTime\n1,"44.1x5,44.1x5",7,2026-03-01,Barbell Squat,1772352000,1772352600\n',
    "pain.csv": "date,time,moment,site,side,score,flare,note\n2025-03-01,07:10,morning,low_back,,4,0,=1+1\n"
    "2025-03-02,07:10,morning,low_back,,5,1,\n",
    "pain_by_hand.csv": "date, knee_pain, Rückenschmerzen, sleep_h\n1-4-2021, 3, 2, 7.5\n13-4-2021, 4, , 6\n",
    "daylio.csv": "full_date,date,weekday,time,mood,activities,scales,note_title,note\n"
    "2020-05-30,30 May,Saturday,6:50 pm,rad,walk | back pain,Energy: 3,,\n",
    "bearable.csv": "date formatted,date,weekday,time of day,category,rating/amount,detail,notes\n"
    "2020-09-22,22nd Sep 2020,Tuesday,mid,Symptom,1,Low back pain (Mild),\n",
    "track.gpx": '<?xml version="1.0" encoding="UTF-8"?><gpx version="1.1"><trk><name>Run</name><type>running</type>'
    "<trkseg>"
    + "".join(
        f'<trkpt lat="50.{i:03}" lon="8"><ele>{100 + i}</ele><time>2024-05-01T22:{i:02}:00Z</time><extensions>'
        f"<a:TrackPointExtension><a:hr>{140 + i}</a:hr><a:cad>85</a:cad></a:TrackPointExtension></extensions></trkpt>"
        for i in range(9)
    ).replace("<trkpt", '<trkpt xmlns:a="garmin"')
    + "</trkseg></trk></gpx>",
    "track.tcx": '<TrainingCenterDatabase><Activities><Activity Sport="Running"><Id>2024-05-01T22:00:00Z</Id>'
    '<Lap StartTime="2024-05-01T22:00:00Z"><TotalTimeSeconds>1800</TotalTimeSeconds><DistanceMeters>5000'
    "</DistanceMeters><Track><Trackpoint><Time>2024-05-01T22:00:00Z</Time><HeartRateBpm><Value>140</Value>"
    "</HeartRateBpm></Trackpoint></Track></Lap></Activity></Activities></TrainingCenterDatabase>",
    "export.xml": '<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="de_DE">\n'
    '<Record type="HKQuantityTypeIdentifierRestingHeartRate" unit="count/min" startDate="2026-09-03 06:00:00 +0200" '
    'endDate="2026-09-03 06:00:00 +0200" value="49"/>\n<Record type="HKCategoryTypeIdentifierSleepAnalysis" '
    'startDate="2026-09-02 23:00:00 +0200" endDate="2026-09-03 06:00:00 +0200" '
    'value="HKCategoryValueSleepAnalysisAsleepCore"/>\n<Workout workoutActivityType="HKWorkoutActivityTypeRunning" '
    'duration="30" durationUnit="min" startDate="2026-09-03 07:00:00 +0200" endDate="2026-09-03 07:30:00 +0200">\n'
    '<WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="5.4" unit="km"/>'
    '<WorkoutRoute><FileReference path="/workout-routes/route.gpx"/></WorkoutRoute></Workout>\n</HealthData>\n',
    "account_sets.json": '[{"summarizedActivitiesExport":[{"activityId":2,"activityType":"strength_training",'
    '"beginTimestamp":1788632085000,"summarizedExerciseSets":[{"category":"HIP_RAISE","sets":3,"reps":24,'
    '"volume":2400000,"maxWeight":100000}]}]}]',
    "own_sets.csv": "When,Lift,Sets,Reps,Load\n2026-03-01,Hip thrust,3,8/8/7,225 lbs\n2026-03-02,Squat,,5x5,100\n",
    "own_wide.csv": "When,Squat,Hip thrust\n2026-03-01,5x5 60kg,\n2026-03-02,,3x8\n",
    "own_diary.csv": "When,Sleep,Knee\n2026-03-01,7h 30min,none\n2026-03-02,6.5,3\n",
}
# What a reader said of the own tables above.
MAPS = mapping.keyed(
    {
        "header": ["When", "Lift", "Sets", "Reps", "Load"],
        "kind": "sets",
        "columns": {"day": "When", "exercise_raw": "Lift", "n_sets": "Sets", "reps": "Reps", "load_kg": "Load"},
    }
)
MAPS |= mapping.keyed(
    {
        "header": ["When", "Squat", "Hip thrust"],
        "kind": "sets",
        "columns": {"day": "When", "set:Squat": "Squat", "set:Hip thrust": "Hip thrust"},
    }
)
MAPS |= mapping.keyed(
    {"header": ["When", "Sleep", "Knee"], "kind": "factors", "columns": {"day": "When", "sleep": "Sleep"}}
)
# The demo's own FIT files that are taken along.
N_DEMO_FITS = 2


def own() -> list[tuple[str, bytes]]:
    """(name, bytes) of files made here: one of each format, packed ones, and FIT files of a demo athlete."""
    texts = [(name, text.encode()) for name, text in TEXTS.items()]
    fits = _demo_fits()
    packed = [("run.fit.gz", gzip.compress(data, mtime=0)) for _, data in fits[:1]]
    health = [("apple_health_export/export.xml", TEXTS["export.xml"].encode())]
    health += [("apple_health_export/workout-routes/route.gpx", TEXTS["track.gpx"].encode())]
    archives = [("account.zip", _zipped([*texts[:4], *fits])), ("health.zip", _zipped(health))]
    return [*texts, *fits, *packed, *archives]


def _demo_fits() -> list[tuple[str, bytes]]:
    with tempfile.TemporaryDirectory() as folder:
        paths = demo.write("short", Path(folder), date(2026, 6, 15))
        zips = [path for path in paths if path.suffix == ".zip"]
        fits = [path for path in paths if path.suffix == ".fit"]
        members = [member for path in zips for member in _members(path.read_bytes())]
        return [*((path.name, path.read_bytes()) for path in fits), *members][:N_DEMO_FITS]


def _members(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            inside = archive.read(name)
            if inside[8:12] == b".FIT":
                yield name, inside


def _zipped(members: list[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def real(largest: int = 10**9) -> list[tuple[str, bytes]]:
    """(name, bytes) of the real files of at most `largest` bytes; none where the corpus is absent."""
    paths = sorted(p for kind in ("csv", "fit") for p in CORPUS.glob(f"{kind}/*/*") if p.is_file())
    paths += sorted(p for p in CASES.glob("**/*") if p.is_file() and p.name != "expected.csv")
    return [(path.name, path.read_bytes()) for path in paths if 12 < path.stat().st_size <= largest]
