"""FIT files for tests: a small writer of FIT bytes, and the corpus with its manifest where it is there."""

from __future__ import annotations

import csv
import struct
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest

from tests import places

CORPUS = places.CORPUS / "fit"
EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
ENUM, SINT8, UINT8, SINT16, UINT16, SINT32, UINT32, TEXT, BYTES = 0x00, 0x01, 0x02, 0x83, 0x84, 0x85, 0x86, 0x07, 0x0D
_CODES = {ENUM: "B", SINT8: "b", UINT8: "B", SINT16: "h", UINT16: "H", SINT32: "i", UINT32: "I"}

FILE_ID, SPORT, SESSION, RECORD, EVENT, ACTIVITY, SET = 0, 12, 18, 20, 21, 34, 225
ACTIVITY_FILE, RUNNING, CYCLING, TRAINING, STRENGTH = 4, 1, 2, 10, 20


def seconds(moment: datetime) -> int:
    """The stored time of an instant."""
    return int((moment - EPOCH).total_seconds())


class Fit:
    """Writes FIT bytes message by message. A field is (number, base type, value or values)."""

    def __init__(self, is_big_endian: bool = False) -> None:
        self.order = ">" if is_big_endian else "<"
        self.body = b""

    def define(self, local: int, number: int, *fields: tuple[int, int, int]) -> Fit:
        """A definition message; fields are (number, size, base type)."""
        packed = struct.pack(self.order + "BBBHB", 0x40 | local, 0, self.order == ">", number, len(fields))
        self.body += packed + b"".join(bytes(f) for f in fields)
        return self

    def raw(self, *pieces: bytes) -> Fit:
        """Bytes as they are."""
        self.body += b"".join(pieces)
        return self

    def add(self, number: int, *fields: tuple[int, int, Any], local: int = 0) -> Fit:
        """A definition with one data message."""
        packed = [self._packed(base, value) for _, base, value in fields]
        self.define(local, number, *((f[0], len(p), f[1]) for f, p in zip(fields, packed, strict=True)))
        return self.raw(bytes([local]), *packed)

    def _packed(self, base: int, value: Any) -> bytes:
        if isinstance(value, bytes):
            return value
        if isinstance(value, str):
            return value.encode() + b"\0"
        values = value if isinstance(value, Sequence) else [value]
        return struct.pack(f"{self.order}{len(values)}{_CODES[base]}", *values)

    def records(self, times: Iterable[int], local: int = 1, **columns: Iterable[int]) -> Fit:
        """Samples with timestamp and, by name, distance (cm), heart_rate, cadence, speed (mm/s)."""
        known = {
            "distance": (5, 4, UINT32),
            "heart_rate": (3, 1, UINT8),
            "cadence": (4, 1, UINT8),
            "speed": (6, 2, UINT16),
        }
        layout = [(253, 4, UINT32), *(known[name] for name in columns)]
        self.define(local, RECORD, *layout)
        for row in zip(times, *columns.values(), strict=True):
            self.raw(bytes([local]), *(self._packed(f[2], v) for f, v in zip(layout, row, strict=True)))
        return self

    def bytes(self, data_size: int | None = None, header_size: int = 14) -> bytes:
        """The file, with header and checksums."""
        size = len(self.body) if data_size is None else data_size
        header = struct.pack("<BBHI4s", header_size, 0x20, 2100, size, b".FIT")
        if header_size > 12:
            header += struct.pack("<H", slow_crc(header))
        whole = header + self.body
        return whole + struct.pack("<H", slow_crc(whole))


def slow_crc(data: bytes, total: int = 0) -> int:
    """The checksum bit by bit, as the FIT protocol words it."""
    for byte in data:
        total ^= byte
        for _ in range(8):
            total = (total >> 1) ^ (0xA001 if total & 1 else 0)
    return total


def session(start: datetime, sport: int = RUNNING, sub_sport: int = 0, **said: int) -> list[tuple[int, int, int]]:
    """Fields of a session message; `said` are raw values of timer (ms), distance (cm), hr, cadence, index."""
    known = {"timer": (8, UINT32), "elapsed": (7, UINT32), "distance": (9, UINT32), "hr": (16, UINT8)}
    known |= {"cadence": (18, UINT8), "fraction": (92, UINT8), "rpe": (193, UINT8), "end": (253, UINT32)}
    head = [(2, UINT32, seconds(start)), (5, ENUM, sport), (6, ENUM, sub_sport)]
    return head + [(*known[name], value) for name, value in said.items()]


def activity_file(*, is_big_endian: bool = False) -> Fit:
    """An empty activity file."""
    return Fit(is_big_endian).add(FILE_ID, (0, ENUM, ACTIVITY_FILE), (1, UINT16, 1))


@cache
def manifest() -> list[dict[str, str]]:
    """The corpus, a row a file; skips the test where there is none."""
    if not CORPUS.is_dir():
        pytest.skip("no corpus of real FIT files beside the project")
    with (CORPUS / "manifest.csv").open(newline="") as lines:
        return list(csv.DictReader(lines))


def corpus(*categories: str) -> Iterator[tuple[dict[str, str], bytes]]:
    """(manifest row, bytes) of each corpus file in these categories, or of all."""
    for row in manifest():
        if not categories or row["category"] in categories:
            yield row, (CORPUS / row["file"]).read_bytes()
