"""The arithmetic of each declared pair, before anything is said about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.lag.calendar import Calendar
from analytics.lag.chance import Chance
from analytics.lag.controls import Control, controls
from analytics.lag.correlation import Columns, by_chance, observed, score_columns, trend_columns
from analytics.lag.effective import effective_days
from analytics.lag.enough import ask
from analytics.lag.interval import correlation_intervals, slope_interval
from analytics.lag.missing import Gaps, entry_columns, gaps
from analytics.lag.pairs import Pair
from analytics.lag.question import Question
from analytics.lag.scores import Array
from analytics.result import NotEnough

# What each exposure's surrogates are held against, at each lag, in this order.
PARTS = (score_columns, trend_columns, entry_columns)


@dataclass(frozen=True)
class Answer:
    """One pair's numbers. `best` is the position of the strongest declared lag; `low` and `high` (lags,) the ends of
    each lag's interval; `slope` the best lag's value, low and high end per SI unit of the exposure (NaN ends where it
    has none)."""

    asked: Question
    chance: Chance
    best: int
    low: Array
    high: Array
    n_effective: float
    slope: tuple[float, float, float]
    r_trend: float
    p_trend: float
    controls: list[Control]
    gaps: Gaps

    @property
    def lag(self) -> int:
        """The declared lag with the largest absolute correlation."""
        return self.asked.lags[self.best]

    @property
    def r(self) -> float:
        """The correlation at that lag."""
        return float(self.chance.r[self.best])

    @property
    def n(self) -> int:
        """The paired days at that lag."""
        return int(self.asked.n[self.best])


def answers(
    days: Calendar, pairs: Sequence[Pair], *, seed: int, n_surrogates: int
) -> list[tuple[Pair, Answer | NotEnough]]:
    """Each pair with its numbers or its refusal, in order."""
    asked = [(pair, ask(days, pair)) for pair in pairs]
    batches: dict[tuple[str, int, int], list[tuple[Pair, Question]]] = {}
    for pair, q in asked:
        if isinstance(q, Question):
            batches.setdefault((pair.exposure, q.first, q.last), []).append((pair, q))
    found = _answered(days, list(batches.values()), seed, n_surrogates)
    return [(pair, found[pair] if isinstance(q, Question) else q) for pair, q in asked]


def _answered(
    days: Calendar, batches: list[list[tuple[Pair, Question]]], seed: int, n_surrogates: int
) -> dict[Pair, Answer]:
    """One batch of surrogates per exposure and span; its columns are all its outcomes, lags and sensitivities."""
    groups = [(batch[0][1].x_scores, _columns([q for _, q in batch])) for batch in batches]
    nulls = by_chance(groups, len(days.days), seed=seed, n_surrogates=n_surrogates)
    found = {}
    for batch, (scores, columns), null in zip(batches, groups, nulls, strict=True):
        real, first = observed(scores, columns), 0
        for pair, q in batch:
            part = slice(first, first + len(PARTS) * len(pair.lags))
            found[pair] = _answer(days, pair, q, real[part], null[:, part])
            first = part.stop
    return found


def _columns(questions: list[Question]) -> Columns:
    """All parts of all questions side by side."""
    parts = [make(asked) for asked in questions for make in PARTS]
    targets, is_used = [part.targets for part in parts], [part.is_used for part in parts]
    return Columns(np.concatenate(targets, axis=1), np.concatenate(is_used, axis=1))


def _answer(days: Calendar, pair: Pair, asked: Question, real: Array, null: npt.NDArray[np.float32]) -> Answer:
    r, r_trend, r_entry = np.split(real, len(PARTS))
    null_r, null_trend, null_entry = np.split(null, len(PARTS), axis=1)
    chance = Chance(r, null_r)
    best = int(np.argmax(np.abs(r)))
    low, high = correlation_intervals(chance, asked)
    return Answer(
        asked,
        chance,
        best,
        low,
        high,
        effective_days(chance, asked, best),
        slope_interval(chance, asked, best),
        float(r_trend[best]),
        Chance(r_trend, null_trend).p,
        controls(days, pair),
        gaps(asked, asked.lags[best], Chance(r_entry, null_entry)),
    )
