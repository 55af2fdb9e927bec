"""Does one thing go together with another, asked alone? Correlations, beside the joint model of `together`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.lag.answer import Association, AtLag, Copy, Correlations, Slope
from analytics.lag.calendar import Calendar, calendar
from analytics.lag.chance import Batch, Chance
from analytics.lag.checks import columns_read as columns_of_controls
from analytics.lag.checks import controls, entry_columns, gaps
from analytics.lag.correlation import Columns, by_chance, observed, score_columns, trend_columns
from analytics.lag.interval import correlation_intervals, effective_days, slope_interval
from analytics.lag.more_weeks import more_weeks
from analytics.lag.pairs import DEFAULT_PAIRS, OUTCOMES, Pair
from analytics.lag.question import Question, lay_out
from analytics.lag.verdict import ALPHA, verdict
from analytics.result import NotEnough
from analytics.statistics.arrays import Array

SURROGATES = 1999
# What each exposure's surrogates are correlated with, at each lag, in this order.
PARTS = (score_columns, trend_columns, entry_columns)


def measure(
    daily: pd.DataFrame,
    pair: Pair,
    *,
    seed: int,
    n_surrogates: int = SURROGATES,
) -> Association | NotEnough:
    """One pair asked alone: the numbers behind `analytics.lag.association`.

    `daily` is indexed by calendar day (days left out are unknown), SI units. `NotEnough` where a column is absent,
    fewer than 84 days are paired at any lag, or one hardly moves.
    """
    found = measured(calendar(daily), [pair], seed=seed, n_surrogates=n_surrogates)[0]
    if isinstance(found, NotEnough):
        return replace(found, method=method(n_surrogates, seed, pair.lags))
    return found


def correlations(
    daily: pd.DataFrame, *, seed: int, n_surrogates: int = SURROGATES, pairs: Sequence[Pair] = DEFAULT_PAIRS
) -> Correlations | NotEnough:
    """Every pair asked alone, adjusted for nothing but the weekday: a sensitivity beside the joint model.

    Each pair's numbers are those of `measure` with the same seed. `NotEnough`, that of the first pair, where none
    could be asked.
    """
    days = calendar(daily)
    found = measured(days, split(days, pairs)[0], seed=seed, n_surrogates=n_surrogates)
    answered = tuple(answer for answer in found if isinstance(answer, Association))
    refused = [answer for answer in found if isinstance(answer, NotEnough)]
    return Correlations(answered) if answered else replace(refused[0], method=method(n_surrogates, seed))


def columns_read(daily: pd.DataFrame, pairs: Iterable[Pair] = DEFAULT_PAIRS) -> tuple[str, ...]:
    """The columns of `daily`, in its order, on which the answers about `pairs` depend.

    Every outcome is among them: together they say from which day to which one the diary goes.
    """
    names = {declared.column for declared in OUTCOMES}
    for pair in pairs:
        names |= {pair.exposure, pair.outcome} | columns_of_controls(daily, pair)
    return tuple(column for column in daily.columns if column in names)


def method(n_surrogates: int, seed: int, lags: Sequence[int] = ()) -> str:
    """The method in one line: of one pair at `lags`, or, without any, of all pairs."""
    return (
        "rank correlation at declared lags, weekday means removed, against phase-randomised exposures "
        f"(Theiler 1992; Ebisuzaki 1997), {n_surrogates} surrogates, seed {seed}; intervals: that test inverted; "
        "effective number of days after Pyper & Peterman 1998; "
        + (f"lags {', '.join(map(str, lags))} days" if lags else "every declared pair alone")
    )


def split(days: Calendar, pairs: Sequence[Pair]) -> tuple[list[Pair], list[Copy]]:
    """The pairs to ask, and those that would ask the same numbers twice: an earlier pair has the same scores on all
    days and asks at the same lags or more. In a diary of mornings only, morning pain is pain."""
    kept: list[Pair] = []
    copies: list[Copy] = []
    for pair in pairs:
        first = next((other for other in kept if _is_same(days, other, pair)), None)
        if first is None:
            kept.append(pair)
        else:
            copies.append(Copy(pair.exposure, pair.outcome, first.outcome))
    return kept, copies


def _is_same(days: Calendar, one: Pair, other: Pair) -> bool:
    if one.exposure != other.exposure or not set(other.lags) <= set(one.lags):
        return False
    if not (days.has(one.outcome) and days.has(other.outcome)):
        return one == other
    return bool(np.array_equal(days.column(one.outcome), days.column(other.outcome), equal_nan=True))


def measured(days: Calendar, pairs: Sequence[Pair], *, seed: int, n_surrogates: int) -> list[Association | NotEnough]:
    """Each pair's numbers, with the verdict of a pair asked alone, or its refusal, in order."""
    asked = [(pair, lay_out(days, pair)) for pair in pairs]
    batches: dict[tuple[str, int, int], list[tuple[Pair, Question]]] = {}
    for pair, question in asked:
        if isinstance(question, Question):
            batches.setdefault((pair.exposure, question.first, question.last), []).append((pair, question))
    found = _answered(days, list(batches.values()), seed, n_surrogates)
    return [found[pair] if isinstance(question, Question) else question for pair, question in asked]


