"""One exposure against many outcomes that are known on the same days: one set of surrogates serves them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from analytics.lag.calendar import Calendar, moved
from analytics.lag.chance import ROUNDING
from analytics.lag.correlation import Columns, by_chance, observed
from analytics.lag.pairs import MORNING_COLUMN
from analytics.lag.question import Question
from analytics.lag.scores import Array, standard

# Outcomes held against the surrogates at a time: their columns fit into memory whatever the length of the log.
AT_ONCE = 100


@dataclass(frozen=True)
class Many:
    """Correlations `r` (series, lags) and `p` (series,), for each those of `association` with the same seed."""

    r: Array
    p: Array


def many(asked: Question, series: Array, days: Calendar, *, seed: int, n_surrogates: int) -> Many:
    """`asked` with each row of `series` (series, all days) in place of its outcome; all known on the same days."""
    r, p = [], []
    for first in range(0, len(series), AT_ONCE):
        columns = _columns(asked, series[first : first + AT_ONCE], days)
        shape = (-1, len(asked.lags))
        found = observed(asked.x_scores, columns).reshape(shape)
        drawn = by_chance([(asked.x_scores, columns)], len(days.days), seed=seed, n_surrogates=n_surrogates)[0]
        r.append(found)
        p.append(_p(found, drawn.reshape(n_surrogates, *shape)))
    return Many(np.concatenate(r), np.concatenate(p))


def _p(r: Array, null: npt.NDArray[np.float32]) -> Array:
    hits = np.count_nonzero(np.abs(null).max(axis=2) >= np.abs(r).max(axis=1) - ROUNDING, axis=0)
    return (1 + hits) / (1 + len(null))


def _columns(asked: Question, series: Array, days: Calendar) -> Columns:
    """Every series at every lag, side by side."""
    is_used = np.tile(asked.is_used.T, (1, len(series)))
    return Columns(np.stack(list(_targets(asked, series, days)), axis=1), is_used)


def _targets(asked: Question, series: Array, days: Calendar) -> Iterator[Array]:
    for row in series:
        ranked = standing_in(days, asked.outcome.column, row).values(asked.outcome.column, 0, row.size).scores
        for lag, used in zip(asked.lags, asked.is_used, strict=True):
            yield standard(moved(ranked, asked.first, asked.last, lag), used)


def standing_in(days: Calendar, outcome: str, series: Array) -> Calendar:
    """The calendar with `series` (all days) in place of the column `outcome`, and no other mornings beside it: those
    of the diary it stands in for would tell of another pain."""
    felt = {MORNING_COLUMN: np.full(series.size, np.nan), outcome: series}
    ranked = {key: known for key, known in days._ranked.items() if key[0] not in felt}
    return replace(days, _read={**days._read, **felt}, _ranked=ranked, known_controls={})
