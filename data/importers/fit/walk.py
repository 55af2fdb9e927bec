"""Where the messages of a FIT file lie: headers are walked once, nothing is decoded.

A FIT file is one or more parts in a row, each a header, definition messages (local type -> global number, fields,
byte order), data messages of the size their definition says, and a checksum. What is not whole is left out and told
in `damage`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from data.importers.fit import checksum

RECORD = 20
_MAGIC = b".FIT"
_MIN_HEADER = 12
# Three days at one sample a second, with three other messages beside each, stay below this.
MAX_MESSAGES = 1_100_000
# Base type -> bytes of one value (FIT protocol, "FIT Base Types"); anything else is read as bytes.
BASE_SIZES = {
    0x00: 1, 0x01: 1, 0x02: 1, 0x83: 2, 0x84: 2, 0x85: 4, 0x86: 4, 0x07: 1, 0x88: 4,
    0x89: 8, 0x0A: 1, 0x8B: 2, 0x8C: 4, 0x0D: 1, 0x8E: 8, 0x8F: 8, 0x90: 8,
}  # fmt: skip
BYTE = 0x0D


class Field(NamedTuple):
    """One field of a definition: its number, its bytes, its base type and where it begins in the message."""

    number: int
    size: int
    base: int
    offset: int


@dataclass(frozen=True, eq=False)
class Definition:
    """What a definition message says, and where its data messages lie.

    `stride` is the size of one data message, header byte included. `places` holds (first byte, how many) of each
    stretch of them in a row with one header byte, in file order.
    """

    local: int
    number: int
    is_big_endian: bool
    fields: tuple[Field, ...]
    developer_fields: tuple[Field, ...]
    stride: int
    places: list[tuple[int, int]] = field(default_factory=list)

    def count(self) -> int:
        """How many data messages it has."""
        return sum(n for _, n in self.places)


class Span(NamedTuple):
    """`n` data messages in a row from byte `start` on, all with one header byte and one definition."""

    definition: Definition
    start: int
    n: int


@dataclass
class Part:
    """One FIT within a file. `damage` says, in the reader's words, what of it is missing or doubtful."""

    data: bytes
    definitions: list[Definition] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)
    has_compressed_times: bool = False

    def of(self, number: int) -> list[Definition]:
        """The definitions of this global message number that have data."""
        return [d for d in self.definitions if d.number == number and d.places]

    def spans(self, numbers: frozenset[int] | None = None) -> list[Span]:
        """The messages with these global numbers, in file order; None means all."""
        wanted = (d for d in self.definitions if numbers is None or d.number in numbers)
        return sorted((Span(d, start, n) for d in wanted for start, n in d.places), key=lambda span: span.start)

    def count(self, number: int) -> int:
        """How many messages of this global number the part holds."""
        return sum(d.count() for d in self.of(number))

    def is_empty(self) -> bool:
        """Whether there is no data message at all."""
        return not any(d.places for d in self.definitions)


def parts(data: bytes) -> list[Part]:
    """The FITs in the file, in order; bytes behind the last one are told as damage of that one."""
    found: list[Part] = []
    begin = 0
    while _is_header(data, begin):
        part, begin = _part(data, begin)
        found.append(part)
    rest = len(data) - begin
    if found and rest > 0 and any(data[begin:]) and not found[-1].damage:
        found[-1].damage.append(f"{rest:,} bytes behind the end of the recording were left out.")
    return found


def _is_header(data: bytes, begin: int) -> bool:
    return data[begin + 8 : begin + 12] == _MAGIC and data[begin] >= _MIN_HEADER


def _part(data: bytes, begin: int) -> tuple[Part, int]:
    """The part whose header is at `begin`, and the byte behind its checksum."""
    size = int.from_bytes(data[begin + 4 : begin + 8], "little")
    first = begin + data[begin]
    declared = first + size
    end = min(declared, len(data)) if size else len(data)
    walker = _Walker(Part(data), min(first, end), end)
    walker.walk()
    said = _damage(data, begin, declared, walker.stopped_at) if size else _unclosed(len(data) - first)
    walker.part.damage += [said] if said else []
    return walker.part, declared + 2 if size else len(data)


