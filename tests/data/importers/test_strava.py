"""Strava's list of activities: twice-named columns, UTC dates, two eras, languages, and real exports."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, datetime

import numpy as np
import pytest

from data.importers import Answers, SourceFile, parse, read
from data.importers.source import Parsed
from data.importers.vendors import strava
from tests.data.importers import corpus
from tests.data.importers.test_gpx import document, steady, trk

HOME = Answers(timezone="America/Los_Angeles")
ENGLISH = [
    "Activity ID",
    "Activity Date",
    "Activity Name",
    "Activity Type",
    "Elapsed Time",
    "Distance",
    "Max Heart Rate",
    "Activity Gear",
    "Filename",
    "Elapsed Time",
    "Moving Time",
    "Distance",
    "Elevation Gain",
    "Average Cadence",
    "Max Heart Rate",
    "Average Heart Rate",
    "Perceived Exertion",
]
RUN = [
    "7",
    "Jan 27, 2021, 1:57:47 AM",
    "Lunch, run",
    "Run",
    "3100",
    "10.00",
    "",
    "Shoe",
    "activities/99.gpx",
    "3100.0",
    "3000.0",
    "10002.5",
    "87.5",
    "84.5",
    "171.0",
    "152.0",
    "6.0",
]
GERMAN = [
    "Aktivitäts-ID",
    "Aktivitätsdatum",
    "Name der Aktivität",
    "Aktivitätsart",
    "Verstrichene Zeit",
    "Distanz",
    "Dateiname",
    "Verstrichene Zeit",
    "Bewegungszeit",
    "Distanz",
    "Höhenzunahme",
    "Durchschnittliche Herzfrequenz",
]
OLD = ["id", "date", "name", "type", "description", "elapsed_time", "distance", "commute", "gear", "filename"]


def sheet(*rows: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def parsed(*rows: list[str], answers: Answers = HOME) -> Parsed:
    return parse(SourceFile("activities.csv", sheet(*rows)), answers)


def changed(**values: str) -> list[str]:
    """The run with other cells, by the last column of that name."""
    row = list(RUN)
    for name, value in values.items():
        row[len(ENGLISH) - 1 - ENGLISH[::-1].index(name.replace("_", " "))] = value
    return row


def test_a_run_takes_metres_and_seconds_from_the_second_columns() -> None:
    (run,) = parsed(ENGLISH, RUN).rows["runs"]
    assert run["distance_m"] == 10_002.5
    assert run["duration_s"] == run["moving_s"] == 3_000
    assert (run["hr_mean_bpm"], run["hr_max_bpm"], run["cadence_spm"], run["rpe"]) == (152, 171, 169, 6)
    assert (run["title"], run["shoe"], run["source"]) == ("Lunch, run", "Shoe", "strava_csv")


def test_dates_are_utc_and_the_day_is_the_home_zones() -> None:
    (run,) = parsed(ENGLISH, RUN).rows["runs"]
    assert run["start"] == datetime(2021, 1, 27, 1, 57, 47, tzinfo=UTC)
    assert run["day"] == datetime(2021, 1, 26)


def test_other_sports_are_one_line_each_with_their_number() -> None:
    rides = [changed(Activity_ID=str(i), Activity_Type="Ride") for i in range(3)]
    one = parsed(ENGLISH, *rides, RUN, changed(Activity_ID="9", Activity_Type="Yoga"))
    assert [s.reason.split(" (")[0] for s in one.skipped] == ["Ride is no run: 3 rows", "Yoga is no run: 1 row"]
    assert len(one.rows["runs"]) == 1


@pytest.mark.parametrize(
    ("sport", "kind"), [("Trail Run", "trail"), ("Virtual Run", "treadmill"), ("Run", "unknown")]
)
def test_kinds_of_runs(sport: str, kind: str) -> None:
    assert parsed(ENGLISH, changed(Activity_Type=sport)).rows["runs"][0]["kind"] == kind


def test_a_missing_second_distance_is_the_first_by_the_unit_of_the_others() -> None:
    long = changed(Distance="16093.44", Moving_Time="5000.0")
    bare = changed(Activity_ID="8", Distance="")
    bare[5] = "5.00"
    metres = [r["distance_m"] for r in parsed(ENGLISH, long, bare).rows["runs"]]
    assert metres == pytest.approx([16_093.44, 8_046.72])


def test_german_headers_dates_and_decimal_commas_are_read() -> None:
    row = [
        "1",
        "09.12.2022, 15:24:49",
        "Lauf",
        "Lauf",
        "3000",
        "9,44",
        "",
        "3000.0",
        "2950.0",
        "9440.2",
        "31.0",
        "150",
    ]
    (run,) = parsed(GERMAN, row, ["2", *row[1:3], "Radfahrt", *row[4:]]).rows["runs"]
    assert run["start"] == datetime(2022, 12, 9, 15, 24, 49, tzinfo=UTC)
    assert (run["distance_m"], run["duration_s"], run["ascent_m"]) == (9_440.2, 2_950, 31)


def test_exports_before_mid_2019_have_iso_dates_and_metres() -> None:
    row = ["1", "2018-11-27 19:11:32", "Evening", "Run", "", "1468", "4075.0", "false", "", "activities/2.fit.gz"]
    (run,) = parsed(OLD, row).rows["runs"]
    assert run["start"] == datetime(2018, 11, 27, 19, 11, 32, tzinfo=UTC)
    assert (run["distance_m"], run["duration_s"]) == (4_075, 1_468)


def test_a_list_with_shown_distances_only_asks_for_the_unit() -> None:
    row = ["1", "Aug 5, 2019, 5:33:37 AM", "Morning", "Run", "", "1468", "3.00", "false", "", ""]
    asked = parsed(OLD, row)
    assert asked.status == "asks" and asked.question and asked.question.option == "distance_unit"
    told = parsed(OLD, row, answers=Answers(distance_unit="mi", timezone="UTC"))
    assert told.rows["runs"][0]["distance_m"] == pytest.approx(4_828.032)


def test_no_distance_is_missing_and_never_zero() -> None:
    run = parsed(ENGLISH, RUN, changed(Activity_ID="8", Distance="0.0")).rows["runs"][1]
    assert np.isnan(run["distance_m"]) or run["distance_m"] > 0


def test_the_same_activity_twice_is_kept_once() -> None:
    one = parsed(ENGLISH, RUN, RUN)
    assert len(one.rows["runs"]) == 1 and "line 2" in one.skipped[0].reason


def test_rows_without_a_date_are_skipped_with_their_line() -> None:
    one = parsed(ENGLISH, RUN, changed(Activity_ID="8", Activity_Date="soon"))
    assert (one.skipped[0].line, one.skipped[0].reason) == (3, "'soon' is no date")


def test_the_runs_own_file_in_the_archive_comes_as_a_member_beside_the_list() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("activities.csv", sheet(ENGLISH, RUN))
        archive.writestr("activities/99.gpx", document(trk(steady())))
    batch = read(SourceFile("export.zip", packed.getvalue()), HOME)
    assert sorted(batch.frames.runs["source"]) == ["gpx", "strava_csv"]


def test_real_exports_have_the_manifests_runs_and_distances() -> None:
    n_runs = 0
    for row, source in corpus.files("strava_activities_csv"):
        runs = parse(source, HOME).rows.get("runs", ())
        assert len(runs) == int(row["n_runs"])
        total = np.nansum([r["distance_m"] for r in runs])
        assert total == pytest.approx(float(row["total_distance_m"]), rel=0.005)
        n_runs += len(runs)
    assert n_runs == 89


def test_only_stravas_list_matches() -> None:
    assert strava.matches(SourceFile("a", sheet(ENGLISH)))
    assert strava.matches(SourceFile("a", sheet(GERMAN)))
    assert not strava.matches(SourceFile("activities.csv", b"Activity Type,Date,Title,Distance\n"))


def test_json_whose_keys_stand_twice_is_no_list_of_activities() -> None:
    activity = '{"activityId": null, "activityType": "running", "beginTimestamp": null, "duration": 1800000.0, '
    first, other = (
        f'{activity}"summarizedExerciseSets": [], "distance": 500000.0}}',
        f'{activity}"distance": 500000.0',
    )
    listed = f'[{{"summarizedActivitiesExport": [{first}, "odd", {other}, "summarizedExerciseSets": null}}, "odd"]}}]'
    assert json.loads(listed)
    parsed = parse(SourceFile("file", listed.encode()), Answers(timezone="Europe/Berlin"))
    assert (parsed.importer, parsed.status) == ("Garmin account export", "skipped")
