"""Shares that were counted, with how far chance alone may have moved them."""

from __future__ import annotations

import numpy as np

Z_95 = 1.96


def wilson(hits: float, n: int) -> tuple[float, float]:
    """Ends of the 95 % interval of a share counted as `hits` of `n` (Wilson 1927 J Am Stat Assoc 22:209); n > 0.

    `hits` may be a fraction, where a share of many cases counts as that of `n` independent ones.
    """
    share, z2 = hits / n, Z_95**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z_95 * np.sqrt(share * (1 - share) / n + z2 / (4 * n**2)) / (1 + z2 / n)
    return float(max(middle - half, 0.0)), float(min(middle + half, 1.0))
