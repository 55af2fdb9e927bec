"""Many pairs, few false claims."""

from __future__ import annotations

import numpy as np

from analytics.lag.scores import Array


def benjamini_hochberg(p: Array) -> Array:
    """Adjusted p (q), same order: a claim at q <= .10 is false in a tenth of cases (Benjamini & Hochberg 1995)."""
    order = np.argsort(p)
    scaled = p[order] * p.size / np.arange(1, p.size + 1)
    q = np.empty(p.size)
    q[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return q
