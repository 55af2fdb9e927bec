"""The joint model's numbers, in SI, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from analytics.lag.joint.controls import Control
from analytics.lag.joint.gaps import Gaps

POINTS, LOG_ODDS = "points", "log odds"


@dataclass(frozen=True)
class Effect:
    """Change of the outcome for one SI unit more of the exposure at one lag, with its 95 % interval; `se` its
    standard error, `scale` 'points' or, of a yes/no outcome, 'log odds'."""

    value: float
    low: float
    high: float
    se: float
    scale: str


@dataclass(frozen=True)
class Errors:
    """What is left from day to day: share `phi` of a deviation a day later, share `noise` of the variance that is of
    the single day."""

    phi: float
    noise: float


@dataclass(frozen=True)
class Drift:
    """The same question without the straight drift and the yearly wave (`timeless`), and without the wave alone
    (`seasonless`): p, and the share of that effect's size that is left in the full model. NaN where the pair stands
    out in the full model. `season_left`: the share of the effect left with a yearly wave that is not yet in the
    model; NaN where it is, or the record is too short for one."""

    has_season: bool
    p_timeless: float
    p_seasonless: float
    share_left: float
    season_left: float


@dataclass(frozen=True)
class Answer:
    """One exposure and one outcome in the joint model.

    `lag` is the declared lag with the largest |t|; `t` (lags,) the whitened partial scores; `p` the share of
    surrogate exposures whose strongest lag is at least as strong, times `weight`, which is 1.6 where the exposure
    changes just once, else 1; 95 % (97 %) of these stay within +-`band` at every lag.
    `days` has a row per used day at the strongest lag: `exposure`, `outcome` as recorded; `n_left_out` other days
    have an outcome. `adjusted_for` the other exposures in the model,
    `unadjusted` those whose record covers too few days. `spread` is the exposure's standard deviation on the used
    days (SI), `level` the outcome's mean, `share_at_floor` the share of days with its lowest value.
    """

    VERSION: ClassVar[int] = 2

    exposure: str
    outcome: str
    lags: tuple[int, ...]
    lag: int
    t: tuple[float, ...]
    p: float
    band: float
    weight: float
    effect: Effect
    errors: Errors
    n: int
    n_left_out: int
    first_day: pd.Timestamp
    last_day: pd.Timestamp
    spread: float
    level: float
    share_at_floor: float
    adjusted_for: tuple[str, ...]
    covariates: tuple[str, ...]
    unadjusted: tuple[str, ...]
    drift: Drift
    controls: tuple[Control, ...]
    gaps: Gaps
    days: pd.DataFrame
    n_surrogates: int
    seed: int

    @property
    def best(self) -> int:
        """The position of `lag` among `lags`."""
        return self.lags.index(self.lag)
