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

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from data import errors
from data.importers import numbers
from data.importers.source import SourceFile

# Twenty years of a daily log stay below 10 MB; far above that a file is no export and would only fill the memory.
MAX_BYTES = 200_000_000
# The longest line seen in 365 exports is 9 kB (a note); a megabyte without a line end is not a table.
MAX_LINE = 1_000_000
# `matches` looks at this much: the longest header seen, 101 columns, has 2 kB.
HEAD_BYTES = 32_768
# Lines read in vain while looking for the end of open quotes (each at most csv's 128 kB for a cell): about a second.
MAX_REREAD = 1_000_000
# Warnings name this many lines and count the rest.
LINES_NAMED = 5

_DELIMITERS = ",;\t"
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

    def __bool__(self) -> bool:
        return bool(self.places)

    def of(self, row: Row) -> str:
        """The first cell that is not missing, without blanks around it; '' where all are missing."""
        for place in self.places:
            cell = row.cells[place].strip()
            if not numbers.is_missing(cell):
                return cell
        return ""

    def number(self, row: Row, *, has_decimal_comma: bool = False) -> float:
        """`of(row)` as a number; NaN where missing or no number."""
        return numbers.number(self.of(row), has_decimal_comma=has_decimal_comma)


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
        found = (place for name in names for key in _keys(name) for place in self._places.get(key, ()))
        return Column(tuple(dict.fromkeys(found)))

    def columns(self, words: Mapping[str, Sequence[str]]) -> dict[str, Column]:
        """A column for each field of `words`, which lists the names it goes by."""
        return {name: self.column(*known) for name, known in words.items()}

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


def head(source: SourceFile) -> Table:
    """The table that the first 32 kB of the file hold; an empty one where they are no text. Never raises."""
    return _head(source.data[:HEAD_BYTES], len(source.data) > HEAD_BYTES)


@lru_cache(maxsize=32)
def _head(data: bytes, is_cut: bool) -> Table:
    try:
        text, encoding = decode(data[: data.rfind(b"\n") + 1 or None] if is_cut else data)
        return _parse(text, encoding)
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


def decode(data: bytes) -> tuple[str, str]:
    """(text, encoding). A byte-order mark decides; then utf-8 where it fits, else cp1252, which spreadsheets write.

    Raises errors.Refused for NUL bytes, which no text has.
    """
    encoding = _encoding(data)
    text = data.decode(encoding, errors="replace")
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise errors.Refused(f"Line {line} holds bytes that are no text: the file is damaged. Export it once more.")
    return text, encoding


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if data[1:100:2].count(0) > 40 and not data[0:100:2].count(0):  # utf-16 whose mark was cut off
        return "utf-16-le"
    # A head cut inside a letter must not look like cp1252: the last three bytes do not vote where they fail.
    for end in (None, -1, -2, -3):
        try:
            data[:end].decode("utf-8")
            return "utf-8"
        except UnicodeDecodeError as error:
            if error.start < len(data) - 3:
                return "cp1252"
    return "cp1252"


def _parse(text: str, encoding: str) -> Table:
    lines = list(io.StringIO(text, newline=""))
    long = next((i for i, line in enumerate(lines, 1) if len(line) > MAX_LINE), None)
    if long is not None:
        raise errors.Refused(f"Line {long} has more than {MAX_LINE:,} letters, which no export has.")
    first = next((i for i, line in enumerate(lines) if line.strip(" ,;\t\r\n\ufeff")), len(lines))
    delimiter, first = _delimiter(lines, first)
    reader = _Reader(lines, delimiter)
    records = reader.records(first)
    header_line, header = next(records, (1, []))
    width = len(_trimmed(header))
    if not width:
        return Table(encoding=encoding)
    reader.width = width
    rows = tuple(_row(line, cells, width) for line, cells in records if any(c.strip() for c in cells))
    names = tuple(name.strip().lstrip("\ufeff") for name in header[:width])
    return Table(names, rows, header_line, delimiter, encoding, (*reader.warnings(), *_ragged(rows, width)))


