"""How far can I trust this? The reader's own training against made-up pain diaries that cannot know it.

Whatever is called related here is called so by chance: the share is the reader's own false-yes rate, and beside it
stands what the textbook test (Pearson's, which takes days for independent) would have said of the same diaries.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from analytics.lag.answer import Answer, answers
from analytics.lag.calendar import Calendar, calendar
from analytics.lag.enough import ask
from analytics.lag.many import many, standing_in
from analytics.lag.pairs import DEFAULT_PAIRS, Pair, outcome
from analytics.lag.question import Question
from analytics.lag.scores import Array, Mask
from analytics.lag.verdict import ALPHA, RELATED, verdict
from analytics.result import NotEnough, Result
from analytics.statistics import simulated as made_up
from analytics.statistics.proportions import wilson

# The two questions that most readers come with.
MAIN_PAIRS = tuple(
    pair for pair in DEFAULT_PAIRS if pair.outcome == "pain" and pair.exposure in ("distance_7d_m", "glute_sets_28d")
)
N_SERIES, N_SURROGATES = 500, 399
KEEPS, TOO_OFTEN = "keeps its rate", "too often"
COLUMNS = {
    "exposure": "column of the daily frame",
    "outcome": "column of the daily frame whose rhythm the made-up diaries have",
    "n_series": "made-up diaries",
    "n": "days of each",
    "related": "share of them called related",
    "low": "lower end of its 95 % Monte-Carlo interval",
    "high": "upper end",
    "stands_out": "share with p <= .05, before the controls and the interval of the effect are asked",
    "textbook": "share that Pearson's test calls related at 5 %, asked at one lag",
    "textbook_low": "lower end of its 95 % Monte-Carlo interval",
    "textbook_high": "upper end",
    "phi": "share of a deviation that is left a day later, as fitted to the reader's scores",
    "noise": "share of the variance that is of the single day, as fitted",
}


def own_null(
    daily: pd.DataFrame,
    *,
    seed: int,
    n_series: int = N_SERIES,
    n_surrogates: int = N_SURROGATES,
    pairs: Sequence[Pair] = MAIN_PAIRS,
) -> Result | NotEnough:
    """How often `association` calls related what cannot be: `n_series` made-up diaries against the reader's training.

    `daily` as for `association`. Each diary has the level, spread, memory, rounding and missing days of the pair's
    outcome; a yes/no outcome has its share of yes, in spells as long as the pain scores' memory makes them. `table`
    has a row per pair that can be asked (columns: `COLUMNS`); the verdict is 'keeps its rate' or, where a row's whole
    Monte-Carlo interval lies above 5 %, 'too often'. `NotEnough`, the first pair's, where none can be asked.
    """
    days, rng = calendar(daily), np.random.default_rng(seed)
    asked = [(pair, ask(days, pair)) for pair in pairs]
    able = [(pair, question) for pair, question in asked if isinstance(question, Question)]
    if not able:
        return next(refusal for _, refusal in asked if isinstance(refusal, NotEnough))
    made: dict[str, tuple[made_up.Rhythm, Array]] = {}
    for pair, _ in able:
        if pair.outcome not in made:
            made[pair.outcome] = _diaries(days, pair.outcome, n_series, rng)
    rows = [_row(days, question, made[pair.outcome], seed, n_surrogates) for pair, question in able]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    questions = [question for _, question in able]
    return Result(
        table,
        _sentence(table, questions),
        _caveats(table, questions),
        f"{n_series} made-up diaries, AR(1) plus day noise fitted by REML, against the reader's exposures and "
        f"{n_surrogates} surrogates of each; Pearson's test at one lag beside it; seed {seed}",
        verdict=TOO_OFTEN if _is_too_often(table).any() else KEEPS,
    )


def _diaries(days: Calendar, column: str, n_series: int, rng: np.random.Generator) -> tuple[made_up.Rhythm, Array]:
    """The rhythm that was fitted and the made-up diaries (n_series, days)."""
    own, is_known = days.column(column), ~np.isnan(days.column(column))
    if not outcome(column).is_yes_no:
        fitted = made_up.rhythm(own)
        return fitted, made_up.scores(made_up.wandering(fitted, n_series, own.size, rng), is_known)
    fitted = made_up.rhythm(days.column("pain") if days.has("pain") else own)
    courses = made_up.wandering(fitted, n_series, own.size, rng)
    return fitted, made_up.yes_no(courses, is_known, float(np.nanmean(own)))


def _row(
    days: Calendar, asked: Question, made: tuple[made_up.Rhythm, Array], seed: int, n_surrogates: int
) -> dict[str, Any]:
    own, series = made
    is_out, is_related = calls(days, asked, series, seed=seed, n_surrogates=n_surrogates)
    n, n_related, n_textbook = len(series), int(is_related.sum()), int(_textbook(asked, series).sum())
    values = (
        *(asked.exposure.column, asked.outcome.column, n, int(asked.n.max())),
        *(n_related / n, *wilson(n_related, n), is_out.mean()),
        *(n_textbook / n, *wilson(n_textbook, n), own.phi, own.noise),
    )
    return dict(zip(COLUMNS, values, strict=True))


def calls(days: Calendar, asked: Question, series: Array, *, seed: int, n_surrogates: int) -> tuple[Mask, Mask]:
    """Of `series` (series, all days) in place of the outcome of `asked`: which stand out (p <= .05), and which of
    these `association` would call related."""
    pair = Pair(asked.exposure.column, asked.outcome.column, asked.lags)
    found = many(asked, series, days, seed=seed, n_surrogates=n_surrogates)
    is_out = found.p <= ALPHA
    is_related = np.zeros(len(series), dtype=bool)
    for i in np.flatnonzero(is_out):
        stood_in = standing_in(days, pair.outcome, series[i])
        answer = answers(stood_in, [pair], seed=seed, n_surrogates=n_surrogates)[0][1]
        is_related[i] = isinstance(answer, Answer) and verdict(answer, is_found=True) == RELATED
    return is_out, is_related


def _textbook(asked: Question, series: Array) -> Array:
    """Where Pearson's p, days taken for independent, is at most 5 % at the shortest lag (series,)."""
    from scipy.special import stdtrit

    lag, used = asked.lags[0], np.flatnonzero(asked.is_used[0])
    x = asked.exposed.raw[used]
    y = series[:, asked.first + used + lag]
    x, y = x - x.mean(), y - y.mean(axis=1, keepdims=True)
    r = y @ x / np.sqrt((x @ x) * np.maximum((y**2).sum(axis=1), 1e-12))
    limit = stdtrit(used.size - 2, 1 - ALPHA / 2)
    return np.abs(r) > limit / np.sqrt(used.size - 2 + limit**2)


