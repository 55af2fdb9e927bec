"""One step more of an exposure, as a reader pictures it: 10 km, 10 miles, 60 sets in four weeks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.lag.pairs import Exposure
from analytics.words import say_number
from data.units import Units

S_PER_MINUTE = 60
_LONG_UNITS = {"mi": "miles", "ft": "feet", "m": "metres"}
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
        count = round_step(spread if not count else 2 * spread)
    return Step(count * size_of_one, count, unit)


def more(declared: Exposure, one: Step) -> str:
    """'10 more miles a week', 'a longest run 5 miles longer', '15 more glute sets a week'."""
    size, unit = f"{one.count:g}", _LONG_UNITS.get(one.unit, one.unit)
    if declared.column == "longest_run_7d_m":
        return f"a longest run {size} {unit} longer"
    if declared.kind == "distance":
        return f"{size} more {unit} {'a week' if declared.window > 1 else 'in a day'}"
    if declared.kind == "climb":
        return f"{size} more {unit} of climbing"
    if declared.kind == "sets" and declared.window > 1:
        return f"{say_number(one.count * 7 / declared.window)} more {declared.words} a week"
    return f"{size} more {declared.words.removeprefix('daily ')}"


def round_step(spread: float) -> float:
    """The 1, 2 or 5 times a power of ten nearest below `spread`."""
    power = 10.0 ** np.floor(np.log10(spread))
    return float(max(m * power for m in (1, 2, 5) if m * power <= spread * (1 + 1e-9)))
