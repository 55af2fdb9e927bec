"""Was the diary kept in the same way before and in the block, and is it long enough to know the year by?

A day counts with the highest score written on it. More scores a day give a higher highest, and a diary kept on bad
days first and on all days later falls without any change in pain.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.blocks import sentence
from analytics.blocks.design import Array, Design

# Conventions. Where pain never changes, a diary of bad days first that goes from 80 to 95 % of days falls by 0.2
# points, one of 0.3 scores a day fewer by 0.1-0.2 (simulated), against a smallest change that matters of 1.
OTHER_SHARE, OTHER_ENTRIES = 0.15, 0.3
# And by more than twice what days left out by chance would give: four weeks of a block are few days to count.
BEYOND_CHANCE = 2.0
# Before this a rhythm of the year has not come round twice.
WEEKS_OF_TWO_YEARS = 104


def differences(plan: Design, daily: pd.DataFrame, outcome: str) -> tuple[str, ...]:
    """A sentence each for another share of days rated and another number of scores a day; none where alike.

    The compared days count. `daily` is the daily frame; where it has no `pain_entries`, or for the morning score
    alone, only the share of days is asked.
    """
    said = []
    if _is_other(_rated(plan, "before"), _rated(plan, "during"), OTHER_SHARE):
        said.append(sentence.other_days(outcome, plan.rated_share("before"), plan.rated_share("during")))
    if outcome == "pain" and "pain_entries" in daily:
        before, during = _entries(plan, daily, "before"), _entries(plan, daily, "during")
        if _is_other(before, during, OTHER_ENTRIES):
            said.append(sentence.other_entries(float(before.mean()), float(during.mean())))
    return tuple(said)


def season(plan: Design, what: str) -> tuple[str, ...]:
    """The caveat that a rhythm of the year may look like a change; nothing where two years are compared."""
    weeks = plan.weeks_in_all("before") + plan.weeks_in_all("during")
    return (sentence.yearly(what),) if weeks < WEEKS_OF_TWO_YEARS else ()


def _rated(plan: Design, phase: str) -> Array:
    """1 for each rated day, 0 for each other between the first and the last rated one that is compared."""
    rated = plan.rows(phase)["offset"].to_numpy()
    return np.isin(np.arange(rated.min(), rated.max() + 1), rated).astype(float) if len(rated) else np.empty(0)


def _entries(plan: Design, daily: pd.DataFrame, phase: str) -> Array:
    """Number of scores of each rated day that the daily frame tells of."""
    entries = daily["pain_entries"].reindex(plan.rows(phase)["day"]).to_numpy(float)
    return entries[entries > 0]


def _is_other(before: Array, during: Array, limit: float) -> bool:
    """Means further apart than `limit` and than chance."""
    if len(before) < 2 or len(during) < 2:
        return False
    error = np.sqrt(before.var(ddof=1) / len(before) + during.var(ddof=1) / len(during))
    return bool(abs(before.mean() - during.mean()) > max(limit, BEYOND_CHANCE * error))
