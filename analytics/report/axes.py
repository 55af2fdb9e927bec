"""Where a day and a value lie in a drawn panel, and the ticks at its edges."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from analytics.colours import TOKENS
from data.units import Units

# A date label takes so much of the width, px.
LABEL_PX = 46
# From how many days on ticks are years, quarters, months (conventions that keep the labels apart).
YEARS_FROM, QUARTERS_FROM, MONTHS_FROM = 900, 240, 60


@dataclass(frozen=True)
class Frame:
    """A panel's edges in px, and the days at its left and right edge."""

    first: pd.Timestamp
    last: pd.Timestamp
    right: float
    top: float
    bottom: float
    left: float

    def x(self, day: pd.Timestamp) -> float:
        """A day -> px from the left."""
        return self.left + float((day - self.first) / (self.last - self.first)) * (self.right - self.left)

    def y(self, value: float, highest: float) -> float:
        """A value, 0 at the bottom and `highest` at the top -> px from the top."""
        return self.bottom - value / highest * (self.bottom - self.top)


def levels(highest: float) -> tuple[float, ...]:
    """0, a round number, and its double, which is at least `highest`."""
    if not highest > 0:
        return (0.0, 0.5, 1.0)
    size = 10 ** math.floor(math.log10(highest))
    top = next(step * size for step in (1, 2, 3, 4, 6, 8, 10) if step * size >= highest * 0.999)
    return (0.0, top / 2, top)


def dates(frame: Frame, units: Units, most: int = 14) -> str:
    """The labels below a panel: years, quarters, months or days, no more than fit (`most`)."""
    ticks = _ticks(frame, units)
    room = max(1, int((frame.right - frame.left) // LABEL_PX))
    each = math.ceil(len(ticks) / min(most, room)) if ticks else 1
    muted, edge = TOKENS["light"].muted, TOKENS["light"].edge
    drawn = [f'<line x1="{frame.left}" x2="{frame.right}" y1="{frame.bottom}" y2="{frame.bottom}" stroke="{edge}"/>']
    for day, words in ticks[::each]:
        x = frame.x(day)
        anchor = "middle" if frame.left + 12 < x < frame.right - 16 else "end" if x > frame.right - 17 else "start"
        drawn.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{frame.bottom}" y2="{frame.bottom + 3}" stroke="{edge}"/>'
            f'<text x="{x:.1f}" y="{frame.bottom + 13}" text-anchor="{anchor}" fill="{muted}">{words}</text>'
        )
    return "".join(drawn)


def _ticks(frame: Frame, units: Units) -> list[tuple[pd.Timestamp, str]]:
    n_days = (frame.last - frame.first).days
    if n_days >= YEARS_FROM:
        days = pd.date_range(frame.first, frame.last, freq="YS")
        return [(day, f"{day.year}") for day in days]
    if n_days >= MONTHS_FROM:
        days = pd.date_range(frame.first, frame.last, freq="QS" if n_days >= QUARTERS_FROM else "MS")
        return [(day, f"{day:%b} {day.year}") for day in days]
    days = pd.date_range(frame.first, frame.last - pd.Timedelta(days=1), freq="7D")
    return [(day, units.say_day_month(day)) for day in days]
