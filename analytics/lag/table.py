"""A pair's numbers as tidy rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from analytics.lag.answer import Association
from analytics.lag.checks import strongest
from analytics.lag.verdict import effect
from data.units import Units

COLUMNS = {
    "exposure": "column of the daily frame",
    "outcome": "column of the daily frame",
    "lag": "days from exposure to outcome: the declared lag with the largest |r|",
    "r": "correlation of Gaussian scores, weekday means removed",
    "low": "lower end of its 95 % interval",
    "high": "upper end",
    "p": "share of unrelated exposures at least as strong at any declared lag",
    "q": "p after Benjamini-Hochberg over the pairs asked together; missing for a pair asked alone",
    "n": "paired days at that lag",
    "n_effective": "independent days that would weigh as much",
    "effect": "change of the outcome per step of the exposure",
    "effect_low": "lower end of its 95 % interval; missing where there are too few effective days",
    "effect_high": "upper end",
    "effect_unit": "'points per 10 km'",
    "control": "the strongest negative control: 'future', 'reaction' or 'biceps'; missing where none could be run",
    "control_lag": "its lag",
    "control_r": "its correlation",
    "r_trend": "r with a straight line in time, and from a year and a half on a yearly wave, taken out",
    "p_trend": "its p, over the declared lags",
    "share_missing": "share of days without an entry between the first and the last",
    "verdict": "related, nothing to see yet, cannot tell, withdrawn",
}


def table(found: Sequence[Association], units: Units) -> pd.DataFrame:
    """One row, columns as in `COLUMNS`, per pair."""
    frame = pd.DataFrame([_row(answer, units) for answer in found], columns=list(COLUMNS))
    return frame.assign(control=frame["control"].astype("str").where(frame["control"] != ""))


def _row(answer: Association, units: Units) -> dict[str, Any]:
    per_step, control = effect(answer, units), strongest(answer.controls)
    return {
        **_names(answer),
        "lag": answer.best.lag,
        "r": answer.best.r,
        "low": answer.best.low,
        "high": answer.best.high,
        "p": answer.p,
        "q": answer.q,
        "n": answer.best.n,
        "n_effective": answer.n_effective,
        "effect": per_step.value,
        "effect_low": per_step.low,
        "effect_high": per_step.high,
        "effect_unit": per_step.unit,
        "control": "" if control is None else control.control,
        "control_lag": np.nan if control is None else control.lag,
        "control_r": np.nan if control is None else control.r,
        "r_trend": answer.r_trend,
        "p_trend": answer.p_trend,
        "share_missing": answer.gaps.share,
        "verdict": answer.verdict,
    }


def details(found: Sequence[Association]) -> dict[str, pd.DataFrame]:
    """`lags` (lag r low high chance_low chance_high n), `controls` (control lag r n) and `missing` (as `Gaps`), each
    with `exposure` and `outcome` in front; chance_low..chance_high holds 95 % of unrelated exposures at every lag."""
    return {
        "lags": pd.DataFrame([row for answer in found for row in _lag_rows(answer)]),
        "controls": pd.DataFrame([_names(answer) | vars(control) for answer in found for control in answer.controls]),
        "missing": pd.DataFrame([_names(answer) | vars(answer.gaps) for answer in found]),
    }


def _names(answer: Association) -> dict[str, Any]:
    return {"exposure": answer.exposure, "outcome": answer.outcome}


def _lag_rows(answer: Association) -> list[dict[str, Any]]:
    band = {"chance_low": -answer.band, "chance_high": answer.band}
    return [
        _names(answer) | {"lag": at.lag, "r": at.r, "low": at.low, "high": at.high, **band, "n": at.n}
        for at in answer.lags
    ]
