"""Instants and local days: FIT counts seconds since 1989-12-31 00:00 UTC."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo

import numpy as np

from data.importers.fit.messages import Message
from data.importers.reading import where

_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
# Below this a date_time counts seconds since the watch was switched on, not since 1989 (FIT profile, date_time).
FIRST_DATE = 0x10000000
_LAST_DATE = 0xFFFFFFFF
# No zone lies further from UTC.
_FARTHEST = timedelta(hours=14)
# Every zone in use lies whole quarter-hours from UTC; watches round and drift by up to two minutes.
_QUARTER = timedelta(minutes=15)
_DRIFT = timedelta(minutes=2)
# Samples of one activity do not lie further apart, pauses included.
_APART_S = 12 * 3600


def instant(seconds: object) -> datetime | None:
    """The instant (UTC) of a stored time; None where the watch did not know the date."""
    if not isinstance(seconds, (int, float)) or not FIRST_DATE <= seconds < _LAST_DATE:
        return None
    return _EPOCH + timedelta(seconds=float(seconds))


def together(times: np.ndarray) -> np.ndarray:
    """The stored times that belong to one activity: those with a date, the largest group without a gap of half a day.

    A damaged sample may say any time; one such would make the activity as long as it is far away.
    """
    known = np.sort(times[np.isfinite(times) & (times >= FIRST_DATE) & (times < _LAST_DATE)])
    groups = np.split(known, np.flatnonzero(np.diff(known) > _APART_S) + 1)
    return max(groups, key=len)


def seconds(moment: datetime) -> float:
    """The stored time of an instant."""
    return (moment - _EPOCH).total_seconds()


def offset(activities: Iterable[Message], *, is_zero_sure: bool = True) -> timedelta | None:
    """How far the athlete's clock stood from UTC, by the first `activity` message that says so believably.

    Believable is at most 14 h and, but for two minutes of drift, whole quarter-hours. Apps that do not know the
    local time write the time in UTC twice: the very same second says nothing unless `is_zero_sure`.
    """
    for message in activities:
        local, utc = instant(message.raw.get("local_timestamp")), instant(message.raw.get("timestamp"))
        if local is None or utc is None or (local == utc and not is_zero_sure):
            continue
        nearest = round((local - utc) / _QUARTER) * _QUARTER
        if abs(local - utc - nearest) <= _DRIFT and abs(nearest) <= _FARTHEST:
            return nearest
    return None


def local_day(start: datetime, local_offset: timedelta | None, place: where.Place | None, home: tzinfo) -> datetime:
    """The calendar day (naive midnight) of an instant: by the file's own offset, else by the zone of the place, else
    in the home zone."""
    at_place = where.local_day(start, place) if local_offset is None else None
    if at_place is not None:
        return at_place
    local = start.astimezone(home) if local_offset is None else start + local_offset
    return datetime(local.year, local.month, local.day)
