"""One name, or all names of a frame `sets`, matched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from data.exercises import rules, spelling
from data.exercises.tables import ASK, CONTROL, OTHER, Aliases, alias_rows, aliases, canonical_keys, garmin_names
from data.exercises.words import key


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
        found = self._garmin(raw) if source.startswith("garmin") else None
        found = found or self.labelled.find(raw, source) or canonical_keys().get(key(raw))
        found = found or rules.decide(raw) or self._respelled(raw, source)
        if not found or found == ASK:
            return Match(None, False, spelling.suggestions(raw))
        ruled = rules.decide(raw) if found == OTHER else None
        name = CONTROL if CONTROL in (found, ruled) else found
        return Match(OTHER if name == CONTROL else found, True, (), name)

    def _garmin(self, raw: str) -> str | None:
        return garmin_names().get(raw)

    def _respelled(self, raw: str, source: str) -> str | None:
        corrected = spelling.corrected(raw)
        if corrected is None:
            return None
        return (
            self.labelled.find(corrected, source) or canonical_keys().get(key(corrected)) or rules.decide(corrected)
        )


@cache
def matcher() -> Matcher:
    """The matcher with every labelled name."""
    return Matcher(aliases(alias_rows()))


@cache
def match(raw: str, source: str = "generic") -> Match:
    """What the exercise name `raw` is, as `source` (generic, hevy, strong, garmin_fit ...) uses the word.

    `Match.exercise` is a canonical name of the table, or None where the reader should be asked; then `candidates`
    holds up to three near names.
    """
    return matcher().match(raw, source)


def name_all(sets: pd.DataFrame, answers: Mapping[str, str] | None = None) -> pd.Series:
    """The canonical name of each row of `sets`, missing where not sure; `answers` (raw -> canonical) always win."""
    told = {key(raw): canonical for raw, canonical in (answers or {}).items()}
    raw_codes, raws = pd.factorize(sets["exercise_raw"])
    source_codes, sources = pd.factorize(sets["source"])
    pairs, place = np.unique(raw_codes * (len(sources) + 1) + source_codes + 1, return_inverse=True)
    names = np.array([None] * len(pairs), dtype=object)
    for i, pair in enumerate(pairs):
        raw_code, source_code = divmod(int(pair), len(sources) + 1)
        if raw_code >= 0:
            source = str(sources[source_code - 1]) if source_code else "generic"
            names[i] = told.get(key(raws[raw_code])) or match(str(raws[raw_code]), source).name
    return pd.Series(names[place], index=sets.index, dtype="str", name="exercise")
