"""What Strong calls its columns and set types in the exports of Android, iOS and older versions, by language."""

from __future__ import annotations

from data.importers.reading.table import fold

# English of all versions, German, French.
COLUMNS = {
    "date": ("Date", "Datum"),
    "workout": ("Workout Name", "Workout-Name", "Nom de l'entraînement"),
    "exercise": ("Exercise Name", "Name der Übung", "Nom de l'exercice"),
    "order": ("Set Order", "Reihenfolge festlegen", "Ordre de la série"),
    "load": ("Weight", "Weight (kg)", "Weight (lbs)", "Weight (lb)", "kg", "lb", "lbs", "Gewicht", "Poids"),
    "load_unit": ("Weight Unit", "Gewichtseinheit", "Unité de poids"),
    "reps": ("Reps", "Wiederh.", "Réps", "Répétitions"),
    "distance": ("Distance", "Distance (meters)", "Distance (m)", "km", "mi", "Distanz", "Entfernung", "Strecke"),
    "distance_unit": ("Distance Unit", "Entfernungseinheit", "Unité de distance"),
    "seconds": ("Seconds", "Sekunden", "Secondes"),
    "note": ("Notes", "Notizen", "Remarques"),
    "rpe": ("RPE",),
}

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
