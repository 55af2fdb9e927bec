"""The words by which hand-kept pain diaries name places, sides, moments and scores, in eight languages.

`pain_words.csv` holds them: names of columns, and patterns for the words of a name or a cell. Of places, sides and
moments the first that fits is taken; `back` alone is the low back, which is what runners mean by it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from data.importers.reading import numbers
from data.importers.words import vocabulary


def _means(part: str) -> dict[str, tuple[str, ...]]:
    """Meaning -> its patterns, for one part of the table."""
    found: dict[str, list[str]] = {}
    for said, means, pattern in vocabulary.rows("pain_words"):
        if said == part:
            found.setdefault(means, []).append(pattern)
    return {means: tuple(patterns) for means, patterns in found.items()}


def _either(part: str) -> str:
    return "|".join(pattern for patterns in _means(part).values() for pattern in patterns)


def _table(part: str) -> tuple[tuple[str, str], ...]:
    return tuple((means, "|".join(patterns)) for means, patterns in _means(part).items())


# Field -> the names of its column; `ignored` repeat the date or number the rows, `foreign` no diary has.
COLUMNS = _means("column")
_PAIN, _FILLER, _PAINLESS = _either("pain"), _either("filler"), _either("painless")
_SITES, _SIDES, _MOMENTS = _table("site"), _table("side"), _table("moment")
_YES, _NO = (frozenset(_means("answer")[said]) for said in ("yes", "no"))
# How languages that write compounds end a word for pain: `Rückenschmerzen`, `kniepijn`, `ryggsmärta`, `backache`.
_COMPOUND = re.compile(
    r"([a-z]{2,}?)(pains?|aches?|soreness|schmerz(?:en)?|pijn|smerter?|smart(?:a|or)|vark|fajdalom)"
)
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "ı": "i"})


@dataclass(frozen=True)
class Score:
    """What a column's name says of the scores in it; None where it says nothing."""

    site: str | None
    side: str | None
    moment: str | None
    is_explicit: bool  # it says pain, or an equal word

    words: str


def plain(text: str) -> str:
    """Lower case, without accents, the words parted by single blanks: `Lower-Back_pain ` is `lower back pain`."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return " ".join(re.findall(r"[a-z0-9+%/.✓✔]+", "".join(c for c in letters if not unicodedata.combining(c))))


def score_column(name: str) -> Score | None:
    """What the column `name` scores, or None where the name holds more than a place, side, moment and pain."""
    words = plain(name).replace(".", " ").replace("/", " ")
    rest = " ".join(_parted(word) for word in words.split())
    found: dict[str, str | None] = {}
    is_explicit = re.search(rf"\b(?:{_PAIN})\b", rest) is not None
    rest = re.sub(rf"\b(?:{_PAIN})\b", " ", rest)
    for key, table in (("site", _SITES), ("side", _SIDES), ("moment", _MOMENTS)):
        found[key], rest = _take(rest, table)
    rest = re.sub(rf"\b(?:{_FILLER})\b", " ", rest).strip()
    if rest or not (is_explicit or found["site"]):
        return None
    return Score(found["site"], found["side"], found["moment"], is_explicit, words)


def _parted(word: str) -> str:
    """A compound of a place runners have pains in and a word for pain as two words; others as they are."""
    compound = _COMPOUND.fullmatch(word)
    if compound is None:
        return word
    stem = compound[1]
    for place in (stem, stem.removesuffix("s"), stem.removesuffix("n"), stem.removesuffix("en"), stem + "e"):
        if any(re.fullmatch(words, place) for site, words in _SITES if site != "other"):
            return f"{place} {compound[2]}"
    return word


def _take(text: str, table: tuple[tuple[str, str], ...]) -> tuple[str | None, str]:
    for value, words in table:
        hit = re.search(rf"(?<![a-z0-9])(?:{words})(?![a-z0-9])", text)
        if hit:
            return value, text[: hit.start()] + " " + text[hit.end() :]
    return None, text


def site(text: str) -> str | None:
    """The `site` for a place in the person's words; `other` for a place not known, None for an empty text."""
    return _take(plain(text), _SITES)[0] or ("other" if plain(text) else None)


def side(text: str) -> str | None:
    """The `side`, or None."""
    return _take(plain(text), _SIDES)[0]


def moment(text: str) -> str | None:
    """The `moment`, or None."""
    return _take(plain(text), _MOMENTS)[0]


def says_pain(name: str) -> bool:
    """True where a column's name has a word for pain, alone or at the end of a compound, or names a pain scale."""
    rest = " ".join(_parted(word) for word in plain(name).replace(".", " ").replace("/", " ").split())
    return re.search(rf"\b(?:{_PAIN})\b", rest) is not None


def question(name: str) -> Score | None:
    """What a question about pain asks a score for, such as `How bad was your knee pain? (0-10)`; None for other
    names. It must say pain and either ask how much or name the scale."""
    words = plain(name).replace(".", " ").replace("/", " ")
    if not says_pain(name) or not re.search(rf"\b(?:{_either('asks')})\b|\b[01] ?(?:-|–|to|bis)? ?10\b", words):
        return None
    return _found(words)


def located(name: str) -> Score | None:
    """The score of a name that says pain and a place, whatever else it says; None for other names."""
    score = _found(plain(name).replace(".", " ").replace("/", " ")) if says_pain(name) else None
    return score if score and score.site else None


def _found(words: str) -> Score:
    """Place, side and moment in words that are known to say pain."""
    rest = " ".join(_parted(word) for word in words.split())
    rest = " ".join(re.sub(rf"\b(?:{_PAIN})\b", " ", rest).split())
    found = {}
    for key, table in (("site", _SITES), ("side", _SIDES), ("moment", _MOMENTS)):
        found[key], rest = _take(rest, table)
    return Score(found["site"], found["side"], found["moment"], True, words)


def is_painless(text: str) -> bool:
    """True for words that mean a score of 0: `none`, `nil`, `No pain`, `kein`, `schmerzfrei`."""
    return re.fullmatch(_PAINLESS, plain(text)) is not None


def score(text: str, *, has_decimal_comma: bool = False) -> float:
    """A score as written: `3,5`, `4/10`, `7 out of 10`, `none`; NaN where it is none. The range is not checked."""
    if is_painless(text):
        return 0.0
    bare = re.sub(r"\s*(?:/|of|out of|von|sur|de)\s*10(?:[.,]0)?$", "", text.strip(), flags=re.IGNORECASE)
    return numbers.number(bare, has_decimal_comma=has_decimal_comma)


def yes_no(text: str) -> float | None:
    """1.0 for yes, 0.0 for no, None for anything else."""
    word = text.strip().casefold()
    return 1.0 if word in _YES else 0.0 if word in _NO else None
