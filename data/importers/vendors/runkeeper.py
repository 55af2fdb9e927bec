"""Runkeeper's export: `cardioActivities.csv`, one row an activity, local times, units in the column names."""

from __future__ import annotations

import math
import re
from typing import Any

from data import errors
from data.answers import Answers
from data.identity import identity
from data.importers.reading import dates, durations, table
from data.importers.rows import run_list
from data.importers.rows.ledger import Ledger
from data.importers.source import Parsed, SourceFile
from data.units import M_PER_FOOT, M_PER_MILE

NAME = "Runkeeper activity list"
SOURCE = "runkeeper"

M_PER_UNIT = {"km": 1000.0, "mi": M_PER_MILE}
# A unit in any of these columns tells which units the account uses.
METRIC, IMPERIAL = r"\((?:km|km/h|m|min/km)\)", r"\((?:mi|mph|ft|min/mi)\)"
FIELDS = {
    "date": "date",
    "sport": "type",
    "distance": "distance",
    "duration": "duration",
    "climb": "climb",
    "hr": "averageheartrate",
    "title": "routename",
    "note": "notes",
    "gpx": "gpxfile",
}


def matches(source: SourceFile) -> bool:
    """Runkeeper's columns, whatever the units in their names."""
    columns = _columns(table.head(source))
    return all(columns[name] for name in ("date", "sport", "distance", "duration", "gpx"))


def read(source: SourceFile, answers: Answers) -> Parsed:
    """Runs. Raises errors.Asks for the distance unit where no column names one."""
    sheet = table.read(source)
    columns = _columns(sheet)
    order = dates.order((columns["date"].of(row) for row in sheet.rows), answers)
    ledger = Ledger(list(sheet.warnings))
    runs = run_list.runs(sheet, columns, order, ledger)
    unit = _unit(sheet, answers) if runs else "km"
    columns |= sheet.numeric({name: columns[name] for name in ("distance", "climb", "hr")})
    seen: dict[str, int] = {}
    for row, stamp, kind in runs:
        values = _values(columns, row, unit)
        size = (values["duration_s"], values["distance_m"])
        run_id = identity(SOURCE, stamp.local.isoformat(), *(None if math.isnan(v) else round(v) for v in size))
        if run_id in seen:
            ledger.skip(row.line, f"the same run as in line {seen[run_id]}")
            continue
        seen[run_id] = row.line
        start, day = dates.place(stamp, answers)
        start_known = start if stamp.has_time else None
        ledger.keep("runs", run_id=run_id, source=SOURCE, start=start_known, day=day, kind=kind, **values)
    return ledger.parsed("The list has no activities.")


def _columns(sheet: table.Table) -> dict[str, table.Column]:
    """Each field's column by its name without the unit in brackets."""
    bare = [table.fold(re.sub(r"\(.*\)", "", name)) for name in sheet.header]
    return {
        field: table.Column(tuple(place for place, name in enumerate(bare) if name == known))
        for field, known in FIELDS.items()
    }


def _unit(sheet: table.Table, answers: Answers) -> str:
    """The unit in the column names: of the distance first, then of speed and climb; else the reader's answer."""
    names = sorted((n.casefold().strip() for n in sheet.header), key=lambda n: not n.startswith("distance"))
    for name in names:
        if re.search(IMPERIAL, name):
            return "mi"
        if re.search(METRIC, name):
            return "km"
    if answers.distance_unit in M_PER_UNIT:
        return str(answers.distance_unit)
    raise errors.Asks(
        "The list does not say whether its distances are kilometres or miles. Which does your Runkeeper use?",
        "distance_unit",
        ("km", "mi"),
    )


def _values(columns: dict[str, table.Column], row: table.Row, unit: str) -> dict[str, Any]:
    distance = columns["distance"].number(row)
    hr = columns["hr"].number(row)
    climb = columns["climb"].number(row)
    return {
        "duration_s": durations.seconds(columns["duration"].of(row)),
        "distance_m": distance * M_PER_UNIT[unit] if distance > 0 else math.nan,
        "ascent_m": climb * (M_PER_FOOT if unit == "mi" else 1.0),
        "hr_mean_bpm": hr if hr > 0 else math.nan,
        "title": columns["title"].of(row) or None,
        "note": columns["note"].of(row) or None,
    }
