"""How many exercise names are known without asking, and how many wrongly: names held out of the labelled table.

    python -m bench exercises [--quick]

40 % of the labelled names are taken out of the table and matched by what is left, ten times; Garmin's codes are not
among them, they have a table of their own. `exact` is the labelled exercise, `same share` another one with the same
glute share (and the same counted sets), `wrong` one with another share. The rules were written with all these names
in view, so this flatters them. A sterner test are the names of tests/fixtures/exercise_names.csv, typed from memory
of what apps and people write, before the rules had seen them: of round 1 (399 names, many rare on purpose) 82.0 %
were right and 2.0 % wrong at first sight; of round 2 (153 names, after mending what round 1 showed) 95.4 % right,
none wrong. Both rounds are now regression tests.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from data import schema
from data.exercises import Matcher
from data.exercises.tables import alias_rows, aliases, canonical_name, share
from data.exercises.words import key

HELD_OUT = 0.4
SEEDS = range(10)
Row = tuple[str, str, str]


class Score(NamedTuple):
    """Shares of names, in percent."""

    n: int
    exact: float
    same_share: float
    wrong: float
    asked: float


def split(seed: int) -> tuple[list[Row], list[Row]]:
    """(kept, held out): labelled names, 60 and 40 %."""
    rows = alias_rows()
    order = np.random.default_rng(seed).permutation(len(rows))
    n_held = int(HELD_OUT * len(rows))
    return [rows[i] for i in order[n_held:]], [rows[i] for i in order[:n_held]]


def never_seen(kept: Sequence[Row], held: Sequence[Row]) -> list[Row]:
    """The held-out names that the kept part does not hold under another source either."""
    known = {key(raw) for _, raw, _ in kept}
    return [row for row in held if key(row[1]) not in known]


def score(named: Callable[[str, str], str | None], rows: Sequence[Row]) -> Score:
    """How `named(raw, source)` does on labelled rows; None is asking."""
    counts = Counter(_verdict(named(raw, source), meant) for source, raw, meant in rows)
    return Score(len(rows), *(100 * counts[v] / len(rows) for v in ("exact", "same share", "wrong", "asked")))


def _verdict(answer: str | None, meant: str) -> str:
    if answer is None:
        return "asked"
    if answer == meant:
        return "exact"
    return "same share" if share(answer) == share(meant) else "wrong"


def by_rules(kept: Sequence[Row]) -> Callable[[str, str], str | None]:
    """The project's rule with the kept names as its table."""
    matcher = Matcher(aliases(kept))
    return lambda raw, source: matcher.match(raw, source).exercise


def by_table(kept: Sequence[Row]) -> Callable[[str, str], str | None]:
    """Labelled and canonical names alone, as word sets."""
    labelled = aliases(kept)
    return lambda raw, source: labelled.find(raw, source) or canonical_name(raw)


def by_likeness(kept: Sequence[Row]) -> Callable[[str, str], str | None]:
    """The most alike labelled or canonical name by WRatio, taken from 90 on: what most importers do."""
    known = {raw.casefold(): meant for _, raw, meant in kept}
    known |= {name.casefold(): name for name in schema.exercises()["exercise"]}

    def named(raw: str, source: str) -> str | None:
        del source
        best = process.extractOne(raw.casefold(), known.keys(), scorer=fuzz.WRatio, score_cutoff=90)
        return known[best[0]] if best else None

    return named


METHODS = {"table alone": by_table, "WRatio >= 90": by_likeness, "table and rules": by_rules}


def measure(*, is_quick: bool = False) -> dict[str, dict[str, float]]:
    """Method -> its mean score over the seeds, on names never seen: `n exact same_share wrong asked`."""
    scores: dict[str, list[Score]] = {method: [] for method in METHODS}
    for seed in SEEDS[:2] if is_quick else SEEDS:
        kept, held = split(seed)
        rows = never_seen(kept, held)
        for method, build in METHODS.items():
            scores[method].append(score(build(kept), rows))
    return {method: Score(*np.mean(found, axis=0).tolist())._asdict() for method, found in scores.items()}


def as_text(found: dict[str, dict[str, float]]) -> str:
    """A line a method."""
    rows = [f"{name:16}" + "".join(f"{key} {value:.1f}  " for key, value in s.items()) for name, s in found.items()]
    return "\n".join(["names never seen (%)", *rows])
