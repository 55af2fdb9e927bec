"""The same pair adjusted for something else: sleep, stress, sitting, whatever a diary holds.

At most three, chosen before looking: with enough columns to choose from, some choice turns any answer round.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, overload

import pandas as pd

from analytics.lag.joint.design import MIN_DAYS
from analytics.lag.joint.found import Found
from analytics.lag.joint.measure import SURROGATES
from analytics.lag.joint.say import one as say_pair
from analytics.lag.joint.verdict import RELATED
from analytics.lag.pairs import Pair
from analytics.lag.together import measure_one
from analytics.result import NotEnough, Result
from analytics.words import listed
from data.daily_schema import FACTOR, label
from data.units import METRIC, Units

# Convention: three is what a year of diary can carry beside the question itself.
MOST = 3
# A covariate with fewer different values than this adjusts for nothing.
DISTINCT_VALUES = 2
CHOSEN_BEFORE = (
    "Choose what to adjust for before you look, and keep to it: if you try enough things, one will fit by chance."
)
ADJUSTED_FOR = (
    "Adjusted for means: it stands in the same model with its value of the same day, so what goes with it along a "
    "straight line is taken out; nothing else is."
)


@dataclass(frozen=True)
class Adjusted:
    """One pair with and without an adjustment for `covariates` (columns), both on the days that know them all."""

    VERSION: ClassVar[int] = 3

    covariates: tuple[str, ...]
    unadjusted: Found
    adjusted: Found


def available(daily: pd.DataFrame) -> list[str]:
    """The columns of `daily` that can be adjusted for: factors with at least two values on 84 days or more."""
    return [
        column
        for column in daily.columns
        if column.startswith(FACTOR)
        and daily[column].notna().sum() >= MIN_DAYS
        and daily[column].nunique() >= DISTINCT_VALUES
    ]


def measure(
    daily: pd.DataFrame, pair: Pair, covariates: Iterable[str], *, seed: int, n_surrogates: int = SURROGATES
) -> Adjusted | NotEnough:
    """The pair unadjusted and adjusted for up to three covariates (columns `factor_*` of `daily`).

    Both are asked of the same days: those with an outcome and every covariate. The covariates of the outcome's day
    stand in the joint model beside the exposures. `NotEnough` where either cannot be asked. Raises ValueError for
    more than three, none, or a column that cannot be adjusted for.
    """
    chosen = _checked(daily, covariates)
    same_days = _on_days_with(daily, pair.outcome, chosen)
    unadjusted = measure_one(same_days, pair, seed=seed, n_surrogates=n_surrogates)
    if isinstance(unadjusted, NotEnough):
        return unadjusted
    adjusted = measure_one(same_days, pair, seed=seed, n_surrogates=n_surrogates, covariates=chosen)
    return adjusted if isinstance(adjusted, NotEnough) else Adjusted(tuple(chosen), unadjusted, adjusted)


def with_covariates(
    daily: pd.DataFrame,
    pair: Pair,
    covariates: Iterable[str],
    *,
    seed: int,
    n_surrogates: int = SURROGATES,
    units: Units = METRIC,
) -> Result | NotEnough:
    """`measure` and `say` in one step."""
    return say(measure(daily, pair, covariates, seed=seed, n_surrogates=n_surrogates), units)


@overload
def say(numbers: Adjusted, units: Units = METRIC) -> Result: ...
@overload
def say(numbers: NotEnough, units: Units = METRIC) -> NotEnough: ...
def say(numbers: Adjusted | NotEnough, units: Units = METRIC) -> Result | NotEnough:
    """Whether the adjustment changes the answer.

    `table` is that of `associations` with `covariates` in front: a row unadjusted ("") and a row adjusted ("sleep,
    stress"). Verdict and `details` are those of the adjusted answer. A refusal comes back as it is.
    """
    if isinstance(numbers, NotEnough):
        return numbers
    names = [label(column) for column in numbers.covariates]
    before, after = say_pair(numbers.unadjusted, units), say_pair(numbers.adjusted, units)
    table = pd.concat([before.table.assign(covariates=""), after.table.assign(covariates=", ".join(names))])
    return Result(
        table=table[["covariates", *before.table.columns]].reset_index(drop=True),
        sentence=_sentence(before, after, names),
        caveats=(CHOSEN_BEFORE, ADJUSTED_FOR, *after.caveats),
        method=f"{after.method}; exposure and outcome adjusted for {listed(names)}",
        verdict=after.verdict,
        details=after.details,
    )


def _checked(daily: pd.DataFrame, covariates: Iterable[str]) -> list[str]:
    chosen, able = list(dict.fromkeys(covariates)), available(daily)
    if not chosen:
        raise ValueError("Name at least one thing to adjust for.")
    if len(chosen) > MOST:
        raise ValueError(
            f"{len(chosen)} are too many to adjust for at a time: choose at most {MOST} before you look."
        )
    unknown = [column for column in chosen if column not in able]
    if unknown:
        raise ValueError(
            f"Cannot adjust for {listed([label(column) for column in unknown])}. "
            f"Your diary has on enough days: {listed([label(column) for column in able]) or 'nothing yet'}."
        )
    return chosen


def _sentence(before: Result, after: Result, names: Sequence[str]) -> str:
    """'Adjusted for sleep and stress, the answer stays: ...'"""
    adjusted = f"Adjusted for {listed(names)},"
    if before.verdict == after.verdict:
        return f"{adjusted} the answer stays. {after.sentence}"
    if before.verdict == RELATED:
        return f"{adjusted} they no longer go together. {after.sentence}"
    return f"{adjusted} the answer is another one. {after.sentence}"


def _on_days_with(daily: pd.DataFrame, outcome: str, covariates: Sequence[str]) -> pd.DataFrame:
    """`daily` with the outcome left in on the days only that know every covariate; a new frame."""
    if outcome not in daily.columns:
        return daily
    is_known = daily[list(covariates)].notna().all(axis=1)
    return daily.assign(**{outcome: daily[outcome].where(is_known)})
