"""When a pair of series is too short, or too still, to be asked."""

from __future__ import annotations

import numpy as np

from analytics.lag.calendar import Calendar
from analytics.lag.pairs import Pair, exposure, outcome
from analytics.lag.question import Question, question
from analytics.result import NotEnough

# Twelve weeks of both: on fewer no lagged method kept its false-positive rate in simulations. They lie in twelve
# different weeks at least, so the eight that the method asks for need no rule of their own.
MIN_PAIRED_DAYS = 84
# Fewer days than this off the commonest value leave nothing to correlate (convention).
MIN_MOVING_DAYS = 10


def ask(days: Calendar, pair: Pair) -> Question | NotEnough:
    """The pair laid out on the calendar, or what it lacks: a column, paired days or movement, at any lag."""
    for column, words in (
        (pair.exposure, exposure(pair.exposure).words),
        (pair.outcome, outcome(pair.outcome).words),
    ):
        if not days.has(column):
            return NotEnough("no day", f"{MIN_PAIRED_DAYS} days", words)
    asked = question(days, pair)
    return _too_short(asked) or _too_still(asked) or asked


def _too_short(asked: Question) -> NotEnough | None:
    both = f"{asked.exposure.words} and {asked.outcome.words} on record together"
    n_days = int(asked.n.min())
    return NotEnough(f"{n_days} days", f"{MIN_PAIRED_DAYS} days", both) if n_days < MIN_PAIRED_DAYS else None


def _too_still(asked: Question) -> NotEnough | None:
    """Too few paired days off the commonest value, or nothing left once weekday means are out."""
    sides = (
        (asked.exposure.words, asked.exposed.raw != asked.exposed.commonest, np.broadcast_to(asked.x, asked.y.shape)),
        (asked.outcome.words, asked.y_raw != asked.felt.commonest, asked.y),
    )
    for words, is_moving, free in sides:
        is_flat = any(np.ptp(row[used]) < 1e-9 for row, used in zip(free, asked.is_used, strict=True))
        n_moving = 0 if is_flat else int((asked.is_used & is_moving).sum(axis=1).min())
        if n_moving < MIN_MOVING_DAYS:
            return NotEnough(f"{n_moving} days", f"{MIN_MOVING_DAYS} days", f"{words} other than the usual value")
    return None
