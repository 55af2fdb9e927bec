"""One pair, asked alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.lag.answer import Answer, answers
from analytics.lag.calendar import Calendar, calendar
from analytics.lag.pairs import Pair, as_lags
from analytics.lag.sentence import caveats, sentence
from analytics.lag.table import details, table
from analytics.lag.verdict import ALPHA, verdict
from analytics.result import NotEnough, Result
from data.units import METRIC, Units

SURROGATES = 1999


def association(
    daily: pd.DataFrame,
    exposure: str,
    outcome: str,
    lags: Iterable[int],
    *,
    seed: int,
    n_surrogates: int = SURROGATES,
    units: Units = METRIC,
) -> Result | NotEnough:
    """Does `outcome` at day t go with `exposure` at day t - lag, at any of the declared `lags`?

    `daily` is indexed by calendar day (days left out are unknown) and holds both columns, SI units. The search over
    the lags is paid for: p is the share of phase-randomised exposures whose strongest correlation at any declared lag
    is at least the real one's.

    The `Result` has one row (columns: `analytics.lag.table.COLUMNS`) for the strongest lag, and in `details` `lags`
    (each declared lag with its interval and the band of chance), `days` (the paired days: `exposure`, `outcome`),
    `controls` and `missing`. Its verdict is 'related' (p <= .05), 'withdrawn', 'nothing to see yet' or 'cannot tell'.
    `NotEnough` where a column is absent, fewer than 84 days are paired at any lag, or one hardly moves.
    """
    pair = Pair(exposure, outcome, as_lags(lags))
    return asked_alone(calendar(daily), pair, seed=seed, n_surrogates=n_surrogates, units=units)


def asked_alone(
    days: Calendar, pair: Pair, *, seed: int, n_surrogates: int = SURROGATES, units: Units = METRIC
) -> Result | NotEnough:
    """`association` for a calendar that is already laid out."""
    method = f"{describe(n_surrogates, seed)}; lags {', '.join(map(str, pair.lags))} days"
    _, found = answers(days, [pair], seed=seed, n_surrogates=n_surrogates)[0]
    if isinstance(found, NotEnough):
        return replace(found, method=method)
    said = verdict(found, is_found=found.chance.p <= ALPHA)
    return Result(
        table=table([(found, np.nan, said)], units),
        sentence=sentence(found, said, units),
        caveats=caveats(found, units),
        method=method,
        verdict=said,
        details=details([found]) | {"days": _days(found, days)},
    )


def describe(n_surrogates: int, seed: int) -> str:
    """The method in one line."""
    return (
        "rank correlation at declared lags, weekday means removed, against phase-randomised exposures "
        f"(Theiler 1992; Ebisuzaki 1997), {n_surrogates} surrogates, seed {seed}; intervals: that test inverted; "
        "effective number of days after Pyper & Peterman 1998"
    )


def _days(found: Answer, days: Calendar) -> pd.DataFrame:
    """One row per paired day at the best lag, indexed by the outcome's `day`: what was recorded."""
    asked, used = found.asked, found.asked.is_used[found.best]
    positions = np.arange(asked.first, asked.last)[used] + found.lag
    columns = {"exposure": asked.exposed.raw[used], "outcome": asked.y_raw[found.best][used]}
    return pd.DataFrame(columns, index=days.days[positions].rename("day"))
