"""Fitbod's workout export (CSV): one row a set, always in SI units and UTC, whatever the app shows.

Weight is what one implement weighs; `multiplier` says how many there are (2 for a pair of dumbbells, 0 for cardio).
Loads are kept as entered and marked as per hand where the multiplier is 2.
"""

from __future__ import annotations

from data.answers import Answers
from data.importers.reading import dates, table
from data.importers.rows.ledger import Ledger
from data.importers.rows.set_log import SetLog
from data.importers.source import Parsed, SourceFile
from data.units import KG_PER_LB

NAME = "Fitbod CSV"
SOURCE = "fitbod"

COLUMNS = {
    "date": ("Date",),
    "exercise": ("Exercise",),
    "reps": ("Reps",),
    "load": ("Weight(kg)", "Weight(lb)", "Weight(lbs)"),
    "duration": ("Duration(s)",),
    "distance": ("Distance(m)",),
    "warmup": ("isWarmup",),
    "note": ("Note", "Notes"),
    "multiplier": ("multiplier",),
}
POUNDS = ("Weight(lb)", "Weight(lbs)")


def matches(source: SourceFile) -> bool:
    """Fitbod's columns."""
    sheet = table.head(source)
    return sheet.has("Date", "Exercise", "Reps", "Duration(s)", "isWarmup")


def read(source: SourceFile, answers: Answers) -> Parsed:
    """One set a row, on the day of the athlete's home zone."""
    sheet = table.read(source)
    columns = sheet.columns(COLUMNS, numeric=("load", "reps", "duration", "distance", "multiplier"))
    kg_per_load = KG_PER_LB if sheet.column(*POUNDS) else 1.0
    order = dates.order((columns["date"].of(row) for row in sheet.rows), answers)
    ledger = Ledger(list(sheet.warnings))
    log = SetLog(SOURCE, answers, ledger)
    n_pairs = 0
    for row in sheet.rows:
        cell = {name: column.of(row) for name, column in columns.items()}
        stamp = dates.parse(cell["date"], order)
        if stamp is None or not cell["exercise"]:
            ledger.skip(row.line, _lack(sheet, row, cell))
            continue
        is_pair = columns["multiplier"].number(row) == 2
        n_pairs += is_pair
        log.add(
            log.session(stamp),
            cell["exercise"],
            line=row.line,
            kind="warmup" if cell["warmup"].casefold() == "true" else "work",
            reps=columns["reps"].number(row),
            load_kg=columns["load"].number(row) * kg_per_load,
            load_basis="per_hand" if is_pair else None,
            distance_m=columns["distance"].number(row),
            duration_s=columns["duration"].number(row),
            note=cell["note"] or None,
        )
    if n_pairs:
        ledger.warnings.append(f"{n_pairs} sets with two implements: the load is kept as entered, for one of them.")
    return ledger.parsed()


def _lack(sheet: table.Table, row: table.Row, cell: dict[str, str]) -> str:
    if sheet.is_header(row):
        return "the header once more"
    return f"{cell['date']!r} is no date" if cell["exercise"] else "no exercise is named"
