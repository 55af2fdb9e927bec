"""A run belongs to the day of the place where it was: by its file's clock, else by its coordinates, else at home."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime

import numpy as np
import pytest

from data.importers import Answers, SourceFile, read
from data.importers.reading import where
from tests.data.importers.fit_files import (
    ACTIVITY,
    ACTIVITY_FILE,
    ENUM,
    FILE_ID,
    SESSION,
    SINT32,
    UINT16,
    UINT32,
    Fit,
    seconds,
    session,
)
from tests.places import ROOT

HOME = Answers(timezone="Europe/Berlin")
STRAVA, GARMIN = 265, 1
# Place, an instant in UTC, and the local day there; in Berlin each is another day.
PLACES = {
    "Tokyo in the morning": ((35.68, 139.76), "2026-03-01 22:30", "2026-03-02"),
    "New York before summer time": ((40.78, -73.96), "2026-03-08 04:30", "2026-03-07"),
    "New York in summer time": ((40.78, -73.96), "2026-07-08 03:59", "2026-07-07"),
    "New York, an hour after summer time began": (
        (40.78, -73.96),
        "2026-03-09 04:30",
        "2026-03-09",
    ),
    "Apia, west of the date line": ((-13.83, -171.76), "2026-03-01 11:30", "2026-03-02"),
    "Pago Pago, east of it": ((-14.28, -170.70), "2026-03-02 10:30", "2026-03-01"),
    "Taveuni, on the 180th meridian": ((-16.80, 179.99), "2026-03-01 13:00", "2026-03-02"),
    "Kathmandu, a quarter of an hour aside": ((27.70, 85.32), "2026-03-01 18:20", "2026-03-02"),
    "at sea, in nautical time": ((0.0, -160.0), "2026-03-02 10:30", "2026-03-01"),
}


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def fit(start: datetime, place: tuple[float, float] | None, maker: int = STRAVA, local: int | None = None) -> bytes:
    """A run of half an hour; `local` is the watch's clock, in seconds from UTC."""
    part = Fit().add(FILE_ID, (0, ENUM, ACTIVITY_FILE), (1, UINT16, maker))
    at = [(i, SINT32, round(degrees * 2**31 / 180)) for i, degrees in enumerate(place or (), 3)]
    part.add(SESSION, *session(start), *at)
    if local is not None:
        part.add(ACTIVITY, (253, UINT32, seconds(start)), (5, UINT32, seconds(start) + local))
    return part.bytes()


def gpx(start: datetime, place: tuple[float, float]) -> bytes:
    begun = start.timestamp()
    points = "".join(
        f'<trkpt lat="{place[0]}" lon="{(place[1] + i * 0.0004 + 180) % 360 - 180:.5f}"><time>'
        f"{datetime.fromtimestamp(begun + i * 15, UTC):%Y-%m-%dT%H:%M:%SZ}</time></trkpt>"
        for i in range(60)
    )
    return f"<gpx><trk><type>running</type><trkseg>{points}</trkseg></trk></gpx>".encode()


def run(data: bytes, answers: Answers = HOME) -> dict:
    [one] = read(SourceFile("a", data), answers).frames.runs.to_dict("records")
    return one


def day(data: bytes, answers: Answers = HOME) -> str:
    return f"{run(data, answers)['day']:%Y-%m-%d}"


@pytest.mark.parametrize("name", PLACES)
def test_the_coordinates_tell_the_day_where_the_file_does_not(name):
    place, start, local = PLACES[name]
    assert day(fit(instant(start), place)) == local
    assert day(fit(instant(start), place, local=0)) == local


@pytest.mark.parametrize("name", PLACES)
def test_a_track_has_the_day_of_its_first_point(name):
    place, start, local = PLACES[name]
    assert day(gpx(instant(start), place)) == local


def test_a_track_over_the_date_line_is_one_run_of_its_length():
    place, start, local = PLACES["Taveuni, on the 180th meridian"]
    one = run(gpx(instant(start), place))
    assert one["distance_m"] == pytest.approx(59 * 0.0004 * 111_195 * np.cos(np.radians(16.8)), rel=0.01)
    assert f"{one['day']:%Y-%m-%d}" == local


def test_the_watchs_own_clock_goes_before_its_coordinates():
    place, start, _ = PLACES["Tokyo in the morning"]
    assert day(fit(instant(start), place, GARMIN, local=0)) == "2026-03-01"
    assert day(fit(instant(start), place, STRAVA, local=-3600)) == "2026-03-01"


@pytest.mark.parametrize("place", [None, (0.0, 0.0), (91.0, 10.0)])
def test_a_run_without_a_place_has_the_day_of_the_home_zone(place):
    start = instant("2026-03-01 22:30")
    assert day(fit(start, place)) == "2026-03-01"
    assert day(fit(start, place), Answers(timezone="Asia/Tokyo")) == "2026-03-02"


def test_a_tcx_run_indoors_is_at_home_and_outdoors_where_it_was():
    def tcx(position: str) -> bytes:
        return (
            '<TrainingCenterDatabase><Activities><Activity Sport="Running"><Id>2026-03-01T22:30:00Z</Id><Lap>'
            "<TotalTimeSeconds>1800</TotalTimeSeconds><DistanceMeters>5000</DistanceMeters><Track><Trackpoint>"
            f"<Time>2026-03-01T22:30:00Z</Time>{position}</Trackpoint></Track></Lap></Activity></Activities>"
            "</TrainingCenterDatabase>"
        ).encode()

    tokyo = "<LatitudeDegrees>35.68</LatitudeDegrees><LongitudeDegrees>139.76</LongitudeDegrees>"
    assert day(tcx("")) == "2026-03-01"
    assert day(tcx(f"<Position>{tokyo}</Position>")) == "2026-03-02"


@pytest.mark.parametrize(("local_ms", "expected"), [(None, "2026-03-02"), (-3_600_000, "2026-03-01")])
def test_garmins_account_export_goes_by_its_local_time_then_by_its_place(local_ms, expected):
    begun = instant("2026-03-01 22:30").timestamp() * 1000
    activity = {
        "activityId": 1,
        "activityType": "running",
        "beginTimestamp": begun,
        "distance": 1_000_000.0,
        "duration": 2_953_511.9,
        "startLatitude": 35.68,
        "startLongitude": 139.76,
    }
    if local_ms is not None:
        activity["startTimeLocal"] = begun + local_ms
    assert day(json.dumps([{"summarizedActivitiesExport": [activity]}]).encode()) == expected


def test_a_zone_that_this_computer_does_not_know_is_none(monkeypatch):
    import tzfpy

    monkeypatch.setattr(tzfpy, "get_tz", lambda *_: "Mars/Olympus")
    where.zone.cache_clear()
    assert where.zone(1.0, 2.0) is None
    where.zone.cache_clear()


def test_the_borders_are_loaded_only_when_a_file_asks_for_them():
    start, place = instant("2026-03-01 22:30"), (35.68, 139.76)
    script = (
        "import sys; from data.importers import Answers, SourceFile, read\n"
        "for data in sys.argv[1:]:\n"
        "    read(SourceFile('a', bytes.fromhex(data)), Answers(timezone='Europe/Berlin'))\n"
        "    print('tzfpy' in sys.modules)\n"
    )
    files = [fit(start, place, GARMIN, local=32_400).hex(), fit(start, place).hex()]
    done = subprocess.run(
        [sys.executable, "-c", script, *files], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True"]
