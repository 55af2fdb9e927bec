"""Numbers as exports write them: thousands marks, decimal commas, guards, and signs for "nothing here"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache

# What exports write where nothing was recorded; compared without case.
MISSING = frozenset({"", "-", "--", "---", "—", "–", "n/a", "na", "nan", "null", "none", "nil", "?"})

# Spaces (also the narrow and the no-break one) and the Swiss apostrophe only ever group thousands.
_GROUPERS = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f'’](?=\d{3}(?:\D|$))")
_SHAPE = re.compile(r"([+\-−]?)(\d*)((?:[.,]\d+)*)[.,]?((?:[eE][+\-]?\d{1,3})?)")
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")


def is_missing(text: str) -> bool:
    """True for an empty cell and for the marks that exports use for one."""
    return text.strip().casefold() in MISSING


@lru_cache(maxsize=8192)
def number(text: str, *, has_decimal_comma: bool = False) -> float:
    """The number in `text`; NaN where it is missing or no number.

    `4,14` and `1,234.5` can be read in one way only and are; `1,234` and `1.234` are read by `has_decimal_comma`,
    which `uses_decimal_comma` decides once per file. A spreadsheet guard (`'-12`) and unit-free exponents are read.
    """
    text = _GROUPERS.sub("", text.strip().lstrip("'"))
    shape = _SHAPE.fullmatch(text)
    if shape is None or not (shape[2] or shape[3]):
        return math.nan
    sign = "-" if shape[1] in ("-", "−") else ""
    body = _plain(shape[2] + shape[3], has_decimal_comma)
    value = float(f"{sign}{body}{shape[4]}") if body else math.nan
    return value if math.isfinite(value) else math.nan


def _plain(body: str, has_decimal_comma: bool) -> str:
    marks = [mark for mark in body if mark in ".,"]
    if not marks:
        return body
    if len(set(marks)) == 2:
        return _with_both(body, marks)
    if len(marks) > 1:
        return re.sub("[.,]", "", body) if _GROUPED.fullmatch(body) else ""
    is_ambiguous = _GROUPED.fullmatch(body) is not None and not body.startswith("0")
    is_decimal = not is_ambiguous or (marks[0] == ",") == has_decimal_comma
    return body.replace(",", ".") if is_decimal else body.replace(marks[0], "")


def _with_both(body: str, marks: list[str]) -> str:
    decimal = marks[-1]
    whole, _, fraction = body.rpartition(decimal)
    if decimal in whole or not _GROUPED.fullmatch(whole):
        return ""
    return f"{re.sub('[.,]', '', whole)}.{fraction}"


def uses_decimal_comma(texts: Iterable[str], *, is_likely: bool = False) -> bool:
    """True where the values of one file show a decimal comma more often than a decimal point.

    A mark counts only where it cannot group thousands: not exactly three digits after it, or a zero before it, or
    the other mark to its left. With no such value the answer is `is_likely`: what else is known of the file.
    """
    balance, has_comma = 0, False
    for text in texts:
        balance += _vote(text.strip().lstrip("'"))
        has_comma = has_comma or "," in text
    return balance > 0 or (balance == 0 and has_comma and is_likely)


def _vote(text: str) -> int:
    marks = [mark for mark in text if mark in ".,"]
    if not marks or not _SHAPE.fullmatch(text):
        return 0
    says = 1 if marks[-1] == "," else -1
    body = text.lstrip("+-−")
    if len(set(marks)) == 2:
        return says if marks.count(marks[-1]) == 1 else 0
    if len(marks) > 1:
        return -says if _GROUPED.fullmatch(body) else 0
    return 0 if _GROUPED.fullmatch(body) and not body.startswith("0") else says
