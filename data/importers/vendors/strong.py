"""Strong's workout export (CSV), as Android, iOS and older versions write it: one row a set, rests in between.

Seven shapes: without a unit; with a unit a row; with the unit in the column names, in brackets or alone; without a
header; in German; in French. Where the file does not name the unit of the loads the reader is asked.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data import errors
from data.answers import Answers
from data.importers.reading import dates, durations, numbers, table
from data.importers.rows.ledger import Ledger
from data.importers.rows.set_log import KG_PER, M_PER, SetLog
from data.importers.source import Parsed, SourceFile
from data.importers.words.strong import COLUMNS, is_no_set, set_kind, shapes

NAME = "Strong CSV"
SOURCE = "strong"

# So many rows of a file without a header are held against the shapes it may have.
ROWS_TRIED = 50
MAX_RPE = 10


def matches(source: SourceFile) -> bool:
    """Strong's columns in a known language, or rows of its shape without a header."""
    sheet = table.head(source)
    return _is_strong(sheet) or _headless(sheet) is not None


def _is_strong(sheet: table.Table) -> bool:
    return all(sheet.column(*COLUMNS[name]) for name in ("date", "exercise", "order", "reps"))


def read(source: SourceFile, answers: Answers) -> Parsed:
    """One set a row; rests and notes are counted. Raises errors.Asks for `load_unit` where the file has none."""
    sheet = table.read(source)
    if not _is_strong(sheet):
        sheet = sheet.with_header(_headless(sheet) or sheet.header)
    columns = sheet.columns(COLUMNS, numeric=("load", "reps", "distance", "rpe"))
    cells = _Cells(sheet, columns)
    units = _Units(cells, _load_unit(cells, answers), _distance_unit(cells, answers))
    order = dates.order((cells.text("date", row) for row in sheet.rows), answers)
    ledger = Ledger(list(sheet.warnings))
    log = SetLog(SOURCE, answers, ledger)
    for row in sheet.rows:
        stamp = dates.parse(cells.text("date", row), order)
        kind = _kind(cells, row, stamp, ledger)
        if stamp is not None and kind is not None:
            _add(log, cells, units, row, stamp, kind)
    return ledger.parsed()


@dataclass(frozen=True)
class _Cells(table.Cells):
    """The cells of the file by field."""

    def loads(self) -> Iterator[tuple[table.Row, float]]:
        """The rows with a load that is not 0, and the load as written."""
        return ((row, load) for row in self.sheet.rows if (load := self.number("load", row)) > 0)


@dataclass(frozen=True)
class _Units:
    """The unit of each row's load and distance: its own, or the file's."""

    cells: _Cells
    load: str
    distance: str

    def kg_per_load(self, row: table.Row) -> float:
        """Kilograms per unit of Weight; NaN for a unit that is not known."""
        return KG_PER.get(self.cells.text("load_unit", row).casefold() or self.load, math.nan)

    def m_per_distance(self, row: table.Row) -> float:
        """Metres per unit of Distance; NaN for a unit that is not known."""
        return M_PER.get(self.cells.text("distance_unit", row).casefold() or self.distance, math.nan)


def _kind(cells: _Cells, row: table.Row, stamp: dates.Stamp | None, ledger: Ledger) -> str | None:
    """The set's kind, or None where the row is left out, with the reason in the ledger."""
    order, exercise = cells.text("order", row), cells.text("exercise", row)
    kind = set_kind(order)
    if cells.sheet.is_header(row):
        ledger.skip(row.line, "the header once more")
    elif is_no_set(order):
        ledger.group(row.line, f"{order} is no set")
    elif stamp is None:
        ledger.skip(row.line, f"{cells.text('date', row)!r} is no date")
    elif not exercise:
        ledger.skip(row.line, "no exercise is named")
    elif kind is None and not cells.number("reps", row) > 0:
        ledger.skip(row.line, f"set order {order!r} is not known, and no repetitions were counted")
    elif kind is None:
        ledger.notice(row.line, f"set order {order!r} is not known; counted as a working set.")
        return "work"
    else:
        return kind
    return None


