"""What the exercise of a set is called: by the profile, the athlete's or the plan's title, or the plan's step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from data.importers.fit import words
from data.importers.fit.messages import Message

# How the note begins where the watch offers several exercises for one set.
GUESSES = "the watch's guesses: "
# What stands where the watch could not tell the exercise; the profile's own word.
UNKNOWN = "unknown"

Pair = tuple[int, int | None]  # category, subtype


@dataclass(frozen=True)
class Names:
    """The names that a file gives by itself: titles by (category, subtype), names of the plan's steps by number."""

    titles: Mapping[Pair, str] = field(default_factory=dict)
    steps: Mapping[int, str] = field(default_factory=dict)

    def exercise(self, message: Message) -> tuple[str, str | None]:
        """The name of the likeliest exercise of a set, and the note: its title, and all guesses where they differ.

        A category that the profile does not know (65534) goes by its title, a set without either by the step of the
        plan that it belongs to; `UNKNOWN` where nothing says it.
        """
        pairs = _pairs(message)
        own = [self.titles.get(pair) if pair[0] == words.UNKNOWN_CATEGORY else None for pair in pairs]
        guesses = [pair for pair in pairs if words.exercise(*pair)]
        if own and own[0]:
            return own[0], None
        if not guesses:
            step = message.raw.get("wkt_step_index")
            planned = self.steps.get(step) if isinstance(step, int) else None
            return next((title for title in own if title), None) or planned or UNKNOWN, None
        return self._likeliest(guesses)

    def _likeliest(self, guesses: list[Pair]) -> tuple[str, str | None]:
        first = guesses[0]
        name, title = words.exercise(*first) or UNKNOWN, self.titles.get(first)
        if title and not words.has_exercise_name(*first):
            name, title = title, None
        all_names = "; ".join(words.exercise(*g) or UNKNOWN for g in guesses)
        notes = [title, GUESSES + all_names if len(guesses) > 1 else None]
        return name, " | ".join(n for n in notes if n) or None


def names(titles: list[Message], steps: list[Message]) -> Names:
    """The names in a file's `exercise_title` and `workout_step` messages."""
    return Names(_titles(titles), _steps(steps))


def is_named(message: Message) -> bool:
    """Whether the watch says which exercise the set was, or might have been."""
    return any(words.exercise(*pair) for pair in _pairs(message))


def _pairs(message: Message) -> list[Pair]:
    categories, subtypes = _several(message.raw.get("category")), _several(message.raw.get("category_subtype"))
    pairs = zip_longest(categories, subtypes[: len(categories)])
    return list(dict.fromkeys((c, s) for c, s in pairs if c is not None))


def _several(value: Any) -> tuple[int | None, ...]:
    if isinstance(value, tuple):
        return tuple(v if isinstance(v, int) else None for v in value)
    return (value,) if isinstance(value, int) else ()


def _titles(messages: list[Message]) -> dict[Pair, str]:
    named: dict[Pair, str] = {}
    for m in messages:
        category, subtype, name = m.raw.get("exercise_category"), m.raw.get("exercise_name"), _name(m)
        if isinstance(category, int) and name:
            named[category, subtype] = name
    return named


def _steps(messages: list[Message]) -> dict[int, str]:
    named: dict[int, str] = {}
    for m in messages:
        number, category, subtype = (m.raw.get(f) for f in ("message_index", "exercise_category", "exercise_name"))
        is_exercise = isinstance(category, int)
        name = (words.exercise(category, subtype) if is_exercise else None) or _name(m)
        if isinstance(number, int) and name:
            named[number] = name
    return named


def _name(message: Message) -> str:
    name = message.values.get("wkt_step_name")
    return name.strip() if isinstance(name, str) else ""
