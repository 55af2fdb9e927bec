"""Courses that could have brought a change without the block: healing under way, and a rhythm of the year.

Each is held against the step with the autocorrelation of the fit with a trend taken as known: one pass over the days.
Healing is compared by its likelihood, less one for the time that it is free to choose (Akaike 1974 IEEE Trans Autom
Control 19:716); a rhythm of the year by its evidence, its two waves and the step averaged over their priors (Kass &
Raftery 1995 JASA 90:773).

Simulated (a change of -2 points with the block, 28 weeks before and 16 of it, sd 1, AR .8): where the interval of
the step beside the rhythm had to leave out 0 and healing could not fit as well without that price, a firm "lower" was
found in 33 % (the wave cost 38 points, healing 9, the bad spell 9, the trend without a prior 21); now in 79 %. Blocks
that do nothing get it in at most 6 %, within the error, in any world of healing and of seasons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.blocks import verdict
from analytics.blocks.design import Design
from analytics.blocks.verdict import Reading
from analytics.statistics import autocorrelated
from analytics.statistics.arrays import Array
from analytics.statistics.autocorrelated import Fit, t_quantile

YEAR_DAYS = 365.25
# Healing: decays from the diary's first day with these time constants, and falls centred so many days before the
# block, spread over so many days. Nearer to the start than four weeks, a fall and a block cannot be told apart.
DECAYS = (14.0, 30.0, 60.0, 120.0, 240.0)
FALLS_BEFORE, FALL_WIDTHS = (28.0, 56.0, 84.0, 112.0, 168.0), (15.0, 30.0)
# A fall is a fall only where the diary shows four weeks of the level before it (convention).
SHOWN_BEFORE = 28.0
# In its own standard errors, how high a course of healing has to stand to be one.
HEALING_T = 2.0
# Earlier years tell what the season does; each has a level of its own.
YEARS_BACK = 3
# What healing pays for the time at which it happens, as log-likelihood (AIC: one more parameter than the step).
PRICE_OF_TIME = 1.0
# The step's evidence has to exceed the rhythm's by this, on the log scale: at 0, seasons of 1.5 points are taken for
# the block in 8 % where scores wander by 1.5 (simulated); at -1 a real change of 2 points is found in 73 %, not 79.
SEASON_AHEAD = -0.5
# Two full years hold every season twice; and of a change, at least this share has to be the season's (convention).
YEARS_OF_SEASONS, SHARE_OF_SEASON = 2.0, 0.5


@dataclass(frozen=True)
class Sds:
    """Standard deviations of normal priors: on the sine and on the cosine of the year, and on a step that a season is
    compared with."""

    season: float
    step: float


# Conventions: a season of 1-2 points is taken as usual; of pace, heat already adjusted for, one of 2-4 %.
POINTS, PERCENT = Sds(1.0, 2.0), Sds(2.0, 3.0)


@dataclass(frozen=True)
class Courses:
    """What could stand behind a change without the block, in points; log-likelihoods are those of a course less that
    of the step, so 0 and more fits as well.

    `healing`: the best course of healing, its price paid, minus infinity where pain falls on none. `season`: a
    rhythm of the year without a step; `step`: the interval of the step with that rhythm allowed for; `of_season`:
    what the rhythm changes from before to in the block, with its interval; `years` of diary behind it.
    """

    healing: float
    season: float
    step: tuple[float, float]
    of_season: tuple[float, float, float]
    years: float

    def is_every_year(self, change: float) -> bool:
        """The same months did at least half of `change` in the years before, too."""
        estimate, low, high = self.of_season
        is_clear = (low > 0 or high < 0) and estimate * change > 0
        return self.years >= YEARS_OF_SEASONS and is_clear and abs(estimate) >= SHARE_OF_SEASON * abs(change)


@dataclass(frozen=True)
class _Line:
    """Generalised least squares at one autocorrelation: `loglik` at the best coefficients, `evidence` with those that
    have a prior averaged over it."""

    beta: Array
    covariance: Array
    loglik: float
    evidence: float

    @property
    def t(self) -> float:
        """The last coefficient in its standard errors."""
        return float(self.beta[-1] / np.sqrt(self.covariance[-1, -1]))


def measure(plan: Design, known: pd.Series, line: Fit, covariates: Array | None = None, sds: Sds = POINTS) -> Courses:
    """Both courses beside the step; `known` may hold scores of earlier years.

    `line` is the fit with a trend, adjusted for `covariates`, (used days, n).
    """
    extra = [np.ones(len(plan.used)), *([] if covariates is None else covariates.T)]
    return Courses(_healing(plan, line, extra), *_season(plan, _older(plan, known), line, extra, sds))


def doubted(reading: Reading, found: Courses, change: float, *, has_level: bool, is_strict: bool = False) -> Reading:
    """A firm reading made less firm where a course without the block fits as well; which doubt a soft one leaves.

    `change` is against the time before, no trend allowed for; `has_level` where that can be quoted. Where `is_strict`
    healing pays no price, and the step's interval beside the rhythm of the year has to leave out 0, as it always has
    to for "higher".
    """
    low, high = found.step
    season = "year" if found.is_every_year(change) else "season"
    if reading.verdict == verdict.HIGHER:
        return Reading(verdict.CANNOT_TELL, "level", season) if low <= 0 else reading
    is_firm = reading.verdict != verdict.LOWER_OR_TREND
    ahead = SEASON_AHEAD if is_firm else 0.0
    is_season = high >= 0 if is_firm and is_strict else found.season >= ahead
    is_healing = found.healing >= (-PRICE_OF_TIME if is_strict else 0.0)
    doubt = "healing" if is_healing else season if is_season else ""
    if not doubt:
        return reading
    return Reading(verdict.LOWER_OR_TREND, "level", doubt) if has_level else Reading(verdict.CANNOT_TELL, "level")


def _healing(plan: Design, line: Fit, extra: Sequence[Array]) -> float:
    """Log-likelihood of the best decay or fall less that of the step, both beside the columns `extra`."""
    offset = plan.used["offset"].to_numpy(float)
    first = float(offset.min())
    healing = [np.exp(-(offset - first) / days) for days in DECAYS]
    healing += [
        1 / (1 + np.exp((offset + before) / width))
        for before in FALLS_BEFORE
        if first + SHOWN_BEFORE <= -before
        for width in FALL_WIDTHS
    ]
    gram = _gram(offset, [plan.used["observed"].to_numpy(), *extra, offset >= 0, *healing], line)
    shared, n = list(range(len(extra))), len(extra)
    of_step = _fitted(gram, [*shared, n], line.s2)
    each = [_fitted(gram, [*shared, n + 1 + at], line.s2) for at in range(len(healing))]
    clear = [course.loglik for course in each if course.t > HEALING_T]
    return float(max(clear) - PRICE_OF_TIME - of_step.loglik) if clear else -np.inf


def _season(
    plan: Design, older: pd.Series, line: Fit, extra: Sequence[Array], sds: Sds
) -> tuple[float, tuple[float, float], tuple[float, float, float], float]:
    """How well the wave fits alone, the step's interval beside it, what it changes, and the years it rests on."""
    used = plan.used["offset"].to_numpy(float)
    before = older.index.to_numpy(float)
    offset, scores = np.r_[before, used], np.r_[older.to_numpy(), plan.used["observed"].to_numpy()]
    year = np.ceil((_first(plan) - before) / YEAR_DAYS)
    levels = [np.r_[year == back, np.zeros(len(used))] for back in np.unique(year)]
    shared = [*levels, *(np.r_[np.zeros(len(before)), each] for each in extra)]
    gram = _gram(offset, [scores, *shared, offset >= 0, *_waves(offset)], line)
    always, n = list(range(len(shared))), len(shared)
    waves = {n + 1: sds.season, n + 2: sds.season}
    both = _fitted(gram, [*always, n, *waves], line.s2, waves)
    wave = _fitted(gram, [*always, *waves], line.s2, waves)
    step = _fitted(gram, [*always, n], line.s2, {n: sds.step})
    changed = np.array([each[used >= 0].mean() - each[used < 0].mean() for each in _waves(used)])
    of_season = _interval(float(changed @ wave.beta[-2:]), float(changed @ wave.covariance[-2:, -2:] @ changed), line)
    beside = _interval(float(both.beta[n]), float(both.covariance[n, n]), line)
    return wave.evidence - step.evidence, beside[1:], of_season, float(np.ptp(offset) / YEAR_DAYS)


