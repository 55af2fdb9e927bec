"""What a set of several repetitions says about the load one could lift once: three formulas and their spread.

Epley 1985, Brzycki 1993, Wathan 1994 (coefficients from secondary sources). One repetition is what was lifted: no
formula is asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analytics.statistics.arrays import Array


@dataclass(frozen=True)
class Formula:
    """One formula: e1RM as a multiple of the load, by repetitions, up to `most_reps` of them."""

    name: str
    factor: Callable[[Array], Array]
    most_reps: int

    def __call__(self, load_kg: Any, reps: Any) -> Array:
        """e1RM in the unit of the load; NaN outside 1..most_reps, for broken repetitions and loads not above 0."""
        load, r = np.broadcast_arrays(np.asarray(load_kg, float), np.asarray(reps, float))
        is_able = (load > 0) & (r >= 1) & (r <= self.most_reps) & (r == np.floor(r))
        counts = np.where(is_able, r, 1.0)
        return np.where(is_able, load * np.where(counts == 1, 1.0, self.factor(counts)), np.nan)


# Beyond ten repetitions a set says more about endurance than about strength; Brzycki's was fitted up to twelve.
MOST_REPS = 10
EPLEY = Formula("epley", lambda r: 1 + r / 30, MOST_REPS)
BRZYCKI = Formula("brzycki", lambda r: 36 / (37 - r), 12)
WATHAN = Formula("wathan", lambda r: 100 / (48.8 + 53.8 * np.exp(-0.075 * r)), MOST_REPS)
FORMULAS = (EPLEY, BRZYCKI, WATHAN)


def estimates(sets: pd.DataFrame) -> pd.DataFrame:
    """e1RM of each row of `sets` (columns `load_kg`, `reps`), in kg, same index.

    Columns `epley brzycki wathan` (each within its own limit of repetitions) and, up to ten repetitions, their middle
    `e1rm` with `low` and `high`, the smallest and largest of the three.
    """
    each = {formula.name: formula(sets["load_kg"], sets["reps"]) for formula in FORMULAS}
    made = pd.DataFrame(each, index=sets.index)
    values = np.sort(made.to_numpy(), axis=1)
    values[np.isnan(values).any(axis=1)] = np.nan
    return made.assign(e1rm=values[:, 1], low=values[:, 0], high=values[:, 2])