def _add(log: SetLog, cells: _Cells, units: _Units, row: table.Row, stamp: dates.Stamp, kind: str) -> None:
    load, kg_per_load = cells.number("load", row), units.kg_per_load(row)
    if load > 0 and math.isnan(kg_per_load):
        log.ledger.notice(row.line, f"weight unit {cells.text('load_unit', row)!r} is not known; no load is kept.")
    log.add(
        log.session(stamp),
        cells.text("exercise", row),
        line=row.line,
        kind=kind,
        reps=cells.number("reps", row),
        load_kg=load * kg_per_load,
        distance_m=cells.number("distance", row) * units.m_per_distance(row),
        duration_s=durations.seconds(cells.text("seconds", row), plain_s=1),
        rpe=cells.number("rpe", row),
        note=cells.text("note", row) or None,
    )


def _named_unit(cells: _Cells, field: str, sizes: Mapping[str, float]) -> str | None:
    """The unit in the column's name, such as `Weight (lbs)` or `km`; None where it has none."""
    for place in cells.columns[field].places:
        name = cells.sheet.header[place].casefold()
        found = re.search(r"\(([^)]+)\)", name)
        unit = found[1].strip() if found else name.strip()
        if unit in sizes:
            return unit
    return None


def _load_unit(cells: _Cells, answers: Answers) -> str:
    """The unit of the rows that do not name it; raises errors.Asks where only the reader knows."""
    named = _named_unit(cells, "load", KG_PER)
    if named:
        return named
    unnamed = next(((row, load) for row, load in cells.loads() if not cells.text("load_unit", row)), None)
    if unnamed is None or answers.load_unit in KG_PER:
        return answers.load_unit or "kg"
    row, load = unnamed
    raise errors.Asks(
        "The file does not say whether its weights are kilograms or pounds. "
        f"Is {load:g} in line {row.line} ({cells.text('exercise', row)}) kg or lb?",
        "load_unit",
        ("kg", "lb"),
    )


def _distance_unit(cells: _Cells, answers: Answers) -> str:
    """The unit of distances that do not name it: the column's, the answer's, else the one that goes with the load."""
    named = _named_unit(cells, "distance", M_PER)
    return named or answers.distance_unit or ("mi" if answers.load_unit == "lb" else "km")


def _headless(sheet: table.Table) -> tuple[str, ...] | None:
    """Names for the columns of a file whose first line is a set already; None where no shape fits all its cells."""
    if len(sheet.header) < 8 or dates.parse(sheet.header[0]) is None:
        return None
    cells = [sheet.header, *((*row.cells, *row.extra) for row in sheet.rows[:ROWS_TRIED])]
    width = max(len(row) for row in cells)
    return next((names for names in shapes(width) if _fits(names, cells)), None)


def _fits(names: tuple[str, ...], rows: Sequence[Sequence[str]]) -> bool:
    """Whether the rows have numbers where the names say so, units and set orders that are known, and repetitions."""
    cells = [dict(zip(names, row, strict=False)) for row in rows]
    are_sound = all(_is_sound(name, text.strip()) for row in cells for name, text in row.items() if text.strip())
    return are_sound and any(row.get("Reps", "").strip() for row in cells)


def _is_sound(name: str, text: str) -> bool:
    if name == "Set Order":
        return set_kind(text) is not None or is_no_set(text)
    if name in ("Weight Unit", "Distance Unit"):
        return text.casefold() in (KG_PER if name == "Weight Unit" else M_PER)
    if name in ("Duration", "Seconds"):
        return not math.isnan(durations.seconds(text, plain_s=1))
    if name == "RPE":
        return 0 <= numbers.number(text) <= MAX_RPE
    return name not in ("Weight", "Reps", "Distance") or not math.isnan(numbers.number(text))
