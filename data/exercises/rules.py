"""The rule for names nobody has labelled: head word + implement, then the list of upper-body and cardio words.

`decide` gives a canonical name, or None where the reader should be asked.
"""

from __future__ import annotations

import re

from data.exercises.implements import DEFAULTS, FALLBACK, IMPLEMENTS, STAND_INS
from data.exercises.lexicon import (
    HIP_OR_LEG,
    JOINERS,
    SQUAT_MAY_HOLD,
    SQUATS,
    STRETCHES,
    THRUST_MAY_HOLD,
    UPPER_OR_CARDIO,
    VETO,
)
from data.exercises.tables import ASK, OTHER, Head, families, heads, share
from data.exercises.words import NOISE, words

# A band around the knees or a band instead of the bar: the load then counts something else.
_BAND_BESIDE = re.compile(r"\bbanded\b|\bwith (?:a )?(?:\w+ )?bands?\b", re.IGNORECASE)


def is_ambiguous(raw: str) -> bool:
    """True for a hip thrust "with a band": loaded by the band, or by a bar with a band around the knees."""
    return "thrust" in words(raw) and bool(_BAND_BESIDE.search(raw))


def decide(raw: str) -> str | None:
    """The canonical name for `raw` by rule; None: ask."""
    said = words(raw)
    if STRETCHES & set(said):
        return OTHER
    core = [word for word in said if word not in IMPLEMENTS or word == "safetybar"]
    found = _heads_in(core, frozenset(said))
    if not found:
        return _zero_share(said)
    place, head = max(_first_part(core, found), key=lambda at: at[1].size)
    if head.family == ASK or _is_vetoed(core, place, head, found):
        return None
    if "thrust" in said and head.family != OTHER and set(said) - THRUST_MAY_HOLD - NOISE:
        return None
    return canonical(head.family, said)


def _first_part(core: list[str], found: list[tuple[int, Head]]) -> list[tuple[int, Head]]:
    """The heads before the first word that joins a second part, such as "to" in "deadlift to calf raise"."""
    start = found[0][0]
    joint = next((i for i in range(start, len(core)) if core[i] in JOINERS), len(core))
    return [at for at in found if at[0] < joint] or found[:1]


def canonical(family: str, said: tuple[str, ...]) -> str | None:
    """The family's row for the implement the name holds; None where it holds two or one that has no row."""
    rows = families().get(family)
    if rows is None:
        return family
    if set(rows) == {""}:
        return rows[""]
    held = {IMPLEMENTS[word] for word in said if word in IMPLEMENTS}
    if len(held) > 1:
        held -= {"weighted", "bodyweight", "plate"}
    if not held:
        return rows.get("") or rows.get(DEFAULTS.get(family, FALLBACK))
    if len(held) > 1:
        return None
    implement = held.pop()
    fitting = (implement, *STAND_INS.get(implement, ()))
    return next((rows[name] for name in fitting if name in rows), None)


def _heads_in(core: list[str], said: frozenset[str]) -> list[tuple[int, Head]]:
    """The heads in order of their place, the longest explanation at each place."""
    at = ((place, _head_at(core, place, said)) for place in range(len(core)))
    return [(place, head) for place, head in at if head is not None]


def _head_at(core: list[str], place: int, said: frozenset[str]) -> Head | None:
    for head in heads().get(core[place], ()):
        if tuple(core[place : place + len(head.phrase)]) == head.phrase and head.also <= said:
            return head
    return None


def _is_vetoed(core: list[str], place: int, head: Head, found: list[tuple[int, Head]]) -> bool:
    """True where words the head does not explain could make it an exercise with another share."""
    if _share_of(head) == 0:
        return any(_share_of(other) != 0 for _, other in found)
    explained = head.also | set(head.phrase) | NOISE
    if head.family in SQUATS and set(core) - explained - SQUAT_MAY_HOLD - JOINERS:
        return True
    later = core[place + len(head.phrase) :]
    joint = next((i for i, word in enumerate(later) if word in JOINERS), len(later))
    return bool((set(core[:place] + later[:joint]) - explained) & VETO)


def _share_of(head: Head) -> float | None:
    """The family's glute share; None where its members differ or it is one to ask about."""
    names = families().get(head.family, {"": head.family}).values()
    shares = {share(name) for name in names if name != ASK}
    return shares.pop() if len(shares) == 1 else None


def _zero_share(said: tuple[str, ...]) -> str | None:
    words_said = set(said)
    if words_said & UPPER_OR_CARDIO and not words_said & HIP_OR_LEG:
        return OTHER
    return None
