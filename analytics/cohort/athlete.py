"""One athlete of a cohort: the answers of the commands as plain rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import pandas as pd

from analytics import ask, reviews
from analytics.ask import Log
from analytics.blocks import PaceChange, PainChange
from analytics.lag import Associations, Found
from analytics.lag.answer import Refused
from analytics.lag.pairs import DEFAULT_PAIRS
from analytics.result import NotEnough

Row: TypeAlias = dict[str, Any]
OUTCOMES_OF_BLOCKS = ("pain", "pace")


@dataclass(frozen=True)
class Answered:
    """The rows of one athlete, columns as in `cohort.columns`; `n_computed` answers had not been kept before."""

    athlete: str
    findings: tuple[Row, ...]
    effects: tuple[Row, ...]
    blocks: tuple[Row, ...]
    n_computed: int


def of_athlete(athlete: str, log: Log) -> Answered:
    """Every declared pair and block of the athlete, as of the last review; a refusal is a row with its reason."""
    look = reviews.look(log.first_day, log.today)
    before = log.kept.n_computed
    findings = tuple(
        {"athlete": athlete, "as_of": look.until, **row} for row in _findings(ask.associations(log, look))
    )
    effects = tuple({"athlete": athlete, **row} for row in _effects(ask.effects(log, look)))
    blocks = tuple({"athlete": athlete, **row} for row in _blocks(log))
    return Answered(athlete, findings, effects, blocks, log.kept.n_computed - before)


def _findings(found: Associations | NotEnough) -> Iterator[Row]:
    if isinstance(found, NotEnough):
        for pair in DEFAULT_PAIRS:
            yield _refused(Refused(pair.exposure, pair.outcome, found))
        return
    copies = {(copy.exposure, copy.outcome): copy.same_as for copy in found.copies}
    refused = {(each.exposure, each.outcome): each for each in found.refused}
    for pair in DEFAULT_PAIRS:
        names, asked = (pair.exposure, pair.outcome), found.of(pair)
        if asked is not None:
            yield _found(asked)
        elif names in refused:
            yield _refused(refused[names])
        elif names in copies:
            yield {**_named(*names), "answer": "copy", "reasons": f"the scores of {copies[names]}"}


def _found(found: Found) -> Row:
    answer = found.answer
    return {
        **_named(found.exposure, found.outcome),
        "answer": "result",
        "verdict": found.verdict,
        "lag": answer.lag,
        "effect": answer.effect.value,
        "se": answer.effect.se,
        "low": answer.effect.low,
        "high": answer.effect.high,
        "p": answer.p,
        "q": found.q,
        "n": answer.n,
        "first_day": answer.first_day,
        "last_day": answer.last_day,
        "reasons": ", ".join(found.reasons),
    }


def _refused(refused: Refused) -> Row:
    names = _named(refused.exposure, refused.outcome)
    return {**names, "answer": "not_enough", "verdict": "cannot tell", "reasons": refused.lacks.sentence}


def _named(exposure: str, outcome: str) -> Row:
    return {"exposure": exposure, "outcome": outcome}


def _effects(found: Associations | NotEnough) -> Iterator[Row]:
    for each in () if isinstance(found, NotEnough) else found.asked:
        effect = each.answer.effect
        names = _named(each.exposure, each.outcome)
        yield {**names, "lag": each.lag, "effect": effect.value, "se": effect.se, "n": each.answer.n}


def _blocks(log: Log) -> Iterator[Row]:
    for block in log.frames.blocks.to_dict("records"):
        start, end = pd.Timestamp(block["start"]), pd.Timestamp(block["end"])
        if start > log.today:
            continue
        look = ask.block_look(log, start, end)
        for outcome in OUTCOMES_OF_BLOCKS:
            found = ask.before_after(log, start, end, outcome, look)
            yield {**_about(block, start, end), "outcome": outcome, "as_of": look.until, **_change(found)}


def _about(block: Mapping[Any, Any], start: pd.Timestamp, end: pd.Timestamp) -> Row:
    names = {"block_id": str(block["block_id"]), "name": str(block["name"])}
    return {**names, "start": start, "end": end, "is_declared": bool(block["declared"] == 1)}


def _change(found: PainChange | PaceChange | NotEnough) -> Row:
    if isinstance(found, NotEnough):
        return {"answer": "not_enough", "verdict": "cannot tell", "reasons": found.sentence}
    quoted = found.table[found.table["is_quoted"]].iloc[0]
    numbers = {name: float(quoted[name]) for name in ("estimate", "low", "high", "se")}
    counts = {name: int(quoted[name]) for name in ("n_before", "n_after")}
    return {"answer": "result", "verdict": found.reading.verdict, "basis": found.reading.basis, **numbers, **counts}
