"""A table of the reader's own, read by the mapping kept for its header (data.importers.own_table.mapping)."""

from __future__ import annotations

from data import errors
from data.answers import Answers
from data.importers.own_table import mapping
from data.importers.own_table.mapped_rows import READERS, Sheet
from data.importers.reading import dates, numbers, table
from data.importers.rows.ledger import Ledger
from data.importers.source import Parsed, SourceFile

NAME = "Table of your own"


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
    places = {key: sheet.column(name) for key, name in said["columns"].items()}
    has_comma = {
        key: numbers.uses_decimal_comma(column.of(row) for row in sheet.rows) for key, column in places.items()
    }
    mine = Sheet(said, places, has_comma, answers)
    ledger = Ledger(list(sheet.warnings))
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
    return ledger.parsed("The table has no rows.")


def _stamp(sheet: Sheet, row: table.Row, order: dates.Order | None) -> dates.Stamp | None:
    day, time = sheet.text("day", row), sheet.text("time", row)
    both = dates.parse(f"{day} {time}", order) if time else None
    return both or dates.parse(day, order)
