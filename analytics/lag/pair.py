"""One pair, asked alone."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analytics.lag.answer import Answer, answers
from analytics.lag.calendar import as_lags, complete
from analytics.lag.pairs import Pair
from analytics.lag.sentence import ALPHA, caveats, sentence, verdict
from analytics.lag.table import row, table
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
    `NotEnough` where a column is absent, fewer than 84 days or 8 weeks are paired at any lag, or one hardly moves.
    """
    pair = Pair(exposure, outcome, as_lags(lags))
    method = describe(n_surrogates, seed) + f"; lags {', '.join(map(str, pair.lags))} days"
    _, found = answers(complete(daily), [pair], seed=seed, n_surrogates=n_surrogates)[0]
    if isinstance(found, NotEnough):
        return NotEnough(found.have, found.need, found.what, method=method)
    said = verdict(found, is_found=found.p <= ALPHA)
    return Result(
        table=table([row(found, units, np.nan, said)]),
        sentence=sentence(found, said, units),
        caveats=caveats(found, said, units),
        method=method,
        verdict=said,
        details={
            "lags": found.at_lags,
            "days": _days(found),
            "controls": found.controls,
            "missing": found.missing,
        },
    )


def describe(n_surrogates: int, seed: int) -> str:
    """The method in one line."""
    return (
        "rank correlation at declared lags, weekday means removed, against phase-randomised exposures "
        f"(Theiler 1992; Ebisuzaki 1997), {n_surrogates} surrogates, seed {seed}; "
        "interval at the effective number of days (Pyper & Peterman 1998)"
    )


def _days(found: Answer) -> pd.DataFrame:
    """One row per paired day at the best lag, indexed by the outcome's `day`: what was recorded."""
    used = found.asked.is_used[found.best]
    positions = np.arange(found.asked.first, found.asked.last)[used] + found.lag
    return pd.DataFrame(
        {"exposure": found.asked.x_raw[used], "outcome": found.asked.y_raw[found.best][used]},
        index=found.asked.days[positions].rename("day"),
    )
