"""How far the truth may be from a lagged correlation, when neighbouring days tell almost the same.

What the intervals aim at: the correlation (or least-squares slope) at that lag in an endless log of the same runner
with the same habits. That is an average of what goes together, not what the exposure does.

The usual interval takes the effective number of days from the two autocorrelations (Pyper & Peterman 1998, Can. J.
Fish. Aquat. Sci. 55:2127). At the best of several lags it covers 82-94 % in simulations, so the width comes from the
surrogates instead: correlations of what the exposure does not explain with surrogate exposures. Inside the band of
chance the width is that of the strongest lag (the search is paid for: the interval holds 0 where p > .05); well
outside, where the lag is no accident any more, that of the lag itself. Pyper & Peterman's sums give the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from analytics.lag.question import Question
from analytics.lag.scores import Array, Mask
from analytics.lag.spread import mirrored_power, spread

COVERAGE = 0.95
Z_95 = 1.96
# Fewer effective days than this leave no interval worth showing (Fisher's z needs more than 3).
MIN_EFFECTIVE = 5.0
# Surrogates are computed in single precision.
ROUNDING = 1e-6


@dataclass(frozen=True)
class Chance:
    """The real exposure's correlations `r` (lags,) with the outcome, and those of its surrogates, `null`
    (surrogates, lags)."""

    r: Array
    null: npt.NDArray[np.float32]

    @cached_property
    def _strongest(self) -> npt.NDArray[np.float32]:
        return np.abs(self.null).max(axis=1)

    @property
    def p(self) -> float:
        """(1 + surrogates whose strongest lag is at least as strong) / (1 + surrogates)."""
        hits = np.count_nonzero(self._strongest >= np.abs(self.r).max() - ROUNDING)
        return float((1 + hits) / (1 + len(self.null)))

    @cached_property
    def band(self) -> float:
        """95 % of surrogates stay within +-band at every declared lag."""
        return float(np.quantile(self._strongest, COVERAGE))

    @cached_property
    def explained(self) -> Array:
        """How much of each lag's association is taken as real: 0 inside the band of chance, towards 1 far outside."""
        return np.maximum(0.0, 1 - (self.band / np.maximum(np.abs(self.r), ROUNDING)) ** 2)

    @cached_property
    def half_widths(self) -> Array:
        """(lags,) on Fisher's z scale, were nothing explained: from the band of all lags to the lag's own."""
        alone = np.quantile(np.abs(self.null), COVERAGE, axis=0)
        return (1 - self.explained) * _z(self.band) + self.explained * _z(alone)


def correlation_intervals(chance: Chance, asked: Question, best: int) -> tuple[Array, Array]:
    """Ends of the 95 % interval of the correlation at each lag (lags,), on Fisher's z scale; `best` is a position.

    var z = (1 - r^2) var(slope) + r^2/2 (1/n_xx + 1/n_ee): the slope's and the two variances' uncertainty, the latter
    as at the best lag.
    """
    r, known = chance.r, chance.explained
    halves = chance.half_widths * [_narrowing(chance, asked, lag) for lag in range(r.size)]
    if known[best] > 0:
        used, x, y = asked.is_used[best], asked.x_scores, asked.y_scores[best]
        variances = _variances(x, y - known[best] * r[best] * x, used)
        halves = np.sqrt((1 - known * r**2) * halves**2 + known * r**2 / 2 * variances * Z_95**2)
    return np.tanh(_z(r) - halves), np.tanh(_z(r) + halves)


def _narrowing(chance: Chance, asked: Question, lag: int) -> float:
    """Spread of chance correlations with what the exposure leaves open, as a share of that with the whole outcome."""
    if chance.explained[lag] == 0:
        return 1.0
    scored = asked.spreads[lag]
    return scored.of_rest(float(chance.explained[lag] * chance.r[lag])) / scored.of_rest(0.0)


def effective_days(chance: Chance, asked: Question, lag: int) -> float:
    """Independent days that would tell as much of the association at the lag in that position.

    The smaller of Pyper & Peterman's number and of the days whose chance correlations would spread as much as the
    surrogates' do; both for the part of the outcome that the exposure leaves open.
    """
    used, x, y = asked.is_used[lag], asked.x_scores, asked.y_scores[lag]
    rest = y - chance.explained[lag] * chance.r[lag] * x
    variance = float(np.mean(chance.null[:, lag] ** 2)) * _narrowing(chance, asked, lag) ** 2
    return float(np.clip(min(1 + 1 / variance, effective_n(x, rest, used)), 3.0, used.sum()))


def slope_interval(chance: Chance, asked: Question, lag: int, n_effective: float) -> tuple[float, float, float]:
    """Least-squares slope of the outcome on the exposure (per SI unit) and its 95 % interval; NaN ends where too few
    effective days are left.

    The scores' width carries over, times the ratio of what random phases do to the slope and to the scores.
    """
    used = asked.is_used[lag]
    x, y = asked.x[used], asked.y[lag][used]
    ratio, r = float(y.std() / x.std()), float(np.corrcoef(x, y)[0, 1])
    if n_effective < MIN_EFFECTIVE:
        return r * ratio, np.nan, np.nan
    raw = spread(mirrored_power(asked.x), asked.x, asked.y[lag], used)
    change = raw.of_rest(chance.explained[lag] * r) / asked.spreads[lag].of_rest(0.0)
    half = np.sinh(chance.half_widths[lag] * change) * np.sqrt(1 - r**2) * ratio
    return r * ratio, r * ratio - half, r * ratio + half


def _z(r: Array | float) -> Array:
    return np.arctanh(np.clip(r, -0.999999, 0.999999))


def effective_n(x: Array, y: Array, is_used: Mask) -> float:
    """Pyper & Peterman's effective number of days, between 3 and the number of used days; NaN elsewhere allowed.

    1/n* = sum over pairs of used days of acf_x(distance) acf_y(distance) / n^2, distances up to a fifth of the span.
    """
    pairs = _products(is_used.astype(float), max(is_used.size // 5, 1))
    return _independent(_acf(x, is_used, pairs) * _acf(y, is_used, pairs), pairs)


def _variances(x: Array, rest: Array, is_used: Mask) -> float:
    """1/n_xx + 1/n_ee: how uncertain the two variances are (the same sums with each series twice)."""
    pairs = _products(is_used.astype(float), max(is_used.size // 5, 1))
    return sum(1 / _independent(_acf(series, is_used, pairs) ** 2, pairs) for series in (x, rest))


def _independent(products: Array, pairs: Array) -> float:
    n = float(pairs[0])
    inflation = 1 + 2 * float((pairs * products)[1:].sum()) / n
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
