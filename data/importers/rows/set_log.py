"""What the strength apps' exports have in common: sessions, sets in their order, and what a 0 means."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from data.answers import Answers
from data.identity import identity
from data.importers.reading import dates
from data.importers.rows.ledger import Ledger
from data.units import KG_PER_LB, M_PER_FOOT, M_PER_MILE, M_PER_YARD

KG_PER = {"kg": 1.0, "kgs": 1.0, "lb": KG_PER_LB, "lbs": KG_PER_LB}
M_PER = {
    "m": 1.0,
    "meters": 1.0,
    "metres": 1.0,
    "km": 1000.0,
    "mi": M_PER_MILE,
    "miles": M_PER_MILE,
    "ft": M_PER_FOOT,
    "yd": M_PER_YARD,
}


@dataclass(frozen=True)
class Session:
    """One workout: its id and when it began."""

    workout_id: str
    written: str
    start: datetime | None
    day: datetime


def recorded(value: float) -> float:
    """`value`, or NaN for 0: these apps write 0 where nothing was entered."""
    return math.nan if value == 0 else value


@dataclass
class SetLog:
    """The sets of one file, numbered within each session and exercise in the order of the file."""

    source: str
    answers: Answers
    ledger: Ledger
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)

    def session(self, stamp: dates.Stamp, name: str = "") -> Session:
        """The workout that began at `stamp`; `name` tells two of one start apart. A mere day is no `start`."""
        start, day = dates.place(stamp, self.answers)
        written = stamp.local.isoformat()
        return Session(identity(self.source, written, name), written, start if stamp.has_time else None, day)

    def add(self, session: Session, exercise: str, *, reps: float, load_kg: float, **values: Any) -> None:
        """A set. 0 kg is a load nobody entered; 0 repetitions are none counted where time or distance was kept."""
        self.seen[session.written, exercise] += 1
        set_no = self.seen[session.written, exercise]
        length = {name: recorded(values.pop(name, math.nan)) for name in ("duration_s", "distance_m", "rpe")}
        is_timed = length["duration_s"] > 0 or length["distance_m"] > 0
        basis = values.pop("load_basis", None) or ("assisted" if "(assisted)" in exercise.casefold() else None)
        self.ledger.keep(
            "sets",
            set_id=identity(self.source, session.written, exercise, set_no),
            source=self.source,
            workout_id=session.workout_id,
            start=session.start,
            day=session.day,
            exercise_raw=exercise,
            set_no=set_no,
            reps=recorded(reps) if is_timed else reps,
            load_kg=recorded(load_kg),
            load_basis=basis,
            **length,
            **values,
        )
