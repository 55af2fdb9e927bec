"""Lists of activities of every sport: which rows are runs, and why the others are not."""

from __future__ import annotations

from collections.abc import Mapping

from data.importers.reading import dates, table
from data.importers.rows.ledger import Ledger
from data.importers.words.sports import run_kind

# So many columns that were not read are named.
COLUMNS_SAID = 10

Run = tuple[table.Row, dates.Stamp, str]


def runs(
    sheet: table.Table, columns: Mapping[str, table.Column], order: dates.Order | None, ledger: Ledger
) -> list[Run]:
    """Row, date and kind of each run, by the columns `sport` and `date`; every other row is noted in the ledger."""
    found = []
    for row in sheet.rows:
        sport = columns["sport"].of(row)
        kind = run_kind(sport)
        stamp = dates.parse(columns["date"].of(row), order)
        if sheet.is_header(row):
            ledger.skip(row.line, "the header once more")
        elif not sport:
            ledger.skip(row.line, "no kind of activity is named")
        elif kind is None:
            ledger.group(row.line, f"{sport} is no run")
        elif stamp is None:
            ledger.skip(row.line, f"{columns['date'].of(row)!r} is no date")
        else:
            found.append((row, stamp, kind))
    return found


def say_unread(
    sheet: table.Table, columns: Mapping[str, table.Column], wanted: Mapping[str, str], ledger: Ledger
) -> None:
    """A warning where the list has no known column for one of `wanted` (field -> words) but columns nobody knows."""
    lacks = [words for field, words in wanted.items() if not columns[field]]
    known = {place for column in columns.values() for place in column.places}
    unread = [name for place, name in enumerate(sheet.header) if place not in known and name]
    if lacks and unread:
        named = ", ".join(unread[:COLUMNS_SAID]) + (", ..." if len(unread) > COLUMNS_SAID else "")
        ledger.warnings.append(f"No column was known for {' and '.join(lacks)}. Columns not read: {named}.")
