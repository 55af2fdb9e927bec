"""How many independent days would tell as much, when neighbouring days tell almost the same."""

from __future__ import annotations

import numpy as np

from analytics.lag.chance import Chance
from analytics.lag.question import Question
from analytics.lag.scores import Array, Mask


def effective_days(chance: Chance, asked: Question, lag: int) -> float:
    """Independent days that would tell as much of the association at the lag in that position.

    The smaller of Pyper & Peterman's number and of the days whose chance correlations would spread as much as the
    surrogates' do; both for the part of the outcome that the exposure leaves open.
    """
    used, x, y = asked.is_used[lag], asked.x_scores, asked.y_scores[lag]
    part = float(chance.explained[lag] * chance.r[lag])
    narrowing = asked.spreads[lag].of_rest(part) / asked.spreads[lag].of_rest(0.0)
    variance = float(np.mean(chance.null[:, lag] ** 2)) * narrowing**2
    return float(np.clip(min(1 + 1 / variance, effective_n(x, y - part * x, used)), 3.0, used.sum()))


def effective_n(x: Array, y: Array, is_used: Mask) -> float:
    """Pyper & Peterman's effective number of days (1998, Can. J. Fish. Aquat. Sci. 55:2127), between 3 and the number
    of used days; NaN elsewhere allowed.

    1/n* = sum over pairs of used days of acf_x(distance) acf_y(distance) / n^2, distances up to a fifth of the span.
    """
    pairs = _products(is_used.astype(float), max(is_used.size // 5, 1))
    n = float(pairs[0])
    inflation = 1 + 2 * float((pairs * _acf(x, is_used, pairs) * _acf(y, is_used, pairs))[1:].sum()) / n
    return float(np.clip(n / max(inflation, 1.0), 3.0, n))


def _acf(series: Array, is_used: Mask, pairs: Array) -> Array:
    """Autocorrelation at each distance; 0 where no two used days are that far apart."""
    centred = np.where(is_used, series - series[is_used].mean(), 0.0)
    covariance = np.where(pairs > 0.5, _products(centred, pairs.size - 1) / np.maximum(pairs, 1.0), 0.0)
    return covariance / covariance[0]


def _products(series: Array, reach: int) -> Array:
    """Sum over days of series[day] series[day + k], k = 0..reach."""
    from scipy.fft import irfft, next_fast_len, rfft

    size = next_fast_len(series.size + reach + 1, real=True)
    return irfft(np.abs(rfft(series, size)) ** 2, size)[: reach + 1]
