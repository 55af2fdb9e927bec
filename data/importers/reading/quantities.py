"""A number with its unit in one cell: `225 lbs`, `102.5kg`, `+0.2°`, `140 bpm`, `8-10`."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from data.importers.reading import numbers

# How people spell the units that lbsdrop knows by another name.
SPELLINGS = {
    "k": "km",
    "kms": "km",
    "kilometer": "km",
    "kilometers": "km",
    "kilometres": "km",
    "miles": "mi",
    "mile": "mi",
    "meter": "m",
    "meters": "m",
    "metres": "m",
    "yards": "yd",
    "yds": "yd",
    "feet": "ft",
    "foot": "ft",
    "lbs": "lb",
    "pound": "lb",
    "pounds": "lb",
    "#": "lb",
    "kgs": "kg",
    "kilo": "kg",
    "kilos": "kg",
    "kilograms": "kg",
    "mins": "min",
    "minute": "min",
    "minutes": "min",
    "sec": "s",
    "secs": "s",
    "second": "s",
    "seconds": "s",
    "hour": "h",
    "hours": "h",
    "hrs": "h",
    "hr": "h",
    "°c": "c",
    "°f": "f",
    "°": "",
}
_QUANTITY = re.compile(
    r"(?P<number>[+\-−]?\d[\d.,'’ \u00a0\u202f]*|[+\-−]?[.,]\d+)\s*(?P<unit>[^\W\d_][^\d:]*|[°%#/\"'µ][^\d:]*)?"
)
_RANGE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:-|–|—|to|bis)\s*(\d+(?:[.,]\d+)?)\s*(\D*)", re.IGNORECASE)


@dataclass(frozen=True)
class Quantity:
    """A value as written (NaN where the text is none), its unit in lbsdrop's spelling ('' for none), and whether the
    text was a range, of which `value` is the lower end."""

    value: float = math.nan
    unit: str = ""
    is_range: bool = False


def unit(text: str) -> str:
    """A unit in lbsdrop's spelling; as written, without case, where it is not known."""
    word = text.strip().casefold().strip(".")
    return SPELLINGS.get(word, word)


def quantity(text: str, *, has_decimal_comma: bool = False) -> Quantity:
    """The number and the unit in a cell."""
    text = text.strip().lstrip("'")
    ends = _RANGE.fullmatch(text)
    if ends is not None:
        low, high = (numbers.number(ends[i], has_decimal_comma=has_decimal_comma) for i in (1, 2))
        return Quantity(low, unit(ends[3]), is_range=True) if low < high else Quantity()
    found = _QUANTITY.fullmatch(text)
    if found is None:
        return Quantity(numbers.number(text, has_decimal_comma=has_decimal_comma))
    value = numbers.number(found["number"].strip(), has_decimal_comma=has_decimal_comma)
    return Quantity(value, unit(found["unit"] or ""))
