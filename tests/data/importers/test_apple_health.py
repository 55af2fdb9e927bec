"""Apple Health's export: runs with their routes, nights, and 2 GB of which little is used."""

from __future__ import annotations

import gzip
import tracemalloc
from pathlib import Path

import pandas as pd
import pytest

from data import imports
from data import store as stores
from data.batch import Batch
from data.importers import Answers, OpenFile, SourceFile, read
from data.importers.reading import health_export
from tests.data import archives

HOME = Answers(timezone="Europe/Berlin")
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Me)>\n]>\n<HealthData>\n'
)
ROUTE = "/workout-routes/route_1.gpx"


def workout(sport: str = "Running", start: str = "2026-09-03 19:00:00 +0200", inside: str = "") -> str:
    return (
        f'<Workout workoutActivityType="HKWorkoutActivityType{sport}" duration="30.5" durationUnit="min" '
        f'sourceName="Watch" device="a watch" startDate="{start}" '
        f'endDate="2026-09-03 19:40:00 +0200">{inside}</Workout>\n'
    )


def statistic(name: str, values: str) -> str:
    return f'<WorkoutStatistics type="HKQuantityTypeIdentifier{name}" {values}/>'


def meta(key: str, value: str) -> str:
    return f'<MetadataEntry key="{key}" value="{value}"/>'


def record(kind: str, value: object, start: str, end: str = "") -> str:
    return f'<Record type="{kind}" value="{value}" startDate="{start} +0200" endDate="{end or start} +0200"/>\n'


def slept(start: str, end: str, stage: str = "AsleepCore") -> str:
    return record(health_export.SLEEP, f"HKCategoryValueSleepAnalysis{stage}", start, end)


def export(*entries: str) -> bytes:
    return (HEAD + "".join(entries) + "</HealthData>\n").encode()


def batch(*entries: str) -> Batch:
    return read(SourceFile("export.xml", export(*entries)), HOME)


def track(n: int = 60, step: float = 0.00027) -> bytes:
    """A point every ten seconds, 30 m further north each, climbing 20 m in all."""
    points = "".join(
        f'<trkpt lat="{52 + i * step:.6f}" lon="13"><ele>{i / (n - 1) * 20:.2f}</ele>'
        f"<time>2026-09-03T17:{i // 6:02}:{i % 6 * 10:02}Z</time></trkpt>"
        for i in range(n)
    )
    return f'<gpx creator="Apple Health Export"><trk><name>Route</name><trkseg>{points}</trkseg></trk></gpx>'.encode()


def zipped(xml: bytes, *routes: tuple[str, bytes]) -> SourceFile:
    members = [(f"apple_health_export{path}", data) for path, data in (("/export.xml", xml), *routes)]
    return SourceFile("export.zip", archives.zipped(*members))


def with_route(sport: str = "Running", path: str = ROUTE) -> str:
    inside = statistic("DistanceWalkingRunning", 'sum="1.9" unit="km"')
    return workout(sport, inside=f'{inside}<WorkoutRoute><FileReference path="{path}"/></WorkoutRoute>')


def test_a_run_has_its_distance_time_heart_rate_climb_and_kind() -> None:
    inside = statistic("DistanceWalkingRunning", 'sum="3" unit="mi"') + statistic(
        "HeartRate", 'average="150" maximum="171"'
    )
    inside += (
        meta("HKIndoorWorkout", "1")
        + meta("HKElevationAscended", "5300 cm")
        + meta("HKWeatherTemperature", "59 degF")
    )
    run = batch(workout(inside=inside)).frames.runs.iloc[0]
    assert (run["distance_m"], run["duration_s"], run["kind"]) == (pytest.approx(4828.032), 1830, "treadmill")
    assert (run["hr_mean_bpm"], run["hr_max_bpm"], run["ascent_m"]) == (150, 171, 53)
    assert run["temperature_c"] == pytest.approx(15)
    assert run["start"] == pd.Timestamp("2026-09-03 17:00", tz="UTC")


def test_an_older_exports_distance_stands_beside_the_workout() -> None:
    old = workout().replace("<Workout ", '<Workout totalDistance="5.2" totalDistanceUnit="km" ')
    assert batch(old).frames.runs["distance_m"].tolist() == [5200]


