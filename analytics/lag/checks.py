"""What may undo a claim: negative controls that go with pain as strongly, and days without an entry.

Controls are exposures that cannot act (Lipsitch, Tchetgen Tchetgen & Cohen 2010, Epidemiology 21:383): the exposure's
own future (training that had not happened yet cannot hurt today, but pain can change training), and biceps sets.
Beside pairs of running load also the reaction to pain from one day to the next: that day's running against the same
morning's pain, and the next two days' running against the pain. A runner who skips runs on bad mornings would
otherwise seem to hurt less from running more.

Days without an entry: is writing one down itself tied to the load, and what could the gaps hide? The bounds need no
assumption (Horowitz & Manski 2000, J. Am. Stat. Assoc. 95:77, with the reader's own lowest and highest value in place
of the scale's ends).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.lag.calendar import Calendar, moved, standard
from analytics.lag.chance import Chance
from analytics.lag.correlation import Columns, observed, score_columns
from analytics.lag.pairs import LOAD_KINDS, MORNING_COLUMN, Exposure, Pair, exposure
from analytics.lag.question import Question, lay_out
from analytics.result import NotEnough
from analytics.statistics.arrays import Array

BICEPS_COLUMN = "biceps_sets"
FUTURE, REACTION, BICEPS = "future", "reaction", "biceps"
# The reaction of the single day is a weaker correlation than the false relation it makes at lags 0-3, so it counts
# for more. At this share runners who skip runs on bad mornings (made up, running without any effect) get a false
# positive in 0 % instead of 50-100 %, and 1-3 % of true relations are withdrawn.
REACTION_SHARE = 0.7
# The column of the day itself, for windows of several days.
OF_THE_DAY = {"distance_7d_m": "distance_m", "longest_run_7d_m": "distance_m"}
# Above this share of missing days the bounds are given (convention).
MANY_MISSING = 0.20


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


def controls(days: Calendar, pair: Pair) -> list[Control]:
    """The future of the exposure, just beyond its own window and a week further; of running load the reaction to
    pain; and biceps sets at the same lags."""
    declared = exposure(pair.exposure)
    future = Pair(pair.exposure, pair.outcome, (-declared.window - 7, -declared.window))
    found = _asked(days, future, FUTURE)
    if declared.kind in LOAD_KINDS:
        found += _reaction(days, pair)
    if not pair.exposure.startswith(BICEPS_COLUMN) and days.has(BICEPS_COLUMN):
        found += _asked(days, Pair(_biceps(days, declared), pair.outcome, pair.lags), BICEPS)
    return found


def columns_read(daily: pd.DataFrame, pair: Pair) -> set[str]:
    """The columns of `daily` that the controls of a pair read, besides its own."""
    declared = exposure(pair.exposure)
    windowed = f"{BICEPS_COLUMN}_{declared.window}d"
    names = {BICEPS_COLUMN, windowed, MORNING_COLUMN, OF_THE_DAY.get(pair.exposure, pair.exposure)}
    return {name for name in names if name in daily.columns}


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


def _biceps(days: Calendar, declared: Exposure) -> str:
    """Biceps sets over the exposure's own window."""
    return days.windowed(BICEPS_COLUMN, declared.window)


def _asked(days: Calendar, control: Pair, name: str) -> list[Control]:
    if control not in days.known_controls:
        days.known_controls[control] = _correlated(days, control)
    known = days.known_controls[control]
    return [Control(name, lag, r, n) for lag, (r, n) in zip(control.lags, known, strict=True)]


def _correlated(days: Calendar, control: Pair) -> list[tuple[float, int]]:
    """The correlation and its days at each lag; NaN and 0 where it cannot be asked."""
    asked = lay_out(days, control)
    if isinstance(asked, NotEnough):
        return [(np.nan, 0)] * len(control.lags)
    r = observed(asked.x_scores, score_columns(asked))
    return [(float(value), int(n)) for value, n in zip(r, asked.n, strict=True)]


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
