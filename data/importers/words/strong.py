"""What Strong calls its columns and set types in the exports of Android, iOS and older versions, by language."""

from __future__ import annotations

from data.importers.reading.table import fold
from data.importers.words import vocabulary

COLUMNS = vocabulary.columns("strong")

# Files without a header have the columns of their time: with the length of the workout in the third place or without,
# and what stands after the seconds by the number of columns; or with the units of each row.
_BEGIN, _LIFT = ("Date", "Workout Name"), ("Exercise Name", "Set Order", "Weight", "Reps", "Distance", "Seconds")
_AFTER_SECONDS = {10: ("RPE",), 11: ("Notes", "Workout Notes"), 12: ("Notes", "Workout Notes", "RPE")}
_WITH_UNITS = (
    *_BEGIN,
    *("Exercise Name", "Set Order", "Weight", "Weight Unit", "Reps", "RPE"),
    *("Distance", "Distance Unit", "Seconds", "Notes", "Workout Notes", "Workout Duration"),
)


def shapes(width: int) -> tuple[tuple[str, ...], ...]:
    """The headers that a file of so many columns may have lost, the commonest first."""
    return (
        (*_BEGIN, "Duration", *_LIFT, *_AFTER_SECONDS.get(width, ())),
        (*_BEGIN, *_LIFT, *_AFTER_SECONDS.get(width + 1, ())),
        _WITH_UNITS[: max(width, len(_WITH_UNITS) - 3)],
    )


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
