"""Lyfta's workouts (CSV): one row a set, without units.

    Title,Date,Duration,Exercise,Superset id,Weight,Reps,Distance,Time,Set Type
    Legs,"2026-05-17 18:02:11",01:02:10,Barbell Hip Thrust,0,225,8,0,00:00:00,NORMAL_SET

`Duration` is the workout's, `Time` the set's.
"""

from __future__ import annotations

from data.answers import Answers
from data.importers.reading import table
from data.importers.rows import set_table
from data.importers.source import Parsed, SourceFile

NAME = "Lyfta CSV"
LAYOUT = set_table.Layout(
    source="lyfta",
    columns={
        "date": ("Date",),
        "exercise": ("Exercise",),
        "reps": ("Reps",),
        "load": ("Weight",),
        "distance": ("Distance",),
        "duration": ("Time",),
        "kind": ("Set Type",),
        "rpe": ("RPE",),
        "note": ("Notes", "Note"),
    },
    kinds={"normalset": "work", "warmupset": "warmup", "dropset": "drop", "failureset": "failure"},
    unread=("Title", "Duration", "Superset id"),
    plain_s=1.0,
)


def matches(source: SourceFile) -> bool:
    """Lyfta's columns."""
    return table.head(source).has("Title", "Date", "Exercise", "Superset id", "Set Type")


def read(source: SourceFile, answers: Answers) -> Parsed:
    """One set a row. Raises errors.Asks for the unit of loads and distances."""
    return set_table.read(source, answers, LAYOUT)
