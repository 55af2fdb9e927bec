"""Simulated diaries: autocorrelated from day to day, and unrelated to anything that was run or lifted.

A score is a level, an AR(1) course and noise of the single day, rounded and kept on 0-10. Autocorrelation and noise
can be fitted to a reader's own scores (`analytics.statistics.autocorrelated`); missing days are the reader's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.statistics import autocorrelated
from analytics.statistics.arrays import Array, Mask

HIGHEST_SCORE = 10


@dataclass(frozen=True)
class Rhythm:
    """How a diary wanders on its own: mean, standard deviation, the autocorrelation `phi` from one day to the next of
    what is not noise, and the share of the variance that is noise of the single day."""

    mean: float
    sd: float
    phi: float
    noise: float


def rhythm(scores: Array) -> Rhythm:
    """The rhythm of a diary (days,), NaN where nothing was written; needs a few different scores."""
    days = np.flatnonzero(~np.isnan(scores)).astype(float)
    known = scores[~np.isnan(scores)]
    line = autocorrelated.fit(days, np.column_stack([known, np.ones(known.size)]), [(0,)])[0]
    return Rhythm(float(line.beta[0]), float(np.sqrt(line.s2)), line.phi, line.w)


def autoregressive(phi: float, shape: int | tuple[int, int], rng: np.random.Generator) -> Array:
    """Stationary AR(1) series of mean 0 and variance 1 along the last axis of `shape`."""
    from scipy.signal import lfilter

    shocks = rng.standard_normal(shape)
    shocks[..., 1:] *= np.sqrt(1 - phi**2)
    return np.asarray(lfilter([1.0], [1.0, -phi], shocks))


def with_noise(phi: float, noise: float, shape: int | tuple[int, int], rng: np.random.Generator) -> Array:
    """As `autoregressive`, a share `noise` of the variance being of the single day."""
    smooth = autoregressive(phi, shape, rng)
    return np.asarray(np.sqrt(1 - noise) * smooth + np.sqrt(noise) * rng.standard_normal(shape))


def wandering(own: Rhythm, n_series: int, n_days: int, rng: np.random.Generator) -> Array:
    """(n_series, n_days) courses with that rhythm, not yet on the scale."""
    return own.mean + own.sd * with_noise(own.phi, own.noise, (n_series, n_days), rng)


def scores(courses: Array, is_known: Mask) -> Array:
    """Courses (series, days) as whole scores 0-10, NaN on the days (days,) that are not known."""
    return np.where(is_known, np.clip(np.round(courses), 0, HIGHEST_SCORE), np.nan)


def yes_no(courses: Array, is_known: Mask, share: float) -> Array:
    """1 on the worst `share` of each course's known days, 0 on the others, NaN on the days that are not known."""
    limit = np.quantile(courses[:, is_known], 1 - share, axis=1, keepdims=True)
    return np.where(is_known, (courses > limit).astype(float), np.nan)
