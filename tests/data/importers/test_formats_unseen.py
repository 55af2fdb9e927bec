"""Facts about the exports of apps, each shown by a small file: what real files do that the samples at hand do not."""

from __future__ import annotations

import gzip
import io
import math
import zipfile

import pandas as pd
import pytest

from data import store as stores
from data.importers import SourceFile, read
from data.importers.reading import dates, table
from data.importers.vendors import garmin_csv
from data.importers.words import pain as pain_words
from data.importers.words import sports, vocabulary
from tests.data.importers.read_rows import BERLIN, pairs, rows
from tests.data.importers.sheets import source

SPORTS = {
    "unknown": "ランニング|Jogging|跑步|Бег",
    "treadmill": "トレッドミルランニング|Löpning inomhus",
    "trail": "トレイルランニング|Terränglöpning|Bieg przełajowy",
    "track": "Course sur piste",
    None: "Beheer|フライト|ウォーキング",
}


@pytest.mark.parametrize(("sport", "kind"), pairs(SPORTS))
def test_runs_are_told_from_other_sports_by_their_words(sport, kind):
    assert sports.run_kind(sport) == kind


def test_no_name_stands_for_two_columns():
    names = [
        (table_name, field)
        for field, known in vocabulary.columns("garmin").items()
        for table_name in map(table.fold, known)
    ]
    fields: dict[str, set[str]] = {}
    for name, field in names:
        fields.setdefault(name, set()).add(field)
    assert not {name: both for name, both in fields.items() if len(both) > 1}
    assert garmin_csv.NAME


# ---- Strength apps


STRONG = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"


@pytest.mark.parametrize("weight", [45, 135, 225])
def test_weights_that_hint_at_pounds_are_asked_about_all_the_same(weight):
    text = STRONG + f'2024-05-01 08:00:00,Legs,1h,"Squat (Barbell)",1,{weight},5,0,0,,,\n'
    [note] = read(source(text), BERLIN).files
    assert note.status == "asks" and note.question.option == "load_unit" and str(weight) in note.reason


def test_a_list_of_sets_without_the_workouts_name_is_strongs():
    text = "Date,Exercise Name,Set Order,Weight (kg),Reps\n2024-05-01 08:00:00,Squat,1,60,5\n"
    assert rows(text, "sets")["load_kg"].tolist() == [60]


def test_a_file_without_loads_asks_for_no_unit():
    sets = rows(STRONG + "2024-05-01 08:00:00,Legs,21min,Push Up,1,0,15,0,0,,,\n", "sets")
    assert math.isnan(sets["load_kg"][0]) and sets["reps"][0] == 15


def test_units_by_row_are_taken_and_a_blank_one_is_asked_about():
    header = (
        "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes;"
        "Workout Notes\n"
    )
    begin = "2024-05-01 08:00:00;Legs;"
    both = f"{begin}Squat;1;60;kg;5;;;;0;;\n{begin}Squat;2;100;lbs;5;;;;0;;\n{begin}Run;1;;;;;3.1;mi;1800;;\n"
    sets = rows(header + both, "sets")
    assert sets["load_kg"].round(2).tolist()[:2] == [60, 45.36]
    assert rows(header + both, "runs")["distance_m"][0] == pytest.approx(3.1 * 1609.344)
    assert read(source(header + both + f"{begin}Squat;3;60;;5;;;;0;;\n"), BERLIN).files[0].status == "asks"


DAYS = {
    "2026-04-11": "11 Nis 2026, 14:37",
    "2026-08-03": "3 Ağu 2026, 14:37",
    "2026-02-11": "11 Fev 2026, 14:37|11 févr. 2026, 14:37|11 2월 2026",
    "2026-07-28": "Jul 28, 2026, 6:49 PM|Jul 28, 2026 at 6:49 PM|28 Juli 2026 um 14:37|28 июл 2026, 18:49",
    "2026-03-11": "11 мар. 2026 г., 14:37|11 Mär 2026|2026年3月11日 14:37",
    "2026-07-11": "11 čvc 2026, 14:37|11 juil. 2026",
    "2026-06-11": "11 čvn 2026|11 juin 2026",
    "2020-09-22": "22nd Sep 2020",
    "2021-04-01": "1-4-2021|1.4.2021|01/04/21",
}


@pytest.mark.parametrize(("written", "day"), pairs(DAYS))
def test_months_in_the_phones_language_are_read(written, day):
    stamp = dates.parse(written, "dmy")
    assert stamp is not None and stamp.day.isoformat() == day


# ---- Diaries


