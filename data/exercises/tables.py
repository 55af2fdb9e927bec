"""The tables of names that come with lbsdrop, read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pandas as pd

from data import schema
from data.exercises.words import key, keys, words

FOLDER = schema.EXERCISE_TABLE.parent
OTHER = "other"
ASK = "?"
# Curls are zero share ("other") for the glute table; frames still name them, because an exposure that cannot act on
# the back shows what chance alone does.
CONTROL = "Biceps Curl"


@dataclass(frozen=True)
class Head:
    """A phrase that names an exercise: its words in order, words that must also be there, and what it names."""

    phrase: tuple[str, ...]
    also: frozenset[str]
    family: str

    @property
    def size(self) -> int:
        """How many words it explains: the longest explanation wins."""
        return len(self.phrase) + len(self.also)


@dataclass(frozen=True)
class Aliases:
    """Names somebody has labelled by hand: by source and words, and by words alone where all sources agree."""

    by_source: dict[tuple[str, tuple[str, ...]], str]
    by_words: dict[tuple[str, ...], str]

    def find(self, raw: str, source: str) -> str | None:
        """The canonical name, or None where the name is not in the table or sources disagree about it."""
        for words_said in keys(raw):
            found = self.by_source.get((source, words_said)) or self.by_words.get(words_said)
            if found:
                return found
        return None


def aliases(rows: Iterable[tuple[str, str, str]]) -> Aliases:
    """The lookup for rows of (source, raw name, canonical name)."""
    meanings: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    anywhere: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for source, raw, canonical in rows:
        meanings[source, key(raw)].add(canonical)
        anywhere[key(raw)].add(canonical)
    return Aliases(
        {k: min(names) for k, names in meanings.items() if len(names) == 1},
        {k: min(names) for k, names in anywhere.items() if len(names) == 1},
    )


@cache
def alias_rows() -> tuple[tuple[str, str, str], ...]:
    """All labelled names: (source, raw name, canonical name); Garmin's own codes are in `garmin_names`."""
    table = pd.read_csv(FOLDER / "exercise_aliases.csv", keep_default_na=False)
    rows = table[table["source"] != "garmin_fit"]
    return tuple(rows.itertuples(index=False, name=None))


@cache
def garmin_names() -> dict[str, str]:
    """Garmin's `category/name` -> canonical name, '?' where the name leaves the share open."""
    table = pd.read_csv(FOLDER / "garmin_exercises.csv", keep_default_na=False)
    return dict(zip(table["garmin_name"], table["canonical_name"], strict=True))


@cache
def heads() -> dict[str, list[Head]]:
    """The head phrases, longest explanation first, by their first word."""
    table = pd.read_csv(FOLDER / "exercise_heads.csv", keep_default_na=False)
    found: dict[str, list[Head]] = defaultdict(list)
    for phrase, also, family in table.itertuples(index=False):
        head = Head(words(phrase), frozenset(words(also)), family)
        found[head.phrase[0]].append(head)
    for rows in found.values():
        rows.sort(key=lambda head: head.size, reverse=True)
    return dict(found)


@cache
def families() -> dict[str, dict[str, str]]:
    """Family -> implement -> canonical name: 'Lunge' -> {'barbell': 'Lunge (Barbell)', ...}; '' has none."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for name in schema.exercises()["exercise"]:
        family, _, implement = name.partition(" (")
        found[family][implement.rstrip(")").lower()] = name
    return dict(found)


@cache
def canonical_keys() -> dict[tuple[str, ...], str]:
    """Words of each canonical name -> the name."""
    return {key(name): name for name in schema.exercises()["exercise"]}


def canonical_name(raw: str) -> str | None:
    """The canonical exercise whose name has the same words."""
    return next((canonical_keys()[k] for k in keys(raw) if k in canonical_keys()), None)


@cache
def _shares() -> dict[str, float]:
    return {str(name): float(value) for name, value in schema.exercises()["glute_max"].items()}


def share(canonical: str) -> float:
    """Gluteus maximus share of a hard set of the exercise; KeyError for a name the table does not have."""
    return _shares()[canonical]
