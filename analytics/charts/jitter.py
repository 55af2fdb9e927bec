"""Spreading equal values so that each day can be seen, the same way every time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# Steps that fill a square evenly in any order of days (Roberts 2018, "R2": powers of the plastic number).
STEPS = (0.7548776662466927, 0.5698402909980532)


def offsets(n: int, reach: float, axis: int = 0) -> NDArray[np.float64]:
    """`n` offsets between -reach and reach, evenly spread; those of axis 0 and 1 do not follow each other."""
    return np.asarray(((np.arange(n) * STEPS[axis]) % 1 - 0.5) * 2 * reach, dtype=np.float64)
