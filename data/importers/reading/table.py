"""Bytes -> a table of text cells that knows its line numbers.

    sheet = table.read(source)            all rows; raises errors.Refused
    sheet = table.head(source)            the first few rows, cached, never raises: for `matches`
    sheet.has("Date", "Exercise Name")    are these columns there?
    reps = sheet.column("Reps", "Wiederh.")
    for row in sheet.rows:
        reps.of(row)                      "" where missing; of twice-named columns the first that is not

Read are utf-8, utf-16 and cp1252; commas, semicolons and tabs; newlines in quoted cells; rows that a spreadsheet
quoted as one cell; a first line `sep=;`. Column names are compared without case, accents, spaces and punctuation, so
that a header which lost its accents on the way is still known. Empty lines are no rows. No row is lost: one of
another width than the header is kept, cut or filled from the left, marked `is_ragged` and counted in `warnings`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from data import errors
from data.importers.reading import numbers
from data.importers.reading.records import Reader, decode, find_delimiter, say_lines, split, trimmed
from data.importers.source import HEAD_BYTES, SourceFile

# Twenty years of a daily log stay below 10 MB; far above that a file is no export and would only fill the memory.
MAX_BYTES = 200_000_000
# A list or an object: its first line has commas, too.
_JSON = re.compile(r"\s*(?:\{|\[\s*[\[{\"])")
# In pounds; the heaviest partial lifts and leg presses on record stay below.
MOST_LIFTED = 6_500
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss"})


def fold(name: str) -> str:
    """`name` for comparing: no case, accents, spaces or punctuation (`Título ` and `titulo` are the same)."""
    parts = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return "".join(c for c in parts if c.isalnum())


def _ascii(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isascii() and c.isalnum())


def _keys(name: str) -> tuple[str, ...]:
    bare = _ascii(name)
    return (fold(name), bare) if len(bare) > 2 else (fold(name),)


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the line of the file on which it begins (from 1) and as many cells as the header has."""

    line: int
    cells: tuple[str, ...]
    is_ragged: bool = False
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """The places of a column in each row; falsy where the table does not have it."""

    places: tuple[int, ...]
    has_decimal_comma: bool = False  # how `number` reads `1,234`, decided once for the file

    def __bool__(self) -> bool:
        return bool(self.places)

    def of(self, row: Row) -> str:
        """The first cell that is not missing, without blanks around it; '' where all are missing."""
        for place in self.places:
            cell = row.cells[place].strip()
            if cell and cell.casefold() not in numbers.MISSING:
                return cell
        return ""

    def number(self, row: Row) -> float:
        """`of(row)` as a number; NaN where missing or no number."""
        return numbers.number(self.of(row), has_decimal_comma=self.has_decimal_comma)


