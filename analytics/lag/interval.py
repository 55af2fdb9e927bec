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

from analytics.lag.question import Mask, Question
from analytics.lag.scores import Array, filled

COVERAGE = 0.95
Z_95 = 1.96
# Fewer effective days than this leave no interval worth showing (Fisher's z needs more than 3).
MIN_EFFECTIVE = 5.0


@dataclass(frozen=True)
class Chance:
    """What surrogate exposures (rows) find at each declared lag (columns).

    `null` are their correlations with the outcome, `own` with the real exposure on the same days; `r` (lags,) are the
    real exposure's correlations with the outcome.
    """

    r: Array
    null: npt.NDArray[np.float32]
    own: npt.NDArray[np.float32]

    @property
    def p(self) -> float:
        """(1 + surrogates whose strongest lag is at least as strong) / (1 + surrogates)."""
        hits = np.count_nonzero(np.abs(self.null).max(axis=1) >= np.abs(self.r).max() - 1e-6)
        return float((1 + hits) / (1 + len(self.null)))

    @cached_property
    def band(self) -> float:
        """95 % of surrogates stay within +-band at every declared lag."""
        return float(np.quantile(np.abs(self.null).max(axis=1), COVERAGE))

    @property
    def explained(self) -> Array:
        """How much of each lag's association is taken as real: 0 inside the band of chance, towards 1 far outside."""
        return np.maximum(0.0, 1 - (self.band / np.maximum(np.abs(self.r), 1e-9)) ** 2)

    @cached_property
    def half_widths(self) -> Array:
        """(lags,) on Fisher's z scale: 95 % point of surrogates' correlations with the unexplained outcome."""
        part = (self.explained * self.r).astype(np.float32)
        rest = np.abs(self.null - part * self.own) / np.sqrt(1 - 2 * part * self.r + part**2)
        strongest, alone = np.quantile(rest.max(axis=1), COVERAGE), np.quantile(rest, COVERAGE, axis=0)
        known = self.explained
        return (1 - known) * _z(strongest) + known * _z(alone)

    def n_effective(self, lag: int) -> float:
        """Independent days whose chance correlations would spread as much as the surrogates' do."""
        return float(1 + 1 / np.mean(self.null[:, lag] ** 2))


def _z(r: Array | float) -> Array:
    return np.arctanh(np.clip(r, -0.999999, 0.999999))


def correlation_interval(chance: Chance, asked: Question, lag: int) -> tuple[float, float]:
    """95 % interval of the correlation at the lag in that position, on Fisher's z scale.

    var z = (1 - r^2) var(slope) + r^2/2 (1/n_xx + 1/n_ee): the slope's and the two variances' uncertainty.
    """
    r, known = chance.r[lag], chance.explained[lag]
    used = asked.is_used[lag]
    rest = asked.y_scores[lag] - known * r * asked.x_scores
    spreads = 1 / effective_n(asked.x_scores, asked.x_scores, used) + 1 / effective_n(rest, rest, used)
    variance = (1 - known * r**2) * chance.half_widths[lag] ** 2 + known * r**2 / 2 * spreads * Z_95**2
    z, half = _z(r), np.sqrt(variance)
    return float(np.tanh(z - half)), float(np.tanh(z + half))


def slope_interval(chance: Chance, asked: Question, lag: int, n_effective: float) -> tuple[float, float, float]:
    """Least-squares slope of the outcome on the exposure (per SI unit) and its 95 % interval; NaN ends where too few
    effective days are left.

    The scores' width carries over, times the ratio of the slope's and the scores' own spread under random phases.
    """
    used = asked.is_used[lag]
    x, y = asked.x[used], asked.y[lag][used]
    ratio, r = float(y.std() / x.std()), float(np.corrcoef(x, y)[0, 1])
    if n_effective < MIN_EFFECTIVE:
        return r * ratio, np.nan, np.nan
    known = chance.explained[lag]
    rest = asked.y[lag] - known * r * ratio * asked.x
    score_rest = asked.y_scores[lag] - known * chance.r[lag] * asked.x_scores
    inflation = chance_spread(asked.x, rest, used) / chance_spread(asked.x_scores, score_rest, used)
    half = np.sinh(chance.half_widths[lag] * inflation) * np.sqrt(1 - r**2) * ratio
    return r * ratio, r * ratio - half, r * ratio + half


def chance_spread(x: Array, y: Array, is_used: Mask) -> float:
    """Standard deviation of the correlation of `y` with phase-randomised `x`, from the two spectra."""
    from scipy.fft import next_fast_len, rfft

    size = next_fast_len(2 * x.size, real=True)
    whole = filled(np.where(is_used, x, np.nan) if np.isnan(x).any() else x)
    mirrored = np.concatenate([whole, whole[::-1]]) - whole.mean()
    power = np.abs(rfft(mirrored, size)) ** 2
    target = np.where(is_used, y - y[is_used].mean(), 0.0)
    weight = power / power.sum()
    return float(np.sqrt((weight * np.abs(rfft(target, size)) ** 2).sum() / (target**2).sum() / is_used.sum()))


def effective_n(x: Array, y: Array, is_used: Mask) -> float:
    """Pyper & Peterman's effective number of days, between 3 and the number of used days; NaN elsewhere allowed.

    1/n* = sum over pairs of used days of acf_x(distance) acf_y(distance) / n^2, distances up to a fifth of the span.
    """
    n = int(is_used.sum())
    reach = max(is_used.size // 5, 1)
    pairs = _products(is_used.astype(float), reach)
    with np.errstate(invalid="ignore", divide="ignore"):
        product = _acf(x, is_used, pairs) * _acf(y, is_used, pairs)
    product[pairs < 0.5] = 0.0
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
    return irfft(np.abs(rfft(series, size)) ** 2, size)[: reach + 1]
