"""Easy pace under a normal prior on the slope before the block, and the slope that it would take to explain a change.

As `slopes` for pain, with the errors averaged over their grid: the verdict rests on it. A runner's easy pace at the
same heart rate changes by some 10 s/km a year on its own (convention: mean 0, standard deviation 10 s/km a year; half
and twice that are shown beside it).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics.statistics.averaged import Mixture

USUAL_SD = 10.0
SDS = (5.0, USUAL_SD, 20.0)
M_PER_KM = 1000.0


def in_percent(s_per_km: float, usual_s_per_m: float) -> float:
    """A difference of pace from the usual one in per cent, on the scale of 100 x the natural log."""
    return float(100 * np.log1p(s_per_km / (usual_s_per_m * M_PER_KM)))


def table(found: Sequence[Mixture]) -> pd.DataFrame:
    """The step under each prior of `SDS`: `sd estimate low high at_most`, sd in s/km a year, the rest in per cent of
    pace; `at_most` is the one-sided 95 % bound."""
    rows = [(sd, line.estimate, line.low, line.high, line.at_most) for sd, line in zip(SDS, found, strict=True)]
    return pd.DataFrame(rows, columns=["sd", "estimate", "low", "high", "at_most"])
