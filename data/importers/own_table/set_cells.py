"""Cells that tell of several sets at once, as people write them.

8                5x5 60kg            100x8, 110x6
8,8,7            3x8 100/105/110     60 kg x 8
3x8-10           5x5 @ 60            BW x 12
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import zip_longest

from data.importers.reading.quantities import Quantity, quantity

# Sets a cell may stand for; more is a mistyped number.
MAX_SETS = 50
# Of two numbers without a unit, both up to this are sets and repetitions; else the larger one is the load.
MOST_SETS, MOST_REPS = 12, 30
BODYWEIGHT = re.compile(r"(?:bw|body ?weight|eigengewicht|pdc|peso corporal)\b\.?", re.IGNORECASE)
_TIMES = re.compile(r"\s*[x×*]\s*", re.IGNORECASE)
_AT = re.compile(r"\s*@\s*|\s+(?:at|mit|à|a)\s+", re.IGNORECASE)
_PARTS = re.compile(r"\s*[;/+|\n]\s*|\s*,\s+|\s+-\s+")
_COMMAS = re.compile(r"\d{1,2}(?:,[1-9]\d?)+")
_LOAD = r"\d[\d.,]*\s*(?:kgs?|lbs?|#)?"
_LOAD_BEHIND = re.compile(rf"(.*\d)\s+({_LOAD}(?:\s*/\s*{_LOAD})*)", re.IGNORECASE)
_NO_LOAD = Quantity()
_REPS = ("", "reps", "rep", "wdh", "wh")


@dataclass(frozen=True)
class Done:
    """One set: repetitions, and the load with its unit where the cell holds it."""

    reps: float
    load: Quantity = _NO_LOAD
    is_range: bool = False


def read(text: str, *, is_one_set: bool = False, has_decimal_comma: bool = False) -> list[Done]:
    """The sets that a cell tells of; none where it is no set. `is_one_set` where the column holds one set a cell."""
    text = BODYWEIGHT.sub("", text.strip()).strip()
    if not text:
        return []
    before, *behind = _AT.split(text, maxsplit=1)
    found = _LOAD_BEHIND.fullmatch(before)
    if not behind and found and _TIMES.search(found[1]):
        before, behind = found[1], [found[2]]
    if behind:
        return _with_loads(_sets(before, is_one_set, has_decimal_comma), loads(behind[0], has_decimal_comma))
    return _sets(before, is_one_set, has_decimal_comma)


def loads(text: str, has_decimal_comma: bool = False) -> list[Quantity]:
    """The loads in a cell, one a set, in order: `100/105/110`, `225 lbs`; an empty list where one is no load."""
    bare = BODYWEIGHT.sub("", text.strip()).strip().removeprefix("+").strip()
    parts = [part for part in re.split(r"\s*[/;|]\s*|\s*,\s+", bare) if part]
    found = [quantity(part, has_decimal_comma=has_decimal_comma) for part in parts]
    return found if all(not math.isnan(one.value) for one in found) else []


def _sets(text: str, is_one_set: bool, has_comma: bool) -> list[Done]:
    parts = [part for part in _PARTS.split(text.strip()) if part]
    if len(parts) == 1 and not is_one_set and _COMMAS.fullmatch(text.strip()):
        parts = text.strip().split(",")
    if len(parts) == 1 and text.count("-") > 1:
        parts = [part for part in text.split("-") if part.strip()]
    each = [_one(part, is_one_set, has_comma) for part in parts]
    return [done for sets in each for done in sets] if all(each) else []


def _one(text: str, is_one_set: bool, has_comma: bool) -> list[Done]:
    """`8`, `8-10`, `3x8`, `60x5`, `5x5x60`."""
    values = [quantity(part, has_decimal_comma=has_comma) for part in _TIMES.split(text) if part.strip()]
    if not values or any(math.isnan(one.value) for one in values) or len(values) > 3:
        return []
    if len(values) == 1:
        only = values[0]
        return [Done(only.value, is_range=only.is_range)] if only.unit in _REPS else []
    if len(values) == 3:
        return _with_loads(_times(values[0], values[1]), [values[2]])
    first, second = values
    if first.unit in ("kg", "lb") or second.unit in ("kg", "lb"):
        load, reps = (first, second) if first.unit in ("kg", "lb") else (second, first)
        return [Done(reps.value, load, reps.is_range)]
    if first.value <= MOST_SETS and second.value <= MOST_REPS and not (is_one_set and first.value != second.value):
        return _times(first, second)
    load, reps = (first, second) if first.value > second.value else (second, first)
    return [Done(reps.value, load, reps.is_range)]


def _times(n_sets: Quantity, reps: Quantity) -> list[Done]:
    n = int(n_sets.value)
    return [Done(reps.value, is_range=reps.is_range)] * n if 1 <= n <= MAX_SETS and n == n_sets.value else []


def _with_loads(sets: list[Done], each: list[Quantity]) -> list[Done]:
    """The sets with a load each: one load for all, or as many as there are sets (one set is then done at each)."""
    if not each or (len(each) not in (1, len(sets)) and len(sets) != 1):
        return []
    of_sets = sets * len(each) if len(sets) == 1 else sets
    of_loads = each * len(of_sets) if len(each) == 1 else each
    return [Done(done.reps, load, done.is_range) for done, load in zip_longest(of_sets, of_loads) if done and load]
