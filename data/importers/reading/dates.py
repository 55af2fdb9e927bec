"""Dates and times as exports write them: which order, which day, which instant.

order = dates.order(column of texts, answers)     "dmy" or "mdy" for 1/2/2026; raises errors.Asks where open
stamp = dates.parse(text, order)                  a Stamp, or None where the text is no date
stamp.day, stamp.local, dates.instant(stamp, answers)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Literal

from data import errors
from data.answers import Answers
from data.importers.reading.months import month

Order = Literal["dmy", "mdy"]

# Outside of these a number is no year, and some clocks cannot be converted.
YEARS = range(1900, 2200)
# Kiribati's Line Islands, the farthest zone from UTC.
FARTHEST = timedelta(hours=14)

_TIME = (
    r"(?:\s?г\.)?(?:(?:,?\s+(?:(?:at|um|à|às|kl\.?)\s+)?|T|,\s*)(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"\s*(?P<half>[ap]\.?\s?m\.?)?\s*(?P<zone>Z|UTC|GMT|[+\-]\d{2}:?\d{2})?)?"
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<b>\d{1,2})[-/.](?P<c>\d{1,2})" + _TIME, re.IGNORECASE)
_YEAR_LAST = re.compile(
    r"(?P<a>\d{1,2})(?P<mark>[-/.])\s?(?P<b>\d{1,2})(?P=mark)\s?(?P<year>\d{4}|\d{2})" + _TIME, re.I
)
_DAY_NAME = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.|er|º)?(?:\s+de)?[\s-]+(?P<name>[^\W\d]{3,12}|\d{1,2}[月월])\.?,?"
    r"(?:\s+de)?[\s-]+(?P<year>\d{4})" + _TIME,
    re.IGNORECASE,
)
_NAME_DAY = re.compile(
    r"(?P<name>[^\W\d]{3,12}|\d{1,2}[月월])\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})" + _TIME, re.I
)
_CJK = re.compile(r"(?P<year>\d{4})[年년]\s*(?P<b>\d{1,2})[月월]\s*(?P<c>\d{1,2})[日일]" + _TIME, re.IGNORECASE)
_WEEKDAY = re.compile(r"^[^\W\d]{2,12}\.?,\s+(?=\d|[^\W\d]{3})")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as written: its wall clock, whether a time stood there, and the offset from UTC where one did."""

    local: datetime
    has_time: bool = True
    offset: timedelta | None = None

    @property
    def day(self) -> date:
        """The calendar day as written."""
        return self.local.date()


@lru_cache(maxsize=8192)
def parse(text: str, order: Order | None = None) -> Stamp | None:
    """The date (and time) in `text`, or None where it is none.

    `order` reads 1/2/2026 and 1-2-2026; with None such a date is read only where a part above 12 decides. Dates with
    points are day first, as every locale that writes them does; two-digit years are 20xx. Midnight without a time.
    """
    text = re.sub(r"[\s\u200e\u202f]+", " ", text.strip().lstrip("'#"))
    for pattern in (_YEAR_FIRST, _YEAR_LAST, _CJK, _DAY_NAME, _NAME_DAY):
        found = pattern.fullmatch(text)
        if found is not None:
            return _stamp(found, order)
    without = _WEEKDAY.sub("", text, count=1)
    return parse(without, order) if without != text else None


def _stamp(found: re.Match[str], order: Order | None) -> Stamp | None:
    parts = found.groupdict()
    numbers = _day_and_month(parts, order)
    if numbers is None:
        return None
    year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
    if year not in YEARS:
        return None
    try:
        local = datetime(year, numbers[1], numbers[0], *_clock(parts))
        return Stamp(local, parts["hour"] is not None, _offset(parts["zone"]))
    except ValueError:
        return None


def _day_and_month(parts: dict[str, str], order: Order | None) -> tuple[int, int] | None:
    if "name" in parts:
        named = month(parts["name"])
        return None if named is None else (int(parts["day"]), named)
    if "a" not in parts:
        return int(parts["c"]), int(parts["b"])
    a, b = int(parts["a"]), int(parts["b"])
    if parts["mark"] == "." or order == "dmy":
        return a, b
    if order == "mdy":
        return b, a
    if a == b or (a > 12) != (b > 12):
        return (a, b) if a >= b else (b, a)
    return None


def _clock(parts: dict[str, str]) -> tuple[int, int, int, int]:
    if parts["hour"] is None:
        return 0, 0, 0, 0
    hour = int(parts["hour"])
    if parts["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(parts["half"])
        hour = hour % 12 + (12 if parts["half"][0] in "pP" else 0)
    micros = int((parts["fraction"] or "0")[:6].ljust(6, "0"))
    return hour, int(parts["minute"]), int(parts["second"] or 0), micros


def _offset(text: str | None) -> timedelta | None:
    if text is None:
        return None
    if text.upper() in ("Z", "UTC", "GMT"):
        return timedelta(0)
    digits = text[1:].replace(":", "")
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if size > FARTHEST:
        raise ValueError(text)
    return -size if text[0] == "-" else size


def order(texts: Iterable[str], answers: Answers, what: str = "The dates") -> Order | None:
    """Which comes first in dates such as 1/2/2026, by the file's own values; None where no date leaves it open.

    A value above 12 decides, the more frequent side where they contradict. Where every value is 12 or less the
    reader's answer does; raises errors.Asks where there is none.
    """
    firsts = [_open(text) for text in texts]
    pairs = [pair for pair in firsts if pair is not None]
    if not pairs:
        return None
    day_first = sum(a > 12 >= b for a, b in pairs)
    month_first = sum(b > 12 >= a for a, b in pairs)
    if day_first or month_first:
        return "dmy" if day_first >= month_first else "mdy"
    if all(a == b for a, b in pairs):
        return "dmy"
    if answers.date_order in ("dmy", "mdy"):
        return "dmy" if answers.date_order == "dmy" else "mdy"
    a, b = next(pair for pair in pairs if pair[0] != pair[1])
    raise errors.Asks(
        f"{what} can be read in two ways: is {a}/{b} day {a} of month {b}, or the other way round?",
        "date_order",
        ("dmy", "mdy"),
    )


def _open(text: str) -> tuple[int, int] | None:
    found = _YEAR_LAST.fullmatch(text.strip().lstrip("'#"))
    if found is None or found["mark"] == ".":
        return None
    return int(found["a"]), int(found["b"])


def instant(stamp: Stamp, answers: Answers) -> datetime:
    """The instant in UTC. A wall clock without an offset is read in the athlete's home zone.

    Of an hour that the end of summer time repeats, the first is meant; a time that its beginning skips is read with
    the offset before it. The offset is the one of that date, also where the zone is this computer's.
    """
    if stamp.offset is not None:
        return stamp.local.replace(tzinfo=timezone(stamp.offset)).astimezone(UTC)
    if answers.timezone is None:
        return stamp.local.astimezone(UTC)
    return stamp.local.replace(tzinfo=answers.zone).astimezone(UTC)


def wall_clock(moment: datetime, answers: Answers) -> datetime:
    """The naive wall clock of an instant in the athlete's home zone."""
    zone = None if answers.timezone is None else answers.zone
    return moment.astimezone(zone).replace(tzinfo=None)


def place(stamp: Stamp, answers: Answers) -> tuple[datetime, datetime]:
    """(start in UTC, local midnight of its day): what the frames' `start` and `day` take.

    A stamp with an offset is moved to the home zone before its day is taken.
    """
    start = instant(stamp, answers)
    local = stamp.local if stamp.offset is None else wall_clock(start, answers)
    return start, datetime(local.year, local.month, local.day)