@dataclass(frozen=True)
class Table:
    """A header, rows, and how they were read."""

    header: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    header_line: int = 1
    delimiter: str = ","
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()

    @cached_property
    def _places(self) -> Mapping[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, name in enumerate(self.header):
            for key in dict.fromkeys(_keys(name)):
                places.setdefault(key, []).append(place)
        return places

    def column(self, *names: str) -> Column:
        """Where any of `names` stands, in the order of `names`, then of the header."""
        if not self.header:  # bytes that are no table, which every importer asks about
            return Column(())
        found = (place for name in names for key in _keys(name) for place in self._places.get(key, ()))
        return Column(tuple(dict.fromkeys(found)))

    def columns(self, words: Mapping[str, Sequence[str]], numeric: Sequence[str] = ()) -> dict[str, Column]:
        """A column for each field of `words`, which lists the names it goes by; those of the fields `numeric` decide
        together what a comma in their numbers means."""
        found = {name: self.column(*known) for name, known in words.items()}
        return found | self.numeric({name: found[name] for name in numeric})

    def numeric(self, columns: Mapping[str, Column]) -> dict[str, Column]:
        """The columns, with one reading of commas and points for all their numbers.

        Where no number settles it, a file parted by semicolons has decimal commas: commas were not free to part it;
        and so has one whose `load` would otherwise be one that nobody lifts.
        """
        texts = (column.of(row) for column in columns.values() for row in self.rows)
        loads = (columns["load"].number(row) for row in self.rows) if "load" in columns else ()
        is_likely = self.delimiter == ";" or any(load > MOST_LIFTED for load in loads)
        has_comma = numbers.uses_decimal_comma(texts, is_likely=is_likely)
        return {name: replace(column, has_decimal_comma=has_comma) for name, column in columns.items()}

    def has(self, *names: str) -> bool:
        """True where every one of `names` is a column."""
        return all(self.column(name) for name in names)

    def is_header(self, row: Row) -> bool:
        """True for the header standing among the rows once more (files joined by hand)."""
        return fold("|".join(row.cells)) == fold("|".join(self.header))

    def with_header(self, names: Sequence[str]) -> Table:
        """The same table for a file without a header: `names` head it, its first line is a row again."""
        first = Row(self.header_line, _fit(self.header, len(names)), is_ragged=len(self.header) != len(names))
        others = tuple(replace(row, cells=_fit(row.cells, len(names))) for row in self.rows)
        return replace(self, header=tuple(names), rows=(first, *others))


@dataclass(frozen=True)
class Cells:
    """The cells of a table by field; an importer adds what its own columns mean."""

    sheet: Table
    columns: dict[str, Column]

    def text(self, field: str, row: Row) -> str:
        """What is written; "" where the column is empty there."""
        return self.columns[field].of(row)

    def number(self, field: str, row: Row) -> float:
        """The number; NaN where there is none."""
        return self.columns[field].number(row)


def head(source: SourceFile) -> Table:
    """The table that the first 32 kB of the file hold; an empty one where they are no text, or begin as JSON does.
    Never raises."""
    return _head(source.head, len(source.data) > HEAD_BYTES)


@lru_cache(maxsize=32)
def _head(data: bytes, is_cut: bool) -> Table:
    try:
        text, encoding = decode(data[: data.rfind(b"\n") + 1 or None] if is_cut else data)
        return Table() if _JSON.match(text) else _parse(text, encoding)
    except errors.Refused:
        return Table()


def read(source: SourceFile) -> Table:
    """The whole table. Raises errors.Refused for bytes that are no text, no table, or too large for one."""
    if len(source.data) > MAX_BYTES:
        raise errors.Refused(f"The file has more than {MAX_BYTES // 1_000_000} MB, which no training log has.")
    text, encoding = decode(source.data)
    sheet = _parse(text, encoding)
    if not sheet.header:
        raise errors.Refused("The file is empty. Export it once more.")
    return sheet


def _parse(text: str, encoding: str) -> Table:
    lines, first = split(text)
    delimiter, first = find_delimiter(lines, first)
    reader = Reader(lines, delimiter)
    records = reader.records(first)
    header_line, header = next(records, (1, []))
    width = len(trimmed(header))
    if not width:
        return Table(encoding=encoding)
    reader.width = width
    rows = tuple(_row(line, cells, width) for line, cells in records if any(c.strip() for c in cells))
    names = tuple(name.strip().lstrip("\ufeff") for name in header[:width])
    return Table(names, rows, header_line, delimiter, encoding, (*reader.warnings(), *_ragged(rows, width)))


def _fit(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells[:width], *[""] * (width - len(cells)))


def _row(line: int, cells: list[str], width: int) -> Row:
    if len(cells) == width:
        return Row(line, tuple(cells))
    extra = tuple(trimmed(cells[width:]))
    is_short = len(cells) < width
    return Row(line, _fit(cells, width), is_ragged=is_short or bool(extra), extra=extra)


def _ragged(rows: tuple[Row, ...], width: int) -> list[str]:
    ragged = [row.line for row in rows if row.is_ragged]
    if not ragged:
        return []
    return [f"{say_lines(ragged)}: more or fewer cells than the header's {width}; read from the left."]
