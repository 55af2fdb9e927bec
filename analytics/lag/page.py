"""Every declared pair at once, with the number of questions paid for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.lag.answer import Answer, answers
from analytics.lag.calendar import calendar
from analytics.lag.copies import split
from analytics.lag.fdr import benjamini_hochberg
from analytics.lag.pair import SURROGATES, describe
from analytics.lag.pairs import DEFAULT_PAIRS, Pair
from analytics.lag.sentence import sentence
from analytics.lag.table import details, table
from analytics.lag.verdict import RELATED, WITHDRAWN, verdict
from analytics.result import NotEnough, Result
from data.units import METRIC, Units

# One claim in ten may be false (Benjamini & Hochberg 1995); a page of hints, not of findings.
FALSE_DISCOVERIES = 0.10


def associations(
    daily: pd.DataFrame,
    *,
    seed: int,
    units: Units = METRIC,
    n_surrogates: int = SURROGATES,
    pairs: Sequence[Pair] = DEFAULT_PAIRS,
) -> Result | NotEnough:
    """What goes together: all `pairs` of the daily frame, one row each (columns: `analytics.lag.table.COLUMNS`).

    p of each pair is that of `association` with the same seed; a pair is related where q, Benjamini-Hochberg over the
    pairs that could be asked, is at most .10 and the effect's interval leaves 0 out. A pair whose outcome is a copy
    of an earlier one's (`analytics.lag.copies`) is asked once. `details`: `lags`, `controls`, `missing` of all pairs
    (columns `exposure`, `outcome` first), `sentences` (`exposure outcome sentence`) and `refused`
    (`exposure outcome reason`).
    `NotEnough`, that of the first pair, where none could be asked.
    """
    days = calendar(daily)
    once, copies = split(days, pairs)
    found = answers(days, once, seed=seed, n_surrogates=n_surrogates)
    method = f"{describe(n_surrogates, seed)}; Benjamini-Hochberg at q = {FALSE_DISCOVERIES:.2f}"
    asked = [answer for _, answer in found if isinstance(answer, Answer)]
    refused = [(pair, answer) for pair, answer in found if isinstance(answer, NotEnough)]
    if not asked:
        return replace(refused[0][1], method=method)
    q = benjamini_hochberg(np.array([answer.chance.p for answer in asked]))
    said = [
        verdict(answer, is_found=bool(value <= FALSE_DISCOVERIES)) for answer, value in zip(asked, q, strict=True)
    ]
    spoken = [sentence(answer, word, units) for answer, word in zip(asked, said, strict=True)]
    rows = table(list(zip(asked, q, said, strict=True)), units)
    sentences = rows[["exposure", "outcome"]].assign(sentence=spoken)
    return Result(
        table=rows,
        sentence=_summary(spoken, said),
        caveats=_caveats(len(asked), len(refused), RELATED in said),
        method=method,
        verdict=_page_verdict(said),
        details=details(asked) | {"sentences": sentences, "refused": _refused(refused, copies)},
    )


def _page_verdict(said: list[str]) -> str:
    return next((word for word in (RELATED, WITHDRAWN) if word in said), said[0])


def _summary(sentences: list[str], said: list[str]) -> str:
    related = [words for words, word in zip(sentences, said, strict=True) if word == RELATED]
    if related:
        return f"{len(related)} of {len(said)} pairs go together. {related[0]}"
    withdrawn = [words for words, word in zip(sentences, said, strict=True) if word == WITHDRAWN]
    return withdrawn[0] if withdrawn else f"None of {len(said)} pairs can be said to go together. {sentences[0]}"


def _caveats(n_asked: int, n_refused: int, is_any_related: bool) -> tuple[str, ...]:
    told = ["This is what went together in your log; it does not say why."]
    if n_asked > 1 and is_any_related:
        told.append(
            f"{n_asked} pairs were asked of the same days, so they tend to be right or wrong together: where nothing "
            "goes together, up to one log in ten still shows something."
        )
    if n_refused:
        told.append(f"{n_refused} more could not be asked: too few days or nothing on record.")
    return tuple(told)


def _refused(refused: list[tuple[Pair, NotEnough]], copies: list[tuple[Pair, str]]) -> pd.DataFrame:
    reasons = [(pair, refusal.sentence) for pair, refusal in refused] + copies
    rows = [(pair.exposure, pair.outcome, reason) for pair, reason in reasons]
    return pd.DataFrame(rows, columns=["exposure", "outcome", "reason"])
