"""Garmin's account export: its units, what looks like it and is not, and whose name stays hidden."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest

from data.duplicates import runs_kept
from data.importers import Answers, SourceFile, parse, read
from data.importers.source import Parsed
from data.schema import conform
from tests import make

HOME = Answers(timezone="Europe/Berlin")
# 10 km in 49:13.5 on 2026-09-05 at 18:14:45 UTC, 20:14:45 on the watch.
RUN = {
    "activityId": 24251846565,
    "name": "Evening",
    "activityType": "treadmill_running",
    "sportType": "RUNNING",
    "beginTimestamp": 1788632085000,
    "startTimeGmt": 1788632085000.0,
    "startTimeLocal": 1788639285000.0,
    "distance": 1000000.0,
    "duration": 2953511.96,
    "movingDuration": 2856871.98,
    "avgHr": 141.0,
    "maxHr": 181.0,
    "elevationGain": 5200.0,
    "avgDoubleCadence": 148.6,
    "avgRunCadence": 74.3,
    "avgPower": 300.0,
    "workoutRpe": 60,
}


def export(*activities: dict) -> bytes:
    return json.dumps([{"summarizedActivitiesExport": list(activities)}]).encode()


def parsed(*activities: dict) -> Parsed:
    return parse(SourceFile("a_0_summarizedActivities.json", export(*activities)), HOME)


def test_centimetres_and_milliseconds_become_metres_and_seconds() -> None:
    (run,) = parsed(RUN).rows["runs"]
    assert (run["distance_m"], run["ascent_m"]) == (10_000, 52)
    assert run["duration_s"] == pytest.approx(2953.51, abs=0.01) and run["moving_s"] == pytest.approx(
        2856.87, abs=0.01
    )
    assert (run["hr_mean_bpm"], run["hr_max_bpm"], run["power_w"], run["rpe"]) == (141, 181, 300, 6)
    assert (run["kind"], run["title"], run["cadence_spm"]) == ("treadmill", "Evening", 148.6)


def test_the_start_is_gmt_and_the_day_the_watchs_own() -> None:
    late = RUN | {"startTimeLocal": RUN["startTimeLocal"] + 5 * 3_600_000}
    (run,) = parsed(late).rows["runs"]
    assert run["start"] == datetime(2026, 9, 5, 18, 14, 45, tzinfo=UTC)
    assert run["day"] == datetime(2026, 9, 6)


def test_without_a_local_time_the_home_zone_gives_the_day() -> None:
    bare = {k: v for k, v in RUN.items() if k != "startTimeLocal"} | {"beginTimestamp": 1788647400000}
    assert parsed(bare).rows["runs"][0]["day"] == datetime(2026, 9, 6)


def test_cadence_of_one_leg_is_doubled() -> None:
    (run,) = parsed({k: v for k, v in RUN.items() if k != "avgDoubleCadence"}).rows["runs"]
    assert run["cadence_spm"] == pytest.approx(148.6)


def test_zero_and_null_are_missing() -> None:
    (run,) = parsed(RUN | {"avgHr": 0, "elevationGain": None, "distance": None}).rows["runs"]
    assert np.isnan([run["hr_mean_bpm"], run["ascent_m"], run["distance_m"]]).all()


def test_metres_and_seconds_are_refused_by_their_absurd_pace() -> None:
    one = parsed(RUN | {"distance": 10000.0, "duration": 2953.5})
    assert one.status == "refused" and "units" in one.reason


def test_the_web_pages_list_is_refused_by_name() -> None:
    web = [{"activityId": 1, "activityName": "x", "startTimeLocal": "2024-01-01 08:00:00", "distance": 5000.0}]
    one = parse(SourceFile("a.json", json.dumps(web).encode()), HOME)
    assert one.status == "refused" and "web pages" in one.reason


def test_other_sports_are_counted_and_strength_names_where_its_sets_are() -> None:
    one = parsed(
        RUN, RUN | {"activityType": "cycling", "sportType": "CYCLING"}, {"activityType": "strength_training"}
    )
    assert len(one.rows["runs"]) == 1
    assert [s.reason for s in one.skipped] == [
        "cycling is no run: 1 activity",
        "strength training has only sums here, no sets; its FIT file has them: 1 activity",
    ]


def test_a_run_without_a_start_is_skipped_and_a_broken_file_refused() -> None:
    assert "no start time" in parsed({"activityType": "running", "name": "x"}).skipped[0].reason
    assert parse(SourceFile("a.json", export(RUN)[:-20]), HOME).status == "refused"
    assert parsed().status == "skipped"


def test_an_e_mail_address_in_the_files_name_is_never_shown() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("DI_CONNECT/jo.doe_1@mail.example.com_0_summarizedActivities.json", export(RUN))
    for source in (
        SourceFile("export.zip", packed.getvalue()),
        SourceFile("jo.doe_1@mail.example.com_0_summarizedActivities.json", export(RUN)),
    ):
        (note,) = read(source, HOME).files
        assert "@" not in note.name and "doe" not in note.name
        assert note.name.endswith("_0_summarizedActivities.json")


def test_the_watchs_fit_file_of_the_same_run_is_kept_before_it() -> None:
    (told,) = read(SourceFile("a.json", export(RUN)), HOME).frames.runs.to_dict("records")
    watch = make.run("2026-09-05T18:14:45Z", 10_004.0, 2_953.0)
    runs = conform("runs", pd.DataFrame([told, watch]))
    assert list(runs_kept(runs)) == [1, 1]
