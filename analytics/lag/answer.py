"""What is known of a pair asked alone, before anything is said: plain numbers, SI units, to be kept on disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from analytics.lag.checks import Control, Gaps
from analytics.result import NotEnough

RELATED, NOTHING, CANNOT_TELL, WITHDRAWN = "related", "nothing to see yet", "cannot tell", "withdrawn"


@dataclass(frozen=True)
class AtLag:
    """The correlation `r` at one declared lag (days), its 95 % interval `low` to `high`, and the `n` paired days."""

    lag: int
    r: float
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class Slope:
    """Change of the outcome per SI unit of the exposure, with its 95 % interval; NaN ends where it has none."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Association:
    """One pair's numbers.

    `exposure` and `outcome` are columns of the daily frame. `lags` are the declared ones, `best` the one with the
    largest |r|; 95 % of unrelated exposures stay within +-`band` at every lag, and `p` is the share of them that are
    at least as strong at any. `q` is p after Benjamini-Hochberg, NaN for a pair asked alone. `r_trend` and `p_trend`
    are r and p without a straight drift (and a yearly wave in logs of a year and a half). `n_effective` is how many
    independent days would weigh as much. `exposure_sd` is that of the paired days at the best lag,
    `exposure_sd_of_log` that of all days of the log the pair was asked of (`n_days_of_log`). `n_left_out` days have
    an outcome but no exposure. `more_weeks` of diary would settle the question; infinite beyond ten years.
    `days` has a row per paired day at the best lag, indexed by the outcome's `day`: `exposure`, `outcome` as
    recorded. `verdict` is one of the four of `analytics.lag.verdict`.
    """

    VERSION: ClassVar[int] = 2

    exposure: str
    outcome: str
    lags: tuple[AtLag, ...]
    best: AtLag
    band: float
    p: float
    q: float
    slope: Slope
    r_trend: float
    p_trend: float
    n_effective: float
    exposure_sd: float
    exposure_sd_of_log: float
    n_days_of_log: int
    n_left_out: int
    more_weeks: float
    controls: tuple[Control, ...]
    gaps: Gaps
    days: pd.DataFrame
    verdict: str
    seed: int
    n_surrogates: int


@dataclass(frozen=True)
class Refused:
    """A declared pair that could not be asked, and what it lacks."""

    exposure: str
    outcome: str
    lacks: NotEnough


@dataclass(frozen=True)
class Copy:
    """A declared pair that was not asked: in this diary `outcome` has the scores of `same_as`, asked already."""

    exposure: str
    outcome: str
    same_as: str


@dataclass(frozen=True)
class Correlations:
    """Every declared pair that could be asked alone, in order; at least one."""

    VERSION: ClassVar[int] = 1

    asked: tuple[Association, ...]