def _is_too_often(table: pd.DataFrame) -> pd.Series:
    return table["low"] > ALPHA


def _sentence(table: pd.DataFrame, asked: Sequence[Question]) -> str:
    """'On 500 made-up pain diaries that cannot know your weekly distance, lbsdrop found a relation in 4.6 %; ...'"""
    first, words = table.iloc[0], [question.exposure.words for question in asked]
    felt = asked[0].outcome.words.removesuffix("s")
    told = (
        f"On {int(first['n_series'])} made-up {felt} diaries that cannot know your {words[0]}, lbsdrop found "
        f"a relation in {_share(first['related'])}; the textbook test in {_share(first['textbook'])}."
    )
    others = [
        f"For {question.exposure.words}{_and(question, asked[0])}: {_share(row['related'])}; "
        f"the textbook test {_share(row['textbook'])}."
        for question, row in zip(asked[1:], table.iloc[1:].to_dict("records"), strict=True)
    ]
    return " ".join([told, *others])


def _and(question: Question, first: Question) -> str:
    """' and flares' where the outcome is not the first question's."""
    return "" if question.outcome == first.outcome else f" and {question.outcome.words}"


def _share(share: float) -> str:
    """'4.6 %', '52 %'."""
    return f"{100 * share:.0f} %" if share >= 0.1 else f"{100 * share:.1f} %"


def _caveats(table: pd.DataFrame, asked: Sequence[Question]) -> tuple[str, ...]:
    first = table.iloc[0]
    told = [
        f"The diaries have your own level, spread, missing days and memory ({_share(first['phi'])} of a deviation is "
        f"left a day later); with {int(first['n_series'])} of them a share of 5 % is known to about 2 points."
    ]
    for question, is_often in zip(asked, _is_too_often(table), strict=True):
        if is_often:
            told.append(
                f"That is more than the 5 % it promises: do not rely on what it says of your "
                f"{question.exposure.words}."
            )
    return (
        *told,
        "This holds against chance alone: not against seasons, a shared drift, or pain that changes training.",
        "Few false alarms say nothing of how much is missed: a short diary can hide a real relation.",
    )
