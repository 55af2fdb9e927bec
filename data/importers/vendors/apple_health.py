"""Apple Health's export (Health app, Export All Health Data): `export.xml`, by itself or in its zip.

Running workouts are runs; the GPX that a workout names is its route (data.importers.routes). Strength workouts have
no sets and are counted. Sleep, resting heart rate and heart rate variability (SDNN) are factors, one number a day:

    sleep                   hours asleep, whichever app says so; overlapping entries count once. The night belongs to
                            the day on which it ends: 18:00 to 18:00 of the home zone.
    resting heart rate      the mean of the day's values, 1/min
    HRV                     the mean of the day's values, ms

Only what is used is read of a large file (data.importers.reading.health_export).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element
from zoneinfo import ZoneInfo

from data.answers import Answers
from data.identity import identity
from data.importers.reading import dates, health_export, markup
from data.importers.rows.day_numbers import DayNumbers
from data.importers.rows.ledger import Ledger
from data.importers.source import Parsed, SourceFile
from data.importers.words.sports import is_strength, run_kind

NAME = "Apple Health"
SOURCE = "apple_health"

METRES = {"km": 1000.0, "mi": 1609.344, "m": 1.0, "cm": 0.01, "ft": 0.3048, "yd": 0.9144}
SECONDS = {"s": 1.0, "min": 60.0, "hr": 3600.0}
# A night that begins at 18:00 belongs to the day after.
NIGHT_BEGINS = timedelta(hours=18)
# Nobody sleeps longer at a stretch; such an entry is a phone that lay still.
MAX_SLEEP = timedelta(hours=24)
NUMBERS = {health_export.RESTING_HR: ("resting heart rate", "1/min"), health_export.HRV: ("HRV (SDNN)", "ms")}
_PREFIX = "HKWorkoutActivityType"
_STATISTIC = "HKQuantityTypeIdentifier"
_ASLEEP = re.compile(r"HKCategoryValueSleepAnalysisAsleep")
_AMOUNT = re.compile(r"\s*(-?[\d.]+)\s*(\S*)")


def matches(source: SourceFile) -> bool:
    """XML with the root element `HealthData`."""
    return health_export.begins(source.data[:4096]) and markup.has_root(source, "HealthData")


def read(source: SourceFile, answers: Answers) -> Parsed:
    """Runs and factors. Raises errors.NotTraining for an export with nothing of the kind."""
    document = markup.parse(source)
    ledger = Ledger([document.warning] if document.warning else [])
    days = DayNumbers(SOURCE)
    nights: list[tuple[datetime, datetime]] = []
    routes: dict[str, str] = {}
    for place, entry in enumerate(document.root, 1):
        if entry.tag == "Workout":
            routes |= _workout(place, entry, answers, ledger)
        elif entry.tag == health_export.DAMAGED:
            ledger.warnings.append(
                f"The file breaks off or is damaged in line {entry.get('line')}; what stands before that is read."
            )
        elif entry.tag == "Record" and entry.get("type") in health_export.RECORDS:
            _record(place, entry, answers, ledger, days, nights)
    for day, hours in _slept(nights).items():
        days.add(day, "sleep", hours, "h")
    days.keep(ledger)
    parsed = ledger.parsed("It has no running workout, no sleep and no resting heart rate.")
    return Parsed(
        rows=parsed.rows,
        skipped=parsed.skipped,
        warnings=parsed.warnings,
        status=parsed.status,
        reason=parsed.reason,
        routes=routes,
    )


def _workout(place: int, entry: Element, answers: Answers, ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Keeps a run or says why not; (path, run_id) of its routes, "" for a run_id where it is no run."""
    sport = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", (entry.get("workoutActivityType") or "").removeprefix(_PREFIX))
    kind = run_kind(sport)
    run_id = ""
    if kind is None:
        why = "has no sets in Apple Health, only its time" if is_strength(sport) else "is no run"
        ledger.group(place, f"{sport.lower() or 'a workout without a sport'} {why}")
    else:
        run_id = _run(place, entry, kind, answers, ledger)
    paths = (reference.get("path") or "" for reference in entry.iter("FileReference"))
    return ((path, run_id) for path in paths if path)


def _run(place: int, entry: Element, kind: str, answers: Answers, ledger: Ledger) -> str:
    """The run_id; '' where the workout has no start and is left out."""
    begun, ended = (dates.parse(entry.get(name) or "") for name in ("startDate", "endDate"))
    if begun is None:
        ledger.skip(place, "a running workout without a start")
        return ""
    said = _said(entry)
    start, day = dates.place(begun, answers)
    run_id = identity(SOURCE, start.isoformat())
    ledger.keep(
        "runs",
        run_id=run_id,
        source=SOURCE,
        start=start,
        day=_day_where_run(start, said) or day,
        duration_s=_duration_s(entry, begun, ended),
        distance_m=_distance_m(entry),
        ascent_m=_metres(said.get("HKElevationAscended", "")),
        hr_mean_bpm=_statistic(entry, "HeartRate", "average"),
        hr_max_bpm=_statistic(entry, "HeartRate", "maximum"),
        power_w=_statistic(entry, "RunningPower", "average"),
        temperature_c=_celsius(said.get("HKWeatherTemperature", "")),
        kind="treadmill" if said.get("HKIndoorWorkout") == "1" else kind,
    )
    return run_id


