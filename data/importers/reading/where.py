"""The calendar day at a place on earth: its time zone from its coordinates, offline.

The borders are those of tzfpy (simplified by some hundred metres); at sea the zones are nautical. They are loaded at
the first question, a quarter of a second and 35 MB, for most files tell their own offset and never ask.
"""

from __future__ import annotations

from datetime import datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np

Place = tuple[float, float]


def first(lat: np.ndarray, lon: np.ndarray) -> Place | None:
    """The first position of a recording in degrees; None without one. 0°/0° is what apps write for none."""
    has = (np.abs(lat) <= 90) & (np.abs(lon) <= 180) & ~((lat == 0) & (lon == 0))
    at = np.flatnonzero(has)
    return (float(lat[at[0]]), float(lon[at[0]])) if len(at) else None


def place(lat: float, lon: float) -> Place | None:
    """One position in degrees, likewise."""
    return first(np.array([lat]), np.array([lon]))


@lru_cache(maxsize=4096)
def zone(lat: float, lon: float) -> tzinfo | None:
    """The zone at a place; None where none is known."""
    import tzfpy

    name = tzfpy.get_tz(lon, lat)
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):  # a zone younger than this computer's list
        return None


def local_day(start: datetime, at: Place | None) -> datetime | None:
    """The local calendar day (naive midnight) of an instant at a place; None where its zone is not known."""
    found = zone(*at) if at is not None else None
    if found is None:
        return None
    local = start.astimezone(found)
    return datetime(local.year, local.month, local.day)
