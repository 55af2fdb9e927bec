"""Polar Flow's data download (zip): training sessions as runs, nights as factors.

    training-session_2026-01-04T06-15-00_42-....json
        {"startTime": "2026-01-04T06:15:00", "timezoneOffsetMinutes": 60, "exercises":
            [{"durationMillis": 3600000, "distanceMeters": 10000, "sport": {"id": "1"}}]}
    training-session-2019-01-18-....json
        {"exercises": [{"startTime": "2019-01-18T17:20:00.000", "timezoneOffset": 60, "duration": "PT1H0.5S",
            "distance": 10000.0, "sport": "RUNNING"}]}
    sleep_result_....json       sleep (hours asleep)
    sleep_score_....json        sleep score (0-100)
    nightly_recovery_....json   HRV (ms, RMSSD of the night)

Starts are the wrist's clock. Newer downloads name the sport by a number only; those of `SPORTS` are known, and a
session of another number is left out with it. Samples are not read: Polar's FIT or TCX of a session has them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from data import errors
from data.answers import Answers
from data.importers.reading import dates, objects
from data.importers.reading.objects import Entry
from data.importers.rows import day_run
from data.importers.rows.day_numbers import DayNumbers
from data.importers.rows.ledger import Ledger
from data.importers.source import Parsed, SourceFile
from data.importers.words.sports import run_kind

NAME = "Polar Flow"
SOURCE = "polar"

# Polar's number of a sport -> its name: every kind of running, and the commonest others.
SPORTS = {
    "1": "running",
    "2": "cycling",
    "3": "walking",
    "4": "jogging",
    "5": "mountain biking",
    "8": "rowing",
    "9": "nordic walking",
    "11": "hiking",
    "15": "strength training",
    "16": "other outdoor sport",
    "17": "treadmill running",
    "18": "indoor cycling",
    "19": "road running",
    "23": "swimming",
    "27": "trail running",
    "33": "yoga",
    "36": "track running",
    "38": "road cycling",
    "83": "other indoor sport",
    "92": "ultra running",
    "103": "pool swimming",
    "105": "open water swimming",
    "153": "obstacle run",
    "178": "trail running",  # cross-country
}
# No zone lies further from UTC.
FARTHEST_MIN = 14 * 60
NO_SAMPLES = "Only the session's sums are read, not its samples; Polar Flow's FIT or TCX of a session has them."
HRV_SAYS = "HRV is the night's as Polar measures it (RMSSD); Apple's, SDNN, is another measure and stands apart."
_ISO = re.compile(r"P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?", re.IGNORECASE)


def matches(source: SourceFile) -> bool:
    """JSON with the keys of a training session or of one of the files of nights."""
    names = objects.names(source)
    return _night(names) is not None or _is_session(names)


def _is_session(names: frozenset[str]) -> bool:
    is_timed = bool({"durationMillis", "timezoneOffsetMinutes", "timezoneOffset", "exportVersion"} & names)
    return {"exercises", "startTime"} <= names and is_timed and not {"nonUserEditable", "done"} & names


def _night(names: frozenset[str]) -> str | None:
    wanted = ("evaluation", "sleepScoreResult", "meanNightlyRecoveryRmssd")
    return next((name for name in wanted if {"night", name} <= names), None)


def read(source: SourceFile, answers: Answers) -> Parsed:
    """Runs or factors. Raises errors.NotTraining for a session of another sport."""
    kind = _night(objects.names(source))
    if kind is not None:
        return _nights(objects.entries(source), *NIGHTS[kind])
    ledger = Ledger()
    for session in objects.entries(source):
        for place, exercise in enumerate(_exercises(session), 1):
            _exercise(place, exercise, answers, ledger)
    if not ledger.rows and ledger.groups:
        raise errors.NotTraining(f"Polar session: {', '.join(ledger.groups)}.")
    return ledger.parsed("The session has no exercise.")


def _exercises(session: Entry) -> Iterator[Entry]:
    """The parts of a session; the only part has what is said of the whole."""
    parts = objects.listed(session, "exercises")
    whole = {name: value for name, value in session.items() if name != "exercises"}
    if len(parts) > 1:
        shared = {name: whole[name] for name in ("timezoneOffsetMinutes", "timeZoneOffset") if name in whole}
        yield from ({**shared, **part} for part in parts)
    else:
        yield {**whole, **(parts[0] if parts else {})}


def _exercise(place: int, exercise: Entry, answers: Answers, ledger: Ledger) -> None:
    sport = _sport(exercise)
    kind = run_kind(sport)
    stamp = dates.parse(objects.text(exercise, "startTime"))
    if kind is None:
        ledger.group(place, day_run.sport_reason(sport))
        return
    if stamp is None:
        ledger.skip(place, "the run has no start")
        return
    minutes = objects.number(exercise, "timezoneOffsetMinutes", "timezoneOffset")
    if abs(minutes) <= FARTHEST_MIN:
        stamp = replace(stamp, offset=timedelta(minutes=minutes))
    day_run.keep(
        ledger,
        SOURCE,
        stamp,
        answers,
        known_id=objects.text(exercise, "identifier.id") or None,
        place=place,
        duration_s=_duration_s(exercise),
        distance_m=objects.positive(exercise, "distanceMeters", "distance"),
        ascent_m=objects.number(exercise, "ascentMeters", "ascent"),
        descent_m=objects.number(exercise, "descentMeters", "descent"),
        hr_mean_bpm=objects.positive(exercise, "hrAvg", "heartRate.avg"),
        hr_max_bpm=objects.positive(exercise, "hrMax", "heartRate.max"),
        kind=kind,
        title=objects.text(exercise, "name") or None,
        note=objects.text(exercise, "note") or None,
    )
    if "samples" in exercise and NO_SAMPLES not in ledger.warnings:
        ledger.warnings.append(NO_SAMPLES)


def _sport(exercise: Entry) -> str:
    """The sport's name; its number where that is not known."""
    number = objects.text(exercise, "sport.id")
    if number:
        return SPORTS.get(number, f"sport no. {number}, whose name the file does not say,")
    return objects.text(exercise, "sport").replace("_", " ").lower()


