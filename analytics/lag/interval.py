"""How far the truth may be from the estimate: the effects that the log does not rule out.

A test turned round: an effect b stays in the interval while what it leaves, outcome - b x exposure, goes with the
exposure no more than 95 % of its surrogates do. The true b leaves nothing but noise, so the interval holds it as
often as the test keeps its rate; the rhythm that an effect brings into the outcome does not widen it, and an exposure
that moves seldom does. The usual 95 % interval, from an effective number of days taken from two autocorrelations,
covers the true value in only 82-94 % of simulated logs at the best of several lags.

Two things pay for the search over lags: the interval is wider where the lag may be an accident (`Chance.search`), and
it holds 0 wherever the search as a whole finds nothing (p > .05).

The effect's interval aims at the least-squares slope in an endless log of the same runner with the same habits: an
average of what goes together, not what the exposure does. The correlation's aims at what the same training would show
beside pain drawn anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analytics.lag.chance import Chance, Spread, fisher, spread
from analytics.lag.question import Question
from analytics.statistics.arrays import Array, Mask

Z_95 = 1.96
# Effects are tried at these distances from the estimate, in standard deviations of the rest for one of the exposure:
# from next to nothing to what no diary shows.
DISTANCES = np.concatenate([[0.0], np.geomspace(1e-3, 20.0, 150)])


@dataclass(frozen=True)
class Range:
    """The slopes that are not ruled out, outcome and exposure in standard deviations.

    `spread` is how far chance correlations spread, `width` 95 % of them with the whole outcome (Fisher's z), `search`
    the factor that pays for the search over lags.
    """

    spread: Spread
    width: float
    search: float

    @cached_property
    def rest(self) -> float:
        """Standard deviation of the outcome without the exposure."""
        return float(np.sqrt(1 - self.spread.r**2))

    @cached_property
    def below(self) -> float:
        """From the estimate to the lower end; infinite where no slope is ruled out on that side."""
        return self._reach(-1.0)

    @cached_property
    def above(self) -> float:
        """From the estimate to the upper end."""
        return self._reach(1.0)

    def _reach(self, side: float) -> float:
        """The distance at which the correlation of exposure and rest, asinh(distance) on Fisher's scale, leaves
        chance."""
        slopes = self.spread.r + side * DISTANCES * self.rest
        excess = np.arcsinh(DISTANCES) - self.width * self.spread.of_rest(slopes) / self.spread.of_rest(0.0)
        outside = np.flatnonzero(excess > 0)
        if not outside.size:
            return np.inf
        last = outside[0]
        crossing = np.interp(0.0, excess[last - 1 : last + 1], DISTANCES[last - 1 : last + 1])
        return float(crossing * self.rest * self.search)

    def after(self, times: Array) -> Array:
        """How far the ends will lie from the estimate once the log is `times` as long; infinite where unbounded.

        Small distances d satisfy d^2 = width^2 (V_rest + V_exposure d^2), both V falling as 1 / time.
        """
        scale = (self.width / self.spread.of_rest(0.0)) ** 2
        noise, share = scale * self.spread.of_rest(self.spread.r) ** 2, scale * self.spread.xx
        left = np.maximum(times - share, 1e-9)
        return self.rest * self.search * np.sqrt(noise / left)


def slope_range(chance: Chance, asked: Question, lag: int) -> Range:
    """The slopes of the outcome as recorded, less weekday means, at the lag in that position."""
    used = asked.is_used[lag]
    known = spread(asked.exposed.power, asked.x, asked.y[lag], used)
    # The surrogates are of the scores; their width carries over, times what random phases do to the slope.
    width = fisher(chance.alone[lag]) * known.of_rest(0.0) / asked.spreads[lag].of_rest(0.0)
    return Range(known, float(width), float(chance.search[lag]))


def slope_interval(chance: Chance, asked: Question, lag: int) -> tuple[float, float, float]:
    """Least-squares slope of the outcome on the exposure (per SI unit) and its 95 % interval; NaN ends where one side
    is not ruled out at all: the exposure moved too seldom."""
    used, found = asked.is_used[lag], slope_range(chance, asked, lag)
    ratio = float(asked.y[lag][used].std() / asked.x[used].std())
    low, high = found.spread.r - found.below, found.spread.r + found.above
    if not np.isfinite(high - low):
        return found.spread.r * ratio, np.nan, np.nan
    if chance.is_inside(lag):
        low, high = min(low, 0.0), max(high, 0.0)
    return found.spread.r * ratio, low * ratio, high * ratio


def correlation_intervals(chance: Chance, asked: Question) -> tuple[Array, Array]:
    """Ends of the 95 % interval of the correlation at each lag (lags,); -1 and 1 where nothing is ruled out."""
    n_rest = _independent_rest(asked, int(np.argmax(np.abs(chance.r))))
    ends = [_correlation_interval(chance, asked, lag, n_rest) for lag in range(chance.r.size)]
    low, high = np.transpose(ends)
    return low, high


def _correlation_interval(chance: Chance, asked: Question, lag: int, n_rest: float) -> tuple[float, float]:
    """The slope's ends on Fisher's z scale, asinh(slope / rest), and r^2 / 2n for the variance of the rest, known
    from `n_rest` independent days."""
    found = Range(asked.spreads[lag], float(fisher(chance.alone[lag])), float(chance.search[lag]))
    r, middle = found.spread.r, float(fisher(found.spread.r))
    below = middle - np.arcsinh((r - found.below) / found.rest)
    above = np.arcsinh((r + found.above) / found.rest) - middle
    more = chance.explained[lag] * r**2 / 2 / n_rest * Z_95**2
    low, high = np.tanh(middle - np.hypot(below, np.sqrt(more))), np.tanh(middle + np.hypot(above, np.sqrt(more)))
    if chance.is_inside(lag):
        low, high = min(low, 0.0), max(high, 0.0)
    return float(low), float(high)


def _independent_rest(asked: Question, lag: int) -> float:
    """Independent days of what the exposure leaves open, for its variance."""
    rest = asked.y_scores[lag] - asked.spreads[lag].r * asked.x_scores
    return effective_n(rest, rest, asked.is_used[lag])


def effective_days(chance: Chance, asked: Question, lag: int) -> float:
    """Independent days that would weigh as much in the association at the lag in that position.

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
    return np.asarray(covariance / covariance[0])


def _products(series: Array, reach: int) -> Array:
    """Sum over days of series[day] series[day + k], k = 0..reach."""
    from scipy.fft import irfft, next_fast_len, rfft

    size = next_fast_len(series.size + reach + 1, real=True)
    return np.asarray(irfft(np.abs(rfft(series, size)) ** 2, size)[: reach + 1])
