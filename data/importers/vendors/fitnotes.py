"""FitNotes' workout export (CSV, Android): one row a set, a date without a time.

The app does not always quote its text: a comma in an exercise's name pushes the rest of the row to the right. Such
rows are put right by the category, which must be one that other rows have.
"""

from __future__ import annotations

from dataclasses import replace

from data import errors
from data.answers import Answers
from data.importers.reading import dates, durations, numbers, table
from data.importers.rows.ledger import Ledger
from data.importers.rows.set_log import KG_PER, M_PER, SetLog
from data.importers.source import Parsed, SourceFile

NAME = "FitNotes CSV"
SOURCE = "fitnotes"

COLUMNS = {
    "date": ("Date",),
    "exercise": ("Exercise",),
    "category": ("Category",),
    "load": ("Weight", "Weight (kgs)", "Weight (kg)", "Weight (lbs)", "Weight (lb)"),
    "load_unit": ("Weight Unit",),
    "reps": ("Reps",),
    "distance": ("Distance",),
    "distance_unit": ("Distance Unit",),
    "time": ("Time",),
    "note": ("Comment", "Comments", "Notes"),
}
LOAD_UNITS = {"kg": ("Weight (kgs)", "Weight (kg)"), "lb": ("Weight (lbs)", "Weight (lb)")}
# The categories that the app comes with; the reader's own are learnt from the file.
CATEGORIES = frozenset(("Abs", "Back", "Biceps", "Cardio", "Chest", "Legs", "Shoulders", "Triceps"))
# A name with more commas than this is not one.
MOST_COMMAS = 3


def matches(source: SourceFile) -> bool:
    """FitNotes' columns, old or new."""
    sheet = table.head(source)
    return sheet.has("Date", "Exercise", "Category", "Reps", "Distance Unit") and bool(sheet.column(*COLUMNS["load"]))


def read(source: SourceFile, answers: Answers) -> Parsed:
    """One set a row. Raises errors.Asks for `load_unit` where the file has none."""
    sheet = table.read(source)
    columns = sheet.columns(COLUMNS, numeric=("load", "reps", "distance"))
    ledger = Ledger(list(sheet.warnings))
    categories = _categories(sheet, columns)
    rows = [_put_right(row, columns, categories, ledger) for row in sheet.rows]
    unit = _load_unit(sheet, columns, answers)
    order = dates.order((columns["date"].of(row) for row in rows), answers)
    log = SetLog(SOURCE, answers, ledger)
    for row in rows:
        stamp = dates.parse(columns["date"].of(row), order)
        reason = _lack(sheet, row, columns, stamp)
        if reason or stamp is None:
            ledger.skip(row.line, reason)
            continue
        cell = {name: column.of(row) for name, column in columns.items()}
        log.add(
            log.session(stamp),
            cell["exercise"],
            line=row.line,
            kind="work",
            reps=columns["reps"].number(row),
            load_kg=columns["load"].number(row) * KG_PER.get(cell["load_unit"].casefold() or unit, float("nan")),
            distance_m=columns["distance"].number(row) * M_PER.get(cell["distance_unit"].casefold(), float("nan")),
            duration_s=durations.seconds(cell["time"], plain_s=1),
            note=cell["note"] or None,
        )
    return ledger.parsed()


def _categories(sheet: table.Table, columns: dict[str, table.Column]) -> frozenset[str]:
    return CATEGORIES | {columns["category"].of(row) for row in sheet.rows if _is_sound(row, columns)} - {""}


def _is_sound(row: table.Row, columns: dict[str, table.Column]) -> bool:
    """True where the numbers stand in the columns of numbers."""
    texts = [columns[name].of(row) for name in ("load", "reps", "distance")]
    is_numeric = all(not text or numbers.number(text) == numbers.number(text) for text in texts)
    unit = columns["load_unit"].of(row).casefold()
    return is_numeric and (not unit or unit in KG_PER)


def _put_right(
    row: table.Row, columns: dict[str, table.Column], categories: frozenset[str], ledger: Ledger
) -> table.Row:
    """The row with the commas of its exercise's name put back, where that makes it sound."""
    if _is_sound(row, columns) and columns["category"].of(row) in categories:
        return row
    cells, first = (*row.cells, *row.extra), columns["exercise"].places[0]
    for n_commas in range(1, MOST_COMMAS + 1):
        name = ",".join(cells[first : first + n_commas + 1])
        shifted = (*cells[:first], name, *cells[first + n_commas + 1 :])
        fitted = (*shifted[: len(row.cells)], *[""] * (len(row.cells) - len(shifted)))
        mended = replace(row, cells=fitted)
        if columns["category"].of(mended) in categories and _is_sound(mended, columns):
            ledger.notice(row.line, "a comma in the exercise's name is not quoted; the row was put right.")
            return mended
    return row


def _lack(sheet: table.Table, row: table.Row, columns: dict[str, table.Column], stamp: dates.Stamp | None) -> str:
    if sheet.is_header(row):
        return "the header once more"
    if stamp is None:
        return f"{columns['date'].of(row)!r} is no date"
    if not columns["exercise"].of(row):
        return "no exercise is named"
    return "" if _is_sound(row, columns) else "its cells do not fit the columns; look for a comma in the name"


def _load_unit(sheet: table.Table, columns: dict[str, table.Column], answers: Answers) -> str:
    for unit, names in LOAD_UNITS.items():
        if sheet.column(*names):
            return unit
    is_open = any(columns["load"].number(row) > 0 and not columns["load_unit"].of(row) for row in sheet.rows)
    if not is_open or answers.load_unit in KG_PER:
        return answers.load_unit or "kg"
    raise errors.Asks(
        "The file does not say whether its weights are kilograms or pounds. Which did you set in FitNotes?",
        "load_unit",
        ("kg", "lb"),
    )
