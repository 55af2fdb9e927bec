"""Negative controls: exposures that cannot act. A claim no stronger than its control is no claim.

Lipsitch, Tchetgen Tchetgen & Cohen 2010, Epidemiology 21:383. Run beside each pair: the exposure's own future
(training that had not happened yet cannot hurt today, but pain can change training), and biceps sets. Beside pairs of
running load also the reaction to pain from one day to the next: that day's running against the same morning's pain,
and the next two days' running against the pain. A runner who skips runs on bad mornings would otherwise seem to hurt
less from running more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analytics.lag.calendar import Calendar
from analytics.lag.correlation import observed, score_columns
from analytics.lag.enough import ask
from analytics.lag.pairs import MORNING_COLUMN, Exposure, Pair, exposure
from analytics.result import NotEnough

BICEPS_COLUMN = "biceps_sets"
FUTURE, REACTION, BICEPS = "future", "reaction", "biceps"
# What is held against the reaction of the day is seldom as clear as what it feigns at lags 0-3. At this share runners
# who skip runs on bad mornings (made up, running without any effect) are told of a relation in 0 % instead of
# 50-100 %, and 1-3 % of true ones are withdrawn.
REACTION_SHARE = 0.7
# The column of the day itself, for windows of several days.
OF_THE_DAY = {"distance_7d_m": "distance_m", "longest_run_7d_m": "distance_m"}
LOAD_KINDS = ("distance", "climb", "time")


@dataclass(frozen=True)
class Control:
    """A control's correlation with the pair's outcome at one lag over `n` days; NaN where it cannot be asked."""

    control: str
    lag: int
    r: float
    n: int

    @property
    def strength(self) -> float:
        """|r|, on the scale on which a claim must be stronger; NaN where it has none."""
        return abs(self.r) / (REACTION_SHARE if self.control == REACTION else 1.0)


def controls(days: Calendar, pair: Pair) -> list[Control]:
    """The future of the exposure, just beyond its own window and a week further; of running load the reaction to
    pain; and biceps sets at the same lags."""
    done = exposure(pair.exposure)
    future = Pair(pair.exposure, pair.outcome, (-done.window - 7, -done.window))
    found = _asked(days, future, FUTURE)
    if done.kind in LOAD_KINDS:
        found += _reaction(days, pair)
    if not pair.exposure.startswith(BICEPS_COLUMN) and days.has(BICEPS_COLUMN):
        found += _asked(days, Pair(_biceps(days, done), pair.outcome, pair.lags), BICEPS)
    return found


def strongest(found: Sequence[Control]) -> Control | None:
    """The control with the most strength; None where none could be asked."""
    known = [control for control in found if not np.isnan(control.r)]
    return max(known, key=lambda control: control.strength, default=None)


def _reaction(days: Calendar, pair: Pair) -> list[Control]:
    of_the_day = OF_THE_DAY.get(pair.exposure, pair.exposure)
    if not days.has(of_the_day):
        return []
    next_days = _asked(days, Pair(of_the_day, pair.outcome, (-2, -1)), REACTION)
    if not days.has(MORNING_COLUMN):
        return next_days
    return next_days + _asked(days, Pair(of_the_day, MORNING_COLUMN, (0,)), REACTION)


def _biceps(days: Calendar, done: Exposure) -> str:
    """Biceps sets over the exposure's own window."""
    return days.windowed(BICEPS_COLUMN, done.window)


def _asked(days: Calendar, control: Pair, name: str) -> list[Control]:
    if control not in days.known_controls:
        days.known_controls[control] = _correlated(days, control)
    known = days.known_controls[control]
    return [Control(name, lag, r, n) for lag, (r, n) in zip(control.lags, known, strict=True)]


def _correlated(days: Calendar, control: Pair) -> list[tuple[float, int]]:
    """The correlation and its days at each lag; NaN and 0 where it cannot be asked."""
    asked = ask(days, control)
    if isinstance(asked, NotEnough):
        return [(np.nan, 0)] * len(control.lags)
    r = observed(asked.x_scores, score_columns(asked))
    return [(float(value), int(n)) for value, n in zip(r, asked.n, strict=True)]
