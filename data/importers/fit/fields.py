"""The fields of a message read where they lie, each when it is asked for.

A session has some eighty fields and a run's row needs twelve. Names, scales, enums and sub-fields are those of
fitparse's profile, and so are the values, which a test compares field for field; only times stay numbers as stored,
and fields that lie within another (components) are not given.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from fitparse.profile import MESSAGE_TYPES
from fitparse.records import BASE_TYPES

from data.importers.fit.layout import BASE_SIZES, BYTE, Definition, Field

_TIMES = frozenset({"date_time", "local_date_time", "localtime_into_day"})


@dataclass(frozen=True)
class _Slot:
    """One field of a definition: where it lies, how it is unpacked, and what the profile says of it."""

    number: int
    offset: int
    packed: struct.Struct
    base: int
    meaning: Any

    def stored(self, data: bytes, start: int) -> Any:
        """The stored value of the message at `start`: a number, a text or a tuple; None for none."""
        values = self.packed.unpack_from(data, start + self.offset)
        parse = BASE_TYPES[self.base].parse
        if self.base == BYTE:
            return parse(values)
        return parse(values[0]) if len(values) == 1 else tuple(map(parse, values))


@dataclass(frozen=True)
class _Shape:
    """The fields of a definition, and by the names of the profile those that may hold a value of that name."""

    slots: tuple[_Slot, ...]
    by_name: Mapping[str, tuple[_Slot, ...]]


class Fields(Mapping[str, Any]):
    """Native fields by name, the first that has a value: scaled and named, or `raw`, as stored.

    A sub-field also stands under its parent's name (avg_running_cadence is avg_cadence).
    """

    def __init__(self, data: bytes, start: int, definition: Definition, *, is_raw: bool) -> None:
        self._data, self._start, self._is_raw = data, start, is_raw
        self._shape = _shape(definition.number, definition.fields, definition.is_big_endian)

    def get(self, name: str, default: Any = None) -> Any:
        """The field's value; `default` where it has none."""
        for slot in self._shape.by_name.get(name, ()):
            stored = slot.stored(self._data, self._start)
            meaning = self._resolved(slot) if stored is not None else None
            if meaning is not None and name in (meaning.name, slot.meaning.name):
                return stored if self._is_raw else _scaled(meaning, stored)
        return default

    def __getitem__(self, name: str) -> Any:
        value = self.get(name)
        if value is None:
            raise KeyError(name)
        return value

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._shape.by_name if self.get(name) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _resolved(self, slot: _Slot) -> Any:
        """The sub-field that the message's other fields choose, else the field itself."""
        for sub in slot.meaning.subfields or ():
            if any(self._has(of.def_num, of.raw_value) for of in sub.ref_fields):
                return sub
        return slot.meaning

    def _has(self, number: int, stored: Any) -> bool:
        slots = (slot for slot in self._shape.slots if slot.number == number)
        return any(slot.stored(self._data, self._start) == stored for slot in slots)


def is_plain(definition: Definition) -> bool:
    """Whether its messages can be read here: fitparse gives up messages with a time or a packed field of odd size."""
    return _is_plain(definition.number, definition.fields)


@lru_cache(maxsize=1024)
def _is_plain(number: int, fields: tuple[Field, ...]) -> bool:
    profile = MESSAGE_TYPES[number].fields if number in MESSAGE_TYPES else {}
    return all(_is_single_integer(f) for f in fields if f.number in profile and _is_delicate(profile[f.number]))


def _is_delicate(meaning: Any) -> bool:
    kinds = (meaning, *(meaning.subfields or ()))
    return any(kind.components or kind.type.name in _TIMES for kind in kinds)


def _is_single_integer(f: Field) -> bool:
    return f.size == 0 or (f.size == BASE_SIZES.get(f.base) and BASE_TYPES[f.base].fmt in "bBhHiI" and f.base != BYTE)


@lru_cache(maxsize=1024)
def _shape(number: int, fields: tuple[Field, ...], is_big_endian: bool) -> _Shape:
    profile = MESSAGE_TYPES[number].fields if number in MESSAGE_TYPES else {}
    slots = tuple(_slot(f, is_big_endian, profile[f.number]) for f in fields if f.size and f.number in profile)
    by_name: dict[str, tuple[_Slot, ...]] = {}
    for slot in slots:
        for name in {slot.meaning.name, *(sub.name for sub in slot.meaning.subfields or ())}:
            by_name[name] = (*by_name.get(name, ()), slot)
    return _Shape(slots, by_name)


def _slot(f: Field, is_big_endian: bool, meaning: Any) -> _Slot:
    base = sound_base(f)
    order, n = ">" if is_big_endian else "<", f.size // BASE_SIZES[base]
    return _Slot(f.number, f.offset, struct.Struct(f"{order}{n}{BASE_TYPES[base].fmt}"), base, meaning)


def sound_base(f: Field) -> int:
    """The field's base type, or bytes where its size is not a whole number of values."""
    return f.base if f.base in BASE_SIZES and f.size % BASE_SIZES[f.base] == 0 else BYTE


def _scaled(meaning: Any, stored: Any) -> Any:
    """The value as fitparse gives it: the enum's word, scale and offset taken out, yes or no."""
    names = meaning.type.values
    value = names[stored] if names and stored in names else stored
    value = _measured(meaning, value)
    return bool(value) if meaning.type.name == "bool" else value


def _measured(meaning: Any, value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_measured(meaning, each) for each in value)
    if not isinstance(value, (int, float)):
        return value
    value = float(value) / meaning.scale if meaning.scale else value
    return value - meaning.offset if meaning.offset else value