def _older(plan: Design, known: pd.Series) -> pd.Series:
    """The scores of the years before the compared days, by offset."""
    earlier = known[known.index < plan.course["day"].iloc[0]]
    by_offset = earlier.set_axis((pd.DatetimeIndex(earlier.index) - plan.start).days)
    return by_offset[by_offset.index >= _first(plan) - YEARS_BACK * YEAR_DAYS]


def _first(plan: Design) -> float:
    return float(plan.course["offset"].iloc[0])


def _waves(offset: Array) -> tuple[Array, Array]:
    angle = 2 * np.pi * offset / YEAR_DAYS
    return np.sin(angle), np.cos(angle)


def _gram(offset: Array, columns: Sequence[Array], line: Fit) -> Array:
    """Cross products of the whitened columns, the response first."""
    phi, w = np.array([line.phi]), np.array([line.w])
    return np.asarray(autocorrelated.whiten(offset, np.column_stack(columns).astype(float), phi, w).gram[0])


def _fitted(gram: Array, at: Sequence[int], s2: float, priors: dict[int, float] | None = None) -> _Line:
    """The line on the columns `at` (0 = first after the response), normal priors of these sd on some of them."""
    place = np.asarray(at) + 1
    precision = np.array([s2 / priors[i] ** 2 if priors and i in priors else 0.0 for i in at])
    information = gram[np.ix_(place, place)] + np.diag(precision)
    inverse = np.linalg.inv(information)
    beta = inverse @ gram[place, 0]
    loglik = -float(gram[0, 0] - gram[place, 0] @ beta) / (2 * s2)
    held = precision[precision > 0]
    evidence = loglik - 0.5 * float(np.linalg.slogdet(information)[1]) + 0.5 * float(np.log(held).sum())
    return _Line(beta, s2 * inverse, loglik, evidence)


def _interval(estimate: float, variance: float, line: Fit) -> tuple[float, float, float]:
    half = t_quantile(float(line.df[-1])) * np.sqrt(variance)
    return estimate, float(estimate - half), float(estimate + half)
