"""Days of about the same values together: one dot for all of them, and the days behind a dot."""

from __future__ import annotations

import numpy as np
import pandas as pd

N_ACROSS, N_UP = 26, 21


def cells(days: pd.DataFrame) -> pd.DataFrame:
    """One row a dot: `across up n`, the middle of the cell and its days; `days` as from `pairing.paired`."""
    counted = grid(days).groupby(["across", "up"]).size().rename("n")
    return counted.reset_index()


def behind(days: pd.DataFrame, across: float, up: float) -> pd.DataFrame:
    """The rows of `days` behind the dot at (across, up), latest first."""
    placed = grid(days)
    is_there = np.isclose(placed["across"], across) & np.isclose(placed["up"], up)
    return days[is_there][::-1]


def grid(days: pd.DataFrame) -> pd.DataFrame:
    """Each day's dot: both columns rounded to their step, whole numbers kept where there are few of them."""
    return pd.DataFrame(
        {
            "across": _rounded(days["across"], N_ACROSS),
            "up": _rounded(days["up"], N_UP),
        },
        index=days.index,
    )


def _rounded(values: pd.Series, n: int) -> pd.Series:
    """To whole numbers where they are few, else to `n` steps of the range."""
    reach = float(np.ptp(values)) if len(values) else 0.0
    if reach == 0 or (reach <= n and values.nunique() <= n + 1):
        return values
    step = reach / n if reach > n or reach <= 1 else max(reach / n, 0.5)
    return (values / step).round() * step
