"""Days without an entry: is writing one down itself tied to the load, and what could the gaps hide?

Bounds without assumptions: Horowitz & Manski 2000, J. Am. Stat. Assoc. 95:77, with the reader's own
lowest and highest value in place of the scale's ends.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.lag.calendar import moved
from analytics.lag.chance import Chance
from analytics.lag.correlation import Columns
from analytics.lag.question import Question
from analytics.lag.scores import Array, standard


@dataclass(frozen=True)
class Gaps:
    """Days from the outcome's first to its last entry, how many of them have none, and what that may mean.

    `entry_r`, `entry_p`: does having an entry go with the exposure, at the strongest declared lag; `after_pain_r`:
    with the day before's outcome; `slope_low`, `slope_high`: the slope's bounds whatever the missing days were.
    """

    n_days: int
    n_missing: int
    share: float
    entry_r: float
    entry_p: float
    after_pain_r: float
    slope_low: float
    slope_high: float


# Above this share of missing days the bounds are told (convention).
MANY_MISSING = 0.20


def is_written(asked: Question, lag: int) -> Array:
    """1 where the outcome was written down, 0 where not, NaN before its first and after its last entry."""
    outcome = asked.y_raw[asked.lags.index(lag)]
    known = np.flatnonzero(~np.isnan(outcome))
    written = np.full(outcome.size, np.nan)
    written[known[0] : known[-1] + 1] = ~np.isnan(outcome[known[0] : known[-1] + 1])
    return written


def entry_columns(asked: Question) -> Columns:
    """'Was there an entry' at each lag, less its mean, 0 on days before the first and after the last entry."""
    used = ~np.isnan(asked.x_scores)
    rows = []
    for lag in asked.lags:
        written = is_written(asked, lag)
        rows.append(standard(np.where(np.isnan(written), np.nanmean(written[used]), written), used))
    return Columns(np.stack(rows, axis=1), np.repeat(used[:, None], len(rows), axis=1))


def after_pain(asked: Question, lag: int) -> float:
    """Correlation of 'an entry today' with the last day's value; NaN where no day is missing."""
    outcome = asked.y_raw[asked.lags.index(lag)]
    before = moved(outcome, 0, outcome.size, -1)
    written = is_written(asked, lag)
    used = ~np.isnan(before) & ~np.isnan(written)
    if used.sum() < 3 or np.ptp(written[used]) == 0 or np.ptp(before[used]) == 0:
        return np.nan
    return float(np.corrcoef(before[used], written[used])[0, 1])


def worst_fills(asked: Question, lag: int) -> tuple[float, float]:
    """The lowest and the highest slope that any fill of the missing days with values seen could give."""
    y = asked.y[asked.lags.index(lag)]
    used = ~np.isnan(is_written(asked, lag)) & ~np.isnan(asked.x)
    x, y = asked.x[used] - asked.x[used].mean(), y[used]
    lowest, highest = np.nanmin(y), np.nanmax(y)
    falling = np.where(np.isnan(y), np.where(x > 0, lowest, highest), y)
    rising = np.where(np.isnan(y), np.where(x > 0, highest, lowest), y)
    return float(x @ falling / (x @ x)), float(x @ rising / (x @ x))


def gaps(asked: Question, lag: int, entry: Chance) -> Gaps:
    """The gaps of the pair's outcome; `entry` is the chance of 'was there an entry' at each lag."""
    written = is_written(asked, lag)
    n_days, n_missing = int((~np.isnan(written)).sum()), int((written == 0).sum())
    strongest = float(entry.r[np.argmax(np.abs(entry.r))])
    bounds = worst_fills(asked, lag)
    return Gaps(n_days, n_missing, n_missing / n_days, strongest, entry.p, after_pain(asked, lag), *bounds)
