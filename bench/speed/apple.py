"""Peak memory and time of an Apple Health export of 2 GB: ten years of a watch's records, zipped, streamed in.

The file is what the Health app writes: a DTD, heart rate every minute, steps every four, sleep, resting heart rate,
HRV, and a running workout every other day. What must come out is counted beforehand.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from bench.speed.memory import measured
from data import imports
from data import store as stores

FIRST = date(2016, 1, 1)
N_DAYS = 3_650
MINUTES = 1_440
BESIDE = 'sourceName="Watch" sourceVersion="10.1" device="&lt;&lt;HKDevice: 0x2&gt;, name:Apple Watch&gt;"'
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData ANY>\n]>\n'
    '<HealthData locale="en_GB">\n <ExportDate value="2026-01-01 08:00:00 +0100"/>\n'
)


def measure(*, is_quick: bool = False) -> list[str]:
    """A line of sizes, a line of memory and time, a line of what came out beside what went in."""
    said: list[str] = []
    n_days = 60 if is_quick else N_DAYS
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "export.zip")
        n_bytes = write(archive, n_days)
        said.append(f"export.xml of {n_bytes / 1e9:.2f} GB, {archive.stat().st_size / 1e6:.0f} MB as a zip")
        store = stores.open(f"sqlite:///{folder}/s.sqlite")
        with measured("Apple Health export", said):
            imports.import_files(store, imports.sources([archive]))
        frames = store.load()
        named = frames.factors["name"].value_counts().to_dict()
        n_runs = len(range(0, n_days, 2))
        said.append(f"runs {len(frames.runs)} of {n_runs}; factors of {n_days} days each: {named}")
    return said


def as_text(found: list[str]) -> str:
    """The lines for a person."""
    return "\n".join(found)


def write(path: Path, n_days: int) -> int:
    """Writes the zip; returns the bytes of the export.xml in it."""
    n_bytes = 0
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("apple_health_export/export.xml", "w", force_zip64=True) as member,
    ):
        for part in (HEAD, *_days(n_days), "</HealthData>\n"):
            n_bytes += member.write(part.encode())
    return n_bytes


def _days(n_days: int) -> Iterator[str]:
    for n in range(n_days):
        day = FIRST + timedelta(days=n)
        yield "".join(_records(day, n))
        if n % 2 == 0:
            yield _workout(day)


def _records(day: date, n: int) -> Iterator[str]:
    for minute in range(MINUTES):
        at = f"{minute // 60:02d}:{minute % 60:02d}"
        yield _record("HKQuantityTypeIdentifierHeartRate", day, at, "count/min", 50 + (minute * 7 + n) % 90)
    for minute in range(0, MINUTES, 4):
        at = f"{minute // 60:02d}:{minute % 60:02d}"
        yield _record("HKQuantityTypeIdentifierStepCount", day, at, "count", 100 + minute)
    yield _record("HKQuantityTypeIdentifierRestingHeartRate", day, "07:00", "count/min", 48 + n % 9)
    yield _record("HKQuantityTypeIdentifierHeartRateVariabilitySDNN", day, "04:00", "ms", 40 + n % 30)
    asleep = "HKCategoryValueSleepAnalysisAsleepCore"
    stamps = f'creationDate="{day} 06:30:00 +0000" startDate="{day} 00:10:00 +0000" endDate="{day} 06:30:00 +0000"'
    yield f' <Record type="HKCategoryTypeIdentifierSleepAnalysis" {BESIDE} {stamps} value="{asleep}"/>\n'


def _record(kind: str, day: date, at: str, unit: str, value: int) -> str:
    when = f"{day} {at}:00 +0000"
    stamps = f'creationDate="{when}" startDate="{when}" endDate="{when}"'
    return f' <Record type="{kind}" {BESIDE} unit="{unit}" {stamps} value="{value}"/>\n'


def _workout(day: date) -> str:
    stamps = f'startDate="{day} 18:00:00 +0000" endDate="{day} 18:50:00 +0000"'
    distance = '<WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="9.5" unit="km"/>'
    return (
        f' <Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="50" durationUnit="min" {BESIDE} '
        f"{stamps}>\n  {distance}\n </Workout>\n"
    )
