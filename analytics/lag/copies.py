"""Pairs that would ask the same numbers twice: in a diary of mornings only, morning pain is pain."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analytics.lag.calendar import Calendar
from analytics.lag.pairs import Pair, outcome

# How the reason of a copy begins.
COPY = "Asked once"


def split(days: Calendar, pairs: Sequence[Pair]) -> tuple[list[Pair], list[tuple[Pair, str]]]:
    """The pairs to ask, and those left out, each with why: an earlier pair has the same scores on all days and asks
    at the same lags or more."""
    kept: list[Pair] = []
    left_out: list[tuple[Pair, str]] = []
    for pair in pairs:
        first = next((other for other in kept if _is_same(days, other, pair)), None)
        if first is None:
            kept.append(pair)
        else:
            left_out.append((pair, _reason(first, pair)))
    return kept, left_out


def _is_same(days: Calendar, one: Pair, other: Pair) -> bool:
    if one.exposure != other.exposure or not set(other.lags) <= set(one.lags):
        return False
    if not (days.has(one.outcome) and days.has(other.outcome)):
        return one == other
    return bool(np.array_equal(days.column(one.outcome), days.column(other.outcome), equal_nan=True))


def _reason(first: Pair, pair: Pair) -> str:
    felt, same = outcome(pair.outcome).words, outcome(first.outcome).words
    return f"{COPY}: in this diary {felt} and {same} are the same scores."
