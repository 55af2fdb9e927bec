"""The same pair with something else held equal: sleep, stress, sitting, whatever a diary holds.

At most three, chosen before looking: with enough columns to choose from, some choice turns any answer round.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from analytics.lag.calendar import calendar
from analytics.lag.enough import MIN_PAIRED_DAYS
from analytics.lag.pair import SURROGATES, asked_alone
from analytics.lag.pairs import Pair
from analytics.lag.verdict import RELATED
from analytics.result import NotEnough, Result
from analytics.words import listed
from data.daily_schema import FACTOR, label
from data.units import METRIC, Units

# Convention: three is what a year of diary can carry beside the question itself.
MOST = 3
# A covariate with fewer different values than this holds nothing equal.
DISTINCT_VALUES = 2
CHOSEN_BEFORE = "Choose what to hold equal before you look, and keep to it: trying until one fits finds chance."
HELD_EQUAL = "Held equal on the same day, as far as a straight line through their ranks goes; nothing else is."


def available(daily: pd.DataFrame) -> list[str]:
    """The columns of `daily` that can be held equal: factors with at least two values on 84 days or more."""
    return [
        column
        for column in daily.columns
        if column.startswith(FACTOR)
        and daily[column].notna().sum() >= MIN_PAIRED_DAYS
        and daily[column].nunique() >= DISTINCT_VALUES
    ]


def with_covariates(
    daily: pd.DataFrame,
    pair: Pair,
    covariates: Iterable[str],
    *,
    seed: int,
    n_surrogates: int = SURROGATES,
    units: Units = METRIC,
) -> Result | NotEnough:
    """`association` for the pair with and without up to three covariates (columns `factor_*` of `daily`) held equal.

    Both are asked of the same days: those with an outcome and every covariate. Held equal means that what a plane in
    the covariates' Gaussian scores explains of the scores of exposure and outcome, each on its own day, is taken out
    (Frisch & Waugh 1933 Econometrica 1:387); the exposure stays as it is on days that do not know them all.

    `table` is that of `association` with `covariates` in front: a row without ("") and a row with them ("sleep,
    stress"). The verdict is that with them; `details` are those of the answer with them. `NotEnough` where either
    cannot be asked. Raises ValueError for more than three, none, or a column that cannot be held equal.
    """
    chosen = _checked(daily, covariates)
    is_known = daily[chosen].notna().all(axis=1)
    same_days = daily.assign(**{pair.outcome: daily[pair.outcome].where(is_known)})
    plain, held = (
        asked_alone(calendar(same_days, held), pair, seed=seed, n_surrogates=n_surrogates, units=units)
        for held in ([], chosen)
    )
    if isinstance(plain, NotEnough):
        return plain
    return held if isinstance(held, NotEnough) else _compared(plain, held, [label(column) for column in chosen])


def _checked(daily: pd.DataFrame, covariates: Iterable[str]) -> list[str]:
    chosen, able = list(dict.fromkeys(covariates)), available(daily)
    if not chosen:
        raise ValueError("Name at least one thing to hold equal.")
    if len(chosen) > MOST:
        raise ValueError(
            f"{len(chosen)} are too many to hold equal at a time: choose at most {MOST} before you look."
        )
    unknown = [column for column in chosen if column not in able]
    if unknown:
        raise ValueError(
            f"Cannot hold equal: {listed([label(column) for column in unknown])}. "
            f"Your diary has on enough days: {listed([label(column) for column in able]) or 'nothing yet'}."
        )
    return chosen


def _compared(plain: Result, held: Result, names: Sequence[str]) -> Result:
    table = pd.concat([plain.table.assign(covariates=""), held.table.assign(covariates=", ".join(names))])
    columns = ["covariates", *plain.table.columns]
    return Result(
        table=table[columns].reset_index(drop=True),
        sentence=_sentence(plain, held, names),
        caveats=(CHOSEN_BEFORE, HELD_EQUAL, *held.caveats),
        method=f"{held.method}; {listed(names)} taken out of exposure and outcome",
        verdict=held.verdict,
        details=held.details,
    )


def _sentence(plain: Result, held: Result, names: Sequence[str]) -> str:
    """'With sleep and stress held equal the answer stays: ...'"""
    equal = f"With {listed(names)} held equal"
    if plain.verdict == held.verdict:
        return f"{equal} the answer stays. {held.sentence}"
    if plain.verdict == RELATED:
        return f"{equal} they no longer go together. {held.sentence}"
    return f"{equal} the answer is another one. {held.sentence}"
