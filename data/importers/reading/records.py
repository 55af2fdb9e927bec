"""Text of unknown making -> records with line numbers: encoding, delimiter, and quotes that nobody closed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from data import errors

# The longest line seen in 365 exports is 9 kB (a note); a megabyte without a line end is not a table.
MAX_LINE = 1_000_000
# Lines read in vain while looking for the end of open quotes (each at most csv's 128 kB for a cell): about a second.
MAX_REREAD = 1_000_000
# Warnings name this many lines and count the rest.
LINES_NAMED = 5

_DELIMITERS = ",;\t"


def decode(data: bytes) -> tuple[str, str]:
    """(text, encoding). A byte-order mark decides; then utf-8 where it fits, else cp1252, which spreadsheets write.

    Raises errors.Refused for NUL bytes, which no text has.
    """
    encoding = _encoding(data)
    if not encoding.startswith("utf-16") and b"\x00" in data:  # most often a FIT file: not worth decoding
        raise _no_text(data.count(b"\n", 0, data.index(b"\x00")) + 1)
    text = _once(data.decode(encoding, errors="replace"))
    if "\x00" in text:
        raise _no_text(text.count("\n", 0, text.index("\x00")) + 1)
    return text, encoding


def _no_text(line: int) -> errors.Refused:
    return errors.Refused(f"Line {line} holds bytes that are no text: the file is damaged. Export it once more.")


def _once(text: str) -> str:
    """The text; where every sign of it says that utf-8 was encoded a second time (`KÃ¶ln`), read the right way."""
    if "Ã" not in text and "Å" not in text:
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


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


def split(text: str) -> tuple[list[str], int]:
    """(lines with their ends, index of the first that is not blank). Raises errors.Refused for an endless line."""
    lines = list(io.StringIO(text, newline=""))
    endless = next((i for i, line in enumerate(lines, 1) if len(line) > MAX_LINE), None)
    if endless is not None:
        raise errors.Refused(f"Line {endless} has more than {MAX_LINE:,} letters, which no export has.")
    return lines, next((i for i, line in enumerate(lines) if line.strip(" ,;\t\r\n\ufeff")), len(lines))


def find_delimiter(lines: list[str], first: int) -> tuple[str, int]:
    """(delimiter, index of the header's line), by the first line or a line `sep=;` before it."""
    if first == len(lines):
        return ",", first
    line = lines[first].strip("\r\n\ufeff ")
    if line.casefold().startswith("sep=") and len(line) == 5:
        return line[4], first + 1
    counts = {d: len(_cells(line, d)) for d in _DELIMITERS}
    if max(counts.values()) == 1:  # the whole row may be quoted as one cell
        counts = {d: line.count(d) for d in _DELIMITERS}
    return max(_DELIMITERS, key=lambda d: counts[d]), first


def _cells(line: str, delimiter: str) -> list[str]:
    """The cells of one line; by the delimiter alone where one is larger than csv takes (128 kB)."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return [cell.strip('"') for cell in line.split(delimiter)]


@dataclass
class Reader:
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
                if reader.line_num - done > 1 and self.width and len(trimmed(cells)) > self.width:
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
            return _cells(line, self.delimiter)
        self.unclosed.append(i + 1)
        return [cell.strip('"') for cell in line.split(self.delimiter)]

    def _again(self, cells: list[str]) -> list[str]:
        """The cells inside a row that a spreadsheet quoted as one cell, often with its own delimiter behind it."""
        if not cells or any(cell.strip() for cell in cells[1:]):
            return cells
        inner = max((self.delimiter, *_DELIMITERS), key=cells[0].count)
        if cells[0].count(inner) < 2:
            return cells
        return _cells(cells[0], inner)

    def warnings(self) -> list[str]:
        """The lines with an open quote, in one sentence."""
        if not self.unclosed:
            return []
        return [f"{say_lines(self.unclosed)}: a quote is never closed; read without quotes."]


def trimmed(cells: Sequence[str]) -> Sequence[str]:
    """The cells without the empty ones at their end."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def say_lines(numbered: Sequence[int]) -> str:
    """'Line 4', 'Lines 1, 2, 3, 4, 5 and 7 more'."""
    named = ", ".join(str(n) for n in numbered[:LINES_NAMED])
    more = len(numbered) - LINES_NAMED
    return f"Line{'s' if len(numbered) > 1 else ''} {named}" + (f" and {more} more" if more > 0 else "")
