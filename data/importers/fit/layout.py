"""What a FIT part is made of: definitions, the places of their data, fields and base types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

RECORD = 20
# The field that holds a message's time in every kind of message, and what it holds where there is none.
TIMESTAMP, NO_TIME = 253, 0xFFFFFFFF
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

    `stride` is the size of one data message, header byte included. `places` are the first bytes of its messages in
    file order, in pieces: a range for a stretch of them in a row with one header byte, an array for those found
    between others.
    """

    local: int
    number: int
    is_big_endian: bool
    fields: tuple[Field, ...]
    developer_fields: tuple[Field, ...]
    stride: int
    places: list[Sequence[int] | np.ndarray] = field(default_factory=list)

    def time_at(self, data: bytes, start: int) -> int | None:
        """The time (seconds since 1989-12-31 UTC) that the message beginning at `start` tells; None for none."""
        for f in self.fields:
            if f.number == TIMESTAMP and f.size == 4:
                at = start + f.offset
                time = int.from_bytes(data[at : at + 4], "big" if self.is_big_endian else "little")
                return None if time == NO_TIME else time
        return None

    def count(self) -> int:
        """How many data messages it has."""
        return sum(map(len, self.places))

    def starts(self) -> np.ndarray:
        """The first byte of each of its data messages, in file order (int64)."""
        pieces = [np.asarray(piece, dtype=np.int64) for piece in self.places]
        return np.concatenate(pieces) if pieces else np.array([], dtype=np.int64)

    def spans(self) -> Iterator[Span]:
        """Its data messages, in file order."""
        for piece in self.places:
            if isinstance(piece, range):
                yield Span(self, piece.start, len(piece))
            else:
                yield from (Span(self, start, 1) for start in np.asarray(piece).tolist())


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
        return sorted((span for d in wanted for span in d.spans()), key=lambda span: span.start)

    def count(self, number: int) -> int:
        """How many messages of this global number the part holds."""
        return sum(d.count() for d in self.of(number))

    def is_empty(self) -> bool:
        """Whether there is no data message at all."""
        return not any(d.places for d in self.definitions)