PAINS = {
    "low_back": "Rückenschmerzen|Rückenschmerzen morgens|rugpijn|ryggsmärta|rygsmerter|Backpain|low_backpain|backache"
    "|mal de dos|mal di schiena|dor nas costas|ból pleców|ont i ryggen|LWS Schmerz",
    "knee": "Knieschmerz|kniepijn|knäsmärta|knæsmerter|dor no joelho|ból kolana|térdfájdalom",
    "calf": "Wadenschmerzen",
    "hip": "Hüftschmerzen",
    "foot": "Fersenschmerz",
    "shin": "shin splints",
}


@pytest.mark.parametrize(("column", "site"), pairs(PAINS))
def test_words_for_pain_are_known_alone_and_in_compounds(column, site):
    score = pain_words.score_column(column)
    assert score is not None and score.site == site


@pytest.mark.parametrize(
    "column",
    ["Kopfschmerzen", "headache", "toothache", "champagne", "Spain", "paint", "hat", "pe", "moustache", "back squat"],
)
def test_other_words_are_no_place_that_hurts(column):
    assert pain_words.score_column(column) is None


def test_a_diary_in_compounds_is_a_pain_diary_and_the_rest_are_factors():
    batch = read(source("Datum;Rückenschmerzen;Knieschmerz;Kopfschmerzen;Schlaf\n01.04.2021;3;2;1;7\n"), BERLIN)
    assert dict(zip(batch.frames.pain["site"], batch.frames.pain["score"], strict=True)) == {"low_back": 3, "knee": 2}
    assert dict(zip(batch.frames.factors["name"], batch.frames.factors["value"], strict=True)) == {
        "kopfschmerzen": 1,
        "schlaf": 7,
    }


def test_a_dutch_after_is_still_a_moment_and_a_portuguese_in_is_none():
    assert pain_words.score_column("pijn na").moment == "after"
    assert pain_words.score_column("dor na lombar").moment is None


def test_a_day_by_the_home_zone_follows_a_time_in_utc():
    text = "Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),isWarmup\n"
    text += "2024-04-16 23:45:37 +0000,Row, 8, 20.41,0,0,false\n"
    sets = rows(text, "sets")
    assert sets["day"].tolist() == [pd.Timestamp("2024-04-17")]
    assert (sets["reps"][0], sets["load_kg"][0]) == (8, 20.41)


# ---- Tracks


def points(prefix):
    """Five minutes of a run, with heart rate and cadence under this prefix."""
    values = f"<{prefix}hr>150</{prefix}hr><{prefix}cad>86</{prefix}cad>"
    sample = f"<{prefix}TrackPointExtension>{values}</{prefix}TrackPointExtension>"
    return "".join(
        f'<trkpt lat="{50 + i * 0.0003:.5f}" lon="8"><time>2024-05-01T06:{i // 6:02}:{i % 6 * 10:02}Z</time>'
        f"<extensions>{sample}</extensions></trkpt>"
        for i in range(30)
    )


@pytest.mark.parametrize("declared", ["", ' xmlns:{}="http://www.garmin.com/xmlschemas/TrackPointExtension/v1"'])
@pytest.mark.parametrize("prefix", ["gpxtpx", "ns3", "any.thing"])
def test_heart_rate_and_steps_are_found_under_any_prefix_declared_or_not(prefix, declared):
    head = f"<gpx version='1.1'{declared.format(prefix)}><trk><name>x</name><type>Run</type><trkseg>"
    [run] = rows(f"{head}{points(prefix + ':')}</trkseg></trk></gpx>", "runs").to_dict("records")
    assert (run["hr_mean_bpm"], run["cadence_spm"]) == (150, 172)


def test_strava_and_its_tracks_in_one_archive_tell_of_each_run_once():
    track = f"<gpx><trk><name>x</name><type>9</type><trkseg>{points('')}</trkseg></trk></gpx>"
    listed = (
        "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Filename,Elapsed Time,"
        "Moving Time,Distance\n"
        '7,"May 1, 2024, 6:00:00 AM",x,Run,290,0.97,activities/99.gpx.gz,290.0,290.0,967.0\n'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("activities.csv", listed)
        archive.writestr("activities/99.gpx.gz", gzip.compress(track.encode()))
        archive.writestr("profile.csv", "Athlete ID,Email Address\n1,x\n")
        archive.writestr("media/1.jpg", b"\xff\xd8\xff")
    store = stores.open("sqlite://")
    receipt = store.add(read(SourceFile("export.zip", buffer.getvalue()), BERLIN))
    assert {line.name: line.status for line in receipt.files} == {
        "export.zip/activities.csv": "duplicate",
        "export.zip/activities/99.gpx.gz": "imported",
        "export.zip/profile.csv": "skipped",
        "export.zip/media/1.jpg": "skipped",
    }
    assert receipt.n_added("runs") == 1 and store.load().runs["source"].tolist() == ["gpx"]
