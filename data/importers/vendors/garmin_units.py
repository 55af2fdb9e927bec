"""Kilometres or miles: what the values of a Garmin list say of the unit that it does not name.

Signs: cadence times time times stride, steps times stride, and the speeds that either unit would mean. A unit at
which the runs would be faster than anybody runs, or slower than a walk, is ruled out; signs that disagree decide
nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from data.units import M_PER_MILE

M_PER_UNIT = {"km": 1000.0, "mi": M_PER_MILE}
# Cadence times stride over the file's distance, median over the runs: 996-1000 in km files, 1606-1612 in mile files
# (87 exports). A tenth to each side leaves the two apart.
TOLERANCE = 0.1
# Median speed of a log's runs: faster than this is beyond a half-marathon's world record, slower is a stroll.
FASTEST_MEDIAN_M_S, SLOWEST_MEDIAN_M_S = 6.2, 1.2
# Median best pace of a log: faster than this is the world record over 400 m.
FASTEST_BEST_M_S = 9.3
# What of a run is compared with its distance, in the reader's words.
CADENCE, STEPS = "your cadence and stride length", "your number of steps and stride length"


@dataclass(frozen=True)
class Measures:
    """One run as the list has it; NaN where it says nothing. Distance and best pace are in the unknown unit."""

    distance: float
    seconds: float
    cadence: float
    steps: float
    stride_m: float
    best_pace_s: float

    @property
    def by_cadence(self) -> float:
        """Metres per unit of distance, by cadence, time and stride."""
        return self.cadence * self.seconds / 60 * self.stride_m / self.distance

    @property
    def by_steps(self) -> float:
        """Metres per unit of distance, by steps and stride."""
        return self.steps * self.stride_m / self.distance

    @property
    def ratio(self) -> float:
        """Metres per unit by cadence, else by steps."""
        return self.by_steps if math.isnan(self.by_cadence) else self.by_cadence


@dataclass(frozen=True)
class Signs:
    """The unit that the values say (None where they do not), why, and whether some of them say another."""

    unit: str | None
    why: str
    has_doubt: bool = False


def signs(runs: Iterable[Measures]) -> Signs:
    """What the runs of a list say of its unit."""
    listed = list(runs)
    votes = {
        CADENCE: _fitting([run.by_cadence for run in listed]),
        STEPS: _fitting([run.by_steps for run in listed]),
    }
    said = {sign: unit for sign, unit in votes.items() if unit}
    possible = [unit for unit, size in M_PER_UNIT.items() if _is_possible(listed, size)]
    if len(possible) == 1:
        against = any(unit != possible[0] for unit in said.values())
        if said and not any(unit == possible[0] for unit in said.values()):
            return Signs(None, "nobody runs at the speeds of the unit that your steps and stride fit", has_doubt=True)
        return Signs(possible[0], "in the other unit nobody runs at such speeds", has_doubt=against)
    if len(set(said.values())) == 1:
        return Signs(next(iter(said.values())), f"only then do they fit {next(iter(said))}")
    return Signs(None, ", ".join(f"{sign} fit {unit}" for sign, unit in said.items()), has_doubt=bool(said))


def _fitting(ratios: Sequence[float]) -> str | None:
    known = [ratio for ratio in ratios if ratio > 0]
    if not known:
        return None
    return next((u for u, size in M_PER_UNIT.items() if abs(median(known) / size - 1) < TOLERANCE), None)


def _is_possible(runs: Sequence[Measures], m_per_unit: float) -> bool:
    """Whether people run at the speeds that this unit means."""
    speeds = [speed for run in runs if (speed := run.distance * m_per_unit / run.seconds if run.seconds else 0) > 0]
    best = [m_per_unit / run.best_pace_s for run in runs if run.best_pace_s > 0]
    is_sound = not speeds or SLOWEST_MEDIAN_M_S <= median(speeds) <= FASTEST_MEDIAN_M_S
    return is_sound and (not best or median(best) <= FASTEST_BEST_M_S)
