"""One step more of an exposure, as a reader pictures it: 10 km, 10 miles, 60 sets in four weeks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.lag.pairs import Exposure
from data.units import Units

S_PER_MINUTE = 60
# A step beyond this many standard deviations of the exposure is training the log hardly holds (convention).
FARTHEST_STEP = 4.0


@dataclass(frozen=True)
class Step:
    """`size` in the column's own (SI) unit, `count` in the reader's, `unit` that unit ('' for sets and minutes)."""

    size: float
    count: float
    unit: str

    @property
    def words(self) -> str:
        """'10 km', '60'."""
        return f"{self.count:g}{f' {self.unit}' if self.unit else ''}"


def step(declared: Exposure, units: Units, sd: float) -> Step:
    """The declared step, or a round one where this log (`sd`, the exposure's, SI) has hardly seen it."""
    size_of_one = {"distance": units.m_per_distance, "climb": units.m_per_climb, "time": S_PER_MINUTE}.get(
        declared.kind, 1.0
    )
    unit = {"distance": units.distance, "climb": units.climb}.get(declared.kind, "")
    count = declared.imperial_step if units.name == "imperial" else declared.step
    spread = sd / size_of_one
    if not count or count > FARTHEST_STEP * spread:
        count = _round_step(spread if not count else 2 * spread)
    return Step(count * size_of_one, count, unit)


def _round_step(spread: float) -> float:
    """The 1, 2 or 5 times a power of ten nearest below `spread`."""
    power = 10.0 ** np.floor(np.log10(spread))
    return float(max(m * power for m in (1, 2, 5) if m * power <= spread * (1 + 1e-9)))
