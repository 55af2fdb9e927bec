"""One declared pair on the calendar: exposure and outcome side by side at each lag."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from analytics.lag.calendar import Calendar, Values, moved
from analytics.lag.pairs import Exposure, Outcome, Pair, exposure, outcome
from analytics.lag.scores import Array, Mask
from analytics.lag.spread import Spread, spread


@dataclass(frozen=True)
class Question:
    """Days `first` to `last` (positions, `last` exclusive) are the diary's span with the lags' reach around it.

    `x` is the exposure there; `y`, `y_scores` and `y_raw` (lags, days) the outcome, each row moved so that it stands
    beside the exposure it is held against. NaN where not known.
    """

    exposure: Exposure
    outcome: Outcome
    lags: tuple[int, ...]
    first: int
    last: int
    exposed: Values
    felt: Values
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
        return np.count_nonzero(self.is_used, axis=1)


def question(days: Calendar, pair: Pair) -> Question:
    """The pair on the calendar; both columns must hold at least one value."""
    first, last = _span(days, pair)
    felt = days.values(pair.outcome, 0, len(days.days))
    at_lags = (_at_lags(series, first, last, pair.lags) for series in (felt.raw, felt.free, felt.scores))
    exposed = days.values(pair.exposure, first, last)
    return Question(exposure(pair.exposure), outcome(pair.outcome), pair.lags, first, last, exposed, felt, *at_lags)


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