def _unclosed(n_bytes: int) -> str:
    """What to say of a part whose header was never completed; nothing where it holds no more than a checksum."""
    return "The recording was never closed; everything whole in it was read." if n_bytes > 2 else ""


def _damage(data: bytes, begin: int, end: int, stopped_at: int) -> str:
    """What is wrong with the part that by its header goes from `begin` to `end` and was read to `stopped_at`."""
    is_sound = checksum.crc(data[begin : end + 2]) == 0
    if end > len(data):
        lost = f"{end - stopped_at:,} of {end - begin:,} bytes"
        # A writer that counts header and checksum in declares too much, and its checksum fits all the same.
        return "" if is_sound else f"The file breaks off: {lost} are missing or unreadable."
    if stopped_at < end:
        share = 100 * (end - stopped_at) / (end - begin)
        return f"The file is damaged from byte {stopped_at:,} on: {share:.0f} % of it cannot be read."
    return "" if is_sound else "The file's checksum does not fit: something in it may have been changed."


class _Walker:
    """Walks the messages of one part from `position` to `end`; `stopped_at` is the first byte not understood."""

    def __init__(self, part: Part, position: int, end: int) -> None:
        self.part = part
        self.data = part.data
        self.end = end
        self.stopped_at = position
        self.table: list[Definition | None] = [None] * 256

    def walk(self) -> None:
        """Fill the part; stops at the end, at the first byte that makes no sense, or at MAX_MESSAGES."""
        data, end, table = self.data, self.end, self.table
        position = self.stopped_at
        left = MAX_MESSAGES
        while position < end and left > 0:
            header = data[position]
            definition = table[header]
            if definition is None:
                if not self._define(position):
                    break
                left -= 1
                position = self.stopped_at
                continue
            start, stride = position, definition.stride
            limit = end if left > end - start else min(end, start + left * stride)
            position += stride
            while position < limit and data[position] == header:
                position += stride
            if position > end:
                position -= stride
                if position == start:
                    break
            n = (position - start) // stride
            left -= n
            definition.places.append((start, n))
            if header & 0x80:
                self.part.has_compressed_times = True
            self.stopped_at = position

    def _define(self, position: int) -> bool:
        """Enter the definition message at `position` in the table; False where there is none or half of one."""
        data = self.data
        header = data[position]
        if header & 0xC0 != 0x40 or position + 6 > self.end:
            return False
        is_big = bool(data[position + 2])
        number = int.from_bytes(data[position + 3 : position + 5], "big" if is_big else "little")
        behind = position + 6 + 3 * data[position + 5]
        triples = data[position + 6 : behind]
        developer = b""
        if header & 0x20 and behind < self.end:
            developer = data[behind + 1 : behind + 1 + 3 * data[behind]]
            behind += 1 + 3 * data[behind]
        elif header & 0x20:
            return False
        if behind > self.end:
            return False
        fields, width = _fields(triples, 1)
        developer_fields, width = _fields(developer, width)
        definition = Definition(header & 0x0F, number, is_big, fields, developer_fields, width)
        self.part.definitions.append(definition)
        for data_header in _data_headers(definition.local):
            self.table[data_header] = definition
        self.stopped_at = behind
        return True


def _fields(triples: bytes, offset: int) -> tuple[tuple[Field, ...], int]:
    """The fields that (number, size, base) triples name, the first of them at `offset`, and where they end."""
    fields = []
    for i in range(0, len(triples), 3):
        number, size, base = triples[i : i + 3]
        fields.append(Field(number, size, base, offset))
        offset += size
    return tuple(fields), offset


def _data_headers(local: int) -> Iterator[int]:
    """The header bytes of data messages of a local type: normal ones (bits 4 and 5 unused), compressed ones."""
    yield from (local, local | 0x10, local | 0x20, local | 0x30)
    if local < 4:
        first = 0x80 | local << 5
        yield from range(first, first + 32)
