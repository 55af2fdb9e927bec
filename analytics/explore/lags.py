"""How the two go together 0 to 28 days later, and how far chance alone would reach."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.explore.pairing import smoothed
from analytics.lag.calendar import filled
from analytics.lag.chance import amplitudes, phases, surrogates
from analytics.statistics.arrays import Array

LAGS = tuple(range(29))
# Enough for a 95 % quantile that does not wander by more than a line's width; some 50 ms for seven years.
N_SURROGATES = 200
LEAST_DAYS = 30
# A day stands out where the curve falls by a tenth within a week of it (convention): a flat curve has no such day.
NEAR_SHARE, NEAR_DAYS = 0.9, 7


@dataclass(frozen=True)
class Lags:
    """`table`, a row a lag: `lag r slope sd_across sd_up n`; r is the plain correlation, slope the least-squares
    change of the one up for one SI unit of the one across, which is r x sd_up / sd_across; the standard deviations
    (SI, divided by n) are those of the `n` days behind the row. Within +-`chance` stay 95 % of series with the same
    rhythm and no tie, at all lags together; NaN where the series is too short or does not move."""

    table: pd.DataFrame
    chance: float

    @property
    def beyond(self) -> list[int]:
        """The days later at which the curve is outside the band of chance, in order."""
        return [int(lag) for lag in self.table.loc[self.table["r"].abs() > self.chance, "lag"]]

    @property
    def is_beyond_chance(self) -> bool:
        """Whether the curve leaves the band of chance anywhere."""
        return bool(self.beyond)

    def per(self, size: float) -> pd.DataFrame:
        """The known rows for `size` SI units more of the one across: columns `lag value chance r n`, SI of the other.

        `value` is slope x size. `chance` is the band scaled as its row is, by sd_up / sd_across of the same days and
        not by one factor for all: the days that know both differ from row to row, and only so does a value lie within
        its grey exactly where its correlation lies within chance.
        """
        known = self.table.dropna(subset="r")
        band = self.chance * known["sd_up"] / known["sd_across"] * size
        made = {"lag": known["lag"], "value": known["slope"] * size, "chance": band}
        return pd.DataFrame(made | {"r": known["r"], "n": known["n"]}).reset_index(drop=True)

    @property
    def strongest(self) -> int | None:
        """The day later at which the slope stands out from chance and from the other days; None where none does."""
        if not self.is_beyond_chance:
            return None
        beyond = self.table[self.table["lag"].isin(self.beyond)]
        best = beyond.loc[beyond["slope"].abs().idxmax()]
        near = beyond.loc[beyond["slope"] * np.sign(best["slope"]) >= NEAR_SHARE * abs(best["slope"]), "lag"]
        return int(best["lag"]) if near.max() - near.min() < NEAR_DAYS else None

    @property
    def n_most(self) -> int:
        """The days that know both, at the day later that has most of them."""
        return int(self.table["n"].max()) if len(self.table) else 0


def over_lags(daily: pd.DataFrame, across: str, up: str, days: int = 1, *, seed: int) -> Lags:
    """The curve for the days of `daily` (a calendar without a gap); r is NaN where fewer than 30 days know both.

    Chance: phase-randomised copies of the one across (Theiler 1992, Physica D 58:77), the strongest of their lags.
    """
    x, y = (smoothed(daily[column], days).to_numpy(float) for column in (across, up))
    rows = [(lag, *_line(x[: len(x) - lag], y[lag:])) for lag in LAGS if len(x) > lag]
    table = pd.DataFrame(rows, columns=["lag", "r", "slope", "sd_across", "sd_up", "n"])
    return Lags(table, _chance(x, y, table, seed))


def _line(x: Array, y: Array) -> tuple[float, float, float, float, int]:
    known = ~np.isnan(x) & ~np.isnan(y)
    n = int(known.sum())
    if n < LEAST_DAYS or np.ptp(x[known]) == 0 or np.ptp(y[known]) == 0:
        return np.nan, np.nan, np.nan, np.nan, n
    a, b = x[known] - x[known].mean(), y[known] - y[known].mean()
    sd_across, sd_up = float(np.sqrt(a @ a / n)), float(np.sqrt(b @ b / n))
    covariance = float(a @ b) / n
    return covariance / (sd_across * sd_up), covariance / sd_across**2, sd_across, sd_up, n


def _chance(x: Array, y: Array, table: pd.DataFrame, seed: int) -> float:
    if table["r"].isna().all() or np.isnan(x).all():
        return float("nan")
    first, last = np.flatnonzero(~np.isnan(x))[[0, -1]]
    x, y = filled(x[first : last + 1]), y[first : last + 1]
    amplitude = amplitudes(x)
    n_days = amplitude.size - 1
    targets, known = _later(y[len(y) - n_days :], table)
    strongest = []
    for turned in phases(N_SURROGATES, x.size, seed):
        made = surrogates(amplitude, turned, n_days).astype(float)
        strongest.append(_strongest(made, targets, known))
    return float(np.quantile(np.concatenate(strongest), 0.95))


def _later(y: Array, table: pd.DataFrame) -> tuple[Array, Array]:
    """(days, lags) what follows each day after each lag, its mean left out, and 1 where that is known, both else 0;
    without the lags after which too little is known."""
    targets, knowns = [np.empty((len(y), 0))], [np.empty((len(y), 0))]
    for lag in table.loc[table["r"].notna(), "lag"].astype(int):
        shifted = np.concatenate([y[lag:], np.full(lag, np.nan)])
        known = ~np.isnan(shifted)
        if known.sum() < LEAST_DAYS or np.ptp(shifted[known]) == 0:
            continue
        targets.append(np.where(known, shifted - shifted[known].mean(), 0.0)[:, None])
        knowns.append(known[:, None].astype(float))
    return np.hstack(targets), np.hstack(knowns)


def _strongest(made: Array, targets: Array, known: Array) -> Array:
    """Of each series the strongest correlation at any lag: products of all series with all lags at once."""
    squares = (made**2) @ known - (made @ known) ** 2 / known.sum(axis=0)
    r = made @ targets / np.sqrt(squares * (targets**2).sum(axis=0))
    return np.asarray(np.abs(r).max(axis=1, initial=0.0))
