"""Do errors die away from day to day, or do they drag on for months? A test of the residuals of a line.

Autocorrelation that falls off like a power of the lag (fractional noise of order d) makes intervals too narrow that
are built on AR(1) plus noise. Both spectra are fitted to the periodogram by Whittle's likelihood (Whittle 1953; Beran
1994, Statistics for Long-Memory Processes, ch. 6); long memory is said where its own is higher by `MARGIN`.
"""

from __future__ import annotations

import numpy as np

from analytics.statistics.arrays import Array
from analytics.statistics.autocorrelated import PHI_GRID, W_GRID

# Orders of fractional noise: below .1 it is hardly there, from .5 on it is not stationary.
ORDERS: Array = np.arange(0.1, 0.5, 0.05)
# Log-likelihood that long memory has to be ahead by: then said of 0-6 % of diaries without it, AR .3-.95 with
# and without day noise (simulated, docs/calibration.md).
MARGIN = 0.25
# Fewer days say nothing of months (convention).
FEWEST = 112


def is_long(residuals: Array) -> bool:
    """Whether `residuals` (days in order, gaps closed up) have long memory rather than AR(1) plus noise.

    False below 112 days. Closing gaps up leaves the order d as it is.
    """
    return len(residuals) >= FEWEST and ahead(residuals) > MARGIN


def ahead(residuals: Array) -> float:
    """Whittle's log-likelihood of the best fractional noise less that of the best AR(1) plus noise."""
    n = len(residuals)
    at = np.arange(1, (n - 1) // 2 + 1)
    power = np.abs(np.fft.rfft(residuals)[at]) ** 2
    frequency = 2 * np.pi * at / n
    return _best(power, _fractional(frequency)) - _best(power, _short(frequency))


def _fractional(frequency: Array) -> Array:
    return np.asarray((2 * np.sin(frequency / 2)) ** (-2 * ORDERS[:, None]))


def _short(frequency: Array) -> Array:
    phi = PHI_GRID[:, None]
    smooth = (1 - phi**2) / (1 - 2 * phi * np.cos(frequency) + phi**2)
    share = W_GRID[:, None, None]
    return np.asarray(((1 - share) * smooth + share).reshape(-1, len(frequency)))


def _best(power: Array, spectra: Array) -> float:
    """The highest log-likelihood among `spectra` (shapes, frequencies), each at its best scale."""
    scale = (power / spectra).mean(axis=1)
    return float((-len(power) * np.log(scale) - np.log(spectra).sum(axis=1)).max())
