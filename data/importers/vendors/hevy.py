"""Hevy's workout export (CSV): one row a set, units in the column names, months in the phone's language."""

from __future__ import annotations

from data import errors
from data.answers import Answers
from data.importers.reading import dates, table
from data.importers.rows.ledger import Ledger
from data.importers.rows.set_log import SetLog
from data.importers.source import Parsed, SourceFile
from data.units import KG_PER_LB, M_PER_MILE

NAME = "Hevy CSV"
SOURCE = "hevy"

# Both units stand in the column names, independently of each other.
LOADS = {"weight_kg": 1.0, "weight_lbs": KG_PER_LB}
DISTANCES = {"distance_km": 1000.0, "distance_miles": M_PER_MILE, "distance_meters": 1.0}
KINDS = {"normal": "work", "": "work", "warmup": "warmup", "failure": "failure", "dropset": "drop"}
COLUMNS = {
    "start": ("start_time",),
    "exercise": ("exercise_title",),
    "note": ("exercise_notes",),
    "kind": ("set_type",),
    "load": tuple(LOADS),
    "reps": ("reps",),
    "distance": tuple(DISTANCES),
    "duration": ("duration_seconds",),
    "rpe": ("rpe",),
}


def matches(source: SourceFile) -> bool:
    """Hevy's columns, whatever the units; 2023 files lack `superset_id`."""
    return table.head(source).has("start_time", "exercise_title", "set_index", "set_type")


def read(source: SourceFile, answers: Answers) -> Parsed:
    """One set a row; rows without a date or an exercise are skipped."""
    sheet = table.read(source)
    columns = sheet.columns(COLUMNS, numeric=("load", "reps", "distance", "duration", "rpe"))
    kg_per_load = _unit(sheet, LOADS)
    m_per_distance = _unit(sheet, DISTANCES)
    order = dates.order((columns["start"].of(row) for row in sheet.rows), answers)
    ledger = Ledger(list(sheet.warnings))
    log = SetLog(SOURCE, answers, ledger)
    for row in sheet.rows:
        cell = {name: column.of(row) for name, column in columns.items()}
        stamp = dates.parse(cell["start"], order)
        if stamp is None or not cell["exercise"]:
            ledger.skip(row.line, _lack(sheet, row, cell))
            continue
        kind = KINDS.get(cell["kind"].casefold())
        if kind is None:
            ledger.notice(row.line, f"set type {cell['kind']} is not known; counted as a working set.")
        log.add(
            log.session(stamp),
            cell["exercise"],
            line=row.line,
            kind=kind or "work",
            reps=columns["reps"].number(row),
            load_kg=columns["load"].number(row) * kg_per_load,
            distance_m=columns["distance"].number(row) * m_per_distance,
            duration_s=columns["duration"].number(row),
            rpe=columns["rpe"].number(row),
            note=cell["note"] or None,
        )
    return ledger.parsed()


def _unit(sheet: table.Table, units: dict[str, float]) -> float:
    found = [size for name, size in units.items() if sheet.has(name)]
    if len(found) > 1:
        raise errors.Refused(f"The file has two of the columns {', '.join(units)}: export it once more from Hevy.")
    return found[0] if found else 1.0


def _lack(sheet: table.Table, row: table.Row, cell: dict[str, str]) -> str:
    if sheet.is_header(row):
        return "the header once more"
    return f"start_time {cell['start']!r} is no date" if cell["exercise"] else "no exercise is named"
