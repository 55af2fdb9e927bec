"""How wide a lagged correlation's interval must be when neighbouring days tell almost the same.

Pyper & Peterman 1998, Can. J. Fish. Aquat. Sci. 55:2127: the effective number of days from the two autocorrelations.
"""

from __future__ import annotations

import numpy as np

from analytics.lag.calendar import Mask
from analytics.lag.scores import Array

# Two-sided 95 %.
COVERAGE = 0.95


def effective_n(x: Array, y: Array, is_used: Mask) -> float:
    """Days that would tell as much, were they independent: between 3 and the number of used days.

    1/n* = sum over used day pairs of acf_x(distance) acf_y(distance) / n^2, distances up to a fifth of the span.
    """
    n = int(is_used.sum())
    reach = max(is_used.size // 5, 1)
    pairs = _products(is_used.astype(float), reach)
    with np.errstate(invalid="ignore", divide="ignore"):
        product = _acf(x, is_used, pairs) * _acf(y, is_used, pairs)
    product[pairs < 1] = 0.0
    inflation = 1 + 2 * float((pairs * product)[1:].sum()) / n
    return float(np.clip(n / max(inflation, 1.0), 3.0, n))


def _acf(series: Array, is_used: Mask, pairs: Array) -> Array:
    centred = np.where(is_used, series - series[is_used].mean(), 0.0)
    covariance = _products(centred, pairs.size - 1) / pairs
    return covariance / covariance[0]


def _products(series: Array, reach: int) -> Array:
    """Sum over days of series[day] series[day + k], k = 0..reach."""
    from scipy.fft import irfft, next_fast_len, rfft

    size = next_fast_len(series.size + reach + 1, real=True)
    return np.round(irfft(np.abs(rfft(series, size)) ** 2, size)[: reach + 1], 9)


def t_quantile(df: float) -> float:
    """The two-sided 95 % point of Student's t."""
    from scipy.special import stdtrit

    return float(stdtrit(df, 0.5 + COVERAGE / 2))


def correlation_interval(r: float, n_effective: float) -> tuple[float, float]:
    """Fisher's z interval at the effective number of days; (-1, 1) where fewer than 5 are left."""
    if n_effective < 5:
        return -1.0, 1.0
    half = t_quantile(n_effective - 2) / np.sqrt(n_effective - 3)
    z = np.arctanh(np.clip(r, -0.999999, 0.999999))
    return float(np.tanh(z - half)), float(np.tanh(z + half))


def slope_interval(x: Array, y: Array, n_effective: float) -> tuple[float, float, float]:
    """Least-squares slope of y on x with its interval at the effective number of days; shapes (n,), no NaN.

    The interval is the whole line where fewer than 5 effective days are left.
    """
    spread = float(y.std() / x.std())
    r = float(np.corrcoef(x, y)[0, 1])
    if n_effective < 5:
        return r * spread, -np.inf, np.inf
    half = t_quantile(n_effective - 2) * np.sqrt((1 - r**2) / (n_effective - 2)) * spread
    return r * spread, r * spread - half, r * spread + half
