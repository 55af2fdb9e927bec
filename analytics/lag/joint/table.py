"""Pairs of the joint model as tidy rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from analytics.lag.joint.found import Found
from analytics.lag.joint.headline import share_left
from analytics.lag.joint.per_step import per_step
from analytics.lag.joint.sentence import strongest
from data.units import Units

COLUMNS = {
    "exposure": "column of the daily frame",
    "outcome": "column of the daily frame",
    "lag": "days from exposure to outcome: the declared lag with the largest |t|",
    "t": "whitened partial score at that lag",
    "p": "share of unrelated exposures at least as strong at any declared lag",
    "q": "p after Benjamini-Hochberg over the pairs asked together; missing for a pair asked alone",
    "n": "used days",
    "effect": "change of the outcome per SI unit of the exposure: points, or log odds of a yes/no outcome",
    "low": "lower end of its 95 % interval",
    "high": "upper end",
    "per_step": "the effect for a step of the exposure in the reader's units: points, or the factor of the odds",
    "per_step_low": "lower end of its 95 % interval",
    "per_step_high": "upper end",
    "per_step_unit": "'points per 10 km'",
    "adjusted_for": "the other exposures and covariates in the model",
    "unadjusted": "exposures left out of it: on record on too few of the days",
    "control": "the negative control that comes nearest to the claim; missing where none could be run",
    "control_lag": "its lag",
    "control_t": "its t",
    "share_left": "share of the effect that drift and season leave; missing where the pair stands out with both",
    "autocorrelation": "share of a deviation that is left a day later, as fitted",
    "share_missing": "share of days without an entry between the first and the last",
    "verdict": "related, nothing to see yet, cannot tell, withdrawn",
    "reasons": "what speaks against more",
}


def table(found: Sequence[Found], units: Units) -> pd.DataFrame:
    """One row, columns as in `COLUMNS`, per pair."""
    frame = pd.DataFrame([_row(each, units) for each in found], columns=list(COLUMNS))
    return frame.assign(control=frame["control"].astype("str").where(frame["control"] != ""))


def details(found: Sequence[Found]) -> dict[str, pd.DataFrame]:
    """`lags` (lag t chance), `controls` (control lag t t_claim share n) and `missing` (as `Gaps`), each with
    `exposure` and `outcome` in front; 95 % of unrelated exposures stay within +-chance at every lag."""
    return {
        "lags": pd.DataFrame([row for each in found for row in _lag_rows(each)]),
        "controls": pd.DataFrame([_names(each) | vars(one) for each in found for one in each.answer.controls]),
        "missing": pd.DataFrame([_names(each) | vars(each.answer.gaps) for each in found]),
    }


def _row(found: Found, units: Units) -> dict[str, Any]:
    answer, step, control = found.answer, per_step(found.answer, units), strongest(found.answer)
    return {
        **_names(found),
        "lag": answer.lag,
        "t": answer.t[answer.best],
        "p": answer.p,
        "q": found.q,
        "n": answer.n,
        "effect": answer.effect.value,
        "low": answer.effect.low,
        "high": answer.effect.high,
        "per_step": step.value,
        "per_step_low": step.low,
        "per_step_high": step.high,
        "per_step_unit": step.unit,
        "adjusted_for": ", ".join((*answer.adjusted_for, *answer.covariates)),
        "unadjusted": ", ".join(answer.unadjusted),
        "control": "" if control is None else control.control,
        "control_lag": np.nan if control is None else control.lag,
        "control_t": np.nan if control is None else control.t,
        "share_left": share_left(found),
        "autocorrelation": answer.errors.phi,
        "share_missing": answer.gaps.n_missing / answer.gaps.n_days,
        "verdict": found.verdict,
        "reasons": ", ".join(found.reasons),
    }


def _names(found: Found) -> dict[str, Any]:
    return {"exposure": found.exposure, "outcome": found.outcome}


def _lag_rows(found: Found) -> list[dict[str, Any]]:
    answer = found.answer
    return [
        _names(found) | {"lag": lag, "t": t, "chance": answer.band}
        for lag, t in zip(answer.lags, answer.t, strict=True)
    ]
