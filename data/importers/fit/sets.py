"""Rows of the frame `sets`: the active sets of strength sessions; rests are left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

import numpy as np

from data.identity import identity
from data.importers.fit import clock
from data.importers.fit.exercise_names import Names, is_named
from data.importers.fit.messages import Message
from data.importers.fit.runs import SOURCE
from data.importers.fit.sessions import Session, number

# set_type as stored.
_REST = 0


def rows(
    found: list[Message], names: Names, sessions: list[Session], day: Callable[[datetime], datetime]
) -> list[dict[str, Any]]:
    """One row an active set, in the order of the file; `day` gives the local day of an instant.

    A set outside strength training that says neither what was done nor how often (yoga has one) is no set.
    """
    numbers: Counter[tuple[str, str]] = Counter()
    out = []
    for place, message in enumerate(m for m in found if m.raw.get("set_type") != _REST):
        begin = clock.instant(message.raw.get("start_time"))
        session = _session_at(begin, sessions)
        start = session.start if session else _first_start(found)
        if start is None or not (_is_strength(session) or is_named(message) or number(message, "repetitions") > 0):
            continue
        raw, note = names.exercise(message)
        workout = workout_id(start)
        numbers[workout, raw] += 1
        out.append(
            {
                "set_id": identity(SOURCE, start.isoformat(), begin and begin.isoformat(), place),
                "source": SOURCE,
                "workout_id": workout,
                "start": begin or start,
                "day": day(start),
                "exercise_raw": raw,
                "set_no": numbers[workout, raw],
                "kind": "work",
                "reps": number(message, "repetitions"),
                "load_kg": _load(message),
                "duration_s": number(message, "duration"),
                "note": note,
            }
        )
    return out


def workout_id(start: datetime) -> str:
    """The id of the strength session that began then."""
    return identity(SOURCE, start.isoformat(), "strength")


def _is_strength(session: Session | None) -> bool:
    return session is None or session.is_strength


def _load(message: Message) -> float:
    """Kilograms; 0 is what the watch writes where none was entered."""
    weight = number(message, "weight")
    return weight if weight > 0 else np.nan


def _session_at(begin: datetime | None, sessions: list[Session]) -> Session | None:
    """The last session that had begun by then; without a time the first strength session, or the first."""
    if begin is None:
        return next((s for s in sessions if s.is_strength), sessions[0] if sessions else None)
    begun = [s for s in sessions if s.start <= begin]
    return begun[-1] if begun else (sessions[0] if sessions else None)


def _first_start(found: list[Message]) -> datetime | None:
    starts = [clock.instant(m.raw.get("start_time")) for m in found]
    return min((s for s in starts if s), default=None)
