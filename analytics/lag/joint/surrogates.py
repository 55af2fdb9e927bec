"""Exposures with the real one's rhythm, week by week, and no tie to anything.

Training and diaries are both locked to the weekday, and whitening looks at just that rhythm. So a series is written
as weeks x 7 weekdays, the order of the weeks mirrored, every weekday's column Fourier-transformed, and all seven
turned by the same random phases (Prichard & Theiler 1994, Phys. Rev. Lett. 73:951, on week vectors). Both halves of
what comes back are surrogates. With plain phases, diaries filled in once a week gave 14-18 % false positives.
"""

from __future__ import annotations

import numpy as np

from analytics.lag.joint.design import DAYS_A_WEEK
from analytics.lag.joint.products import Array


def surrogates(series: Array, n_surrogates: int, seed: int) -> Array:
    """(days, n_surrogates) of `series` (days,), at least one week and without NaN; means are left out."""
    from scipy.fft import irfft, rfft

    lead = -series.size % DAYS_A_WEEK
    whole = np.concatenate([series[DAYS_A_WEEK - lead : DAYS_A_WEEK], series]) if lead else series
    weeks = whole.reshape(-1, DAYS_A_WEEK)
    mirrored = np.concatenate([weeks, weeks[::-1]])
    spectrum = rfft(mirrored - mirrored.mean(axis=0), axis=0)
    n_sets = (n_surrogates + 1) // 2
    angles = 2 * np.pi * np.random.default_rng(seed).random((n_sets, len(spectrum)))
    # Weekday by weekday and week last: the transform runs along what lies side by side.
    turned = np.exp(1j * angles)[:, None, :] * spectrum.T[None]
    turned[:, :, 0] = 0.0
    made = irfft(turned, n=len(mirrored), axis=2, overwrite_x=True)
    halves = made.reshape(n_sets, DAYS_A_WEEK, 2, len(weeks)).transpose(3, 1, 2, 0)
    return halves.reshape(whole.size, 2 * n_sets)[lead:, :n_surrogates]
