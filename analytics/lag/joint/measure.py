"""One exposure against one outcome in the joint model, and many of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analytics.lag.joint import errors
from analytics.lag.joint.answer import LOG_ODDS, POINTS, Answer, Drift, Effect, Errors
from analytics.lag.joint.controls import Claim, controls
from analytics.lag.joint.design import Calendar, Design, calendar, design
from analytics.lag.joint.gaps import gaps
from analytics.lag.joint.question import Question
from analytics.lag.joint.score import Score, Whitened, columns, score, weight, whitened
from analytics.lag.joint.verdict import ALPHA, Verdict, verdict
from analytics.result import NotEnough
from analytics.statistics.discoveries import q_values
from analytics.statistics.logistic import Linearised, residuals, straight, working
from analytics.statistics.products import Array, full_rank, without
from analytics.statistics.whitening import Cell

SURROGATES = 299
# One claim in ten may be false (Benjamini & Hochberg 1995).
FALSE_DISCOVERIES = 0.10


def measure(
    daily: pd.DataFrame | Calendar, asked: Question, *, seed: int, n_surrogates: int = SURROGATES
) -> Answer | NotEnough:
    """Does the outcome go with the exposure once the other exposures, weekday, drift and season are in the model?

    `daily` is indexed by calendar day (days left out are unknown), SI. The statistic is the largest whitened partial
    score over the declared lags, its null that of `n_surrogates` exposures with the same rhythm week by week. Effect
    and interval are a mixture over the errors' autocorrelation by restricted likelihood. `NotEnough` where a column
    is absent, fewer than 84 days know all lags, or one hardly moves.
    """
    laid = design(daily if isinstance(daily, Calendar) else calendar(daily), asked)
    return laid if isinstance(laid, NotEnough) else _answer(laid, seed, n_surrogates)


@dataclass(frozen=True)
class Judged:
    """One pair of many: its numbers, q (Benjamini-Hochberg over the pairs that could be asked) and its verdict."""

    answer: Answer
    q: float
    verdict: Verdict


def measure_all(
    daily: pd.DataFrame, questions: Sequence[Question], *, seed: int, n_surrogates: int = SURROGATES
) -> tuple[tuple[Judged, ...], tuple[tuple[Question, NotEnough], ...]]:
    """Every question that can be asked, in order, found at q <= .10; and the refused ones with their reasons."""
    days = calendar(daily)
    found = [(asked, measure(days, asked, seed=seed, n_surrogates=n_surrogates)) for asked in questions]
    answers = [answer for _, answer in found if isinstance(answer, Answer)]
    refused = tuple((asked, answer) for asked, answer in found if isinstance(answer, NotEnough))
    q = q_values([answer.p for answer in answers])
    judged = tuple(
        Judged(answer, float(value), verdict(answer, is_found=bool(value <= FALSE_DISCOVERIES)))
        for answer, value in zip(answers, q, strict=True)
    )
    return judged, refused


def p_value(
    daily: pd.DataFrame | Calendar, asked: Question, *, seed: int, n_surrogates: int = SURROGATES
) -> float | NotEnough:
    """`measure`'s p alone, at half its price."""
    laid = design(daily if isinstance(daily, Calendar) else calendar(daily), asked)
    if isinstance(laid, NotEnough):
        return laid
    return _tested(laid, columns(laid, seed=seed, n_surrogates=n_surrogates)).found.p


def p_values(
    days: Calendar, asked: Question, outcomes: Array, *, seed: int, n_surrogates: int = SURROGATES
) -> Array | NotEnough:
    """`p_value` with each row of `outcomes` (series, calendar days) in place of the outcome: (series,).

    Each row is known on the outcome's own days, so that one set of surrogates serves all; 1 where a row hardly moves.
    """
    laid = design(days, asked)
    if isinstance(laid, NotEnough):
        return laid
    beside, found = columns(laid, seed=seed, n_surrogates=n_surrogates), []
    for row in outcomes:
        other = design(days.with_outcome(asked.outcome, row), asked)
        found.append(1.0 if isinstance(other, NotEnough) else _tested(other, beside).found.p)
    return np.array(found)


@dataclass(frozen=True)
class _Tested:
    """The response as it was fitted, the errors' likeliest (phi, w) without the exposure, and the score."""

    line: Linearised
    cell: Cell
    rows: Whitened
    found: Score


