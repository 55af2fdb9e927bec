"""Between a trend that goes on and none: a normal prior on the slope before the block, and the slope it would take.

A year of diary knows its own slope to several points a year, so the fit with a trend allows for slopes that nobody
has. A prior of mean 0 and standard deviation 1 point a year (convention; half and twice that are shown beside it)
says how steep a trend may be; with phi, w and the variance of the fit with a trend it is one more observation of its
slope (Theil & Goldberger 1961, Int. Econ. Rev. 2:65).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.statistics.autocorrelated import Fit, t_quantile

USUAL_SD = 1.0
SDS = (0.5, USUAL_SD, 2.0)
# Positions in the fit with a trend, which ends on the slope in points a year and the step.
SLOPE, STEP = -2, -1


def priors(trend: Fit, level: Fit, sds: Sequence[float] = SDS) -> pd.DataFrame:
    """The step under each prior: `sd estimate low high`, points; sd in points a year."""
    rows = []
    for sd in sds:
        line = held(trend, level, sd)
        low, high = line.interval(STEP)
        rows.append({"sd": sd, "estimate": float(line.beta[STEP]), "low": low, "high": high})
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


def held(trend: Fit, level: Fit, sd: float = USUAL_SD) -> Fit:
    """The fit with a trend under the prior; degrees of freedom of the step are the fewer of both fits'."""
    covariance = trend.covariance
    gain = covariance[:, SLOPE] / (covariance[SLOPE, SLOPE] + sd**2)
    df = trend.df.copy()
    df[STEP] = min(float(trend.df[STEP]), float(level.df[-1]))
    less = np.outer(gain, covariance[SLOPE])
    return replace(trend, beta=trend.beta - gain * trend.beta[SLOPE], covariance=covariance - less, df=df)
