"""What surrogate exposures, tied to nothing, would have shown: the yardstick of every answer.

Surrogates have the rhythm of the real series and no tie to anything: their phases are random (Theiler et al. 1992,
Physica D 58:77; Ebisuzaki 1997, J. Climate 10:2147). The series is followed by its mirror image, so that its two ends
meet and a slow drift does not turn into a jump. Both halves of what comes back are surrogates: their hits beyond the
95 % quantile are uncorrelated (within +-.04, glute sets and weekly distance, 180-730 days; .17 for a random walk), so
one transform gives two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from analytics.lag.calendar import standard
from analytics.statistics.arrays import Array, Mask

Batch = npt.NDArray[np.float32]
Phases = npt.NDArray[np.complex64]
Part = TypeVar("Part", float, Array)

COVERAGE = 0.95
# Surrogates are computed in single precision.
ROUNDING = 1e-6
# Sets of phases drawn at a time, two surrogates each: small enough to stay in the processor's cache. Part of the
# seed's meaning.
CHUNK = 16


@dataclass(frozen=True)
class Chance:
    """The real exposure's correlations `r` (lags,) with the outcome, and those of its surrogates, `null`
    (surrogates, lags)."""

    r: Array
    null: Batch

    @cached_property
    def _strongest(self) -> Batch:
        return np.asarray(np.abs(self.null).max(axis=1))

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
    def alone(self) -> Array:
        """(lags,) 95 % of surrogates stay within +-this at that lag."""
        return np.quantile(np.abs(self.null), COVERAGE, axis=0)

    @cached_property
    def explained(self) -> Array:
        """(lags,) How much of each lag's association is taken as real: 0 inside the band, towards 1 far outside."""
        return np.maximum(0.0, 1 - (self.band / np.maximum(np.abs(self.r), ROUNDING)) ** 2)

    @cached_property
    def search(self) -> Array:
        """(lags,) What the search over lags costs in width: the band over the lag's own, on Fisher's z scale, as far
        as the lag may be an accident; 1 where it can be none."""
        return 1 + (1 - self.explained) * (fisher(self.band) / fisher(self.alone) - 1)

    def is_inside(self, lag: int) -> bool:
        """The lag in that position lies within the band of chance."""
        return bool(np.abs(self.r[lag]) <= self.band)


def fisher(r: Array | float) -> Array:
    """Fisher's z."""
    return np.asarray(np.arctanh(np.clip(r, -0.999999, 0.999999)))


def phases(n_surrogates: int, n_days: int, seed: int) -> Iterator[Phases]:
    """Chunks (<= 16, n_days + 1) of unit complex numbers with uniform angles, one set for two surrogates; the same
    sets serve every exposure."""
    rng = np.random.default_rng(seed)
    n_sets = (n_surrogates + 1) // 2
    for first in range(0, n_sets, CHUNK):
        angles = rng.random((min(CHUNK, n_sets - first), n_days + 1), dtype=np.float32)
        angles *= np.float32(2 * np.pi)
        turned = np.empty(angles.shape, np.complex64)
        np.cos(angles, out=turned.real)
        np.sin(angles, out=turned.imag)
        yield turned


def amplitudes(series: Array) -> Batch:
    """Fourier amplitudes of the mirrored `series` (no NaN), mean left out; fast lengths drop < 3 % of its start."""
    from scipy.fft import prev_fast_len, rfft

    n_days = prev_fast_len(series.size, real=True)
    kept = series[series.size - n_days :] - series[series.size - n_days :].mean()
    return np.asarray(np.abs(rfft(np.concatenate([kept, kept[::-1]]))).astype(np.float32))


def surrogates(amplitude: Batch, turned: Phases, n_days: int) -> Batch:
    """(2 len(turned), n_days) surrogates with these amplitudes: the first halves, then the second ones."""
    from scipy.fft import irfft

    # Real and imaginary parts lie side by side: one real product instead of a complex one.
    spectrum = np.empty((len(turned), amplitude.size), np.complex64)
    parts = turned[:, : amplitude.size].view(np.float32)
    np.multiply(parts, np.repeat(amplitude, 2), out=spectrum.view(np.float32))
    half = amplitude.size - 1
    whole = irfft(spectrum, n=2 * half, axis=1, overwrite_x=True)
    made = np.empty((2 * len(turned), n_days), np.float32)
    made[: len(turned)] = whole[:, :n_days]
    made[len(turned) :, :half] = whole[:, half:]
    made[len(turned) :, half:] = whole[:, : n_days - half]
    return made


@dataclass(frozen=True)
class Spread:
    """How far chance correlations spread, straight from the spectra: the limit of ever more surrogates.

    Outcome y and exposure x, both of sd 1 over the used days: their correlation `r`, and `yy xy xx`, the products
    of their spectra weighted by the exposure's power.
    """

    r: float
    yy: float
    xy: float
    xx: float

    def of_rest(self, part: Part) -> Part:
        """Standard deviation of chance correlations with outcome - part x exposure, but for a constant."""
        covariance = self.yy - 2 * part * self.xy + part**2 * self.xx
        rest: Part = (covariance / (1 - 2 * part * self.r + part**2)) ** 0.5
        return rest


def spread(power: Array, x: Array, y: Array, is_used: Mask) -> Spread:
    """For surrogates of `x` with its mirrored `power` against `y` on the used days (days,); NaN elsewhere allowed.

    The surrogates' covariance with a target t has variance sum(power |fft(t)|^2): random phases are independent.
    """
    from scipy.fft import next_fast_len, rfft

    size = next_fast_len(2 * x.size, real=True)
    outcome, exposure = (standard(series, is_used).astype(np.float32) for series in (y, x))
    wave, own = rfft(outcome, size), rfft(exposure, size)
    return Spread(
        float(outcome @ exposure / is_used.sum()),
        float(power @ np.abs(wave) ** 2),
        float(power @ (wave * own.conj()).real),
        float(power @ np.abs(own) ** 2),
    )
