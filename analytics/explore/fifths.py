"""The mean of each fifth of the days, with a range that knows that one day is much like the next."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.statistics.arrays import Array

N_GROUPS = 5
# A group holds at least about this many days; fewer days make fewer groups (convention).
LEAST_DAYS = 10
# Days that are left out together: about as long as pain and training remember (convention).
BLOCK_DAYS = 28
# Fewer stretches than this behind a mean give no range (convention).
LEAST_BLOCKS = 6
NORMAL_95 = 1.96
# Days of equal value stay together: groups that differ in number by more than this are no fifths (convention).
ABOUT_EQUAL = 1.2


def fifths(days: pd.DataFrame) -> pd.DataFrame:
    """Up to five groups of days of about equal number by `across`: columns `from to mean low high n`.

    `days` as from `pairing.paired`. Days of equal value stay together, and fewer than fifty
    days make fewer groups, so there may be fewer than five. `low`-`high`
    is the mean's 95 % range from leaving out one stretch of 28 days at a time (delete-block jackknife, Kuensch 1989
    Ann Stat 17:1217); missing where fewer than six stretches hold days of the group. No row below ten days.
    """
    n_groups = min(N_GROUPS, len(days) // LEAST_DAYS)
    if n_groups == 0:
        return pd.DataFrame(columns=["from", "to", "mean", "low", "high", "n"], dtype="float64")
    middle = (days["across"].rank(method="average") - 0.5) / len(days)
    group = np.floor(n_groups * middle).to_numpy()
    stretch = (days.index - days.index[0]).days.to_numpy() // BLOCK_DAYS
    rows = []
    for each in np.unique(group):
        part = days[group == each]
        low, high = _range(part["up"].to_numpy(float), stretch[group == each])
        mean = float(part["up"].mean())
        rows.append((part["across"].min(), part["across"].max(), mean, mean - low, mean + high, len(part)))
    return pd.DataFrame(rows, columns=["from", "to", "mean", "low", "high", "n"])


def are_fifths(groups: pd.DataFrame) -> bool:
    """Whether the rows of `fifths` hold about a fifth of the days each: five of them, the largest at most a fifth
    larger than the smallest."""
    return len(groups) == N_GROUPS and bool(groups["n"].max() <= ABOUT_EQUAL * groups["n"].min())


def _range(values: Array, stretch: Array) -> tuple[float, float]:
    """Half the 95 % range to either side."""
    _, place = np.unique(stretch, return_inverse=True)
    n, total = np.bincount(place).astype(float), np.bincount(place, weights=values)
    n_blocks = len(n)
    if n_blocks < LEAST_BLOCKS:
        return np.nan, np.nan
    without = (total.sum() - total) / (n.sum() - n)
    se = float(np.sqrt((n_blocks - 1) / n_blocks * ((without - without.mean()) ** 2).sum()))
    return NORMAL_95 * se, NORMAL_95 * se
