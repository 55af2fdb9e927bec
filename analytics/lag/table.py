"""The one tidy row of a pair."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analytics.lag.answer import Answer
from analytics.lag.controls import strongest
from analytics.lag.effect import effect
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
    "n_effective": "independent days that would tell as much",
    "effect": "change of the outcome per step of the exposure",
    "effect_low": "lower end of its 95 % interval; missing where there are too few effective days",
    "effect_high": "upper end",
    "effect_unit": "'points per 10 km'",
    "control": "the strongest negative control: 'future' or 'biceps'",
    "control_lag": "its lag",
    "control_r": "its correlation",
    "r_trend": "r with a straight line in time taken out",
    "p_trend": "its p, over the declared lags",
    "share_missing": "share of days without an entry between the first and the last",
    "verdict": "related, nothing to see yet, cannot tell, withdrawn",
}


def row(answer: Answer, units: Units, q: float, said: str) -> dict[str, Any]:
    """The pair's row, keys as in `COLUMNS`."""
    told, control = effect(answer, units), strongest(answer.controls)
    best = answer.strongest
    return {
        **{name: best[name] for name in ("exposure", "outcome", "lag", "r", "low", "high", "n")},
        "p": answer.p,
        "q": q,
        "n_effective": answer.n_effective,
        "effect": told.value,
        "effect_low": told.low,
        "effect_high": told.high,
        "effect_unit": told.unit,
        "control": "" if control is None else control["control"],
        "control_lag": np.nan if control is None else control["lag"],
        "control_r": np.nan if control is None else control["r"],
        "r_trend": answer.r_trend,
        "p_trend": answer.p_trend,
        "share_missing": answer.missing["share"].iloc[0],
        "verdict": said,
    }


def table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows in the declared order of columns."""
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.assign(control=frame["control"].astype("str").where(frame["control"] != ""))
