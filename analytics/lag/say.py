"""Numbers in words: the `Result` of one pair, and of all pairs together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import overload

import pandas as pd

from analytics.lag.answer import RELATED, WITHDRAWN, Association, Associations
from analytics.lag.ask import SURROGATES, measure, measure_all, method
from analytics.lag.pairs import DEFAULT_PAIRS, Pair, as_lags, outcome
from analytics.lag.sentence import NOT_WHY, caveats, sentence
from analytics.lag.table import details, table
from analytics.result import NotEnough, Result
from data.units import METRIC, Units

# How the reason of a copy begins.
COPY = "Asked once"


def association(
    daily: pd.DataFrame,
    exposure: str,
    outcome: str,
    lags: Iterable[int],
    *,
    seed: int,
    n_surrogates: int = SURROGATES,
    units: Units = METRIC,
) -> Result | NotEnough:
    """Does `outcome` at day t go with `exposure` at day t - lag, at any of the declared `lags`?

    `daily` is indexed by calendar day (days left out are unknown) and holds both columns, SI units. The search over
    the lags is paid for: p is the share of phase-randomised exposures whose strongest correlation at any declared lag
    is at least the real one's.

    The `Result` has one row (columns: `analytics.lag.table.COLUMNS`) for the strongest lag, and in `details` `lags`
    (each declared lag with its interval and the band of chance), `days` (the paired days: `exposure`, `outcome`),
    `controls` and `missing`. Its verdict is 'related' (p <= .05), 'withdrawn', 'nothing to see yet' or 'cannot tell'.
    `NotEnough` where a column is absent, fewer than 84 days are paired at any lag, or one hardly moves. Raises
    ValueError where no lag is named.
    """
    pair = Pair(exposure, outcome, as_lags(lags))
    return say(measure(daily, pair, seed=seed, n_surrogates=n_surrogates), units)


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
    of an earlier one's is asked once. `details`: `lags`, `controls`, `missing` of all pairs (columns `exposure`,
    `outcome` first), `sentences` (`exposure outcome sentence`) and `refused` (`exposure outcome reason`).
    `NotEnough`, that of the first pair, where none could be asked.
    """
    return say(measure_all(daily, seed=seed, n_surrogates=n_surrogates, pairs=pairs), units)


@overload
def say(numbers: Association | Associations, units: Units = METRIC) -> Result: ...
@overload
def say(numbers: NotEnough, units: Units = METRIC) -> NotEnough: ...
def say(numbers: Association | Associations | NotEnough, units: Units = METRIC) -> Result | NotEnough:
    """The numbers of `measure` or `measure_all` as sentence, caveats, table and details; computes no statistic.

    A refusal is in words already and comes back as it is.
    """
    if isinstance(numbers, NotEnough):
        return numbers
    return _one(numbers, units) if isinstance(numbers, Association) else _all(numbers, units)


def _one(answer: Association, units: Units) -> Result:
    return Result(
        table=table([answer], units),
        sentence=sentence(answer, units),
        caveats=caveats(answer, units),
        method=method(answer.n_surrogates, answer.seed, [at.lag for at in answer.lags]),
        verdict=answer.verdict,
        details=details([answer]) | {"days": answer.days},
    )


def _all(found: Associations, units: Units) -> Result:
    verdicts = [answer.verdict for answer in found.asked]
    sentences = [sentence(answer, units) for answer in found.asked]
    rows = table(found.asked, units)
    by_pair = rows[["exposure", "outcome"]].assign(sentence=sentences)
    return Result(
        table=rows,
        sentence=_summary(sentences, verdicts),
        caveats=_caveats(len(verdicts), len(found.refused), RELATED in verdicts),
        method=method(found.n_surrogates, found.seed),
        verdict=next((word for word in (RELATED, WITHDRAWN) if word in verdicts), verdicts[0]),
        details=details(found.asked) | {"sentences": by_pair, "refused": _refused(found)},
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


def _refused(found: Associations) -> pd.DataFrame:
    """The pairs that were not asked, each with its reason: refusals first, then copies."""
    rows = [(refused.exposure, refused.outcome, refused.lacks.sentence) for refused in found.refused]
    for copy in found.copies:
        same, first = outcome(copy.outcome).words, outcome(copy.same_as).words
        reason = f"{COPY}: in this diary {same} and {first} are the same scores."
        rows.append((copy.exposure, copy.outcome, reason))
    return pd.DataFrame(rows, columns=["exposure", "outcome", "reason"])
