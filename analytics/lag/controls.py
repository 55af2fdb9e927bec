"""Negative controls: exposures that cannot act. A claim no stronger than its control is no claim.

Lipsitch, Tchetgen Tchetgen & Cohen 2010, Epidemiology 21:383. Two are run beside each pair: the exposure's own future
(training that had not happened yet cannot hurt today, but pain can change training), and biceps sets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analytics.lag.calendar import Calendar
from analytics.lag.correlation import observed, score_columns
from analytics.lag.enough import ask
from analytics.lag.pairs import Exposure, Pair, exposure
from analytics.result import NotEnough

BICEPS_COLUMN = "biceps_sets"
FUTURE, BICEPS = "future", "biceps"


@dataclass(frozen=True)
class Control:
    """A control's correlation with the pair's outcome at one lag over `n` days; NaN where it cannot be asked."""

    control: str
    lag: int
    r: float
    n: int


def controls(days: Calendar, pair: Pair) -> list[Control]:
    """The future of the exposure, just beyond its own window and a week further, and biceps sets at the same lags."""
    done = exposure(pair.exposure)
    future = Pair(pair.exposure, pair.outcome, (-done.window - 7, -done.window))
    found = _asked(days, future, FUTURE)
    if not pair.exposure.startswith(BICEPS_COLUMN) and days.has(BICEPS_COLUMN):
        found += _asked(days, Pair(_biceps(days, done), pair.outcome, pair.lags), BICEPS)
    return found


def strongest(found: Sequence[Control]) -> Control | None:
    """The control with the largest absolute correlation; None where none could be asked."""
    known = [control for control in found if not np.isnan(control.r)]
    return max(known, key=lambda control: abs(control.r), default=None)


def _biceps(days: Calendar, done: Exposure) -> str:
    """Biceps sets over the exposure's own window."""
    return days.windowed(BICEPS_COLUMN, done.window)


def _asked(days: Calendar, control: Pair, name: str) -> list[Control]:
    asked = ask(days, control)
    if isinstance(asked, NotEnough):
        return [Control(name, lag, np.nan, 0) for lag in control.lags]
    r = observed(asked.x_scores, score_columns(asked))
    return [Control(name, lag, float(r[i]), int(asked.n[i])) for i, lag in enumerate(control.lags)]
