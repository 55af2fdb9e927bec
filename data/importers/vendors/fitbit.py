"""Fitbit's export, by itself or in Google Takeout (JSON): runs, nights and resting heart rate.

    exercise-0.json                     [{"logId": 1, "activityName": "Run", "startTime": "03/13/26 23:00:00",
                                          "activeDuration": 1790500, "distance": 5.2, "distanceUnit": "Kilometer"}]
    sleep-2026-03-14.json               [{"dateOfSleep": "2026-03-14", "minutesAsleep": 402, "mainSleep": true}]
    resting_heart_rate-2026-03-14.json  [{"dateTime": "04/04/26 00:00:00", "value": {"value": 58.4, "error": 6.1}}]

Exercises start in UTC, month first; nights are on the wrist's clock. Naps are counted into the day's sleep. A resting
heart rate of 0 is none. Steps by the minute are not read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from data.answers import Answers
from data.importers.reading import dates, objects
from data.importers.reading.objects import Entry
from data.importers.rows import day_run
from data.importers.rows.day_numbers import DayNumbers
from data.importers.rows.ledger import Ledger
from data.importers.source import Parsed, SourceFile
from data.importers.words.sports import run_kind
from data.units import M_PER_MILE

NAME = "Fitbit"
SOURCE, NIGHTS, DAYS = "fitbit", "fitbit_nights", "fitbit_days"
METRES = {"kilometer": 1000.0, "km": 1000.0, "mile": M_PER_MILE, "mi": M_PER_MILE, "meter": 1.0}


def matches(source: SourceFile) -> bool:
    """JSON with the keys of one of the three files."""
    return _reader(objects.names(source)) is not None


def read(source: SourceFile, answers: Answers) -> Parsed:
    """Runs or factors. Raises errors.NotTraining for a file without entries."""
    ledger = Ledger()
    reader = _reader(objects.names(source)) or _read_exercises
    reader(objects.entries(source, "activities", "sleep"), answers, ledger)
    return ledger.parsed("The file has no entries.")


def _reader(names: frozenset[str]) -> Callable[[list[Entry], Answers, Ledger], None] | None:
    if {"logId", "activityName", "startTime"} <= names:
        return _read_exercises
    if {"dateOfSleep", "minutesAsleep"} <= names:
        return _read_nights
    return _read_resting if {"dateTime", "value", "error"} <= names and "bpm" not in names else None


def _read_exercises(found: list[Entry], answers: Answers, ledger: Ledger) -> None:
    for place, entry in enumerate(found, 1):
        sport = objects.text(entry, "activityName")
        kind = run_kind(sport)
        stamp = dates.parse(objects.text(entry, "startTime"), "mdy")
        if kind is None:
            ledger.group(place, day_run.sport_reason(sport))
        elif stamp is None:
            ledger.skip(place, f"{objects.text(entry, 'startTime')!r} is no date")
        else:
            stamp = stamp if stamp.offset is not None else replace(stamp, offset=timedelta(0))
            day_run.keep(
                ledger,
                SOURCE,
                stamp,
                answers,
                known_id=entry.get("logId"),
                place=place,
                is_local=False,
                duration_s=objects.positive(entry, "activeDuration", "duration") / 1000,
                distance_m=_distance_m(place, entry, ledger),
                hr_mean_bpm=objects.positive(entry, "averageHeartRate"),
                kind=kind,
            )


def _distance_m(place: int, entry: Entry, ledger: Ledger) -> float:
    value, unit = objects.positive(entry, "distance"), objects.text(entry, "distanceUnit")
    size = METRES.get(unit.casefold().rstrip("s"))
    if value > 0 and size is None:
        ledger.notice(place, f"the unit {unit or '(none)'} of the distance is not known; the distance is left out.")
        return float("nan")
    return value * (size or 1.0)


def _read_nights(found: list[Entry], _: Answers, ledger: Ledger) -> None:
    days = DayNumbers(NIGHTS)
    known: set[str] = set()
    for place, entry in enumerate(found, 1):
        stamp = dates.parse(objects.text(entry, "dateOfSleep"))
        minutes = objects.number(entry, "minutesAsleep")
        log_id = str(entry.get("logId", place))
        if stamp is None:
            ledger.group(place, "an entry without a date")
        elif not minutes > 0:
            ledger.group(place, "a night without time asleep")
        elif log_id in known:
            ledger.group(place, "the same sleep once more")
        else:
            known.add(log_id)
            days.add(_day(stamp), "sleep", minutes / 60, "h", "sum")
    days.keep(ledger)


def _read_resting(found: list[Entry], _: Answers, ledger: Ledger) -> None:
    days = DayNumbers(DAYS)
    for place, entry in enumerate(found, 1):
        stamp = dates.parse(objects.text(entry, "dateTime"), "mdy")
        value = objects.positive(entry, "value.value")
        if stamp is None:
            ledger.group(place, "an entry without a date")
        elif not value > 0:
            ledger.group(place, "a day without a resting heart rate")
        else:
            days.add(_day(stamp), "resting heart rate", value, "1/min")
    days.keep(ledger)


def _day(stamp: dates.Stamp) -> datetime:
    return datetime(stamp.day.year, stamp.day.month, stamp.day.day)
