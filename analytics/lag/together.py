"""What goes together: every declared pair in the joint model, running and strength work beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.lag import ask, joint
from analytics.lag.answer import Refused
from analytics.lag.calendar import calendar
from analytics.lag.joint.found import Associations, Found, more_weeks
from analytics.lag.joint.measure import SURROGATES
from analytics.lag.joint.say import method
from analytics.lag.pairs import DEFAULT_PAIRS, Pair, exposure, outcome
from analytics.result import NotEnough


def measure_all(
    daily: pd.DataFrame, *, seed: int, n_surrogates: int = SURROGATES, pairs: Sequence[Pair] = DEFAULT_PAIRS
) -> Associations | NotEnough:
    """All `pairs` at once: the numbers behind `analytics.lag.associations`.

    `daily` is indexed by calendar day (days left out are unknown), SI units. A pair is found where its q is at most
    .10. `NotEnough`, that of the first pair, where none could be asked.
    """
    once, copies = ask.split(calendar(daily), pairs)
    judged, refused = joint.measure_all(
        daily, [question_of(pair) for pair in once], seed=seed, n_surrogates=n_surrogates
    )
    lacking = tuple(Refused(q.exposure, q.outcome, _in_words(lacks, q.exposure, q.outcome)) for q, lacks in refused)
    if not judged:
        return replace(lacking[0].lacks, method=method(n_surrogates, seed))
    found = tuple(_found(one.answer, one.q, one.verdict) for one in judged)
    return Associations(found, lacking, tuple(copies), seed, n_surrogates)


def measure_one(
    daily: pd.DataFrame, pair: Pair, *, seed: int, n_surrogates: int = SURROGATES, covariates: Iterable[str] = ()
) -> Found | NotEnough:
    """One pair in the joint model, found where its own p is at most .05; `covariates` are more columns of the same
    day to adjust for."""
    answer = joint.measure(daily, question_of(pair, covariates), seed=seed, n_surrogates=n_surrogates)
    if isinstance(answer, NotEnough):
        return replace(_in_words(answer, pair.exposure, pair.outcome), method=method(n_surrogates, seed))
    return _found(answer, np.nan, joint.verdict(answer))


def columns_read(
    daily: pd.DataFrame, pairs: Sequence[Pair] = DEFAULT_PAIRS, covariates: Iterable[str] = ()
) -> tuple[str, ...]:
    """The columns of `daily`, in its order, on which the answers about `pairs` depend, adjusted for `covariates`."""
    questions = [question_of(pair) for pair in pairs]
    known = {*ask.columns_read(daily, pairs), *covariates, *(asked.of_the_day for asked in questions)}
    known |= {other.column for asked in questions for other in asked.adjusted_for}
    return tuple(column for column in daily.columns if column in known)


def question_of(pair: Pair, covariates: Iterable[str] = ()) -> joint.Question:
    """The declared pair as the joint model is asked it."""
    is_yes_no = outcome(pair.outcome).is_yes_no
    return joint.question(pair.exposure, pair.outcome, pair.lags, covariates=covariates, is_yes_no=is_yes_no)


def _found(answer: joint.Answer, q: float, verdict: joint.Verdict) -> Found:
    return Found(answer, q, verdict.word, verdict.reasons, more_weeks(answer))


def _in_words(lacks: NotEnough, exposed: str, recorded: str) -> NotEnough:
    """The refusal with the columns called what a reader calls them."""
    named = lacks.what.replace(exposed, exposure(exposed).words).replace(recorded, outcome(recorded).words)
    return replace(lacks, what=named)
