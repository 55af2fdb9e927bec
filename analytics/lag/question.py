"""One declared pair on the calendar, exposure and outcome side by side at each lag, or what it lacks to be asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from analytics.lag.calendar import Calendar, Values, moved
from analytics.lag.chance import Spread, spread
from analytics.lag.pairs import Exposure, Outcome, Pair, exposure, outcome
from analytics.result import NotEnough
from analytics.statistics.arrays import Array, Mask

# Twelve weeks of both: on fewer no lagged method kept its false-positive rate in simulations. They lie in twelve
# different weeks at least, so the eight that the method asks for need no rule of their own.
MIN_PAIRED_DAYS = 84
# Fewer days than this off the commonest value leave nothing to correlate (convention).
MIN_MOVING_DAYS = 10


@dataclass(frozen=True)
class Question:
    """Days `first` to `last` (positions, `last` exclusive) are the diary's span with the lags' reach around it.

    `x` is the exposure there; `y`, `y_scores` and `y_raw` (lags, days) the outcome, each row moved so that it stands
    beside the exposure it is compared with. NaN where not known; `exposed` and `recorded` are the two columns.
    """

    exposure: Exposure
    outcome: Outcome
    lags: tuple[int, ...]
    first: int
    last: int
    exposed: Values
    recorded: Values
    y_raw: Array
    y: Array
    y_scores: Array

    @property
    def x(self) -> Array:
        """The exposure without its weekday means, SI."""
        return self.exposed.free

    @property
    def x_scores(self) -> Array:
        """Its Gaussian scores."""
        return self.exposed.scores

    @cached_property
    def spreads(self) -> tuple[Spread, ...]:
        """How far chance correlations of the scores spread, at each lag."""
        lags = zip(self.y_scores, self.is_used, strict=True)
        return tuple(spread(self.exposed.scores_power, self.x_scores, y, used) for y, used in lags)

    @cached_property
    def is_used(self) -> Mask:
        """(lags, days): both are known."""
        return ~np.isnan(self.y_scores) & ~np.isnan(self.x_scores)

    @cached_property
    def n(self) -> npt.NDArray[np.int_]:
        """Paired days at each lag."""
        return np.asarray(np.count_nonzero(self.is_used, axis=1))


def lay_out(days: Calendar, pair: Pair) -> Question | NotEnough:
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
        (asked.outcome.words, asked.y_raw != asked.recorded.commonest, asked.y),
    )
    for words, is_moving, free in sides:
        is_flat = any(np.ptp(row[used]) < 1e-9 for row, used in zip(free, asked.is_used, strict=True))
        n_moving = 0 if is_flat else int((asked.is_used & is_moving).sum(axis=1).min())
        if n_moving < MIN_MOVING_DAYS:
            return NotEnough(f"{n_moving} days", f"{MIN_MOVING_DAYS} days", f"{words} other than the usual value")
    return None


def question(days: Calendar, pair: Pair) -> Question:
    """The pair on the calendar; both columns must hold at least one value."""
    first, last = _span(days, pair)
    recorded = days.values(pair.outcome, 0, len(days.days))
    at_lags = (_at_lags(series, first, last, pair.lags) for series in (recorded.raw, recorded.free, recorded.scores))
    exposed = days.values(pair.exposure, first, last)
    return Question(
        exposure(pair.exposure), outcome(pair.outcome), pair.lags, first, last, exposed, recorded, *at_lags
    )


def _at_lags(series: Array, first: int, last: int, lags: tuple[int, ...]) -> Array:
    return np.stack([moved(series, first, last, lag) for lag in lags])


def _span(days: Calendar, pair: Pair) -> tuple[int, int]:
    """The diary's days and the lags' reach around them, within the days on which the exposure is known.

    Up to the diary's last day whatever the smallest lag, so that all pairs of an exposure share their surrogates.
    """
    first_entry, last_entry = days.diary(pair.outcome)
    known = np.flatnonzero(~np.isnan(days.column(pair.exposure)))
    first = max(first_entry - max(pair.lags), int(known[0]))
    last = min(last_entry - min(*pair.lags, 0), int(known[-1])) + 1
    if last > first:
        return first, last
    return int(known[0]), int(known[-1]) + 1
