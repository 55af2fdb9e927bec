"""What the readers of one kind of rows have in common."""

from __future__ import annotations

from dataclasses import dataclass

from data.importers.own_table.sheet import Sheet
from data.importers.reading import dates, table
from data.importers.rows.ledger import Ledger

SOURCE = "mapped"


@dataclass
class Reader:
    """Takes rows with their date; `finish` is called once after the last."""

    sheet: Sheet
    ledger: Ledger

    def __post_init__(self) -> None:
        """What the kind keeps from row to row."""

    def add(self, row: table.Row, stamp: dates.Stamp) -> None:
        """One row of the table."""

    def finish(self) -> None:
        """What is only known at the end."""
