"""When a pair of series is too short, or too still, to be asked."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.lag.calendar import Question, values
from analytics.lag.pairs import Pair, exposure, outcome
from analytics.lag.scores import Array
from analytics.result import NotEnough

# Twelve weeks of both: below that no lag method keeps its false-positive rate (simulated, METHOD in `lag`).
MIN_PAIRED_DAYS = 84
MIN_WEEKS = 8
# Fewer days than this off the commonest value leave nothing to correlate (convention).
MIN_MOVING_DAYS = 10


def missing_column(daily: pd.DataFrame, pair: Pair) -> NotEnough | None:
    """A refusal where one of the two is not in the frame, or holds nothing."""
    for column, words in (
        (pair.exposure, exposure(pair.exposure).words),
        (pair.outcome, outcome(pair.outcome).words),
    ):
        if column not in daily.columns or np.isnan(values(daily, column)).all():
            return NotEnough("no day", f"{MIN_PAIRED_DAYS} days", f"{words} in your log")
    return None


def too_little(asked: Question) -> NotEnough | None:
    """A refusal where paired days, weeks or movement are short; None where the pair can be asked."""
    words = f"{asked.exposure.words} and {asked.outcome.words}"
    n_days = int(asked.n.min())
    if n_days < MIN_PAIRED_DAYS:
        return NotEnough(f"{n_days} days", f"{MIN_PAIRED_DAYS} days", f"{words} on record together")
    n_weeks = _n_weeks(asked)
    if n_weeks < MIN_WEEKS:
        return NotEnough(f"{n_weeks} weeks", f"{MIN_WEEKS} different weeks", f"{words} on record together")
    for words, series, is_flat in (
        (asked.exposure.words, np.broadcast_to(asked.x_raw, asked.y.shape), _is_flat(asked, asked.x)),
        (asked.outcome.words, asked.y_raw, _is_flat(asked, asked.y)),
    ):
        n_moving = (
            0 if is_flat else min(_n_moving(row[used]) for row, used in zip(series, asked.is_used, strict=True))
        )
        if n_moving < MIN_MOVING_DAYS:
            return NotEnough(f"{n_moving} days", f"{MIN_MOVING_DAYS} days", f"{words} other than the usual")
    return None


def _is_flat(asked: Question, series: Array) -> bool:
    """Nothing is left once the weekday means are out."""
    rows = np.broadcast_to(series, asked.y.shape)
    return bool(min(np.ptp(row[used]) for row, used in zip(rows, asked.is_used, strict=True)) < 1e-9)


def _n_weeks(asked: Question) -> int:
    weeks = (np.arange(asked.first, asked.last) + asked.days[0].dayofweek) // 7
    return min(np.unique(weeks[used]).size for used in asked.is_used)


def _n_moving(series: Array) -> int:
    counts = np.unique(np.round(series, 9), return_counts=True)[1]
    return int(series.size - counts.max())
