"""Spreading equal values so that each day can be seen, the same way every time."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

# The golden ratio spreads consecutive days evenly, so equal scores lie apart without chance.
GOLDEN = (math.sqrt(5) - 1) / 2


def offsets(n: int, reach: float) -> NDArray[np.float64]:
    """`n` offsets between -reach and reach, evenly spread in any order of days."""
    return np.asarray(((np.arange(n) * GOLDEN) % 1 - 0.5) * 2 * reach, dtype=np.float64)