def _said(entry: Element) -> dict[str, str]:
    """What stands beside the workout: key -> value."""
    return {part.get("key") or "": part.get("value") or "" for part in entry if part.tag == "MetadataEntry"}


def _day_where_run(start: datetime, said: Mapping[str, str]) -> datetime | None:
    """The local day where the run was, by the zone the watch noted; None where it noted none."""
    try:
        local = start.astimezone(ZoneInfo(said["HKTimeZone"]))
    except (KeyError, ValueError, OSError):
        return None
    return datetime(local.year, local.month, local.day)


def _duration_s(entry: Element, begun: dates.Stamp, ended: dates.Stamp | None) -> float:
    """Seconds without pauses, else from start to end; NaN where neither is known."""
    stated = _number(entry, "duration") * SECONDS.get(entry.get("durationUnit") or "min", math.nan)
    if stated > 0 or ended is None:
        return stated
    return (ended.local - begun.local).total_seconds()


def _distance_m(entry: Element) -> float:
    """Metres by the workout's statistics, as newer exports have it, else by its attribute; NaN where it has none."""
    unit = next((s.get("unit") for s in _statistics(entry, "DistanceWalkingRunning")), entry.get("totalDistanceUnit"))
    value = _statistic(entry, "DistanceWalkingRunning", "sum")
    value = _number(entry, "totalDistance") if math.isnan(value) else value
    return value * METRES.get(unit or "km", math.nan) if value > 0 else math.nan


def _statistics(entry: Element, name: str) -> Iterator[Element]:
    return (s for s in entry if s.tag == "WorkoutStatistics" and s.get("type") == _STATISTIC + name)


def _statistic(entry: Element, name: str, which: str) -> float:
    return next((_number(s, which) for s in _statistics(entry, name)), math.nan)


def _number(element: Element, name: str) -> float:
    return float(markup.numbers([element.get(name)])[0])


def _metres(text: str) -> float:
    """`5300 cm` as metres; NaN where it is no length."""
    amount = _AMOUNT.fullmatch(text)
    return float(markup.numbers([amount[1]])[0]) * METRES.get(amount[2], math.nan) if amount else math.nan


def _celsius(text: str) -> float:
    """`59 degF` as degrees Celsius; NaN where it is no temperature."""
    amount = _AMOUNT.fullmatch(text)
    if amount is None or amount[2] not in ("degF", "degC"):
        return math.nan
    value = float(markup.numbers([amount[1]])[0])
    return (value - 32) / 1.8 if amount[2] == "degF" else value


def _record(
    place: int,
    entry: Element,
    answers: Answers,
    ledger: Ledger,
    days: DayNumbers,
    nights: list[tuple[datetime, datetime]],
) -> None:
    """Adds a day's number, or a stretch of sleep (home clock) to `nights`."""
    begun, ended = (dates.parse(entry.get(name) or "") for name in ("startDate", "endDate"))
    if begun is None or ended is None:
        ledger.group(place, "an entry without a time")
        return
    start, end = (dates.wall_clock(dates.instant(stamp, answers), answers) for stamp in (begun, ended))
    if entry.get("type") == health_export.SLEEP:
        if not _ASLEEP.match(entry.get("value") or ""):
            ledger.group(place, "time in bed or awake, which is no sleep")
        elif timedelta(0) < end - start <= MAX_SLEEP:
            nights.append((start, end))
        else:
            ledger.group(place, "a sleep that ends before it begins or lasts more than a day")
        return
    value = _number(entry, "value")
    if math.isnan(value):
        ledger.group(place, "an entry without a number")
        return
    name, unit = NUMBERS[entry.get("type") or ""]
    days.add(datetime(start.year, start.month, start.day), name, value, unit)


def _slept(nights: list[tuple[datetime, datetime]]) -> dict[datetime, float]:
    """Hours asleep by the day on which the night ends; stretches that overlap, as two apps tell them, count once."""
    hours: dict[datetime, float] = {}
    told_until = datetime.min
    for start, end in sorted(nights):
        new = (end - max(start, told_until)).total_seconds() / 3600
        told_until = max(told_until, end)
        if new > 0:
            evening = start + (timedelta(days=1) - NIGHT_BEGINS)
            day = datetime(evening.year, evening.month, evening.day)
            hours[day] = hours.get(day, 0.0) + new
    return hours
