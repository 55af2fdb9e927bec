"""Lengths of time as exports write them -> seconds."""

from __future__ import annotations

import math
import re

from data.importers.reading import numbers

_CLOCK = re.compile(r"(?:(\d{1,5})[:.](?=\d+:\d+:))?(?:(\d{1,6}):)?(\d{1,6}):(\d{1,2}(?:[.,]\d{1,9})?)")
# Units as Strong, Fitbod, Runkeeper and hand-kept sheets write them, in the languages seen.
_UNIT_S = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}
_PART = re.compile(
    r"(\d{1,9}(?:[.,]\d{1,9})?)\s*"
    r"(?:(?P<d>days?|tage?|d)|(?P<h>hours?|hrs?|std|heures?|horas?|h)"
    r"|(?P<m>minutes?|minuten|minutos?|mins?|m|')|(?P<s>seconds?|secondes?|segundos?|sekunden|secs?|sek|s|\"))"
    r"(?![a-z])\.?,?\s*",
    re.IGNORECASE,
)


def seconds(text: str, *, plain_s: float = math.nan) -> float:
    """Seconds in `1:29:50`, `36:14`, `17:01.5`, `1h 13m`, `21min`, `45s`; NaN where missing or no duration.

    Two parts are minutes and seconds (`clock_hours` reads them as hours and minutes). A bare number counts units of
    `plain_s` seconds: 1 where the column says seconds; by default it is no duration.
    """
    text = text.strip().lstrip("'")
    clock = _CLOCK.fullmatch(text)
    if clock is not None:
        days, hours, minutes = (float(part or 0) for part in clock.groups()[:3])
        return days * 86_400 + hours * 3_600 + minutes * 60 + float(clock[4].replace(",", "."))
    if text[-1:].isdigit() and ":" not in text and not re.search("[a-z]", text, re.IGNORECASE):
        value = numbers.number(text)
        return value * plain_s if value >= 0 else math.nan
    return _in_words(text)


def clock_hours(text: str) -> float:
    """Seconds where `1:33` is an hour and 33 minutes, as spreadsheets show it; else as `seconds`."""
    value = seconds(text)
    is_two_parts = re.fullmatch(r"\d+:\d{2}", text.strip()) is not None
    return value * 60 if is_two_parts else value


def _in_words(text: str) -> float:
    total, end = 0.0, 0
    for part in _PART.finditer(text):
        if part.start() != end or part.lastgroup is None:
            return math.nan
        total += float(part[1].replace(",", ".")) * _UNIT_S[part.lastgroup]
        end = part.end()
    rest = text[end:].strip()
    if rest.isdigit() and end > 0 and "h" in text.casefold():  # `1h13`
        return total + 60 * float(rest)
    return total if 0 < end == len(text) else math.nan
