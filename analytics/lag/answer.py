"""The arithmetic of each declared pair, before anything is said about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.lag.calendar import Question, question
from analytics.lag.controls import controls
from analytics.lag.correlation import Columns, by_chance, observed, score_columns, trend_columns
from analytics.lag.enough import missing_column, too_little
from analytics.lag.interval import correlation_interval, effective_n, slope_interval
from analytics.lag.missing import entry_columns, missing
from analytics.lag.pairs import Pair
from analytics.lag.scores import Array
from analytics.result import NotEnough


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
    for batch, (scores, columns), chance in zip(batches.values(), groups, chances, strict=True):
        real = observed(scores, columns)
        ends = np.cumsum([3 * len(pair.lags) for pair, _ in batch])
        for (pair, q), end in zip(batch, ends, strict=True):
            part = slice(end - 3 * len(pair.lags), end)
            found.append((pair, _answer(daily, pair, q, real[part], chance[:, part].astype(float))))
    return found


def _columns(asked: Question) -> Columns:
    return _side_by_side([score_columns(asked), trend_columns(asked), entry_columns(asked)])


def _side_by_side(parts: list[Columns]) -> Columns:
    return Columns(
        np.concatenate([part.targets for part in parts], axis=1),
        np.concatenate([part.is_used for part in parts], axis=1),
    )


def _answer(daily: pd.DataFrame, pair: Pair, asked: Question, real: Array, chance: Array) -> Answer:
    (r, r_trend, r_entry), (null, null_trend, null_entry) = np.split(real, 3), np.split(chance, 3, axis=1)
    best = int(np.argmax(np.abs(r)))
    used = asked.is_used[best]
    n_effective = effective_n(asked.x_scores, asked.y_scores[best], used)
    strongest_entry = int(np.argmax(np.abs(r_entry)))
    return Answer(
        asked,
        _at_lags(asked, r, null),
        best,
        max_p(r, null),
        n_effective,
        slope_interval(asked.x[used], asked.y[best][used], n_effective),
        float(r_trend[best]),
        max_p(r_trend, null_trend),
        controls(daily, pair),
        missing(asked, asked.lags[best], float(r_entry[strongest_entry]), max_p(r_entry, null_entry)),
    )


def max_p(r: Array, null: Array) -> float:
    """p of the largest |r| over the lags against the surrogates' largest: (1 + hits) / (1 + surrogates)."""
    hits = np.count_nonzero(np.abs(null).max(axis=1) >= np.abs(r).max() - 1e-6)
    return float((1 + hits) / (1 + len(null)))


def _at_lags(asked: Question, r: Array, null: Array) -> pd.DataFrame:
    """`chance` is the band that 95 % of unrelated exposures keep inside at every declared lag."""
    band = float(np.quantile(np.abs(null).max(axis=1), 0.95))
    rows = []
    for i, lag in enumerate(asked.lags):
        low, high = correlation_interval(r[i], effective_n(asked.x_scores, asked.y_scores[i], asked.is_used[i]))
        row = {"lag": lag, "r": r[i], "low": low, "high": high, "chance_low": -band, "chance_high": band}
        rows.append(row | {"n": int(asked.n[i])})
    frame = pd.DataFrame(rows)
    frame.insert(0, "exposure", asked.exposure.column)
    frame.insert(1, "outcome", asked.outcome.column)
    return frame