def _delimiter(lines: list[str], first: int) -> tuple[str, int]:
    if first == len(lines):
        return ",", first
    line = lines[first].strip("\r\n\ufeff ")
    if line.casefold().startswith("sep=") and len(line) == 5:
        return line[4], first + 1
    counts = {d: len(next(csv.reader([line], delimiter=d), [])) for d in _DELIMITERS}
    if max(counts.values()) == 1:  # the whole row may be quoted as one cell
        counts = {d: line.count(d) for d in _DELIMITERS}
    return max(_DELIMITERS, key=lambda d: counts[d]), first


@dataclass
class _Reader:
    """csv.reader with line numbers that ends a quote somebody forgot on its line instead of swallowing the file."""

    lines: list[str]
    delimiter: str
    width: int = 0
    n_reread: int = 0
    unclosed: list[int] = field(default_factory=list)

    def records(self, start: int) -> Iterator[tuple[int, list[str]]]:
        """(line from 1, cells) of each record from `lines[start]` on."""
        while start < len(self.lines):
            remaining = (self.lines[i] for i in range(start, len(self.lines)))
            reader = csv.reader(remaining, delimiter=self.delimiter, strict=True)
            done = 0
            for cells in self._until_error(reader):
                cells = self._again(cells)
                if reader.line_num - done > 1 and self.width and len(_trimmed(cells)) > self.width:
                    break
                yield start + done + 1, cells
                done = reader.line_num
            self._count(reader.line_num - done, start + done)
            start += done
            if start < len(self.lines):
                yield start + 1, self._again(self._alone(start))
                start += 1

    @staticmethod
    def _until_error(reader: Iterator[list[str]]) -> Iterator[list[str]]:
        try:
            yield from reader
        except csv.Error:
            return

    def _count(self, n_lines: int, start: int) -> None:
        self.n_reread += n_lines
        if self.n_reread > MAX_REREAD:
            raise errors.Refused(f"Too many quotes are never closed (line {start + 1}). Export the file once more.")

    def _alone(self, i: int) -> list[str]:
        """The cells of one line whose quotes are not as csv has them; without quotes where one is left open."""
        line = self.lines[i].rstrip("\r\n")
        if line.count('"') % 2 == 0:
            return next(csv.reader([line], delimiter=self.delimiter), [])
        self.unclosed.append(i + 1)
        return [cell.strip('"') for cell in line.split(self.delimiter)]

    def _again(self, cells: list[str]) -> list[str]:
        """The cells inside a row that a spreadsheet quoted as one cell."""
        if not cells or cells[0].count(self.delimiter) < 2 or any(cell.strip() for cell in cells[1:]):
            return cells
        return next(csv.reader([cells[0]], delimiter=self.delimiter), cells)

    def warnings(self) -> list[str]:
        if not self.unclosed:
            return []
        return [f"{_lines(self.unclosed)}: a quote is never closed; read without quotes."]


def _trimmed(cells: Sequence[str]) -> Sequence[str]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _fit(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells[:width], *[""] * (width - len(cells)))


def _row(line: int, cells: list[str], width: int) -> Row:
    if len(cells) == width:
        return Row(line, tuple(cells))
    extra = tuple(_trimmed(cells[width:]))
    is_short = len(cells) < width
    return Row(line, _fit(cells, width), is_ragged=is_short or bool(extra), extra=extra)


def _ragged(rows: tuple[Row, ...], width: int) -> list[str]:
    ragged = [row.line for row in rows if row.is_ragged]
    if not ragged:
        return []
    return [f"{_lines(ragged)}: more or fewer cells than the header's {width}; read from the left."]


def _lines(numbered: Sequence[int]) -> str:
    named = ", ".join(str(n) for n in numbered[:LINES_NAMED])
    more = len(numbered) - LINES_NAMED
    return f"Line{'s' if len(numbered) > 1 else ''} {named}" + (f" and {more} more" if more > 0 else "")
