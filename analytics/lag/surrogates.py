"""Series with the rhythm of the real one and no tie to anything: phase-randomised surrogates.

Theiler et al. 1992, Physica D 58:77; Ebisuzaki 1997, J. Climate 10:2147. The series is followed by its mirror image,
so that its two ends meet and a slow drift does not turn into a jump. Both halves of what comes back are surrogates:
their hits beyond the 95 % quantile are uncorrelated (within +-.04, glute sets and weekly distance, 180-730 days; .17
for a random walk), so one transform gives two.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from analytics.lag.scores import Array

Batch = npt.NDArray[np.float32]
Phases = npt.NDArray[np.complex64]

# Sets of phases drawn at a time, two surrogates each: small enough to stay in the processor's cache. Part of the
# seed's meaning.
CHUNK = 16


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
    return np.abs(rfft(np.concatenate([kept, kept[::-1]]))).astype(np.float32)


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
