"""The arithmetic of each declared pair, before anything is said about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.lag.calendar import Question, question
from analytics.lag.controls import controls
from analytics.lag.correlation import Columns, by_chance, observed, own_columns, score_columns, trend_columns
from analytics.lag.enough import missing_column, too_little
from analytics.lag.interval import Chance, correlation_interval, effective_n, slope_interval
from analytics.lag.missing import entry_columns, missing
from analytics.lag.pairs import Pair
from analytics.lag.scores import Array
from analytics.result import NotEnough

Array32 = npt.NDArray[np.float32]

# What each exposure's surrogates are held against, at each lag, in this order.
PARTS = (score_columns, own_columns, trend_columns, entry_columns)


@dataclass(frozen=True)
class Answer:
    """One pair's numbers: `at_lags` one row per declared lag, `best` the position of the strongest of them."""

    asked: Question
    at_lags: pd.DataFrame
    best: int
    p: float
    n_effective: float
    slope: tuple[float, float, float]
    r_trend: float
    p_trend: float
    controls: pd.DataFrame
    missing: pd.DataFrame

    @property
    def lag(self) -> int:
        """The declared lag with the largest absolute correlation."""
        return self.asked.lags[self.best]

    @property
    def strongest(self) -> pd.Series:
        """The row of that lag."""
        return self.at_lags.iloc[self.best]


def answers(
    daily: pd.DataFrame, pairs: Sequence[Pair], *, seed: int, n_surrogates: int
) -> list[tuple[Pair, Answer | NotEnough]]:
    """Each pair with its numbers or its refusal, in order. `daily` is complete (every calendar day once)."""
    asked = [(pair, _ask(daily, pair)) for pair in pairs]
    questions = [(pair, q) for pair, q in asked if isinstance(q, Question)]
    found = dict(_answer_all(daily, questions, seed, n_surrogates))
    return [(pair, found[pair] if isinstance(q, Question) else q) for pair, q in asked]


def _ask(daily: pd.DataFrame, pair: Pair) -> Question | NotEnough:
    refusal = missing_column(daily, pair)
    if refusal is not None:
        return refusal
    asked = question(daily, pair)
    return too_little(asked) or asked


def _answer_all(
    daily: pd.DataFrame, questions: list[tuple[Pair, Question]], seed: int, n_surrogates: int
) -> list[tuple[Pair, Answer]]:
    """One batch of surrogates per exposure and span; its columns are all outcomes, lags and sensitivities."""
    batches: dict[tuple[str, int, int], list[tuple[Pair, Question]]] = {}
    for pair, q in questions:
        batches.setdefault((pair.exposure, q.first, q.last), []).append((pair, q))
    groups = [(batch[0][1].x_scores, _side_by_side([_columns(q) for _, q in batch])) for batch in batches.values()]
    chances = by_chance(groups, len(daily), seed=seed, n_surrogates=n_surrogates)
    found = []
    for batch, (scores, columns), null in zip(batches.values(), groups, chances, strict=True):
        real = observed(scores, columns)
        ends = np.cumsum([len(PARTS) * len(pair.lags) for pair, _ in batch])
        for (pair, q), end in zip(batch, ends, strict=True):
            part = slice(end - len(PARTS) * len(pair.lags), end)
            found.append((pair, _answer(daily, pair, q, real[part], null[:, part])))
    return found


def _columns(asked: Question) -> Columns:
    return _side_by_side([make(asked) for make in PARTS])


def _side_by_side(parts: list[Columns]) -> Columns:
    return Columns(
        np.concatenate([part.targets for part in parts], axis=1),
        np.concatenate([part.is_used for part in parts], axis=1),
    )


def _answer(daily: pd.DataFrame, pair: Pair, asked: Question, real: Array, null: Array32) -> Answer:
    n_parts = len(PARTS)
    (r, _, r_trend, r_entry), (null_r, own, null_trend, null_entry) = (
        np.split(real, n_parts),
        np.split(null, n_parts, axis=1),
    )
    chance, entry = Chance(r, null_r, own), Chance(r_entry, null_entry, own)
    best = int(np.argmax(np.abs(r)))
    n_effective = min(
        effective_n(asked.x_scores, asked.y_scores[best], asked.is_used[best]), chance.n_effective(best)
    )
    return Answer(
        asked,
        _at_lags(asked, chance),
        best,
        chance.p,
        n_effective,
        slope_interval(chance, asked, best, n_effective),
        float(r_trend[best]),
        Chance(r_trend, null_trend, own).p,
        controls(daily, pair),
        missing(asked, asked.lags[best], float(r_entry[np.argmax(np.abs(r_entry))]), entry.p),
    )


def _at_lags(asked: Question, chance: Chance) -> pd.DataFrame:
    """One row per declared lag: `exposure outcome lag r low high chance_low chance_high n`."""
    ends = [correlation_interval(chance, asked, i) for i in range(len(asked.lags))]
    return pd.DataFrame(
        {
            "exposure": asked.exposure.column,
            "outcome": asked.outcome.column,
            "lag": asked.lags,
            "r": chance.r,
            "low": [low for low, _ in ends],
            "high": [high for _, high in ends],
            "chance_low": -chance.band,
            "chance_high": chance.band,
            "n": asked.n,
        }
    )
