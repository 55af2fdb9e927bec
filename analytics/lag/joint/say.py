"""The joint model's numbers in words: the `Result` of one pair, and of all pairs together."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.lag.answer import Copy, Refused
from analytics.lag.joint.found import Associations, Found
from analytics.lag.joint.question import ADJUSTED_FOR, RUNNING, STRENGTH
from analytics.lag.joint.sentence import caveats, sentence
from analytics.lag.joint.table import details, table
from analytics.lag.joint.verdict import RELATED, WITHDRAWN
from analytics.lag.pairs import outcome
from analytics.lag.sentence import NOT_WHY
from analytics.result import Result
from data.units import Units

# How the reason of a copy begins.
COPY = "Asked once"


def method(n_surrogates: int, seed: int) -> str:
    """The method in one line."""
    beside = " and ".join(other.column for kind in (STRENGTH, RUNNING) for other in ADJUSTED_FOR[kind])
    return (
        f"joint model of {beside}, weekday, drift and season, AR(1) plus day noise by REML; largest partial score "
        f"over the declared lags against {n_surrogates} surrogates that keep the week (Prichard & Theiler 1994), "
        f"seed {seed}; several pairs: Benjamini-Hochberg at q = 0.10"
    )


def one(found: Found, units: Units) -> Result:
    """A pair asked alone."""
    return Result(
        table=table([found], units),
        sentence=sentence(found, units),
        caveats=caveats(found, units),
        method=method(found.answer.n_surrogates, found.answer.seed),
        verdict=found.verdict,
        details=details([found]) | {"days": found.answer.days},
    )


def every(found: Associations, units: Units) -> Result:
    """All pairs."""
    verdicts = [each.verdict for each in found.asked]
    sentences = [sentence(each, units) for each in found.asked]
    rows = table(found.asked, units)
    by_pair = rows[["exposure", "outcome"]].assign(sentence=sentences)
    return Result(
        table=rows,
        sentence=_summary(sentences, verdicts),
        caveats=_caveats(len(verdicts), len(found.refused), RELATED in verdicts),
        method=method(found.n_surrogates, found.seed),
        verdict=next((word for word in (RELATED, WITHDRAWN) if word in verdicts), verdicts[0]),
        details=details(found.asked) | {"sentences": by_pair, "refused": _not_asked(found.refused, found.copies)},
    )


def _summary(sentences: list[str], verdicts: list[str]) -> str:
    related = [words for words, word in zip(sentences, verdicts, strict=True) if word == RELATED]
    if related:
        return f"{len(related)} of {len(verdicts)} pairs go together. {related[0]}"
    withdrawn = [words for words, word in zip(sentences, verdicts, strict=True) if word == WITHDRAWN]
    return withdrawn[0] if withdrawn else f"None of {len(verdicts)} pairs can be said to go together. {sentences[0]}"


def _caveats(n_asked: int, n_refused: int, is_any_related: bool) -> tuple[str, ...]:
    said = [NOT_WHY]
    if n_asked > 1 and is_any_related:
        said.append(
            f"{n_asked} pairs were asked of the same days, so they tend to be right or wrong together: where nothing "
            "goes together, up to one log in ten still shows something."
        )
    if n_refused:
        said.append(f"{n_refused} more could not be asked: too few days or nothing on record.")
    return tuple(said)


def _not_asked(refused: Sequence[Refused], copies: Sequence[Copy]) -> pd.DataFrame:
    """The pairs that were not asked, each with its reason: refusals first, then copies."""
    rows = [(each.exposure, each.outcome, each.lacks.sentence) for each in refused]
    for copy in copies:
        same, first = outcome(copy.outcome).words, outcome(copy.same_as).words
        reason = f"{COPY}: in this diary {same} and {first} are the same scores."
        rows.append((copy.exposure, copy.outcome, reason))
    return pd.DataFrame(rows, columns=["exposure", "outcome", "reason"])
