"""LiftLog's plaintext export (CSV): one row a set that was done, each with its own time and the session's id.

    SessionId,Timestamp,Exercise,Weight,WeightUnit,Reps,TargetReps,Notes
    8b929966-2426-4cbf-b678-ac8e811c8b2b,2024-10-16T10:44:39,Bench Press,67.5,kg,12,12,

A session begins with the earliest of its sets.
"""

from __future__ import annotations

from data.answers import Answers
from data.importers.reading import table
from data.importers.rows import set_table
from data.importers.source import Parsed, SourceFile

NAME = "LiftLog CSV"
LAYOUT = set_table.Layout(
    source="liftlog",
    columns={
        "session": ("SessionId",),
        "date": ("Timestamp",),
        "exercise": ("Exercise",),
        "reps": ("Reps",),
        "load": ("Weight",),
        "load_unit": ("WeightUnit",),
        "note": ("Notes",),
    },
    unread=("TargetReps",),
)


def matches(source: SourceFile) -> bool:
    """LiftLog's columns."""
    return table.head(source).has("SessionId", "Timestamp", "Exercise", "Reps", "TargetReps")


def read(source: SourceFile, answers: Answers) -> Parsed:
    """One set a row."""
    return set_table.read(source, answers, LAYOUT)
