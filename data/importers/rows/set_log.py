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
from data.importers.words.sports import is_plain_run, is_treadmill, run_kind
from data.units import KG_PER_LB, M_PER_FOOT, M_PER_MILE, M_PER_YARD

KG_PER = {"kg": 1.0, "kgs": 1.0, "lb": KG_PER_LB, "lbs": KG_PER_LB, "pounds": KG_PER_LB}
M_PER = {
    "m": 1.0,
    "meters": 1.0,
    "metres": 1.0,
    "km": 1000.0,
    "kilometers": 1000.0,
    "kilometres": 1000.0,
    "mi": M_PER_MILE,
    "miles": M_PER_MILE,
    "ft": M_PER_FOOT,
    "feet": M_PER_FOOT,
    "yd": M_PER_YARD,
    "yards": M_PER_YARD,
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


# Shorter than this without a distance is a drill among the sets, not a run.
SHORTEST_RUN_S = 60
SHORTEST_RUN_M = 100
# Rows called after the treadmill alone are walks below this speed (7.2 km/h, where people begin to run).
SLOWEST_RUN_M_S = 2.0


@dataclass
class SetLog:
    """The sets of one file, numbered within each session and exercise in the order of the file; and its runs."""

    source: str
    answers: Answers
    ledger: Ledger
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)
    runs: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def session(self, stamp: dates.Stamp, name: str = "") -> Session:
        """The workout that began at `stamp`; `name` tells two of one start apart. A mere day is no `start`."""
        start, day = dates.place(stamp, self.answers)
        written = stamp.local.isoformat()
        return Session(identity(self.source, written, name), written, start if stamp.has_time else None, day)

    def add(
        self,
        session: Session,
        exercise: str,
        *,
        line: int,
        reps: float,
        load_kg: float,
        kind: str = "work",
        **values: Any,
    ) -> None:
        """A set, or a part of a run where the row tells of one; a set that was planned and never done is left out.

        0 kg is a load nobody entered; 0 repetitions are none counted where time or distance was kept.
        """
        self.seen[session.written, exercise] += 1
        length = {name: recorded(values.pop(name, math.nan)) for name in ("duration_s", "distance_m", "rpe")}
        is_timed = length["duration_s"] > 0 or length["distance_m"] > 0
        if is_timed and not load_kg > 0 and is_run(exercise, length["duration_s"], length["distance_m"]):
            self._add_run(session, exercise, line, length, values.get("note"))
        elif is_timed or reps > 0:
            self._add_set(session, exercise, recorded(reps) if is_timed else reps, load_kg, kind, length | values)
        elif load_kg > 0:
            self.ledger.group(line, "a load without repetitions, time or distance, so not counted as done")
        else:
            self.ledger.group(line, "a set without repetitions, load, time or distance: planned, not done")

    def _add_set(
        self, session: Session, exercise: str, reps: float, load_kg: float, kind: str, values: dict[str, Any]
    ) -> None:
        set_no = self.seen[session.written, exercise]
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
            kind=kind,
            reps=reps,
            load_kg=recorded(load_kg),
            load_basis=basis,
            **values,
        )

    def _add_run(
        self, session: Session, exercise: str, line: int, length: dict[str, float], note: str | None
    ) -> None:
        """A run; further rows of the same exercise in the same session are parts of it."""
        known = self.runs.get((session.written, exercise))
        if known is not None:
            self.ledger.group(line, f"{exercise}: added to the run of the same session")
            for name in ("duration_s", "distance_m"):
                known[name] = _sum(known[name], length[name])
            return
        self.runs[session.written, exercise] = self.ledger.keep(
            "runs",
            run_id=identity(self.source, session.written, exercise, "run"),
            source=self.source,
            start=session.start,
            day=session.day,
            kind=run_kind(exercise) or "treadmill",
            title=exercise,
            note=note,
            **length,
        )


def is_run(exercise: str, duration_s: float, distance_m: float) -> bool:
    """Whether a row of a lifting log tells of a run: by the name of the exercise, and its length or speed.

    A name for running or a treadmill and nothing else needs a minute or 100 m; running as part of a longer name
    needs the distance; a treadmill alone needs a speed at which people run.
    """
    is_far, is_long = distance_m >= SHORTEST_RUN_M, duration_s >= SHORTEST_RUN_S
    if is_treadmill(exercise):
        return is_far and distance_m / duration_s >= SLOWEST_RUN_M_S
    return run_kind(exercise) is not None and (is_far or (is_long and is_plain_run(exercise)))


def _sum(a: float, b: float) -> float:
    """The sum of what is known of both."""
    return b if math.isnan(a) else a if math.isnan(b) else a + b
