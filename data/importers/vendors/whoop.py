"""Whoop's export (zip of CSV, English or Spanish): days and nights as factors, running workouts as runs.

    physiological_cycles.csv    resting heart rate (1/min), HRV (ms), recovery (0-100), on the day of waking
    sleeps.csv                  sleep (hours asleep, naps counted in), sleep score (0-100, of the night)
    workouts.csv                runs with their time, heart rate, and in newer exports distance and climb

Times are those of the wrist; `Cycle timezone` (`UTC+02:00`, `UTCZ`) says how far from UTC. The night stands in two of
the files; it is read from sleeps.csv, so that it counts once. Each file has names of columns in `whoop_columns.csv`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from data.answers import Answers
from data.importers.reading import dates, table
from data.importers.rows import day_run
from data.importers.rows.day_numbers import DayNumbers
from data.importers.rows.ledger import Ledger
from data.importers.source import Parsed, SourceFile
from data.importers.words import vocabulary
from data.importers.words.sports import run_kind

NAME = "Whoop"
COLUMNS = vocabulary.columns("whoop")
NUMBERS = ("resting", "hrv", "recovery", "asleep", "score", "minutes", "hr_mean", "hr_max", "metres", "ascent")
DAYS, NIGHTS, WORKOUTS = "whoop_days", "whoop_nights", "whoop"
YES = frozenset({"true", "yes", "1", "verdadero", "si"})
_ZONE = re.compile(r"(?:UTC|GMT)?(?:Z|([+\-])(\d{1,2}):?(\d{2}))?", re.IGNORECASE)
HRV_SAYS = "HRV is the night's as Whoop measures it (RMSSD); Apple's, SDNN, is another measure and stands apart."

Rows = Iterator[tuple[table.Row, dates.Stamp]]


def matches(source: SourceFile) -> bool:
    """The columns of one of the three files."""
    return _kind(table.head(source)) is not None


def read(source: SourceFile, answers: Answers) -> Parsed:
    """Runs or factors. Raises errors.NotTraining for a file without rows."""
    sheet = table.read(source)
    columns = sheet.columns(COLUMNS, numeric=NUMBERS)
    ledger = Ledger(list(sheet.warnings))
    kind = _kind(sheet) or DAYS
    _READ[kind](sheet, columns, answers, ledger)
    known = {table.fold(name) for names in COLUMNS.values() for name in names}
    unread = [name for name in sheet.header if name and table.fold(name) not in known]
    ledger.warnings += [f"Columns that are not known and not read: {', '.join(unread)}."] if unread else []
    return ledger.parsed()


def _kind(sheet: table.Table) -> str | None:
    has = {name for name in ("cycle", "recovery", "nap", "activity", "workout") if sheet.column(*COLUMNS[name])}
    if {"activity", "workout"} <= has:
        return WORKOUTS
    if {"cycle", "recovery"} <= has:
        return DAYS
    return NIGHTS if {"cycle", "nap"} <= has else None


def _timed(sheet: table.Table, columns: Mapping[str, table.Column], when: str, ledger: Ledger) -> Rows:
    """The rows with a time in the column `when`, with the offset of their cycle where it is stated."""
    for row in sheet.rows:
        stamp = dates.parse(columns[when].of(row))
        if sheet.is_header(row):
            ledger.skip(row.line, "the header once more")
        elif stamp is None:
            ledger.group(row.line, "no time of waking, so no night" if when == "woke" else "no start")
        else:
            yield row, replace(stamp, offset=_offset(columns["zone"].of(row)))


def _offset(text: str) -> timedelta | None:
    found = _ZONE.fullmatch(text.strip())
    if found is None or not text.strip():
        return None
    size = timedelta(hours=int(found[2] or 0), minutes=int(found[3] or 0))
    return -size if found[1] == "-" else size


def _read_days(sheet: table.Table, columns: Mapping[str, table.Column], _: Answers, ledger: Ledger) -> None:
    days = DayNumbers(DAYS)
    wanted = {"resting": ("resting heart rate", "1/min"), "hrv": ("HRV", "ms"), "recovery": ("recovery", "0-100")}
    for row, stamp in _timed(sheet, columns, "woke", ledger):
        found = {field: value for field in wanted if (value := columns[field].number(row)) > 0}
        for field, value in found.items():
            days.add(_day(stamp), wanted[field][0], value, wanted[field][1])
        if not found:
            ledger.group(row.line, "nothing was measured")
    if days.values:
        ledger.warnings.append("Sleep is read from sleeps.csv of the same export.")
    if any(name == "HRV" for _, name in days.values):
        ledger.warnings.append(HRV_SAYS)
    days.keep(ledger)


def _read_nights(sheet: table.Table, columns: Mapping[str, table.Column], _: Answers, ledger: Ledger) -> None:
    days = DayNumbers(NIGHTS)
    for row, stamp in _timed(sheet, columns, "woke", ledger):
        minutes, score = (columns[field].number(row) for field in ("asleep", "score"))
        is_nap = table.fold(columns["nap"].of(row)) in YES
        if not minutes > 0:
            ledger.group(row.line, "no time asleep")
            continue
        days.add(_day(stamp), "sleep", minutes / 60, "h", "sum")
        if score > 0 and not is_nap:
            days.add(_day(stamp), "sleep score", score, "0-100")
    days.keep(ledger)


def _read_workouts(sheet: table.Table, columns: Mapping[str, table.Column], answers: Answers, ledger: Ledger) -> None:
    for row, stamp in _timed(sheet, columns, "workout", ledger):
        sport = columns["activity"].of(row)
        kind = run_kind(sport)
        if kind is None:
            ledger.group(row.line, day_run.sport_reason(sport))
            continue
        day_run.keep(
            ledger,
            WORKOUTS,
            stamp,
            answers,
            place=row.line,
            duration_s=_duration_s(row, columns, stamp),
            distance_m=_positive(columns["metres"].number(row)),
            ascent_m=columns["ascent"].number(row),
            hr_mean_bpm=_positive(columns["hr_mean"].number(row)),
            hr_max_bpm=_positive(columns["hr_max"].number(row)),
            kind=kind,
        )


def _duration_s(row: table.Row, columns: Mapping[str, table.Column], begun: dates.Stamp) -> float:
    """From start to end, which has seconds, else the whole minutes stated."""
    ended = dates.parse(columns["ended"].of(row))
    seconds = (ended.local - begun.local).total_seconds() if ended else math.nan
    return seconds if seconds > 0 else columns["minutes"].number(row) * 60


def _positive(value: float) -> float:
    return value if value > 0 else math.nan


def _day(stamp: dates.Stamp) -> datetime:
    return datetime(stamp.local.year, stamp.local.month, stamp.local.day)


_READ: dict[str, Callable[[table.Table, Mapping[str, table.Column], Answers, Ledger], None]] = {
    DAYS: _read_days,
    NIGHTS: _read_nights,
    WORKOUTS: _read_workouts,
}
