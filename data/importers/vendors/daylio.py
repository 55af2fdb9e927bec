"""Daylio's export (CSV): moods and ticked activities, several entries a day.

The mood of a day is the mean of its entries, from 5 (rad) to 1 (awful). Daylio writes moods by name, in the phone's
language, and lets people name their own: those of the table below are known; any other is left out with a reason,
unless a mapping for this header gives its place (`{"scale": {"Refreshed": 4}}`). An activity is the factor of its
name: 1 on days on which it was ticked, 0 on other days with an entry, from the first day it was ever ticked on.
Activities have no strength, so a ticked `back pain` is a factor and no pain score. Scales keep their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from data.answers import Answers
from data.importers.own_table import mapping
from data.importers.reading import dates, numbers, table
from data.importers.rows.day_numbers import DayNumbers
from data.importers.rows.ledger import Ledger
from data.importers.source import Parsed, SourceFile
from data.importers.words import vocabulary

NAME = "Daylio CSV"
SOURCE = "daylio"

MOOD, MOOD_UNIT = "mood", "1-5"
# Daylio's own five, in the languages of the app: English, German and Polish as seen in exports.
MOODS = {table.fold(name): float(value) for value, name in vocabulary.rows("daylio_moods")}
N_MOODS = 5
SEPARATOR = "|"
_SCALE = re.compile(r"(?P<name>.+?)\s*:\s*(?P<value>[-\d.,]+)")


def matches(source: SourceFile) -> bool:
    """Daylio's columns; exports before 2019 have the year apart from the day."""
    sheet = table.head(source)
    return sheet.has("mood", "activities") and (sheet.has("full_date") or sheet.has("year", "date"))


def read(source: SourceFile, answers: Answers) -> Parsed:
    """One factor `mood`, one for each activity and each scale."""
    sheet = table.read(source)
    columns = {name: sheet.column(name) for name in ("full_date", "year", "date", "mood", "activities", "scales")}
    moods = MOODS | _own_moods(sheet, answers)
    ledger = Ledger(list(sheet.warnings))
    moods |= _last_of_five(sheet, columns["mood"], moods, ledger)
    days = DayNumbers(SOURCE)
    ticked: dict[datetime, set[str]] = {}
    for row in sheet.rows:
        cell = {name: column.of(row) for name, column in columns.items()}
        stamp = dates.parse(cell["full_date"] or f"{cell['date']} {cell['year']}")
        if sheet.is_header(row):
            ledger.skip(row.line, "the header once more")
            continue
        if stamp is None:
            ledger.skip(row.line, f"{cell['full_date'] or cell['date']!r} is no date")
            continue
        day = datetime(stamp.local.year, stamp.local.month, stamp.local.day)
        activities = {name.strip() for name in cell["activities"].split(SEPARATOR) if name.strip()}
        _scales(days, day, cell["scales"])
        if _mood(days, day, cell["mood"], moods) or activities:
            ticked.setdefault(day, set()).update(activities)
            if cell["mood"] and table.fold(cell["mood"]) not in moods:
                ledger.notice(row.line, f"{_unknown(cell['mood'])}; the activities are kept.")
        else:
            ledger.group(row.line, _unknown(cell["mood"]) if cell["mood"] else "nothing is filled in")
    _tick(days, ticked)
    days.keep(ledger)
    return ledger.parsed("The diary has no entries yet.")


def _own_moods(sheet: table.Table, answers: Answers) -> dict[str, float]:
    """What a mapping for this header says of moods that are not Daylio's own."""
    said = answers.maps.get(mapping.header_key(sheet.header), {}).get("scale")
    return {table.fold(name): float(value) for name, value in said.items()} if isinstance(said, Mapping) else {}


def _last_of_five(
    sheet: table.Table, column: table.Column, moods: Mapping[str, float], ledger: Ledger
) -> dict[str, float]:
    """The place of the one mood that is not known where the file has five and the other four leave one place."""
    written = {table.fold(name): name for row in sheet.rows if (name := column.of(row))}
    unknown = [name for name in written if name not in moods]
    free = {float(n) for n in range(1, N_MOODS + 1)} - {moods[name] for name in written if name in moods}
    if len(written) != N_MOODS or len(unknown) != 1 or len(free) != 1:
        return {}
    value = free.pop()
    ledger.warnings.append(
        f"The mood {written[unknown[0]]!r} was taken for the one the others leave: {value:g} of 5."
    )
    return {unknown[0]: value}


def _unknown(mood: str) -> str:
    return f"the mood {mood!r} is none of Daylio's own five, so its place is not known (a mapping can give it)"


def _mood(days: DayNumbers, day: datetime, name: str, moods: Mapping[str, float]) -> bool:
    value = moods.get(table.fold(name))
    if value is not None:
        days.add(day, MOOD, value, MOOD_UNIT)
    return value is not None


def _scales(days: DayNumbers, day: datetime, cell: str) -> None:
    """`Energy: 3 | Sleep: 4`."""
    for part in cell.replace("\u00a0", " ").split(SEPARATOR):
        found = _SCALE.fullmatch(part.strip())
        value = numbers.number(found["value"]) if found else float("nan")
        if found and value == value:
            days.add(day, found["name"], value, "scale")


def _tick(days: DayNumbers, ticked: Mapping[datetime, set[str]]) -> None:
    """1 where ticked, 0 on other days with an entry once the activity exists."""
    known: set[str] = set()
    for day in sorted(ticked):
        known |= ticked[day]
        for name in sorted(known):
            days.add(day, name, float(name in ticked[day]), "0/1")
