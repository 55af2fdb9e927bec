"""Exercise names as lists of plain words: accents, plurals, spellings and abbreviations folded away."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import pandas as pd

from data.schema import EXERCISE_TABLE

WORD_TABLE = EXERCISE_TABLE.with_name("exercise_words.csv")


def word_set(text: str) -> frozenset[str]:
    """The blank-separated words of `text`."""
    return frozenset(text.split())


# A pause is no other exercise, but some apps list paused squats on their own.
PAUSE = "pause"
# Words that say how a set was done or measured, not what was done.
NOISE = word_set(
    "a al alla an ante as at aus avec com con count cnj d da de degree del delle den der des die do du e ein eine "
    "eccentric em et for from im in is la le les mit muscle no of off om on or tempo the to und un une w "
    "with y zeit"
)
_NOT_PLURAL = ("ss", "us", "is")
_SPLIT = re.compile(r"[^a-z0-9]+")
_COUNT = re.compile(r"\d+(ct|s|x|lb|kg|sec|min|m|rm|rpe)?|\d+x\d+|rpe\d*")


@cache
def words(raw: str) -> tuple[str, ...]:
    """The words of `raw` in order, folded and translated to the table's English; numbers left out."""
    plain = [_singular(word) for word in _SPLIT.split(_fold(raw)) if word and not _COUNT.fullmatch(word)]
    return tuple(_translated(" ".join(plain)).split())


@cache
def keys(raw: str) -> tuple[tuple[str, ...], ...]:
    """The words that tell exercises apart, sorted: two names with one key are the same name. Two keys where a pause
    is said: with it and without, to be tried in this order."""
    whole = tuple(sorted(word for word in words(raw) if word not in NOISE))
    return (whole, tuple(word for word in whole if word != PAUSE)) if PAUSE in whole else (whole,)


def key(raw: str) -> tuple[str, ...]:
    """The first of the `keys`: all words that tell exercises apart."""
    return keys(raw)[0]


def _fold(raw: str) -> str:
    text = unicodedata.normalize("NFKD", raw.casefold().replace("ı", "i").replace("ß", "ss"))
    letters = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"['’`´]", "", letters)


def _singular(word: str) -> str:
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and len(word) > 2 and not word.endswith(_NOT_PLURAL):
        return word[:-1]
    return word


def _translated(text: str) -> str:
    return _pattern().sub(lambda found: _translations()[found.group()], text)


@cache
def _translations() -> dict[str, str]:
    table = pd.read_csv(WORD_TABLE, keep_default_na=False)
    plain = (" ".join(_singular(w) for w in _SPLIT.split(_fold(words)) if w) for words in table["written"])
    return dict(zip(plain, table["meant"], strict=True))


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_translations(), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")