def _answered(
    days: Calendar, batches: list[list[tuple[Pair, Question]]], seed: int, n_surrogates: int
) -> dict[Pair, Association]:
    """One batch of surrogates per exposure and span; its columns are all its outcomes, lags and sensitivities."""
    groups = [(batch[0][1].x_scores, _columns([question for _, question in batch])) for batch in batches]
    nulls = by_chance(groups, len(days.days), seed=seed, n_surrogates=n_surrogates)
    found = {}
    for batch, (scores, columns), null in zip(batches, groups, nulls, strict=True):
        real, first = observed(scores, columns), 0
        for pair, question in batch:
            part = slice(first, first + len(PARTS) * len(pair.lags))
            answer = _association(days, pair, question, real[part], null[:, part], seed)
            found[pair] = replace(answer, verdict=verdict(answer, is_found=answer.p <= ALPHA))
            first = part.stop
    return found


def _columns(questions: list[Question]) -> Columns:
    """All parts of all questions side by side."""
    parts = [make(asked) for asked in questions for make in PARTS]
    targets, is_used = [part.targets for part in parts], [part.is_used for part in parts]
    return Columns(np.concatenate(targets, axis=1), np.concatenate(is_used, axis=1))


def _association(days: Calendar, pair: Pair, asked: Question, real: Array, null: Batch, seed: int) -> Association:
    """The numbers from the correlations of each of `PARTS`, real and by chance; the verdict is still to come."""
    r, r_trend, r_entry = np.split(real, len(PARTS))
    null_r, null_trend, null_entry = np.split(null, len(PARTS), axis=1)
    chance, best = Chance(r, null_r), int(np.argmax(np.abs(r)))
    at_lags, n_effective = _at_lags(chance, asked), effective_days(chance, asked, best)
    return Association(
        exposure=pair.exposure,
        outcome=pair.outcome,
        lags=at_lags,
        best=at_lags[best],
        band=chance.band,
        p=chance.p,
        q=np.nan,
        slope=Slope(*slope_interval(chance, asked, best)),
        r_trend=float(r_trend[best]),
        p_trend=Chance(r_trend, null_trend).p,
        n_effective=n_effective,
        exposure_sd=float(asked.x[asked.is_used[best]].std()),
        exposure_sd_of_log=float(np.nanstd(asked.x)),
        n_days_of_log=asked.x.size,
        n_left_out=int(np.count_nonzero(~np.isnan(asked.recorded.raw))) - int(asked.n[best]),
        more_weeks=more_weeks(chance, asked, best, n_effective),
        controls=tuple(controls(days, pair)),
        gaps=gaps(asked, asked.lags[best], Chance(r_entry, null_entry)),
        days=_paired(days, asked, best),
        verdict="",
        seed=seed,
        n_surrogates=len(null),
    )


def _at_lags(chance: Chance, asked: Question) -> tuple[AtLag, ...]:
    low, high = correlation_intervals(chance, asked)
    columns = (chance.r.tolist(), low.tolist(), high.tolist(), asked.n.tolist())
    return tuple(AtLag(*row) for row in zip(asked.lags, *columns, strict=True))


def _paired(days: Calendar, asked: Question, best: int) -> pd.DataFrame:
    used = asked.is_used[best]
    positions = np.arange(asked.first, asked.last)[used] + asked.lags[best]
    columns = {"exposure": asked.exposed.raw[used], "outcome": asked.y_raw[best][used]}
    return pd.DataFrame(columns, index=days.days[positions].rename("day"))
