"""The curve's numbers, in SI, as plain values."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd

from analytics.lag.joint.found import LEAST_WEEKS, MAX_WEEKS

PLATEAU, STEP, FLAT = "no more benefit", "step that mattered", "no dose matters"


@dataclass(frozen=True)
class Claim:
    """What the curve can say: the outcome at the dose `to` less that at `start` (points, `low` and `high` the ends of
    a simultaneous 95 % band), both in the exposure's SI unit.

    `word` is PLATEAU (from `start` on to the most that is covered: `low` is the most benefit that is left), STEP (the
    smallest step above the usual dose that mattered), or FLAT (usual to the dose with the widest reach).
    """

    word: str
    start: float
    to: float
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Curve:
    """The outcome at each dose of one exposure, less that at the usual (median) dose, all else in the model equal.

    `points` has a row a dose over the covered range: `dose` (SI), `change`, `low`, `high` (points of the outcome; the
    band holds the whole curve in 95 %), `n` the used days nearest to it. `lag` is the declared one that weighs
    most, `verdict` the joint answer's word, `matters` the smallest change that matters, `weeks` the diary's length so
    far. `claim` is None where the curve cannot tell.
    """

    VERSION: ClassVar[int] = 1

    exposure: str
    outcome: str
    lag: int
    verdict: str
    points: pd.DataFrame
    usual: float
    matters: float
    weeks: float
    n: int
    phi: float
    noise: float
    adjusted_for: tuple[str, ...]
    covariates: tuple[str, ...]
    claim: Claim | None
    seed: int

    @property
    def most(self) -> float:
        """The highest dose that is covered, SI."""
        return float(self.points["dose"].iloc[-1])

    @property
    def least(self) -> float:
        """The lowest."""
        return float(self.points["dose"].iloc[0])

    @property
    def widest(self) -> float:
        """Half the band's width where it is widest, points."""
        return float((self.points["high"] - self.points["low"]).max() / 2)

    @property
    def hidden(self) -> float:
        """The largest change from the usual dose that the band holds, points, its size alone."""
        return float(self.points[["low", "high"]].abs().to_numpy().max())

    @property
    def weeks_to_narrow(self) -> float:
        """Weeks of diary still to write until `widest` is a change that matters: it falls as 1 / sqrt(time). At least
        4; infinite beyond ten years."""
        return self._more(self.widest / self.matters)

    @property
    def weeks_to_rule_out(self) -> float:
        """The same until no change that matters is in the band, where there is none: what was seen so far fades as
        1 / time."""
        half = (self.points["high"] - self.points["low"]).to_numpy() / 2
        seen, size = self.points["change"].abs().to_numpy(), self.matters
        # seen / x^2 + half / x <= size, with x^2 the factor by which the log must grow.
        return self._more(float(((half + np.sqrt(half**2 + 4 * size * seen)) / (2 * size)).max()))

    def _more(self, times: float) -> float:
        needed = self.weeks * times**2
        return math.inf if needed >= MAX_WEEKS else float(max(math.ceil(needed - self.weeks), LEAST_WEEKS))