def test_the_day_is_that_of_the_zone_where_the_run_was() -> None:
    late = workout(start="2026-09-04 03:00:00 +0200", inside=meta("HKTimeZone", "America/New_York"))
    assert batch(late).frames.runs["day"].tolist() == [pd.Timestamp("2026-09-03")]


def test_other_sports_are_counted_and_strength_says_what_is_missing() -> None:
    done = batch(workout(), workout("Cycling"), workout("Cycling"), workout("TraditionalStrengthTraining"))
    reasons = [s.reason for s in done.skipped]
    assert len(done.frames.runs) == 1 and done.frames.sets.empty
    assert reasons[0].startswith("cycling is no run: 2 rows")
    assert reasons[1].startswith("traditional strength training has no sets in Apple Health")


def test_a_night_told_by_two_apps_counts_once_on_the_day_it_ends() -> None:
    factors = batch(
        slept("2026-09-02 22:00:00", "2026-09-03 02:00:00"),
        slept("2026-09-03 02:30:00", "2026-09-03 06:00:00", "AsleepREM"),
        slept("2026-09-02 23:00:00", "2026-09-03 05:00:00", "Asleep"),
        slept("2026-09-02 21:00:00", "2026-09-03 07:00:00", "InBed"),
        slept("2026-09-03 22:00:00", "2026-09-04 05:00:00", "AsleepUnspecified"),
    ).frames.factors
    assert factors["name"].tolist() == ["sleep", "sleep"]
    assert dict(zip(factors["day"], factors["value"], strict=True)) == {
        pd.Timestamp("2026-09-03"): pytest.approx(8),
        pd.Timestamp("2026-09-04"): pytest.approx(7),
    }


def test_resting_heart_rate_and_hrv_are_one_number_a_day() -> None:
    factors = batch(
        record(health_export.HRV, 50, "2026-09-03 06:00:00"),
        record(health_export.HRV, 60, "2026-09-03 16:00:00"),
        record(health_export.RESTING_HR, 48, "2026-09-03 00:10:00"),
        record("HKQuantityTypeIdentifierHeartRate", 120, "2026-09-03 00:10:00"),
    ).frames.factors
    assert list(zip(factors["name"], factors["value"], factors["unit"], strict=True)) == [
        ("HRV (SDNN)", 55, "ms"),
        ("resting heart rate", 48, "1/min"),
    ]


def test_a_run_whose_zone_was_not_noted_has_the_day_of_its_route() -> None:
    in_tokyo = track().replace(b'lat="52', b'lat="35').replace(b'lon="13"', b'lon="139.7"')
    done = read(zipped(export(with_route()), (ROUTE, in_tokyo)), HOME)
    assert done.frames.runs["day"].tolist() == [pd.Timestamp("2026-09-04")]


def test_the_route_is_joined_to_its_run_with_samples_and_climb() -> None:
    done = read(zipped(export(with_route()), (ROUTE, track())), HOME)
    run = done.frames.runs.iloc[0]
    assert (len(done.frames.runs), run["distance_m"], run["ascent_m"]) == (1, 1900, 20)
    assert list(done.streams) == [run["run_id"]]
    assert "route of a run" in done.files[1].warnings[0]


def test_the_route_of_a_walk_is_no_run() -> None:
    done = read(zipped(export(with_route("Walking"), workout()), (ROUTE, track())), HOME)
    assert len(done.frames.runs) == 1 and not done.streams
    assert done.files[1].status == "skipped" and "no run" in done.files[1].reason


def test_a_route_that_no_workout_names_stays_a_run_of_its_own() -> None:
    done = read(zipped(export(with_route(path="/workout-routes/other.gpx")), (ROUTE, track())), HOME)
    assert sorted(done.frames.runs["source"]) == ["apple_health", "gpx"]


