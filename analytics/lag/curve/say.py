"""The curve in words: where more brings no more, which step mattered, or what it would take to tell."""

from __future__ import annotations

import math

from analytics.lag.curve.answer import FLAT, PLATEAU, STEP, Claim, Curve
from analytics.lag.joint.headline import later, name
from analytics.lag.joint.verdict import CANNOT_TELL, RELATED, WITHDRAWN
from analytics.lag.pairs import exposure, outcome
from analytics.lag.sentence import NOT_WHY
from analytics.result import Result
from analytics.words import listed, say_number
from data.units import Units

DAYS_A_WEEK = 7
METHOD = (
    "natural cubic spline in the joint model, knots between even steps and quantiles, REML with AR(1) plus day "
    "noise, averaged over its grid and over the declared lags by likelihood; simultaneous 95 % band by the largest "
    "|t| along the curve, claims by the largest |t| over all pairs of doses; seed {seed}"
)
COLUMNS = {
    "dose": "the exposure, SI",
    "per_week": "the same a week, in the reader's units",
    "change": "points of the outcome, less those at the usual dose",
    "low": "lower end of the simultaneous 95 % band",
    "high": "upper end",
    "n": "used days nearest to this dose; those beyond the ends count there",
}


def say(curve: Curve, units: Units) -> Result:
    """The curve as a `Result`: its table has the columns `COLUMNS`, a row a dose."""
    table = curve.points.assign(per_week=[per_week(curve, dose, units) for dose in curve.points["dose"]])
    return Result(
        table=table[list(COLUMNS)],
        sentence=sentence(curve, units),
        caveats=(NOT_WHY, _asked_of(curve)),
        method=METHOD.format(seed=curve.seed),
        verdict=curve.claim.word if curve.claim else CANNOT_TELL,
    )


def sentence(curve: Curve, units: Units) -> str:
    """At most 25 words."""
    claim = curve.claim
    if curve.verdict == WITHDRAWN:
        return "The curve cannot say how much is enough: something else may explain why the two go together."
    if claim is None:
        return _cannot_tell(curve, units)
    return {PLATEAU: _plateau, STEP: _step, FLAT: _flat}[claim.word](curve, claim, units)


def per_week(curve: Curve, dose: float, units: Units) -> float:
    """A dose a week: sets, or kilometres or miles."""
    declared = exposure(curve.exposure)
    return dose * DAYS_A_WEEK / declared.window if declared.kind == "sets" else float(units.to_distance(dose))


def unit(curve: Curve, units: Units) -> str:
    """'glute sets a week', 'km a week'."""
    declared = exposure(curve.exposure)
    return f"{declared.words if declared.kind == 'sets' else units.distance} a week"


def _plateau(curve: Curve, claim: Claim, units: Units) -> str:
    what = outcome(curve.outcome).words
    start, to = _amount(curve, claim.start, units), _amount(curve, claim.to, units)
    most = say_number(math.ceil(10 * max(-claim.low, 0)) / 10)
    left = f"{what} was no lower" if most == "0" else f"at most {most} {_points(most)} less {what}"
    return f"No sign of more benefit above {start} {unit(curve, units)}: from there to {to}, {left}."


def _step(curve: Curve, claim: Claim, units: Units) -> str:
    size = say_number(per_week(curve, claim.to - claim.start, units), 0)
    value, low, high = (say_number(each) for each in (claim.value, claim.low, claim.high))
    usual, what = f"{_amount(curve, claim.start, units)} {unit(curve, units)}", outcome(curve.outcome).words
    return (
        f"{size} {units.distance} above your usual {usual} is the smallest step that mattered: {value} "
        f"{_points(value)} more {what} ({low} to {high})."
    )


def _flat(curve: Curve, claim: Claim, units: Units) -> str:
    least, most, usual = (_amount(curve, dose, units) for dose in (curve.least, curve.most, curve.usual))
    far = say_number(math.ceil(10 * max(abs(claim.low), abs(claim.high))) / 10)
    what = outcome(curve.outcome).words
    return (
        f"No amount from {least} to {most} {unit(curve, units)} mattered: {what} differs from that at your usual "
        f"{usual} by {far} {_points(far)} at most."
    )


def _cannot_tell(curve: Curve, units: Units) -> str:
    if curve.verdict != RELATED:
        hidden = say_number(curve.hidden)
        then = _after(curve.weeks_to_rule_out, "should tell")
        return f"Cannot tell yet whether any amount matters: {hidden} {_points(hidden)} could still hide; {then}."
    is_sets = exposure(curve.exposure).kind == "sets"
    what = "how much is enough" if is_sets else "which step matters"
    # As they would be said: '±1.1 points, to be brought to ±1.1' tells nothing.
    if round(curve.widest, 1) <= round(curve.matters, 1):
        most, does = f"{_amount(curve, curve.most, units)} {unit(curve, units)}", "is" if is_sets else "does"
        return f"Cannot tell yet {what}: no amount up to {most} clearly {does}; weeks above that would tell."
    then = _after(curve.weeks_to_narrow, f"should bring that to ±{say_number(curve.matters)}")
    return f"Cannot tell yet {what}: the curve is known to ±{say_number(curve.widest)} points; {then}."


def _after(weeks: float, should: str) -> str:
    return "only a planned change would tell" if math.isinf(weeks) else f"about {weeks:.0f} more weeks {should}"


def _asked_of(curve: Curve) -> str:
    others = [name(column) for column in (*curve.adjusted_for, *curve.covariates)]
    beside = f", adjusted for {listed([*others, 'weekday', 'drift'])}"
    what = outcome(curve.outcome).words
    return f"{curve.n:,} days, {what} {later(curve.lag)}{beside}; amounts with few days behind them say little."


def _amount(curve: Curve, dose: float, units: Units) -> str:
    return say_number(per_week(curve, dose, units), 0)


def _points(size: str) -> str:
    return "point" if size == "1" else "points"
