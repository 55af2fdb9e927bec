"""What goes together: every declared pair, one alone, and how often chance gives as much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pandas as pd

from analytics import lag
from analytics.lag import covariates, false_positives
from analytics.lag import curve as curves
from analytics.lag.answer import Correlations
from analytics.lag.covariates import Adjusted
from analytics.lag.curve import Curve
from analytics.lag.false_positives import FalsePositives
from analytics.lag.joint.found import Associations, Found
from analytics.lag.pairs import STRENGTH_LAGS, Pair
from analytics.record import Log
from analytics.result import NotEnough
from analytics.reviews import Look
from analytics.strength import dose


def seen(log: Log, look: Look, since: pd.Timestamp | None = None) -> pd.DataFrame:
    """The days from `since` on that the look may see, as they stood on its last one."""
    daily = log.as_of(look.until)
    return daily if since is None else daily[daily.index >= since]


def associations(log: Log, look: Look, since: pd.Timestamp | None = None) -> Associations | NotEnough:
    """What goes together: every declared pair over the days that the look may see."""
    daily = seen(log, look, since)
    return log.kept.answer(
        "associations",
        Associations,
        partial(lag.measure_all, daily, seed=log.seed),
        *(daily[list(lag.columns_read(daily))], log.seed),
        recurring=log.recurring(look, since=since),
    )


def curve(log: Log, look: Look, found: Found, since: pd.Timestamp | None = None) -> Curve | NotEnough:
    """How much, from where: pain at each dose of the exposure of `found`, one of `associations` of the same days."""
    daily, pair = seen(log, look, since), Pair(found.exposure, found.outcome, found.answer.lags)
    read = daily[list(lag.columns_read(daily, [pair], found.answer.covariates))]
    return log.kept.answer(
        "curve",
        Curve,
        partial(curves.measure, daily, found, seed=log.seed),
        *(read, pair, found.lag, found.verdict, found.answer.covariates, log.seed),
        recurring=log.recurring(look, found.exposure, found.outcome, since=since),
    )


def correlations(log: Log, look: Look, since: pd.Timestamp | None = None) -> Correlations | NotEnough:
    """Every declared pair asked alone, over the days that the look may see."""
    daily = seen(log, look, since)
    return log.kept.answer(
        "correlations",
        Correlations,
        lambda: lag.correlations(daily, seed=log.seed),
        *(daily[list(lag.columns_read(daily))], log.seed),
    )


def effects(log: Log, look: Look) -> Associations | NotEnough:
    """Every declared pair at its shortest lag alone, for effects that are to be compared over athletes.

    Only effects and their standard errors are meant to be read: one surrogate says nothing about chance.
    """
    daily, pairs = seen(log, look), [replace(pair, lags=pair.lags[:1]) for pair in lag.DEFAULT_PAIRS]
    return log.kept.answer(
        "effects",
        Associations,
        lambda: lag.measure_all(daily, seed=log.seed, n_surrogates=1, pairs=pairs),
        *(daily[list(lag.columns_read(daily, pairs))], log.seed),
    )


def adjusted(
    log: Log, look: Look, pair: Pair, names: Sequence[str], since: pd.Timestamp | None = None
) -> Adjusted | NotEnough:
    """One pair as it is and adjusted for other columns of the diary."""
    daily = seen(log, look, since)
    return log.kept.answer(
        "adjusted",
        Adjusted,
        lambda: covariates.measure(daily, pair, names, seed=log.seed),
        *(daily[list(lag.columns_read(daily, [pair], names))], pair, tuple(names), log.seed),
    )


def false_positive_rate(log: Log, look: Look, since: pd.Timestamp | None = None) -> FalsePositives | NotEnough:
    """How often the reader's own training goes together with made-up diaries."""
    daily = seen(log, look, since)
    return log.kept.answer(
        "false_positives",
        FalsePositives,
        lambda: false_positives.measure(daily, seed=log.seed),
        *(daily[list(lag.columns_read(daily))], log.seed),
    )


def glutes_and_pain(log: Log) -> tuple[Found | NotEnough, ...]:
    """Glute sets and pain under every way of counting sets, in the order of `counting.SETTINGS`."""
    pair = Pair("glute_sets_28d", "pain", STRENGTH_LAGS)

    def ask(counted: pd.DataFrame) -> Found | NotEnough:
        read = counted[list(lag.columns_read(counted, [pair]))]
        return log.kept.answer(
            "pair", Found, lambda: lag.measure_one(counted, pair, seed=log.seed), read, pair, log.seed
        )

    return dose.conclusions(log.daily, log.frames.sets, log.frames.exercises, ask)