def _tested(laid: Design, beside: Array) -> _Tested:
    """`beside` as from `score.columns`."""
    line = residuals(laid.y, laid.full) if laid.asked.is_yes_no else straight(laid.y)
    adjusted = range(laid.full.shape[1])
    whole = np.column_stack([line.response, line.weight[:, None] * laid.full])
    cell = errors.cells(laid.days, whole, [adjusted]).best(adjusted)
    rows = whitened(laid, line.response, line.weight, beside, cell)
    return _Tested(line, cell, rows, replace(score(rows, rows.sets[0]), weight=weight(laid)))


def _answer(laid: Design, seed: int, n_surrogates: int) -> Answer:
    asked, tested = laid.asked, _tested(laid, columns(laid, seed=seed, n_surrogates=n_surrogates))
    found, best = tested.found, tested.found.best
    effect, left = _effect(laid, tested, best)
    return Answer(
        exposure=asked.exposure,
        outcome=asked.outcome,
        lags=asked.lags,
        lag=asked.lags[best],
        t=tuple(float(value) for value in found.t),
        p=found.p,
        band=found.band,
        weight=found.weight,
        effect=effect,
        errors=Errors(left.phi, left.w),
        n=laid.n,
        n_left_out=int((~np.isnan(laid.calendar.columns[asked.outcome])).sum()) - laid.n,
        first_day=laid.calendar.days[laid.places[0]],
        last_day=laid.calendar.days[laid.places[-1]],
        spread=float(laid.x[:, best].std()),
        level=float(laid.y.mean()),
        share_at_floor=float((laid.y == laid.y.min()).mean()),
        adjusted_for=tuple(other.column for other in asked.adjusted_for if other.column not in laid.unadjusted),
        covariates=asked.covariates,
        unadjusted=laid.unadjusted,
        drift=_drift(tested.rows, found, best),
        controls=controls(Claim(laid, tested.line, tested.cell, best, float(found.t[best]))),
        gaps=gaps(laid, best, seed=seed, n_surrogates=n_surrogates),
        days=_days(laid, best),
        n_surrogates=n_surrogates,
        seed=seed,
    )


def _days(laid: Design, best: int) -> pd.DataFrame:
    day = laid.calendar.days[laid.places].rename("day")
    return pd.DataFrame({"exposure": laid.x[:, best], "outcome": laid.y}, index=day)


def _effect(laid: Design, tested: _Tested, best: int) -> tuple[Effect, errors.Estimate]:
    """The effect at the strongest lag per SI unit; its interval holds 0 where the search as a whole finds nothing."""
    own = laid.x[:, best] / laid.x[:, best].std()
    line = working(laid.y, laid.full, own) if laid.asked.is_yes_no else tested.line
    whole = np.column_stack([line.response, line.weight[:, None] * np.column_stack([laid.full, own])])
    subset = range(laid.full.shape[1] + 1)
    found = errors.averaged(errors.cells(laid.days, whole, [subset]), subset)
    low, high = found.low, found.high
    if tested.found.p > ALPHA:
        low, high = min(low, 0.0), max(high, 0.0)
    unit = 1 / float(laid.x[:, best].std())
    scale = LOG_ODDS if laid.asked.is_yes_no else POINTS
    return Effect(unit * found.value, unit * low, unit * high, unit * found.se, scale), found


def _drift(rows: Whitened, found: Score, best: int) -> Drift:
    """What stands out without drift and season, where nothing stands out with them; and what a season would take."""
    full, seasonless, timeless, waved = rows.sets
    has_season, own = seasonless.shape[1] < full.shape[1], _slope(rows, full, best)
    season_left = abs(_slope(rows, waved, best) / own) if waved.shape[1] > full.shape[1] else np.nan
    if found.p <= ALPHA:
        return Drift(has_season, np.nan, np.nan, np.nan, season_left)
    plain, p_seasonless = score(rows, timeless), score(rows, seasonless).p if has_season else np.nan
    return Drift(has_season, plain.p, p_seasonless, abs(own / _slope(rows, timeless, best)), season_left)


def _slope(rows: Whitened, adjusted: Array, best: int) -> float:
    basis = full_rank(adjusted)
    rest, moved = without(rows.y, basis), without(rows.real(best), basis)
    return float(rest @ moved / (moved @ moved))
