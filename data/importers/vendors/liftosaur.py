"""Liftosaur's history (CSV): one row a set, times in UTC, a unit with every weight.

    Workout DateTime,...,Exercise,Is Warmup Set?,Required Reps,Completed Reps,...,Completed Weight Value,
    Completed Weight Unit,...
    2026-05-17T18:02:11.000Z,...,"Hip Thrust, Barbell",0,5,6,...,102.5,kg,...

What was required is the plan; only what was completed counts.
"""

from __future__ import annotations

from data.answers import Answers
from data.importers.reading import table
from data.importers.rows import set_table
from data.importers.source import Parsed, SourceFile

NAME = "Liftosaur CSV"
LAYOUT = set_table.Layout(
    source="liftosaur",
    columns={
        "date": ("Workout DateTime",),
        "exercise": ("Exercise",),
        "reps": ("Completed Reps",),
        "load": ("Completed Weight Value",),
        "load_unit": ("Completed Weight Unit",),
        "rpe": ("Completed RPE",),
        "kind": ("Is Warmup Set?",),
        "note": ("Notes",),
    },
    kinds={"0": "work", "1": "warmup", "true": "warmup", "false": "work"},
    unread=(
        *("Program", "Day Name", "Required Reps", "Is AMRAP?", "Required RPE", "Log RPE?", "Required Weight Value"),
        *("Required Weight Unit", "Ask Weight?", "Completed Reps Time", "Completed Timestamp"),
        *("Target Muscles", "Synergist Muscles"),
    ),
)


def matches(source: SourceFile) -> bool:
    """Liftosaur's columns."""
    return table.head(source).has("Workout DateTime", "Is Warmup Set?", "Completed Reps")


def read(source: SourceFile, answers: Answers) -> Parsed:
    """One set a row, on the day of the athlete's home zone."""
    return set_table.read(source, answers, LAYOUT)
