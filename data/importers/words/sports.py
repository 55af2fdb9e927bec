"""What counts as a run, which kind of run it is, and what is strength training, by the sport's name in any language.

`sport_words.csv` holds parts of folded names: a name with a part of `run` and none of `not_run` is a run.
"""

from __future__ import annotations

import re
from functools import cache

from data.importers.reading.table import fold
from data.importers.words import vocabulary

# The kinds of run that a name may say, the first that fits.
_KINDS = ("treadmill", "trail", "track", "road")


@cache
def _pattern(means: str) -> re.Pattern[str]:
    return re.compile("|".join(part for said, part in vocabulary.rows("sport_words") if said == means))


def run_kind(sport: str) -> str | None:
    """The `kind` of a run of this name (`unknown` where the name does not say), None for other sports."""
    for name in dict.fromkeys((fold(sport), _digraphs(fold(sport)))):
        if _pattern("run").search(name) and not _pattern("not_run").search(name):
            return next((kind for kind in _KINDS if _pattern(kind).search(name)), "unknown")
    return None


def _digraphs(name: str) -> str:
    """The name with letters that were written as two made one again: `terrengloep`, `loepning`, `maele`."""
    return name.replace("oe", "o").replace("ae", "a").replace("aa", "a")


def is_unnamed(sport: str) -> bool:
    """True for words that stand where an app does not know the sport."""
    return _pattern("unnamed").fullmatch(fold(sport)) is not None


def training_kind(word: str) -> str | None:
    """The `kind` of run that a runner's own word for a training means (`Easy`, `Tempo`, `Race`), None for others."""
    name = fold(word)
    if _pattern("race").fullmatch(name):
        return "race"
    if is_treadmill(word):
        return "treadmill"
    if not _pattern("training").fullmatch(name):
        return None
    return next((kind for kind in _KINDS if _pattern(kind).search(name)), "unknown")


def is_other(sport: str) -> bool:
    """True for the name of a sport that is certainly no run: strength, rides, swims, walks, rest."""
    known = run_kind(sport) or training_kind(sport)
    return not sport or (known is None and (is_strength(sport) or _pattern("other").search(fold(sport)) is not None))


def is_strength(sport: str) -> bool:
    """True for strength training, which Garmin's list sums up without exercises or loads."""
    return _pattern("strength").search(fold(sport)) is not None


def is_treadmill(exercise: str) -> bool:
    """True for a name that says treadmill and nothing of running or walking."""
    return _pattern("treadmill_only").fullmatch(fold(exercise)) is not None


def is_plain_run(exercise: str) -> bool:
    """True for a name made of words for running, indoors or out, and nothing else."""
    return _pattern("plain_run").fullmatch(fold(exercise)) is not None
