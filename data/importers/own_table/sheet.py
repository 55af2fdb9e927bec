"""The cells of a reader's own table by what its mapping says of them (`own_table.mapping`)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from data import errors
from data.answers import Answers
from data.importers.own_table import mapping
from data.importers.reading import durations, table
from data.importers.reading.quantities import Quantity, quantity
from data.importers.rows.ledger import Ledger

_FREEZING_F = 32.0
_TIMED = ("duration_s", "moving_s")


@dataclass(frozen=True)
class Sheet:
    """The table's columns and what the mapping says of them; what a cell lacks is noted in the ledger."""

    said: Mapping[str, Any]
    places: Mapping[str, table.Column]
    answers: Answers
    ledger: Ledger
    units_taken: set[tuple[str, str]] = field(default_factory=set)

    def text(self, key: str, row: table.Row) -> str:
        """The cell, or what the mapping fixes for all rows; '' where there is neither."""
        column = self.places.get(key)
        return column.of(row) if column else str((self.said.get("fixed") or {}).get(key, ""))

    def number(self, key: str, row: table.Row) -> float:
        """In the frame's unit; NaN where there is none. A unit in the cell goes before the column's."""
        text = self.text(key, row)
        value = self._seconds(key, text) if key in _TIMED else self.in_unit(key, self.quantity(key, text), row)
        if text and math.isnan(value):
            self.notice(key, text, row)
        return value

    def quantity(self, key: str, text: str) -> Quantity:
        """The number and the unit of a cell of this column."""
        return quantity(text, has_decimal_comma=self.has_comma(key))

    def in_unit(self, key: str, said: Quantity, row: table.Row) -> float:
        """A quantity in the unit of the frame's column `key`; NaN for a unit that it does not have."""
        sizes = mapping.UNITS.get(key)
        if said.is_range:
            self.ledger.notice(row.line, f"{self.name(key)}: of a range the lower end is kept.")
        if sizes is None or math.isnan(said.value):
            return said.value
        if said.unit and said.unit not in sizes:
            return math.nan
        named = said.unit or self.text(mapping.UNIT_COLUMNS.get(key, ""), row).casefold().rstrip("s")
        unit = named if named in sizes else self.unit(key) if said.value else next(iter(sizes))
        if said.value and not said.unit:
            self.units_taken.add((key, unit))
        shifted = said.value - _FREEZING_F if key == "temperature_c" and unit == "f" else said.value
        return shifted * sizes[unit]

    def _seconds(self, key: str, text: str) -> float:
        if self.unit(key) == "h:mm":
            return durations.clock_hours(text)
        value = durations.seconds(text)
        plain = self.quantity(key, text)
        return value if plain.unit or math.isnan(plain.value) else plain.value * mapping.UNITS[key][self.unit(key)]

    def notice(self, key: str, text: str, row: table.Row) -> None:
        """Say that a cell could not be read."""
        self.ledger.notice(row.line, f"{self.name(key)}: {text[:40]!r} is no number that can be read; left out.")

    def name(self, key: str) -> str:
        """What the table calls the column."""
        return str(self.said["columns"].get(key, key))

    def has_comma(self, key: str) -> bool:
        """Whether this table writes decimal commas."""
        column = self.places.get(key)
        return column is not None and column.has_decimal_comma

    def unit(self, key: str) -> str:
        """The unit the mapping states, else the reader's answer; raises errors.Asks where neither does."""
        said = (self.said.get("units") or {}).get(key)
        return str(said) if said else _UNIT_OF[key](self.answers)


def _asked(option: str, question: str, choices: tuple[str, ...]) -> Callable[[Answers], str]:
    def unit(answers: Answers) -> str:
        said = getattr(answers, option)
        if said not in choices:
            raise errors.Asks(question, option, choices)
        return str(said)

    return unit


def _always(unit: str) -> Callable[[Answers], str]:
    return lambda _: unit


_UNIT_OF: dict[str, Callable[[Answers], str]] = {
    "distance_m": _asked("distance_unit", "Are the distances of this table in kilometres or miles?", ("km", "mi")),
    "load_kg": _asked("load_unit", "Are the weights of this table in kilograms or pounds?", ("kg", "lb")),
    "ascent_m": _always("m"),
    "descent_m": _always("m"),
    "duration_s": _always("min"),
    "moving_s": _always("min"),
    "temperature_c": _always("c"),
}
