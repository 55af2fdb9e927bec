"""One name, or all names of a frame `sets`, matched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from data.exercises import rules, spelling
from data.exercises.tables import (
    ASK,
    CONTROL,
    OTHER,
    Aliases,
    alias_rows,
    aliases,
    canonical_name,
    garmin_names,
    share,
)
from data.exercises.words import key

# How the FIT importer's note begins the list of what the watch thinks a set might have been.
GUESSES = "the watch's guesses: "


@dataclass(frozen=True)
class Match:
    """What a name is taken for: a canonical exercise, or None; whether that is sure; and up to three near ones.

    `exercise` is None exactly where `is_sure` is False. `name` is what frames hold: the same, except that curls,
    which `exercise` counts as "other", are "Biceps Curl".
    """

    exercise: str | None
    is_sure: bool
    candidates: tuple[str, ...] = ()
    name: str | None = None


@dataclass(frozen=True)
class Matcher:
    """The rule with one set of labelled names."""

    labelled: Aliases

    def match(self, raw: str, source: str = "generic") -> Match:
        """What `raw` is, as `source` uses the word."""
        found = self._found(raw, source)
        if not found or found == ASK:
            return Match(None, False, spelling.suggestions(raw))
        ruled = rules.decide(raw) if found == OTHER else None
        name = CONTROL if CONTROL in (found, ruled) else found
        return Match(OTHER if name == CONTROL else found, True, (), name)

    def _found(self, raw: str, source: str) -> str | None:
        if raw in garmin_names() and source.startswith("garmin"):
            return garmin_names()[raw]
        if (source.startswith("garmin") and "/" in raw) or rules.is_ambiguous(raw):
            return None
        return self._known(raw, source) or self._ruled(raw, source)

    def _known(self, raw: str, source: str) -> str | None:
        return self.labelled.find(raw, source) or canonical_name(raw)

    def _ruled(self, raw: str, source: str) -> str | None:
        as_written, corrected = rules.decide(raw), spelling.corrected(raw)
        if corrected is None:
            return as_written
        respelled = self._known(corrected, source) or rules.decide(corrected)
        if as_written is None or respelled is None:
            return as_written or respelled
        return respelled if share(respelled) == share(as_written) else None


@cache
def matcher() -> Matcher:
    """The matcher with every labelled name."""
    return Matcher(aliases(alias_rows()))


def make_ready() -> None:
    """Reads the tables and patterns now, a tenth of a second, which else the first name waits for."""
    match("Hip Thrust (Barbell)")


@cache
def match(raw: str, source: str = "generic") -> Match:
    """What the exercise name `raw` is, as `source` (generic, hevy, strong, garmin_fit ...) uses the word.

    `Match.exercise` is a canonical name of the table, or None where the reader should be asked; then `candidates`
    holds up to three near names.
    """
    return matcher().match(raw, source)


def name_all(sets: pd.DataFrame, answers: Mapping[str, str] | None = None) -> pd.Series:
    """The canonical name of each row of `sets`, missing where not sure; `answers` (raw -> canonical) always win.

    Where a watch noted several guesses for one set, the name is sure only if all of them mean the same exercise.
    """
    told = {key(raw): canonical for raw, canonical in (answers or {}).items()}
    rows = pd.DataFrame({"raw": sets["exercise_raw"], "source": sets["source"], "guesses": _guesses(sets)})
    places, unique = pd.MultiIndex.from_frame(rows.fillna("")).factorize()
    names = np.array([_named(raw, source, guesses, told) for raw, source, guesses in unique], dtype=np.object_)
    return pd.Series(names[places] if len(names) else [], index=sets.index, dtype="str", name="exercise")


def _named(raw: str, source: str, guesses: str, told: Mapping[tuple[str, ...], str]) -> str | None:
    if not raw:
        return None
    answered = told.get(key(raw))
    if answered:
        return answered
    names = {match(one, source).name for one in guesses.split("; ")} if guesses else {match(raw, source).name}
    return names.pop() if len(names) == 1 else None


def _guesses(sets: pd.DataFrame) -> pd.Series:
    """The watch's guesses of each row, where its name is one of several; else ''."""
    if "note" not in sets:
        return pd.Series("", index=sets.index, dtype="str")
    is_code = sets["exercise_raw"].str.fullmatch("[a-z_]+(/[a-z0-9_]+)?").fillna(False).astype(bool)
    notes = sets["note"].where(is_code).astype(object)
    said = [note.partition(GUESSES)[2] if isinstance(note, str) else "" for note in notes]
    return pd.Series(said, index=sets.index, dtype="str")
