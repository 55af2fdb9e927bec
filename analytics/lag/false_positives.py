"""How far can I trust this? The reader's own training against made-up pain diaries that cannot depend on it.

Whatever is called related here is called so by chance: the share is the false-positive rate on the reader's own log,
and beside it stands what the textbook test (Pearson's, which takes days for independent) would have said of the same
diaries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, overload

import numpy as np
import pandas as pd

from analytics.lag import joint
from analytics.lag.joint.design import Calendar, calendar, design
from analytics.lag.joint.measure import SURROGATES
from analytics.lag.joint.verdict import ALPHA, RELATED
from analytics.lag.pairs import DEFAULT_PAIRS, Pair, exposure, outcome
from analytics.lag.together import question_of
from analytics.result import NotEnough, Result
from analytics.statistics import simulated
from analytics.statistics.arrays import Array, Mask
from analytics.statistics.proportions import wilson
from data.units import METRIC, Units

# The two questions that most readers come with.
MAIN_PAIRS = tuple(
    pair for pair in DEFAULT_PAIRS if pair.outcome == "pain" and pair.exposure in ("distance_7d_m", "glute_sets_28d")
)
N_SERIES = 200
KEEPS, TOO_OFTEN = "keeps its rate", "too often"


@dataclass(frozen=True)
class Rate:
    """How often one pair was called related where nothing can be.

    `exposure` and `outcome` are columns of the daily frame; the `n_series` made-up diaries have the rhythm of the
    latter and `n` paired days each. `related` is the share called related, `low` to `high` its 95 % Monte-Carlo
    interval; `stands_out` the share with p <= .05, before the controls and the interval of the effect are asked;
    `textbook` the share that Pearson's test calls related at 5 %, asked at one lag, with its interval. `phi` is the
    autocorrelation from day to day and `noise` the share of the variance that is of the single day, as fitted.
    """

    exposure: str
    outcome: str
    n_series: int
    n: int
    related: float
    low: float
    high: float
    stands_out: float
    textbook: float
    textbook_low: float
    textbook_high: float
    phi: float
    noise: float

    @property
    def is_too_often(self) -> bool:
        """The whole Monte-Carlo interval lies above the 5 % that are promised."""
        return self.low > ALPHA


@dataclass(frozen=True)
class FalsePositives:
    """A rate for each pair that could be asked; at least one."""

    VERSION: ClassVar[int] = 3

    rates: tuple[Rate, ...]
    n_surrogates: int
    seed: int


def measure(
    daily: pd.DataFrame,
    *,
    seed: int,
    n_series: int = N_SERIES,
    n_surrogates: int = SURROGATES,
    pairs: Sequence[Pair] = MAIN_PAIRS,
) -> FalsePositives | NotEnough:
    """How often the joint model calls related what cannot be: `n_series` made-up diaries against the reader's
    training.

    `daily` as for `associations`; it depends on the same columns (`analytics.lag.columns_read`). Each diary has the
    level, spread, autocorrelation, rounding and missing days of the pair's outcome; a yes/no outcome has its share of
    yes, in spells as long as the autocorrelation of the pain scores makes them. `NotEnough`, the first pair's, where
    none can be asked.
    """
    days, rng = calendar(daily), np.random.default_rng(seed)
    asked = [(question_of(pair), design(days, question_of(pair))) for pair in pairs]
    able = [question for question, laid in asked if not isinstance(laid, NotEnough)]
    if not able:
        return next(lacks for _, lacks in asked if isinstance(lacks, NotEnough))
    made = {column: _diaries(days, column, n_series, rng) for column in dict.fromkeys(q.outcome for q in able)}
    rates = [_rate(days, question, *made[question.outcome], seed, n_surrogates) for question in able]
    return FalsePositives(tuple(rates), n_surrogates, seed)


def _diaries(days: Calendar, column: str, n_series: int, rng: np.random.Generator) -> tuple[simulated.Rhythm, Array]:
    """The rhythm that was fitted and the made-up diaries (n_series, days)."""
    own = days.columns[column]
    is_known = ~np.isnan(own)
    if not outcome(column).is_yes_no:
        fitted = simulated.rhythm(own)
        return fitted, simulated.scores(simulated.wandering(fitted, n_series, own.size, rng), is_known)
    fitted = simulated.rhythm(days.columns["pain"] if days.has("pain") else own)
    courses = simulated.wandering(fitted, n_series, own.size, rng)
    return fitted, simulated.yes_no(courses, is_known, float(np.nanmean(own)))


def _rate(
    days: Calendar, asked: joint.Question, own: simulated.Rhythm, series: Array, seed: int, n_surrogates: int
) -> Rate:
    is_out, is_related = calls(days, asked, series, seed=seed, n_surrogates=n_surrogates)
    n, n_related, n_textbook = len(series), int(is_related.sum()), int(_textbook(days, asked, series).sum())
    laid = design(days, asked)
    return Rate(
        *(asked.exposure, asked.outcome, n, 0 if isinstance(laid, NotEnough) else laid.n),
        *(n_related / n, *wilson(n_related, n), float(is_out.mean())),
        *(n_textbook / n, *wilson(n_textbook, n), float(own.phi), float(own.noise)),
    )


def calls(days: Calendar, asked: joint.Question, series: Array, *, seed: int, n_surrogates: int) -> tuple[Mask, Mask]:
    """Of `series` (series, all days) in place of the outcome of `asked`: which stand out (p <= .05), and which of
    these the joint model would call related. Raises ValueError where the question cannot be asked at all."""
    p = joint.p_values(days, asked, series, seed=seed, n_surrogates=n_surrogates)
    if isinstance(p, NotEnough):
        raise ValueError(p.sentence)
    is_out, is_related = p <= ALPHA, np.zeros(len(series), dtype=bool)
    for i in np.flatnonzero(is_out):
        other = days.with_outcome(asked.outcome, series[i])
        answer = joint.measure(other, asked, seed=seed, n_surrogates=n_surrogates)
        is_related[i] = isinstance(answer, joint.Answer) and joint.verdict(answer).word == RELATED
    return is_out, is_related


def _textbook(days: Calendar, asked: joint.Question, series: Array) -> Array:
    """Where Pearson's p, days taken for independent, is at most 5 % at the shortest lag (series,)."""
    from scipy.special import stdtrit

    x = days.at(asked.exposure, np.arange(len(days.days)), asked.lags[0])
    used = np.flatnonzero(~np.isnan(x) & ~np.isnan(series[0]))
    x, y = x[used], series[:, used]
    x, y = x - x.mean(), y - y.mean(axis=1, keepdims=True)
    r = y @ x / np.sqrt((x @ x) * np.maximum((y**2).sum(axis=1), 1e-12))
    limit = stdtrit(used.size - 2, 1 - ALPHA / 2)
    return np.asarray(np.abs(r) > limit / np.sqrt(used.size - 2 + limit**2))


