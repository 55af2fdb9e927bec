"""Slips of spelling, and the three names nearest to one that has to be asked about.

rapidfuzz is imported by the first name that nobody knows: pages, which read names that are known, start without it.
"""

from __future__ import annotations

from functools import cache

from data import schema
from data.exercises import lexicon
from data.exercises.implements import IMPLEMENTS
from data.exercises.tables import heads
from data.exercises.words import words

# Below these a word is too short for one slip to be told from another word; "state" is no "skate". A letter in the
# place of another is a slip only in longer words.
SHORTEST, SHORTEST_OTHER_LETTER = 6, 7
# Suggestions, unlike answers, may be far off: measured on 2,679 names, 80 keeps the right one mostly in view.
NEAR = 80


@cache
def vocabulary() -> frozenset[str]:
    """Every word the rules know."""
    phrases = {word for rows in heads().values() for head in rows for word in (*head.phrase, *head.also)}
    lists = lexicon.HIP_OR_LEG | lexicon.UPPER_OR_CARDIO | lexicon.VETO | lexicon.STRETCHES
    canonical = {word for name in schema.exercises()["exercise"] for word in words(name)}
    return frozenset(phrases | lists | set(IMPLEMENTS) | canonical)


def corrected(raw: str) -> str | None:
    """`raw` with each unknown word replaced by the one known word a slip away; None where nothing changed."""
    said = words(raw)
    better = [_nearest(word) for word in said]
    return None if tuple(better) == said else " ".join(better)


@cache
def _nearest(word: str) -> str:
    if word in vocabulary():
        return word
    near = [known for known in vocabulary() if _is_a_slip(word, known)]
    return near[0] if len(near) == 1 else word


def _is_a_slip(word: str, known: str) -> bool:
    longest = max(len(word), len(known))
    if longest < SHORTEST or word[0] != known[0]:
        return False
    from rapidfuzz.distance import DamerauLevenshtein

    if DamerauLevenshtein.distance(word, known, score_cutoff=1) > 1:
        return False
    is_other_letter = len(word) == len(known) and sorted(word) != sorted(known)
    return not is_other_letter or longest >= SHORTEST_OTHER_LETTER


def suggestions(raw: str) -> tuple[str, ...]:
    """Up to three canonical names, nearest first."""
    from rapidfuzz import fuzz, process

    names = list(schema.exercises()["exercise"])
    query = " ".join(words(raw))
    near = process.extract(query, names, scorer=fuzz.token_sort_ratio, processor=_plain, limit=3)
    return tuple(name for name, _, _ in near)


def _plain(name: str) -> str:
    return " ".join(words(name))
