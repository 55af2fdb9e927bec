"""Between a trend that goes on and none: a normal prior on the slope before the block, and the slope it would take.

A year of diary knows its own slope to several points a year, so the fit with a trend allows for slopes that nobody
has. A prior of mean 0 and standard deviation 1 point a year (convention; half and twice that are shown beside it)
says how steep a trend may be; with phi, w and the variance of the fit with a trend it is one more observation of its
slope (Theil & Goldberger 1961, Int. Econ. Rev. 2:65).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics.statistics.autocorrelated import Fit, t_quantile

USUAL_SD = 1.0
SDS = (0.5, USUAL_SD, 2.0)
# Positions in the fit with a trend, which ends on the slope in points a year and the step.
SLOPE, STEP = -2, -1


def priors(trend: Fit, level: Fit, sds: Sequence[float] = SDS) -> pd.DataFrame:
    """The step under each prior: `sd estimate low high`, points; sd in points a year."""
    df = min(float(trend.df[STEP]), float(level.df[-1]))
    rows = []
    for sd in sds:
        estimate, se = _held(trend, sd)
        half = float(t_quantile(df)) * se
        rows.append({"sd": sd, "estimate": estimate, "low": estimate - half, "high": estimate + half})
    return pd.DataFrame(rows)


def steepest(trend: Fit) -> float:
    """The slope, in points a year, from which on the step's interval would hold 0 were that slope known: what pain
    would have had to do on its own. NaN where a slope explains no step."""
    covariance, (slope, step) = trend.covariance, trend.beta[[SLOPE, STEP]]
    shared = covariance[SLOPE, STEP] / covariance[SLOPE, SLOPE]
    if not shared:
        return np.nan
    se = np.sqrt(max(float(covariance[STEP, STEP] - shared * covariance[SLOPE, STEP]), 0.0))
    half = float(t_quantile(float(trend.df[STEP]))) * se
    nearest = step + half if step + shared * (0 - slope) < 0 else step - half
    return float(slope - nearest / shared)


def _held(trend: Fit, sd: float) -> tuple[float, float]:
    precision = np.linalg.inv(trend.covariance)
    held = precision.copy()
    held[SLOPE, SLOPE] += sd**-2
    covariance = np.linalg.inv(held)
    return float((covariance @ precision @ trend.beta)[STEP]), float(np.sqrt(covariance[STEP, STEP]))
