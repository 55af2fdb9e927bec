"""Runkeeper's list: units in the column names, local times, and a real export."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from data.importers import Answers, SourceFile, parse
from data.importers.source import Parsed
from data.importers.vendors import runkeeper
from tests.data.importers import corpus

HOME = Answers(timezone="America/New_York")
ROW = '2013-12-29 11:36:13,Running,Loop,3.02,1:29:50,8:50,6.79,384.0,71.14,151,"Good, long",a.gpx'


def header(distance: str = "Distance (mi)", speed: str = "Average Speed (mph)", climb: str = "Climb (ft)") -> str:
    return (
        f"Date,Type,Route Name,{distance},Duration,Average Pace,{speed},Calories Burned,{climb},"
        "Average Heart Rate (bpm),Notes,GPX File"
    )


def parsed(*lines: str, answers: Answers = HOME) -> Parsed:
    return parse(SourceFile("cardioActivities.csv", "\n".join(lines).encode()), answers)


def test_miles_and_feet_are_read_from_the_column_names() -> None:
    (run,) = parsed(header(), ROW).rows["runs"]
    assert run["distance_m"] == pytest.approx(3.02 * 1609.344)
    assert run["ascent_m"] == pytest.approx(71.14 * 0.3048)
    assert run["duration_s"] == 5_390
    assert (run["hr_mean_bpm"], run["title"], run["note"]) == (151, "Loop", "Good, long")


def test_kilometres_and_an_activity_number_in_front_are_read() -> None:
    (run,) = parsed("Activity Id," + header("Distance (km)", "Average Speed (km/h)", "Climb (m)"), "x-1," + ROW).rows[
        "runs"
    ]
    assert (run["distance_m"], run["ascent_m"]) == (3_020, 71.14)


def test_times_are_local() -> None:
    (run,) = parsed(header(), ROW).rows["runs"]
    assert run["start"] == datetime(2013, 12, 29, 16, 36, 13, tzinfo=UTC)
    assert run["day"] == datetime(2013, 12, 29)


def test_a_distance_without_unit_follows_the_other_columns() -> None:
    (run,) = parsed(header("Distance"), ROW).rows["runs"]
    assert run["distance_m"] == pytest.approx(3.02 * 1609.344)


def test_a_list_without_any_unit_asks_for_it() -> None:
    bare = header("Distance", "Average Speed", "Climb")
    asked = parsed(bare, ROW)
    assert asked.status == "asks" and asked.question and asked.question.option == "distance_unit"
    told = parsed(bare, ROW, answers=Answers(distance_unit="km", timezone="UTC"))
    assert told.rows["runs"][0]["distance_m"] == pytest.approx(3_020)


def test_other_sports_are_counted_and_empty_cells_are_missing() -> None:
    one = parsed(
        header(), "2013-12-28 10:00:00,Cycling,,9,36:14,,,,,,,", "2013-12-27 10:00:00,Running,,,36:14,,,,,,,"
    )
    (run,) = one.rows["runs"]
    assert np.isnan(run["distance_m"]) and run["duration_s"] == 2_174
    assert one.skipped[0].reason.startswith("Cycling is no run: 1 row")


def test_the_same_run_twice_is_kept_once() -> None:
    one = parsed(header(), ROW, ROW)
    assert len(one.rows["runs"]) == 1 and "line 2" in one.skipped[0].reason


def test_a_real_export_has_the_manifests_runs_and_distance() -> None:
    for row, source in corpus.files("runkeeper_cardio_csv"):
        assert runkeeper.matches(source)
        runs = parse(source, HOME).rows["runs"]
        assert len(runs) == int(row["n_runs"])
        assert sum(r["distance_m"] for r in runs) == pytest.approx(float(row["total_distance_m"]), rel=0.005)
