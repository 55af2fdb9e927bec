"""Was the diary kept in the same way before and in the block?

A day counts with the highest score written on it. More scores a day give a higher highest, and a diary kept on bad
days first and on all days later falls without any change in pain.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.blocks.design import Design
from analytics.statistics.arrays import Array

# Conventions. Where pain never changes, a diary of bad days first that goes from 80 to 95 % of days falls by 0.2
# points, one of 0.3 scores a day fewer by 0.1-0.2 (simulated), against a smallest change that matters of 1.
OTHER_SHARE, OTHER_ENTRIES = 0.15, 0.3
# And by more than twice what days left out by chance would give: four weeks of a block are few days to count.
BEYOND_CHANCE = 2.0


@dataclass(frozen=True)
class Kept:
    """How the diary was kept before and in the block, each pair None where alike: the share of days rated, and the
    number of scores on a rated day."""

    rated: tuple[float, float] | None = None
    entries: tuple[float, float] | None = None

    @property
    def is_different(self) -> bool:
        """Not kept in the same way."""
        return self.rated is not None or self.entries is not None


def differences(plan: Design, daily: pd.DataFrame, outcome: str) -> Kept:
    """Where the share of days rated, or the number of scores a day, differs by more than chance.

    The compared days count. `daily` is the daily frame; where it has no `pain_entries`, or for the morning score
    alone, only the share of days is asked.
    """
    rated, entries = None, None
    if _is_other(_rated(plan, "before"), _rated(plan, "during"), OTHER_SHARE):
        rated = (plan.rated_share("before"), plan.rated_share("during"))
    if outcome == "pain" and "pain_entries" in daily:
        before, during = _entries(plan, daily, "before"), _entries(plan, daily, "during")
        if _is_other(before, during, OTHER_ENTRIES):
            entries = (float(before.mean()), float(during.mean()))
    return Kept(rated, entries)


def _rated(plan: Design, phase: str) -> Array:
    """1 for each rated day, 0 for each other between the first and the last rated one that is compared."""
    rated = plan.rows(phase)["offset"].to_numpy()
    return np.isin(np.arange(rated.min(), rated.max() + 1), rated).astype(float) if len(rated) else np.empty(0)


def _entries(plan: Design, daily: pd.DataFrame, phase: str) -> Array:
    """Number of scores of each rated day that the daily frame knows."""
    entries = daily["pain_entries"].reindex(plan.rows(phase)["day"]).to_numpy(float)
    return np.asarray(entries[entries > 0])


def _is_other(before: Array, during: Array, limit: float) -> bool:
    """Means further apart than `limit` and than chance."""
    if len(before) < 2 or len(during) < 2:
        return False
    error = np.sqrt(before.var(ddof=1) / len(before) + during.var(ddof=1) / len(during))
    return bool(abs(before.mean() - during.mean()) > max(limit, BEYOND_CHANCE * error))
