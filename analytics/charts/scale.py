"""The vertical axis of a before/after chart: pain in points, pace in minutes and seconds, and how each is said."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analytics.blocks.words import noun
from analytics.charts.words import SCALE, capitalised
from analytics.words import say_number
from data.units import Units

# The 0-10 axis with room for dots at its ends.
PAIN_RANGE = [-0.5, 10.5]
PAIN_ENDS = (0.0, 10.0)
DRAWN = ["expected", "low", "high", "fitted"]
PAIN_TICKS = [0, 2, 4, 6, 8, 10]
PACE_STEPS_S = (5, 10, 15, 30, 60, 120)
PACE_TICKS = 6


@dataclass(frozen=True)
class Scale:
    """How one outcome is drawn and said.

    `low` and `high` end the axis, `high` above `low` unless the axis runs downwards; `said` is a level, `signed` a
    difference with its sign, `sized` its size with its direction. `difference` turns the quoted (estimate, low, high)
    into differences on the axis, given the expected level. No level lies beyond `ends`.
    """

    name: str
    label: str
    unit: str
    axis: dict[str, Any]
    said: Callable[[float], str]
    signed: Callable[[float], str]
    sized: Callable[[float], str]
    difference: Callable[[float, float], float]
    ends: tuple[float, float] = (-math.inf, math.inf)

    @property
    def is_downwards(self) -> bool:
        """True where less is higher up."""
        return bool(self.axis["range"][0] > self.axis["range"][1])

    def held(self, course: pd.DataFrame) -> pd.DataFrame:
        """The course with its lines and its band held within the scale: no straight line leads to pain below 0."""
        return course.assign(**{name: course[name].clip(*self.ends) for name in DRAWN})

    def level(self, value: float) -> float:
        """A level held within the scale."""
        return min(max(value, self.ends[0]), self.ends[1])


def scale(outcome: str, course: pd.DataFrame, units: Units | None) -> Scale:
    """The scale of `outcome`: "pace" in seconds per `units.distance` (faster is up), any other a 0-10 score."""
    return _pace(course, units) if outcome == "pace" else _pain(outcome)


def _pain(outcome: str) -> Scale:
    name = noun(outcome)
    return Scale(
        name=name,
        label=f"{capitalised(name)}, {SCALE}",
        unit="Points",
        axis={"range": PAIN_RANGE, "tickvals": PAIN_TICKS},
        said=say_number,
        signed=lambda change: signed(change, say_number(abs(change))),
        sized=_points,
        difference=lambda change, _: change,
        ends=PAIN_ENDS,
    )


def _points(change: float) -> str:
    size = say_number(abs(change))
    return f"{size} point{'' if size == '1' else 's'} {'lower' if change < 0 else 'higher'}"


def _pace(course: pd.DataFrame, units: Units | None) -> Scale:
    per = f" /{units.distance}" if units else ""
    return Scale(
        name="easy pace",
        label=f"Easy pace, min{per}; faster is up",
        unit=f"Pace, min{per}",
        axis=pace_axis(course[["observed", "expected", "fitted"]].to_numpy(float)),
        said=lambda seconds: f"{clock(seconds)}{per}",
        signed=lambda change: signed(change, f"{abs(change):.0f} s"),
        sized=lambda change: f"{abs(change):.0f} s{per.replace(' ', '')} {'faster' if change < 0 else 'slower'}",
        difference=lambda change, expected: expected * math.expm1(change / 100),
    )


def pace_axis(seconds: np.ndarray) -> dict[str, Any]:
    """An axis that holds all `seconds` per km or mile, the fewest on top, with ticks at round minutes and seconds."""
    low, high = float(np.nanmin(seconds)), float(np.nanmax(seconds))
    room = max((high - low) * 0.08, 5.0)
    low, high = low - room, high + room
    step = next((s for s in PACE_STEPS_S if (high - low) / s <= PACE_TICKS), PACE_STEPS_S[-1])
    ticks = np.arange(math.ceil(low / step), math.floor(high / step) + 1) * step
    return {"range": [high, low], "tickvals": ticks, "ticktext": [clock(float(t)) for t in ticks]}


def clock(seconds: float) -> str:
    """'8:42': minutes and whole seconds."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def signed(change: float, size: str) -> str:
    """'−2.2', '+0.4', '0': a true minus sign, none before 0."""
    return size if size.split()[0] == "0" else f"{'−' if change < 0 else '+'}{size}"
