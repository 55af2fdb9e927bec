"""The smooth middle of the days: a locally weighted line, for the eye."""

from __future__ import annotations

import numpy as np
import pandas as pd

# Share of the days that each point of the curve is read from (convention).
NEARBY = 0.5
# Fewer days, or fewer different values across, make no curve (convention).
LEAST_DAYS, LEAST_VALUES = 50, 8
N_POINTS = 60
# The curve ends where one day in a hundred lies further out: beyond, a few days bend it.
OUTERMOST = 0.01


def curve(days: pd.DataFrame) -> pd.DataFrame:
    """LOWESS of `up` over `across` (Cleveland 1979 J Am Stat Assoc 74:829): columns `across up`, up to 60 rows.

    `days` as from `pairing.paired`, SI. A local mean without robust weights, as painful days are no outliers.
    No row below 50 days or below 8 different values across.
    """
    empty = pd.DataFrame({"across": [], "up": []}, dtype="float64")
    if len(days) < LEAST_DAYS or days["across"].nunique() < LEAST_VALUES:
        return empty
    from statsmodels.nonparametric.smoothers_lowess import lowess  # 30 ms to import: only where a curve is drawn

    x = days["across"].to_numpy(float)
    first, last = np.quantile(x, [OUTERMOST, 1 - OUTERMOST])
    points = np.linspace(first, last, N_POINTS)
    up = lowess(days["up"].to_numpy(float), x, frac=NEARBY, it=0, xvals=points)
    return pd.DataFrame({"across": points, "up": up}).dropna()
