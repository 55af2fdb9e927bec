"""The samples of a FIT part as columns: numpy over the `record` messages, fitparse where numpy would not do.

Messages that share a definition are a table with a fixed stride, so one structured dtype reads them all at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

import numpy as np
from fitparse.profile import MESSAGE_TYPES

from data.importers.fit import messages
from data.importers.fit.layout import BYTE, RECORD, Definition, Field, Part

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
    """The samples of one definition, and of those that say the same, and their places among all samples."""

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
        values = self._column(name)
        if name == "timestamp" and self.header_times is not None:
            values = np.where(np.isnan(values), self.header_times, values)
        if name in _SHORT and np.isnan(values).any():
            values = np.where(np.isnan(values), self.column(_SHORT[name]), values)
        return values

    def _column(self, name: str) -> np.ndarray:
        if self.decoded is not None:
            return np.array([_plain(m.raw if name == "timestamp" else m.values, name) for m in self.decoded])
        meaning = _by_name().get(name)
        found = [
            (block.places, _scaled(block, index, meaning))
            for block in self.blocks
            for index in _numeric(block.definition.fields).get(name, ())
        ]
        if len(found) == 1 and len(found[0][1]) == self.count:
            return found[0][1]
        values = np.full(self.count, np.nan)
        for places, scaled in found:
            is_free = np.isnan(values[places])
            values[places[is_free]] = scaled[is_free]
        return values

    def names(self) -> list[str]:
        """The profile's names of the numeric fields that some sample declares."""
        return sorted({name for block in self.blocks for name in _numeric(block.definition.fields)})


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
    """The samples of the definitions that say the same as one table each, with their places among all samples."""
    alike: dict[tuple[tuple[Field, ...], int, bool], list[Definition]] = {}
    for d in definitions:
        alike.setdefault((d.fields, d.stride, d.is_big_endian), []).append(d)
    starts = [np.sort(np.concatenate([d.starts() for d in each])) for each in alike.values()]
    everywhere = np.sort(np.concatenate(starts)) if len(starts) > 1 else None
    blocks = []
    for (fields, stride, is_big_endian), begins, each in zip(alike, starts, alike.values(), strict=True):
        table = _messages(data, stride, begins).view(_dtype(fields, stride, is_big_endian))
        places = np.arange(len(begins)) if everywhere is None else np.searchsorted(everywhere, begins)
        blocks.append(_Block(each[0], table, places))
    return blocks


def _messages(data: bytes, stride: int, begins: np.ndarray) -> np.ndarray:
    """The bytes of the messages that begin there, one after the other: one look at the file as if a message began at
    every byte."""
    everywhere: np.ndarray = np.ndarray(len(data) - stride + 1, dtype=f"V{stride}", buffer=data, strides=(1,))
    found: np.ndarray = everywhere[begins]
    return found


@lru_cache(maxsize=1024)
def _dtype(fields: tuple[Field, ...], stride: int, is_big_endian: bool) -> np.dtype[Any]:
    """One data message as numpy sees it: its single-valued numeric fields, named by their place."""
    order = ">" if is_big_endian else "<"
    kept = [(i, f, letter) for i, f in enumerate(fields) if (letter := _letter(f.base, f.size))]
    return np.dtype(
        {
            "names": [str(i) for i, _, _ in kept],
            "formats": [order + letter for _, _, letter in kept],
            "offsets": [f.offset for _, f, _ in kept],
            "itemsize": stride,
        }
    )


def _letter(base: int, size: int) -> str:
    """The numpy letter of a single number; empty for texts, bytes and several values in one field."""
    letter = "u1" if base == BYTE else _NUMBERS.get(base, ("", None))[0]
    return letter if letter and int(letter[1]) == size else ""


@cache
def _profile() -> dict[int, Any]:
    return dict(MESSAGE_TYPES[RECORD].fields)


@cache
def _by_name() -> dict[str, Any]:
    return {meaning.name: meaning for meaning in _profile().values()}


@lru_cache(maxsize=1024)
def _numeric(fields: tuple[Field, ...]) -> dict[str, list[int]]:
    """The profile's name -> the places among `fields` of those that hold one number of that name."""
    profile = _profile()
    found: dict[str, list[int]] = {}
    for place, f in enumerate(fields):
        if f.number in profile and _letter(f.base, f.size):
            found.setdefault(profile[f.number].name, []).append(place)
    return found


def _scaled(block: _Block, place: int, meaning: Any) -> np.ndarray:
    """The block's field at that place as float64, NaN where nothing is stored."""
    stored = block.table[str(place)]
    base = block.definition.fields[place].base
    scaled = stored.astype(np.float64)
    nothing = _NUMBERS[base][1] if base != BYTE else 0xFF
    if nothing is not None:
        scaled[stored == nothing] = np.nan
    if meaning.scale:
        scaled /= meaning.scale
    if meaning.offset:
        scaled -= meaning.offset
    return scaled


def _plain(fields: Mapping[str, Any], name: str) -> float:
    value = fields.get(name)
    if isinstance(value, tuple) and len(value) == 1:
        value = value[0]
    return float(value) if isinstance(value, (int, float)) else np.nan
