"""Rows of the frame `sets`: the active sets of strength sessions; rests are left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from itertools import zip_longest
from typing import Any

import numpy as np

from data.identity import identity
from data.importers.fit import clock, words
from data.importers.fit.messages import Message
from data.importers.fit.runs import SOURCE
from data.importers.fit.sessions import Session, number

# set_type as stored.
_REST = 0
# How the note begins where the watch offers several exercises for one set.
GUESSES = "the watch's guesses: "
# What stands where the watch could not tell the exercise; the profile's own word.
UNKNOWN = "unknown"


def rows(
    found: list[Message], titles: list[Message], sessions: list[Session], day: Callable[[datetime], datetime]
) -> list[dict[str, Any]]:
    """One row an active set, in the order of the file; `day` gives the local day of an instant.

    A set outside strength training that says neither what was done nor how often (yoga has one) is no set.
    """
    names = _titles(titles)
    numbers: Counter[tuple[str, str]] = Counter()
    out = []
    for place, message in enumerate(m for m in found if m.raw.get("set_type") != _REST):
        begin = clock.instant(message.raw.get("start_time"))
        session = _session_at(begin, sessions)
        start = session.start if session else _first_start(found)
        guesses = _guesses(message)
        if start is None or not (_is_strength(session) or guesses or number(message, "repetitions") > 0):
            continue
        raw, note = _exercise(guesses, names)
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


Guess = tuple[int, int | None]


def _guesses(message: Message) -> list[Guess]:
    """(category, subtype) of each exercise that the watch thinks it might have been, likeliest first."""
    categories, subtypes = _several(message.raw.get("category")), _several(message.raw.get("category_subtype"))
    pairs = zip_longest(categories, subtypes[: len(categories)])
    return list(dict.fromkeys((c, s) for c, s in pairs if c is not None and words.exercise(c, s)))


def _several(value: Any) -> tuple[int | None, ...]:
    if isinstance(value, tuple):
        return tuple(v if isinstance(v, int) else None for v in value)
    return (value,) if isinstance(value, int) else ()


def _titles(messages: list[Message]) -> dict[Guess, str]:
    """The names that the athlete or the plan gave to exercises."""
    named = {}
    for m in messages:
        category, subtype = m.raw.get("exercise_category"), m.raw.get("exercise_name")
        name = m.values.get("wkt_step_name")
        if isinstance(category, int) and isinstance(name, str):
            named[category, subtype] = name
    return named


def _exercise(guesses: list[Guess], titles: dict[Guess, str]) -> tuple[str, str | None]:
    """The name of the likeliest exercise, and the note: its title, and all guesses where they differ."""
    if not guesses:
        return UNKNOWN, None
    first = guesses[0]
    name, title = words.exercise(*first) or UNKNOWN, titles.get(first)
    if title and not words.has_exercise_name(*first):
        name, title = title, None
    all_names = "; ".join(words.exercise(*g) or UNKNOWN for g in guesses)
    notes = [title, GUESSES + all_names if len(guesses) > 1 else None]
    return name, " | ".join(n for n in notes if n) or None