def test_a_second_import_adds_nothing_and_a_newer_export_no_second_run() -> None:
    store = stores.open("sqlite://")
    first = imports.import_files(store, [zipped(export(with_route()), (ROUTE, track()))], HOME)
    again = imports.import_files(store, [zipped(export(with_route()), (ROUTE, track()))], HOME)
    later = export(with_route(), workout(start="2026-10-01 19:00:00 +0200"))
    newer = imports.import_files(store, [zipped(later, (ROUTE, track() + b"<!-- written anew -->"))], HOME)
    runs = store.load().runs
    assert [sum(line.added.get("runs", 0) for line in r.files) for r in (first, again, newer)] == [1, 0, 1]
    assert len(runs) == 2
    assert len(store.streams(runs.sort_values("start")["run_id"].iloc[0])) == 60


def test_what_is_sifted_is_read_like_the_whole_and_sifts_to_itself() -> None:
    whole = export(with_route(), slept("2026-09-02 22:00:00", "2026-09-03 02:00:00"), "<ActivitySummary/>")
    small = health_export.sift(iter([whole]))
    assert health_export.sift(iter([small])) == small
    assert b"device" not in small and b"ActivitySummary" not in small
    assert health_export.sift(whole[i : i + 7] for i in range(0, len(whole), 7)) == small
    assert (
        read(SourceFile("a", gzip.compress(whole)), HOME).files[0].sha256
        == batch(whole[len(HEAD) : -14].decode()).files[0].sha256
    )


def test_a_large_export_is_read_in_flat_memory(tmp_path: Path) -> None:
    beats = record("HKQuantityTypeIdentifierHeartRate", 61, "2026-09-03 00:10:00").encode() * 4000
    path = tmp_path / "export.xml"
    with path.open("wb") as file:
        file.write(HEAD.encode() + workout().encode())
        for _ in range(50):
            file.write(beats)
        file.write(workout(start="2026-09-07 19:00:00 +0200").encode() + b"</HealthData>")
    assert path.stat().st_size > 25_000_000
    tracemalloc.start()
    with path.open("rb") as file:
        done = read(OpenFile("export.xml", file), HOME)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(done.frames.runs) == 2
    assert peak < 15_000_000


def test_a_damaged_name_of_the_encoding_hides_nothing() -> None:
    damaged = export(workout()).replace(b'"UTF-8"', b'"ETF-8"')
    assert len(read(SourceFile("export.xml", damaged), HOME).frames.runs) == 1


def test_of_an_export_that_breaks_off_every_whole_entry_is_read() -> None:
    starts = [f"2026-09-0{day} 19:00:00 +0200" for day in (3, 5, 7)]
    whole = export(*(workout(start=start, inside=statistic("HeartRate", 'average="150"')) for start in starts))
    done = read(SourceFile("export.xml", whole[:-30]), HOME)
    assert len(done.frames.runs) == whole[:-30].count(b"</Workout>")
    assert "damaged in line" in done.files[0].warnings[0]
    for cut in range(whole.index(b"<Workout "), len(whole) - len("</HealthData>")):
        sifted = health_export.sift(iter((whole[:cut],)))
        assert sifted.count(b"</Workout>") == whole[:cut].count(b"</Workout>"), cut
        assert b"<Damaged" in sifted, cut


def test_of_a_damaged_export_every_entry_before_the_damage_is_read() -> None:
    whole = export(*(workout(start=f"2026-09-0{day} 19:00:00 +0200") for day in (3, 5, 7)))
    for at in range(whole.index(b"<Workout "), len(whole) - len("</HealthData>"), 5):
        sifted = health_export.sift(iter((whole[:at], b"<&", whole[at:])))
        assert sifted.count(b"<Workout ") >= whole[:at].count(b"</Workout>"), at
        assert b"<Damaged" in sifted, at


def test_entities_and_endless_entries_are_refused() -> None:
    bomb = b'<!DOCTYPE HealthData [<!ENTITY a "aaaa">]><HealthData>&a;</HealthData>'
    assert "entities" in read(SourceFile("export.xml", bomb), HOME).files[0].reason
    endless = b"<HealthData><Workout>" + b"<a></a>" * 1_000_000
    assert "no end" in read(SourceFile("export.xml", endless), HOME).files[0].reason


def test_an_export_with_nothing_of_use_says_so() -> None:
    note = batch(record("HKQuantityTypeIdentifierHeartRate", 61, "2026-09-03 00:10:00")).files[0]
    assert note.status == "skipped" and "no running workout" in note.reason