def _duration_s(exercise: Entry) -> float:
    milliseconds = objects.positive(exercise, "durationMillis")
    return iso_seconds(objects.text(exercise, "duration")) if math.isnan(milliseconds) else milliseconds / 1000


def iso_seconds(text: str) -> float:
    """Seconds in `PT1H30M0.5S` (ISO 8601); NaN where the text is none."""
    found = _ISO.fullmatch(text)
    if found is None or not any(found.groups()):
        return math.nan
    days, hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return days * 86_400 + hours * 3600 + minutes * 60 + seconds


def _nights(found: list[Entry], source: str, name: str, unit: str, value: Callable[[Entry], float]) -> Parsed:
    ledger = Ledger()
    days = DayNumbers(source)
    for place, entry in enumerate(found, 1):
        stamp = dates.parse(objects.text(entry, "night"))
        number = value(entry)
        if stamp is None:
            ledger.group(place, "an entry without its night")
        elif not number > 0:
            ledger.group(place, f"a night without {name}")
        else:
            days.add(datetime(stamp.day.year, stamp.day.month, stamp.day.day), name, number, unit)
    if name == "HRV" and days.values:
        ledger.warnings.append(HRV_SAYS)
    days.keep(ledger)
    return ledger.parsed("The file has no nights.")


def _asleep_h(entry: Entry) -> float:
    return iso_seconds(objects.text(entry, "evaluation.asleepDuration")) / 3600


def _score(entry: Entry) -> float:
    return objects.positive(entry, "sleepScoreResult.sleepScore")


def _rmssd(entry: Entry) -> float:
    return objects.positive(entry, "meanNightlyRecoveryRmssd")


NIGHTS: dict[str, tuple[str, str, str, Callable[[Entry], float]]] = {
    "evaluation": ("polar_nights", "sleep", "h", _asleep_h),
    "sleepScoreResult": ("polar_scores", "sleep score", "0-100", _score),
    "meanNightlyRecoveryRmssd": ("polar_hrv", "HRV", "ms", _rmssd),
}
