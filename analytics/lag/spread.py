"""How far chance correlations spread, straight from the spectra: the limit of ever more surrogates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from analytics.lag.scores import Array, Mask, filled, standard

Part = TypeVar("Part", float, Array)


@dataclass(frozen=True)
class Spread:
    """Outcome y and exposure x, both of sd 1 over the used days: their correlation `r`, and `yy xy xx`, the products
    of their spectra weighted by the exposure's power."""

    r: float
    yy: float
    xy: float
    xx: float

    def of_rest(self, part: Part) -> Part:
        """Standard deviation of chance correlations with outcome - part x exposure, but for a constant."""
        covariance = self.yy - 2 * part * self.xy + part**2 * self.xx
        return (covariance / (1 - 2 * part * self.r + part**2)) ** 0.5


def mirrored_power(x: Array) -> Array:
    """The power spectrum of `x` (days,), gaps bridged, followed by its mirror image; sums to 1."""
    from scipy.fft import next_fast_len, rfft

    whole = filled(x) - np.nanmean(x)
    power = (
        np.abs(rfft(np.concatenate([whole, whole[::-1]]).astype(np.float32), next_fast_len(2 * x.size, real=True)))
        ** 2
    )
    return power / power.sum()


def spread(power: Array, x: Array, y: Array, is_used: Mask) -> Spread:
    """For surrogates of `x` with its mirrored `power` against `y` on the used days (days,); NaN elsewhere allowed.

    The surrogates' covariance with a target t has variance sum(power |fft(t)|^2): random phases are independent.
    """
    from scipy.fft import next_fast_len, rfft

    size = next_fast_len(2 * x.size, real=True)
    felt, done = (standard(series, is_used).astype(np.float32) for series in (y, x))
    wave, own = rfft(felt, size), rfft(done, size)
    return Spread(
        float(felt @ done / is_used.sum()),
        float(power @ np.abs(wave) ** 2),
        float(power @ (wave * own.conj()).real),
        float(power @ np.abs(own) ** 2),
    )
