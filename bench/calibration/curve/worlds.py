"""Logs in which pain follows a known curve of weekly sets or distance; the other acts in a straight line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from bench.calibration.joint.cells import LAGS, MILEAGE, SETS
from bench.calibration.joint.diaries import KM_LAG, SETS_LAG, expected, written
from bench.calibration.joint.habits import Array, trained
from bench.calibration.lag.runners import PAIN_MEAN, PAIN_SD, ar1

LAG = {MILEAGE: KM_LAG, SETS: SETS_LAG}
# One SI unit of each column a week, as the curves below have it: kilometres, sets.
PER_WEEK = {MILEAGE: 1 / 1000, SETS: 7 / 28}
# Points per kilometre and per set a week of the exposure that is not asked about.
OTHER = {MILEAGE: -1.4 / 15, SETS: 0.07}

Shape = Callable[[Array], Array]
SHAPES: dict[str, dict[str, Shape]] = {
    SETS: {
        "straight": lambda sets: -2.0 * sets / 15,
        "saturating": lambda sets: -3.0 * (1 - np.exp(-sets / 5)),
        "threshold": lambda sets: -3.0 * np.clip(sets - 10, 0, None) / 14,
        "none": lambda sets: 0.0 * sets,
        "U-shaped": lambda sets: 2.0 * ((sets - 12) / 12) ** 2,
    },
    MILEAGE: {
        "straight": lambda km: (km - 50) / 10,
        "saturating": lambda km: 2.5 * (1 - np.exp(-np.clip(km - 20, 0, None) / 12)),
        "threshold": lambda km: 1.5 * np.clip(km - 55, 0, None) / 10,
        "none": lambda km: 0.0 * km,
        "U-shaped": lambda km: 2.0 * ((km - 52) / 20) ** 2,
    },
}


@dataclass(frozen=True)
class Cell:
    """One shape of one exposure's curve, over so many days, with pain's day-to-day autocorrelation."""

    exposure: str
    shape: str
    n_days: int
    phi: float

    @property
    def lag(self) -> int:
        """Days from dose to pain."""
        return LAG[self.exposure]

    @property
    def lags(self) -> tuple[int, ...]:
        """The declared lags."""
        return LAGS[self.exposure]

    def acts(self, dose: Array) -> Array:
        """Points of pain at `dose` (the column's SI unit)."""
        return SHAPES[self.exposure][self.shape](dose * PER_WEEK[self.exposure])


def any_dose(n: int, rng: np.random.Generator) -> Array:
    """Sessions a week over three: none to three, changed by one now and then."""
    level, levels = int(rng.integers(0, 4)), []
    for step in rng.choice([-1, 0, 1], p=[0.2, 0.6, 0.2], size=n // 7 + 1):
        level = int(np.clip(level + step, 0, 3))
        levels.append(level)
    return np.repeat(np.array(levels) / 3, 7)[:n]


def log(cell: Cell, rng: np.random.Generator) -> pd.DataFrame:
    """The log, a quarter of days missing; `rest` is what pain would be on each day but for the exposure."""
    made = trained(cell.n_days, any_dose, rng)
    other = SETS if cell.exposure == MILEAGE else MILEAGE
    own = cell.acts(_before(made, cell.exposure))
    beside = OTHER[cell.exposure] * PER_WEEK[other] * _before(made, other)
    rest = PAIN_MEAN - own.mean() + beside - beside.mean()
    return written(made.assign(rest=rest), rest + own + PAIN_SD * ar1(len(made), cell.phi, rng), rng)


def _before(made: pd.DataFrame, column: str) -> Array:
    return np.asarray(made[column].shift(LAG[column]).bfill(), dtype=float)


def truth(cell: Cell, rest: Array, doses: Array, usual: float) -> Array:
    """(doses,) the mean score at each dose less that at the usual one, on days whose pain is else at `rest`."""
    acting = cell.acts(np.append(doses, usual))
    # The mean over days as a weighted one over a fine histogram: the same to a hundredth of a point.
    counts, edges = np.histogram(rest, bins=24)
    middle = (edges[1:] + edges[:-1]) / 2
    score = expected((middle[:, None] + acting).ravel(), PAIN_SD).reshape(middle.size, -1)
    mean = counts @ score / counts.sum()
    return np.asarray(mean[:-1] - mean[-1])
