"""What Strong calls its columns and set types in the exports of Android, iOS and older versions, by language."""

from __future__ import annotations

from data.importers.reading.table import fold
from data.importers.words import vocabulary

COLUMNS = vocabulary.columns("strong")

# Columns whose name holds the unit.
LOAD_UNITS = {"kg": ("Weight (kg)", "kg"), "lb": ("Weight (lbs)", "Weight (lb)", "lb", "lbs")}
DISTANCE_UNITS = {"m": ("Distance (meters)", "Distance (m)"), "km": ("km",), "mi": ("mi",)}

# Files without a header have the columns of their time; with the length of the workout in the third place or without.
WITH_DURATION = (
    "Date",
    "Workout Name",
    "Duration",
    "Exercise Name",
    "Set Order",
    "Weight",
    "Reps",
    "Distance",
    "Seconds",
)
AFTER_SECONDS = {10: ("RPE",), 11: ("Notes", "Workout Notes"), 12: ("Notes", "Workout Notes", "RPE")}

_KINDS = {
    "w": "warmup",
    "warmup": "warmup",
    "d": "drop",
    "dropset": "drop",
    "drop": "drop",
    "f": "failure",
    "failure": "failure",
}
_NO_SETS = ("resttimer", "rest", "ruhezeit", "note", "notiz", "minuteurderepos", "tempsderepos", "repos", "remarque")


def set_kind(order: str) -> str | None:
    """The `kind` for a Set Order: a number is a working set, a letter or word another kind; None if unknown."""
    if order.strip().isdigit():
        return "work"
    return _KINDS.get(fold(order))


def is_no_set(order: str) -> bool:
    """True for rests and notes, which stand among the sets."""
    return fold(order) in _NO_SETS
