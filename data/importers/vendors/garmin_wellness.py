"""Garmin's account export: days, nights and heart rate variability, one number a day as factors.

    DI-Connect-Aggregator/UDSFile_FROM_TO.json          resting heart rate (1/min), stress (0-100), steps
    DI-Connect-Wellness/FROM_TO_ID_sleepData.json       sleep (hours asleep), sleep score (0-100)
    DI-Connect-Wellness/FROM_TO_ID_healthStatusData.json   HRV (ms), the night's mean

A night belongs to the day on which it ends, as Garmin's `calendarDate` has it. Stress of -1 or -2, a resting heart
rate of 0, a day without the watch and a night that Garmin does not confirm are gaps. The day's own resting heart rate
is taken; where only Garmin's mean of seven days is known, that, with a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from data.answers import Answers
from data.importers.reading import dates, objects
from data.importers.reading.objects import Entry
from data.importers.rows.day_numbers import DayNumbers
from data.importers.rows.ledger import Ledger
from data.importers.source import Parsed, SourceFile

NAME = "Garmin days and nights"

STAGES = ("deepSleepSeconds", "lightSleepSeconds", "remSleepSeconds")
# Days of 23 hours begin summer time; a shorter one was not over when the export was made.
WHOLE_DAY_MS = 23 * 3_600_000
UNSURE = ("UNCONFIRMED", "OFF_WRIST")
HRV_SAYS = (
    "HRV is the night's mean as Garmin measures it (RMSSD); Apple's, SDNN, is another measure and stands apart."
)


@dataclass(frozen=True)
class Kind:
    """One sort of file: its source, the values of an entry that are read, and how."""

    source: str
    paths: tuple[str, ...]
    read: Callable[[list[Entry], DayNumbers, Ledger], None]


def matches(source: SourceFile) -> bool:
    """JSON with the keys of one of the three files."""
    return _kind(source) is not None


def read(source: SourceFile, answers: Answers) -> Parsed:  # noqa: ARG001 (its days are written as local days)
    """Factors. Raises errors.NotTraining for a file without days."""
    kind = _kind(source) or DAYS
    found = objects.entries(source)
    ledger = Ledger(list(objects.unread(found, ("calendarDate", *kind.paths))))
    days = DayNumbers(kind.source)
    kind.read(found, days, ledger)
    days.keep(ledger)
    return ledger.parsed("The file has no days.")


def _kind(source: SourceFile) -> Kind | None:
    names = objects.names(source)
    if "calendarDate" not in names or "dailySleepDTO" in names:
        return NIGHTS if {"sleepWindowConfirmationType", "sleepStartTimestampGMT"} <= names else None
    if {"includesWellnessData", "totalSteps"} <= names or {"allDayStress", "userProfilePK"} <= names:
        return DAYS
    if {"sleepWindowConfirmationType", "deepSleepSeconds"} & names:
        return NIGHTS
    return HEALTH if {"metrics", "type", "value"} <= names else None


def _dated(found: list[Entry], ledger: Ledger) -> Iterator[tuple[int, datetime, Entry]]:
    """(place from 1, day, entry) of the entries with a day."""
    for place, entry in enumerate(found, 1):
        stamp = dates.parse(objects.text(entry, "calendarDate", "calendarDate.date"))
        if stamp is None:
            ledger.group(place, "an entry without a day")
        else:
            yield place, datetime(stamp.day.year, stamp.day.month, stamp.day.day), entry


def _read_days(found: list[Entry], days: DayNumbers, ledger: Ledger) -> None:
    for place, day, entry in _dated(found, ledger):
        numbers = _of_day(entry)
        if entry.get("includesWellnessData") is False or not any(value >= 0 for value in numbers.values()):
            ledger.group(place, "a day on which the watch was not worn")
            continue
        if entry.get("durationInMilliseconds") and objects.number(entry, "durationInMilliseconds") < WHOLE_DAY_MS:
            ledger.notice(place, "the day was not over when the export was made; its steps and stress are left out.")
            numbers |= dict.fromkeys(("steps", "stress"), float("nan"))
        if not objects.positive(entry, "currentDayRestingHeartRate") > 0 and numbers["resting heart rate"] > 0:
            ledger.notice(place, "the resting heart rate is Garmin's mean of seven days; the day's own is not known.")
        for name, value in numbers.items():
            if value >= 0:
                days.add(day, name, value, DAY_UNITS[name], "max" if name == "steps" else "mean")


def _of_day(entry: Entry) -> dict[str, float]:
    whole_day = (each for each in objects.listed(entry, "allDayStress.aggregatorList") if each.get("type") == "TOTAL")
    return {
        "resting heart rate": objects.positive(entry, "currentDayRestingHeartRate", "restingHeartRate"),
        "stress": objects.number(next(whole_day, {}), "averageStressLevel"),
        "steps": objects.number(entry, "totalSteps"),
    }


def _read_nights(found: list[Entry], days: DayNumbers, ledger: Ledger) -> None:
    known: set[object] = set()
    for place, day, entry in _dated(found, ledger):
        night = (day, *(str(entry.get(name)) for name in ("sleepStartTimestampGMT", "sleepEndTimestampGMT")))
        asleep_s = sum(value for name in STAGES if (value := objects.number(entry, name)) > 0)
        if night in known:
            ledger.group(place, "the same night once more")
        elif any(word in objects.text(entry, "sleepWindowConfirmationType").upper() for word in UNSURE):
            ledger.group(place, "a night that Garmin does not confirm")
        elif not asleep_s > 0:
            ledger.group(place, "a night without time asleep")
        else:
            known.add(night)
            days.add(day, "sleep", asleep_s / 3600, "h", "sum")
            score = objects.positive(entry, "sleepScores.overallScore", "sleepScores.overall.value")
            if score > 0:
                days.add(day, "sleep score", score, "0-100")


def _read_health(found: list[Entry], days: DayNumbers, ledger: Ledger) -> None:
    unread: set[str] = set()
    for place, day, entry in _dated(found, ledger):
        metrics = {objects.text(each, "type").upper(): each for each in objects.listed(entry, "metrics")}
        value = objects.positive(metrics.get("HRV", {}), "value")
        unread |= {name for name in metrics if name and name != "HRV"}
        if value > 0:
            days.add(day, "HRV", value, "ms")
        else:
            ledger.group(place, "a day without HRV")
    if days.values:
        ledger.warnings.append(HRV_SAYS)
    if unread:
        ledger.warnings.append(f"Of each day's metrics these are not read: {', '.join(sorted(unread))[:200]}.")


DAY_UNITS = {"resting heart rate": "1/min", "stress": "0-100", "steps": "1"}
DAYS = Kind(
    "garmin_days",
    (
        "restingHeartRate",
        "currentDayRestingHeartRate",
        "allDayStress",
        "totalSteps",
        "includesWellnessData",
        "durationInMilliseconds",
    ),
    _read_days,
)
NIGHTS = Kind(
    "garmin_nights",
    (*STAGES, "sleepStartTimestampGMT", "sleepEndTimestampGMT", "sleepWindowConfirmationType", "sleepScores"),
    _read_nights,
)
HEALTH = Kind("garmin_health", ("metrics",), _read_health)
