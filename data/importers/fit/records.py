"""The samples of a FIT part as columns: numpy over the `record` messages, fitparse where numpy would not do.

Messages that share a definition are a table with a fixed stride, so one structured dtype reads them all at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from fitparse.profile import MESSAGE_TYPES

from data.importers.fit import messages
from data.importers.fit.layout import BYTE, RECORD, Definition, Part

# Base type -> numpy letter, and the stored number that means "no value" (FIT protocol, "FIT Base Types").
_NUMBERS: dict[int, tuple[str, float | None]] = {
    0x00: ("u1", 0xFF), 0x01: ("i1", 0x7F), 0x02: ("u1", 0xFF), 0x83: ("i2", 0x7FFF), 0x84: ("u2", 0xFFFF),
    0x85: ("i4", 0x7FFFFFFF), 0x86: ("u4", 0xFFFFFFFF), 0x88: ("f4", None), 0x89: ("f8", None), 0x0A: ("u1", 0),
    0x8B: ("u2", 0), 0x8C: ("u4", 0), 0x8E: ("i8", 0x7FFFFFFFFFFFFFFF), 0x8F: ("u8", 0xFFFFFFFFFFFFFFFF),
    0x90: ("u8", 0),
}  # fmt: skip
# Speed and distance packed into three bytes, with the distance counting on from the sample before.
_COMPRESSED_SPEED_DISTANCE = 8
# The short fields whose number also means the wide one (profile, "components"): same scale and offset.
_SHORT = {"enhanced_speed": "speed", "enhanced_altitude": "altitude"}
# fitparse reads some 8,000 samples a second; 20,000 are five hours at one a second.
MAX_SLOW_RECORDS = 20_000


@dataclass(frozen=True)
class _Block:
    """The samples of one definition, and their places among all samples."""

    definition: Definition
    table: np.ndarray
    places: np.ndarray


@dataclass
class Records:
    """The samples of one part, in file order. `column(name)` gives any of the profile's numeric record fields."""

    count: int
    blocks: list[_Block] = field(default_factory=list)
    header_times: np.ndarray | None = None
    decoded: list[messages.Message] | None = None

    def column(self, name: str) -> np.ndarray:
        """Field `name`, scaled, as float64, one value a sample; NaN where it was not recorded.

        Times are seconds since 1989-12-31 UTC. Wide fields are completed from the short ones.
        """
        values = np.full(self.count, np.nan)
        if self.decoded is not None:
            values[:] = [_plain(m.raw if name == "timestamp" else m.values, name) for m in self.decoded]
        for block in self.blocks:
            for index in _fields_named(block.definition, name):
                _fill(values, block, index, name)
        if name == "timestamp" and self.header_times is not None:
            values = np.where(np.isnan(values), self.header_times, values)
        if name in _SHORT and np.isnan(values).any():
            values = np.where(np.isnan(values), self.column(_SHORT[name]), values)
        return values

    def names(self) -> list[str]:
        """The profile's names of the numeric fields that some sample declares."""
        profile = _profile()
        numbers = (f.number for b in self.blocks for f in b.definition.fields if _letter(f.base, f.size))
        return sorted({profile[n].name for n in numbers if n in profile})


def read(part: Part) -> Records:
    """All samples of the part; by fitparse where speed and distance share a field, at most MAX_SLOW_RECORDS."""
    definitions = part.of(RECORD)
    header_times = _header_times(part) if part.has_compressed_times else None
    if not any(f.number == _COMPRESSED_SPEED_DISTANCE for d in definitions for f in d.fields):
        return Records(part.count(RECORD), _blocks(part.data, definitions), header_times)
    decoded = messages.decode(part, {RECORD}, limit=MAX_SLOW_RECORDS).messages
    if header_times is not None:
        header_times = header_times[: len(decoded)]
    return Records(len(decoded), header_times=header_times, decoded=decoded)


def _header_times(part: Part) -> np.ndarray:
    """The times that headers of samples carry, NaN where they carry none.

    Such a header holds the last five bits of the time; the others are those of the last time before it, in
    whatever message, counted on where the five bits have wrapped (FIT protocol, "Compressed Timestamp Header").
    """
    times: list[float] = []
    last = 0
    for definition, start, n in part.spans():
        header, is_record = part.data[start], definition.number == RECORD
        has_bits = bool(header & 0x80)
        for i in range(n):
            stored = definition.time_at(part.data, start + i * definition.stride)
            last = last if stored is None else stored
            if has_bits:
                last += ((header & 0x1F) - last) & 0x1F
            if is_record:
                times.append(last if has_bits else np.nan)
    return np.array(times, dtype=np.float64)


def _blocks(data: bytes, definitions: list[Definition]) -> list[_Block]:
    """The samples of each definition as a table, with their places among all samples."""
    stretches = [np.array(d.places, dtype=np.int64).reshape(-1, 2) for d in definitions]
    begins = [np.repeat(s[:, 0], s[:, 1]) for s in stretches]
    order = np.argsort(np.concatenate(begins), kind="stable") if begins else np.array([], dtype=np.int64)
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    blocks, done = [], 0
    for definition in definitions:
        stride = definition.stride
        table = np.frombuffer(b"".join([data[i : i + n * stride] for i, n in definition.places]), _dtype(definition))
        blocks.append(_Block(definition, table, places[done : done + len(table)]))
        done += len(table)
    return blocks


def _dtype(definition: Definition) -> np.dtype[Any]:
    """One data message as numpy sees it: its single-valued numeric fields, named by their place."""
    order = ">" if definition.is_big_endian else "<"
    kept = [(i, f, _letter(f.base, f.size)) for i, f in enumerate(definition.fields)]
    kept = [(i, f, letter) for i, f, letter in kept if letter]
    return np.dtype(
        {
            "names": [str(i) for i, _, _ in kept],
            "formats": [order + letter for _, _, letter in kept],
            "offsets": [f.offset for _, f, _ in kept],
            "itemsize": definition.stride,
        }
    )


def _letter(base: int, size: int) -> str:
    """The numpy letter of a single number; empty for texts, bytes and several values in one field."""
    letter = "u1" if base == BYTE else _NUMBERS.get(base, ("", None))[0]
    return letter if letter and int(letter[1]) == size else ""


@cache
def _profile() -> dict[int, Any]:
    return dict(MESSAGE_TYPES[RECORD].fields)


def _fields_named(definition: Definition, name: str) -> list[int]:
    profile = _profile()
    return [
        i
        for i, f in enumerate(definition.fields)
        if f.number in profile and profile[f.number].name == name and _letter(f.base, f.size)
    ]


def _fill(values: np.ndarray, block: _Block, index: int, name: str) -> None:
    """Put the block's field `index` where `values` has nothing yet."""
    meaning = next(f for f in _profile().values() if f.name == name)
    stored = block.table[str(index)]
    base = block.definition.fields[index].base
    scaled = stored.astype(np.float64)
    nothing = _NUMBERS[base][1] if base != BYTE else 0xFF
    if nothing is not None:
        scaled[stored == nothing] = np.nan
    if meaning.scale:
        scaled /= meaning.scale
    if meaning.offset:
        scaled -= meaning.offset
    free = np.isnan(values[block.places])
    values[block.places[free]] = scaled[free]


def _plain(fields: dict[str, Any], name: str) -> float:
    value = fields.get(name)
    if isinstance(value, tuple) and len(value) == 1:
        value = value[0]
    return float(value) if isinstance(value, (int, float)) else np.nan
