"""A table of the reader's own, read by the mapping kept for its header (data.importers.own_table.mapping)."""

from __future__ import annotations

from collections.abc import Mapping

from data import errors
from data.answers import Answers
from data.importers.own_table import mapping
from data.importers.own_table.diary_rows import Factors, Pain
from data.importers.own_table.reader import Reader
from data.importers.own_table.sheet import Sheet
from data.importers.own_table.training_rows import Runs, Sets
from data.importers.reading import dates, table
from data.importers.rows.ledger import Ledger
from data.importers.source import Parsed, SourceFile

NAME = "Table of your own"
READERS: dict[str, type[Reader]] = {"runs": Runs, "sets": Sets, "pain": Pain, "factors": Factors}
# Units that the receipt names, for a wrong one is easily overlooked.
UNIT_WORDS = {
    ("distance_m", "km"): "kilometres",
    ("distance_m", "mi"): "miles",
    ("load_kg", "kg"): "kilograms",
    ("load_kg", "lb"): "pounds",
}
NOT_NUMERIC = ("day", "time", "sport", "kind", "exercise_raw", "side", "site", "moment", "note", "title", "shoe")


def knows(source: SourceFile, answers: Answers) -> bool:
    """Whether the reader has said what this table's columns mean."""
    header = table.head(source).header if answers.maps else ()
    return bool(header) and mapping.header_key(header) in answers.maps


def read(source: SourceFile, answers: Answers) -> Parsed:
    """The rows of the mapping's frame. Raises errors.Refused for a mapping that cannot be used, errors.Asks for a
    unit or an order of dates that neither mapping nor answers state."""
    sheet = table.read(source)
    said = {"header": list(sheet.header), **answers.maps[mapping.header_key(sheet.header)]}
    wrong = mapping.problems(said)
    if wrong:
        raise errors.Refused("The mapping for this table cannot be used: " + " ".join(wrong))
    ledger = Ledger(list(sheet.warnings))
    mine = Sheet(said, _places(sheet, said["columns"]), answers, ledger)
    places = mine.places
    order = said.get("date_order") or dates.order((places["day"].of(row) for row in sheet.rows), answers)
    reader = READERS[said["kind"]](mine, ledger)
    for row in sheet.rows:
        stamp = _stamp(mine, row, order)
        if sheet.is_header(row):
            ledger.skip(row.line, "the header once more")
        elif stamp is None:
            ledger.skip(row.line, f"{mine.text('day', row)!r} is no date")
        else:
            reader.add(row, stamp)
    reader.finish()
    units = sorted(UNIT_WORDS[taken] for taken in mine.units_taken if taken in UNIT_WORDS)
    ledger.warnings += [f"Numbers without a unit were read as {' and '.join(units)}."] if units else []
    return ledger.parsed("The table has no rows.")


def _places(sheet: table.Table, columns: Mapping[str, str]) -> dict[str, table.Column]:
    """The column of each key; those of numbers decide together what a comma means."""
    places = {key: sheet.column(name) for key, name in columns.items()}
    numeric = {key: column for key, column in places.items() if key not in NOT_NUMERIC}
    as_load = {"load" if key == "load_kg" else key: column for key, column in numeric.items()}
    decided = sheet.numeric(as_load)
    return places | {"load_kg" if key == "load" else key: column for key, column in decided.items()}


def _stamp(sheet: Sheet, row: table.Row, order: dates.Order | None) -> dates.Stamp | None:
    day, time = sheet.text("day", row), sheet.text("time", row)
    both = dates.parse(f"{day} {time}", order) if time else None
    return both or dates.parse(day, order)
