"""How much, from where: the outcome at each dose of an exposure in the joint model, a band around the whole."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.lag.curve import claims
from analytics.lag.curve.answer import Claim, Curve
from analytics.lag.curve.fit import Fitted, fit
from analytics.lag.joint.answer import Answer
from analytics.lag.joint.design import Design, calendar, design
from analytics.lag.joint.found import Found, weeks_of
from analytics.lag.joint.question import STRENGTH, question
from analytics.lag.joint.verdict import NOTHING, RELATED, what_matters
from analytics.lag.pairs import exposure
from analytics.result import NotEnough
from analytics.statistics.arrays import Array

# What a runner plans by the week; of the others nobody asks for a dose.
WEEKLY = ("distance_7d_m", "glute_sets_28d")
N_POINTS = 41


def is_asked(found: Found) -> bool:
    """Weekly distance or weekly sets against a score: what has a curve."""
    return found.exposure in WEEKLY and found.answer.effect.scale == "points"


def measure(daily: pd.DataFrame, found: Found, *, seed: int) -> Curve | NotEnough:
    """The outcome at each dose less that at the usual one, adjusted as the joint answer is.

    `daily` is indexed by calendar day (days left out are unknown), SI; `found` the joint model's answer about the
    same days. A natural cubic spline of few degrees of freedom takes the place of the straight effect (REML, AR(1)
    plus day noise, averaged over their grid and over the declared lags); the band is the largest |t| along the curve.
    `NotEnough` where the exposure has no curve (`is_asked`), or too few different doses are on record.
    """
    answer = found.answer
    if not is_asked(found):
        return NotEnough("no amount a week", "weekly distance or glute sets, against a score", answer.exposure)
    asked = question(answer.exposure, answer.outcome, answer.lags, covariates=answer.covariates)
    laid = design(calendar(daily), asked)
    if isinstance(laid, NotEnough):
        return laid
    fitted = fit(laid, answer.best, seed)
    if isinstance(fitted, NotEnough):
        return NotEnough(fitted.have, fitted.need, exposure(answer.exposure).words)
    return _curve(laid, fitted, found, seed)


def _curve(laid: Design, fitted: Fitted, found: Found, seed: int) -> Curve:
    answer, dose = found.answer, laid.x[:, fitted.best]
    doses = np.linspace(fitted.low, fitted.high, N_POINTS)
    usual, matters = usual_of(dose, fitted), what_matters(answer)
    band = claims.curve(fitted, doses, usual)
    points = {"dose": doses, "change": band.value, "low": band.low, "high": band.high, "n": nearest(dose, doses)}
    return Curve(
        exposure=answer.exposure,
        outcome=answer.outcome,
        lag=answer.lags[fitted.best],
        verdict=found.verdict,
        points=pd.DataFrame(points),
        usual=usual,
        matters=matters,
        weeks=weeks_of(answer),
        n=laid.n,
        phi=fitted.cell[0],
        noise=fitted.cell[1],
        adjusted_for=answer.adjusted_for,
        covariates=answer.covariates,
        claim=claimed(laid, fitted, answer, found.verdict, usual),
        seed=seed,
    )


def claimed(laid: Design, fitted: Fitted, answer: Answer, verdict: str, usual: float) -> Claim | None:
    """What can be said: of a related pair where the benefit ends (strength) or which step mattered (running); of one
    that is not withdrawn that no dose matters."""
    doses, matters = np.linspace(fitted.low, fitted.high, N_POINTS), what_matters(answer)
    band = claims.curve(fitted, doses, usual)
    made = None
    if verdict == RELATED and laid.asked.kind == STRENGTH:
        made = claims.plateau(fitted, laid.x[:, fitted.best], matters)
    elif verdict == RELATED:
        made = claims.step(doses, usual, band, matters)
    if made is None and verdict in (RELATED, NOTHING):
        made = claims.flat(doses, usual, band, matters)
    return made


def usual_of(dose: Array, fitted: Fitted) -> float:
    """The median dose, or the end of what is covered that is nearest to it."""
    return float(np.clip(np.median(dose), fitted.low, fitted.high))


def nearest(dose: Array, doses: Array) -> npt.NDArray[np.int_]:
    """(doses,) how many of the days' doses (n,) lie nearest to each; days beyond the ends count at the ends."""
    place = np.rint((dose - doses[0]) / (doses[1] - doses[0])).clip(0, doses.size - 1).astype(int)
    return np.asarray(np.bincount(place, minlength=doses.size))