@overload
def say(numbers: FalsePositives, units: Units = METRIC) -> Result: ...
@overload
def say(numbers: NotEnough, units: Units = METRIC) -> NotEnough: ...
def say(numbers: FalsePositives | NotEnough, units: Units = METRIC) -> Result | NotEnough:  # noqa: ARG001
    """The rates in words. `table` has a row per pair, its columns the fields of `Rate`; the verdict is 'keeps its
    rate' or, where one rate is too often, 'too often'. The words are the same in all units; a refusal comes back as
    it is."""
    if isinstance(numbers, NotEnough):
        return numbers
    return Result(
        pd.DataFrame([vars(rate) for rate in numbers.rates]),
        _sentence(numbers.rates),
        _caveats(numbers.rates),
        f"{numbers.rates[0].n_series} made-up diaries, AR(1) plus day noise fitted by REML, against the reader's "
        f"exposures and {numbers.n_surrogates} surrogates of each in the joint model; Pearson's test at one lag "
        f"beside it; seed {numbers.seed}",
        verdict=TOO_OFTEN if any(rate.is_too_often for rate in numbers.rates) else KEEPS,
    )


def _sentence(rates: Sequence[Rate]) -> str:
    """'On 500 made-up pain diaries that cannot depend on your weekly distance, lbsdrop found a relation in ...'"""
    first = rates[0]
    said = (
        f"On {first.n_series} made-up {outcome(first.outcome).words.removesuffix('s')} diaries that cannot depend on "
        f"your {exposure(first.exposure).words}, lbsdrop found a relation in {_share(first.related)}; the textbook "
        f"test in {_share(first.textbook)}."
    )
    others = [
        f"For {exposure(rate.exposure).words}"
        f"{'' if rate.outcome == first.outcome else f' and {outcome(rate.outcome).words}'}: {_share(rate.related)}; "
        f"the textbook test {_share(rate.textbook)}."
        for rate in rates[1:]
    ]
    return " ".join([said, *others])


def _share(share: float) -> str:
    """'4.6 %', '52 %'."""
    return f"{100 * share:.0f} %" if share >= 0.1 else f"{100 * share:.1f} %"


def _caveats(rates: Sequence[Rate]) -> tuple[str, ...]:
    return (
        "The diaries are like yours in level, spread, missing days and in how slowly pain changes "
        f"({_share(rates[0].phi)} of a deviation is left a day later); with {rates[0].n_series} of them a share of "
        "5 % is known to about 3 points.",
        *(
            f"That is more than the 5 % it promises: do not rely on what it says of your "
            f"{exposure(rate.exposure).words}."
            for rate in rates
            if rate.is_too_often
        ),
        "This holds against chance alone: not against seasons, a shared drift, or pain that changes training.",
        "Few false alarms say nothing of how much is missed: a short diary can hide a real relation.",
    )
