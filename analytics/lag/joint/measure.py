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
from analytics.lag.joint.products import Array, full_rank, without
from analytics.lag.joint.question import Question
from analytics.lag.joint.score import Score, Whitened, columns, score, whitened
from analytics.lag.joint.verdict import ALPHA, Verdict, verdict
from analytics.lag.joint.yes_no import Linearised, residuals, straight, working
from analytics.result import NotEnough

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
    from scipy.stats import false_discovery_control

    days = calendar(daily)
    found = [(asked, measure(days, asked, seed=seed, n_surrogates=n_surrogates)) for asked in questions]
    answers = [answer for _, answer in found if isinstance(answer, Answer)]
    refused = tuple((asked, answer) for asked, answer in found if isinstance(answer, NotEnough))
    q = false_discovery_control([answer.p for answer in answers]) if answers else []
    judged = tuple(
        Judged(answer, float(value), verdict(answer, is_found=bool(value <= FALSE_DISCOVERIES)))
        for answer, value in zip(answers, q, strict=True)
    )
    return judged, refused


def _answer(laid: Design, seed: int, n_surrogates: int) -> Answer:
    asked = laid.asked
    line = residuals(laid.y, laid.full) if asked.is_yes_no else straight(laid.y)
    known, spans = _cells(laid, line)
    cell = known.best(spans.adjusted)
    beside = columns(laid, seed=seed, n_surrogates=n_surrogates)
    rows = whitened(laid, line.response, line.weight, beside, cell)
    found = score(rows, rows.sets[0])
    best = found.best
    effect, left = _effect(laid, known, spans, best, found.p)
    is_known = laid.places
    return Answer(
        exposure=asked.exposure,
        outcome=asked.outcome,
        lags=asked.lags,
        lag=asked.lags[best],
        t=tuple(float(value) for value in found.t),
        p=found.p,
        effect=effect,
        errors=Errors(left.phi, left.w),
        n=laid.n,
        first_day=laid.calendar.days[is_known[0]],
        last_day=laid.calendar.days[is_known[-1]],
        spread=float(laid.x[:, best].std()),
        level=float(laid.y.mean()),
        share_at_floor=float((laid.y == laid.y.min()).mean()),
        adjusted_for=tuple(other.column for other in asked.adjusted_for if other.column not in laid.unadjusted),
        covariates=asked.covariates,
        unadjusted=laid.unadjusted,
        drift=_drift(rows, found, best),
        controls=controls(Claim(laid, line, cell, best)),
        gaps=gaps(laid, best, seed=seed, n_surrogates=n_surrogates),
        n_surrogates=n_surrogates,
        seed=seed,
    )


@dataclass(frozen=True)
class _Spans:
    """Places of the adjustment set's columns in the fitted design; the exposure's lags follow."""

    adjusted: tuple[int, ...]
    n_lags: int

    def with_lag(self, i: int) -> tuple[int, ...]:
        """The adjustment set and the exposure at the lag in position i."""
        return (*self.adjusted, len(self.adjusted) + i)

    @property
    def with_all(self) -> tuple[int, ...]:
        """The adjustment set and every lag."""
        return (*self.adjusted, *(len(self.adjusted) + i for i in range(self.n_lags)))


def _cells(laid: Design, line: Linearised) -> tuple[errors.Cells, _Spans]:
    """The likelihood of the errors' autocorrelation, without the exposure and with each of its lags."""
    spans = _Spans(tuple(range(laid.full.shape[1])), len(laid.asked.lags))
    own = laid.x / laid.x.std(axis=0)
    whole = np.column_stack([line.response, line.weight[:, None] * np.column_stack([laid.full, own])])
    subsets = [spans.adjusted, *(spans.with_lag(i) for i in range(spans.n_lags))]
    return errors.cells(laid.days, whole, subsets), spans


def _effect(laid: Design, known: errors.Cells, spans: _Spans, best: int, p: float) -> tuple[Effect, errors.Estimate]:
    """The effect at the strongest lag per SI unit; its interval holds 0 where the search as a whole finds nothing."""
    if laid.asked.is_yes_no:
        known, spans = _cells(laid, working(laid.y, laid.full, laid.x[:, best] / laid.x[:, best].std()))
    found = errors.averaged(known, spans.with_lag(best))
    low, high = found.low, found.high
    if p > ALPHA:
        low, high = min(low, 0.0), max(high, 0.0)
    unit = 1 / float(laid.x[:, best].std())
    scale = LOG_ODDS if laid.asked.is_yes_no else POINTS
    return Effect(unit * found.value, unit * low, unit * high, unit * found.se, scale), found


def _drift(rows: Whitened, found: Score, best: int) -> Drift:
    """What stands out without drift and season; asked only where nothing stands out with them."""
    full, seasonless, timeless = rows.sets
    has_season = seasonless.shape[1] < full.shape[1]
    if found.p <= ALPHA:
        return Drift(has_season, np.nan, np.nan, np.nan)
    plain = score(rows, timeless)
    p_seasonless = score(rows, seasonless).p if has_season else np.nan
    before = _slope(rows, timeless, best)
    return Drift(has_season, plain.p, p_seasonless, abs(_slope(rows, full, best) / before) if before else np.nan)


def _slope(rows: Whitened, adjusted: Array, best: int) -> float:
    basis = full_rank(adjusted)
    rest, moved = without(rows.y, basis), without(rows.real(best), basis)
    return float(rest @ moved / (moved @ moved))


def with_covariates(asked: Question, covariates: Sequence[str]) -> Question:
    """The same question adjusted for columns of the same day as well."""
    return replace(asked, covariates=tuple(covariates))
