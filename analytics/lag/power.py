"""How much longer must I log before anyone can tell?"""

from __future__ import annotations

import numpy as np

# 1.96 for 95 % and .84 for 80 % power.
DETECTABLE = 2.8
# Simulated: the plain formula is too short by about a fifth, for the search over lags and estimated rhythms.
SEARCH_ALLOWANCE = 1.25
# Twelve weeks of both are asked for in any case (`analytics.lag.enough`).
MIN_WEEKS = 12
# A forecast beyond ten years says no more than 'very long'.
MAX_WEEKS = 520


def weeks_needed(r: float, days_per_effective_day: float, share_paired: float = 1.0) -> float:
    """Weeks of diary until a correlation of size `r` is found four times in five.

    `days_per_effective_day` (>= 1) is how many paired days tell as much as one independent day would; `share_paired`
    the share of calendar days with both values. Between 12 and 520.
    """
    n_effective = 3 + (DETECTABLE / np.arctanh(min(abs(r), 0.99))) ** 2 if r else np.inf
    weeks = SEARCH_ALLOWANCE * n_effective * days_per_effective_day / share_paired / 7
    return float(np.clip(weeks, MIN_WEEKS, MAX_WEEKS))
