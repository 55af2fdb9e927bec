"""StrongLifts' spreadsheet (CSV): one row an exercise, a pair of columns a set, the unit in the column names.

    Date (yyyy/mm/dd),Workout,Workout Name,...,Exercise,Sets×Reps,...,Start Time (h:mm),...,Set 1 (Reps),Set 1 (KG)
    2026/03/03,1,Workout A,...,Squat,5×5,...,10:02 AM,...,5,60

A set of 0 repetitions was missed, and an exercise whose sets are `Skipped` was not done; neither counts. Loads are
what the bar weighs in all.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from data.answers import Answers
from data.importers.reading import dates, durations, table
from data.importers.rows.ledger import Ledger
from data.importers.rows.set_log import KG_PER, SetLog
from data.importers.source import Parsed, SourceFile

NAME = "StrongLifts CSV"
SOURCE = "stronglifts"

_SET = re.compile(r"set (\d{1,2}) \((reps|time|sec|seconds|kg|lb)\)", re.IGNORECASE)
_SUMMED = re.compile(
    r"workout|workout name|program name|body weight.*|sets.reps|sets.time|top set.*|e1rm.*|reps|.*volume.*"
    r"|duration.*|end time.*|time.*",
    re.IGNORECASE,
)
_READ = ("Date (yyyy/mm/dd)", "Exercise", "Start Time (h:mm)", "Notes")
Columns = dict[int, dict[str, table.Column]]


def matches(source: SourceFile) -> bool:
    """StrongLifts' columns, in kilograms or pounds."""
    sheet = table.head(source)
    return sheet.has("Date (yyyy/mm/dd)", "Workout", "Exercise") and any(map(_SET.fullmatch, sheet.header))


def read(source: SourceFile, answers: Answers) -> Parsed:
    """As many sets as a row has filled columns."""
    sheet = table.read(source)
    day, exercise, clock, note = (sheet.column(name) for name in _READ)
    sets = _sets(sheet)
    known = [name for name in sheet.header if name in _READ or _SET.fullmatch(name) or _SUMMED.fullmatch(name)]
    unknown = [name for name in sheet.header if name and name not in known]
    said = [f"Columns that are not known and not read: {', '.join(unknown)}."] if unknown else []
    ledger = Ledger([*sheet.warnings, *said])
    log = SetLog(SOURCE, answers, ledger)
    for row in sheet.rows:
        stamp = dates.parse(f"{day.of(row)} {clock.of(row)}".strip()) or dates.parse(day.of(row))
        if sheet.is_header(row):
            ledger.skip(row.line, "the header once more")
        elif stamp is None:
            ledger.skip(row.line, f"{day.of(row)!r} is no date")
        elif not exercise.of(row):
            ledger.skip(row.line, "no exercise is named")
        else:
            done = list(_done(row, sets))
            session = log.session(stamp, sheet.column("Workout").of(row))
            for reps, load_kg, seconds in done:
                log.add(
                    session,
                    exercise.of(row),
                    line=row.line,
                    reps=reps,
                    load_kg=load_kg,
                    duration_s=seconds,
                    note=note.of(row) or None,
                )
            if not done:
                ledger.group(row.line, "an exercise without sets: skipped, not done")
    return ledger.parsed()


def _sets(sheet: table.Table) -> Columns:
    """Place of the set -> its columns reps, time, kg or lb; all of them decide together what a comma means."""
    found = {name: parts for name in sheet.header if (parts := _SET.fullmatch(name))}
    numeric = sheet.numeric({name: sheet.column(name) for name in found})
    sets: Columns = {}
    for name, parts in found.items():
        part = parts[2].casefold()
        sets.setdefault(int(parts[1]), {})["time" if part.startswith("sec") else part] = numeric[name]
    return sets


def _done(row: table.Row, sets: Columns) -> Iterator[tuple[float, float, float]]:
    """(repetitions, kg, seconds) of each set with repetitions or a time in it."""
    for number in sorted(sets):
        columns = sets[number]
        reps = columns["reps"].number(row) if "reps" in columns else math.nan
        seconds = durations.seconds(columns["time"].of(row), plain_s=1) if "time" in columns else math.nan
        loads = (columns[unit].number(row) * KG_PER[unit] for unit in ("kg", "lb") if unit in columns)
        if not (math.isnan(reps) and math.isnan(seconds)):
            yield reps, next(loads, math.nan), seconds
