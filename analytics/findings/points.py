"""What a card says, in points of pain: for a drawing that sets cards beside each other on one scale."""

from __future__ import annotations

import math

from analytics.blocks import PainChange
from analytics.findings.cards import Finding
from analytics.lag import Found
from analytics.lag.joint.per_step import per_step
from data.units import Units


def points(card: Finding, units: Units) -> tuple[float, float, float] | None:
    """The estimate with the ends of its 95 % interval, points on 0-10, per step of `units` where it is a pair's.

    None for what is measured in something else (flares, pace) and for an estimate without an end.
    """
    numbers = card.numbers
    if isinstance(numbers, PainChange):
        value, low, high = numbers.change
    elif isinstance(numbers, Found):
        effect = per_step(numbers.answer, units)
        if effect.is_odds:
            return None
        value, low, high = effect.value, effect.low, effect.high
    else:
        return None
    return (value, low, high) if all(math.isfinite(each) for each in (value, low, high)) else None
