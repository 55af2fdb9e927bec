"""Numbers in words: the `Result` of one pair asked alone, and of pairs in the joint model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import overload

import pandas as pd

from analytics.lag.answer import Association
from analytics.lag.ask import SURROGATES, measure, method
from analytics.lag.joint import say as joint_words
from analytics.lag.joint.found import Associations, Found
from analytics.lag.joint.measure import SURROGATES as JOINT_SURROGATES
from analytics.lag.pairs import DEFAULT_PAIRS, Pair, as_lags
from analytics.lag.sentence import caveats, sentence
from analytics.lag.table import details, table
from analytics.lag.together import measure_all
from analytics.result import NotEnough, Result
from data.units import METRIC, Units


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
    n_surrogates: int = JOINT_SURROGATES,
    pairs: Sequence[Pair] = DEFAULT_PAIRS,
) -> Result | NotEnough:
    """What goes together: all `pairs` of the daily frame in the joint model, one row each (columns:
    `analytics.lag.joint.table.COLUMNS`).

    Running is adjusted for strength work and strength work for running. p is the share of surrogate exposures whose
    strongest partial score at any declared lag is at least the real one's; a pair is related where q,
    Benjamini-Hochberg over the pairs that could be asked, is at most .10 and the effect's interval leaves 0 out. A
    pair whose outcome is a copy of an earlier one's is asked once. `details`: `lags`, `controls`, `missing` of all
    pairs (columns `exposure`, `outcome` first), `sentences` (`exposure outcome sentence`) and `refused` (`exposure
    outcome reason`). `NotEnough`, that of the first pair, where none could be asked.
    """
    return say(measure_all(daily, seed=seed, n_surrogates=n_surrogates, pairs=pairs), units)


@overload
def say(numbers: Association | Found | Associations, units: Units = METRIC) -> Result: ...
@overload
def say(numbers: NotEnough, units: Units = METRIC) -> NotEnough: ...
def say(numbers: Association | Found | Associations | NotEnough, units: Units = METRIC) -> Result | NotEnough:
    """Numbers as sentence, caveats, table and details; computes no statistic.

    A refusal is in words already and comes back as it is.
    """
    if isinstance(numbers, NotEnough):
        return numbers
    if isinstance(numbers, Association):
        return _alone(numbers, units)
    return joint_words.one(numbers, units) if isinstance(numbers, Found) else joint_words.every(numbers, units)


def _alone(answer: Association, units: Units) -> Result:
    return Result(
        table=table([answer], units),
        sentence=sentence(answer, units),
        caveats=caveats(answer, units),
        method=method(answer.n_surrogates, answer.seed, [at.lag for at in answer.lags]),
        verdict=answer.verdict,
        details=details([answer]) | {"days": answer.days},
    )
