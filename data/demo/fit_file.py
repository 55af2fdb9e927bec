"""One run as the FIT file a watch would write: identity, records, session and activity, little-endian, CRCs right.

Written here rather than with a library because a demo has thousands of records: as a numpy table they take
milliseconds. FIT protocol: developer.garmin.com/fit/protocol; field numbers from the global profile.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import numpy as np

from data.demo.plan import Array

# Seconds are counted from the last day of 1989, UTC.
EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
SEMICIRCLES_PER_DEGREE = 2**31 / 180
# FIT base type -> its number in definitions and numpy's name for it.
BASE = {
    "enum": (0x00, "u1"),
    "sint8": (0x01, "i1"),
    "uint8": (0x02, "u1"),
    "uint16": (0x84, "<u2"),
    "sint32": (0x85, "<i4"),
    "uint32": (0x86, "<u4"),
    "uint32z": (0x8C, "<u4"),
}
# Message -> its global number and its fields: name, field number, base type, scale, offset.
FILE_ID = (
    0,
    (
        ("type", 0, "enum"),
        ("manufacturer", 1, "uint16"),
        ("product", 2, "uint16"),
        ("serial_number", 3, "uint32z"),
        ("time_created", 4, "uint32"),
    ),
)
RECORD = (
    20,
    (
        ("timestamp", 253, "uint32"),
        ("position_lat", 0, "sint32"),
        ("position_long", 1, "sint32"),
        ("distance", 5, "uint32"),
        ("enhanced_speed", 73, "uint32"),
        ("enhanced_altitude", 78, "uint32"),
        ("heart_rate", 3, "uint8"),
        ("cadence", 4, "uint8"),
        ("temperature", 13, "sint8"),
    ),
)
SESSION = (
    18,
    (
        ("timestamp", 253, "uint32"),
        ("start_time", 2, "uint32"),
        ("total_elapsed_time", 7, "uint32"),
        ("total_timer_time", 8, "uint32"),
        ("total_distance", 9, "uint32"),
        ("event", 0, "enum"),
        ("event_type", 1, "enum"),
        ("sport", 5, "enum"),
        ("sub_sport", 6, "enum"),
        ("avg_heart_rate", 16, "uint8"),
        ("max_heart_rate", 17, "uint8"),
        ("avg_cadence", 18, "uint8"),
        ("avg_fractional_cadence", 92, "uint8"),
        ("total_ascent", 22, "uint16"),
        ("total_descent", 23, "uint16"),
        ("avg_temperature", 57, "sint8"),
    ),
)
ACTIVITY = (
    34,
    (
        ("timestamp", 253, "uint32"),
        ("total_timer_time", 0, "uint32"),
        ("num_sessions", 1, "uint16"),
        ("type", 2, "enum"),
        ("event", 3, "enum"),
        ("event_type", 4, "enum"),
        ("local_timestamp", 5, "uint32"),
    ),
)
SCALE = {
    "avg_fractional_cadence": 128,
    "distance": 100,
    "total_distance": 100,
    "enhanced_speed": 1000,
    "enhanced_altitude": 5,
    "total_elapsed_time": 1000,
    "total_timer_time": 1000,
    "position_lat": SEMICIRCLES_PER_DEGREE,
    "position_long": SEMICIRCLES_PER_DEGREE,
}
OFFSET = {"enhanced_altitude": 500}
# FIT's numbers for: running, a stopped session, a stopped activity, one session ended by hand.
RUNNING, SESSION_EVENT, ACTIVITY_EVENT, STOP = 1, 8, 26, 1

Message = tuple[int, Sequence[tuple[str, int, str]]]


def seconds(moment: datetime) -> int:
    """FIT's count of seconds for an instant."""
    return round((moment - EPOCH).total_seconds())


def encode(parts: Sequence[tuple[Message, Mapping[str, Array | float]]]) -> bytes:
    """A FIT file of the messages in order; each is given as columns (equally long) or single values."""
    body = b"".join(_table(local, message, columns) for local, (message, columns) in enumerate(parts))
    header = struct.pack("<BBHI4s", 14, 0x20, 2140, len(body), b".FIT")
    whole = header + struct.pack("<H", crc(header)) + body
    return whole + struct.pack("<H", crc(whole))


def _table(local: int, message: Message, columns: Mapping[str, Array | float]) -> bytes:
    number, fields = message
    used = [field for field in fields if field[0] in columns]
    definition = struct.pack("<BBBHB", 0x40 | local, 0, 0, number, len(used))
    for _, field_number, base in used:
        definition += struct.pack("<BBB", field_number, np.dtype(BASE[base][1]).itemsize, BASE[base][0])
    n = max(np.size(columns[name]) for name, _, _ in used)
    rows = np.zeros(n, dtype=[("header", "u1"), *((name, BASE[base][1]) for name, _, base in used)])
    rows["header"] = local
    for name, _, _ in used:
        rows[name] = np.round((np.asarray(columns[name]) + OFFSET.get(name, 0)) * SCALE.get(name, 1))
    return definition + rows.tobytes()


# FIT's CRC-16, half a byte at a time, as the protocol's own listing has it.
_NIBBLES = (0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
            0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400)  # fmt: skip
_BYTES = []
for _low in range(256):
    _sum = 0
    for _nibble in (_low & 0xF, _low >> 4):
        _sum = (_sum >> 4) ^ _NIBBLES[(_sum ^ _nibble) & 0xF]
    _BYTES.append(_sum)


def crc(data: bytes) -> int:
    """The check sum of `data`."""
    total = 0
    for byte in data:
        total = (total >> 8) ^ _BYTES[(total ^ byte) & 0xFF]
    return total
