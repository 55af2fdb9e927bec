"""The share of false positives among what is found."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def q_values(p_values: Sequence[float]) -> np.ndarray:
    """Benjamini and Hochberg's adjusted p, in the order given: of those with q <= .10 a tenth are false positives.

    Own code for four lines: `scipy.stats`, whose `false_discovery_control` the tests hold it against, takes as long
    to import as everything else a page needs. Benjamini & Hochberg 1995, J R Stat Soc B 57:289.
    """
    p = np.asarray(p_values, dtype=np.float64)
    order = np.argsort(p)
    scaled = p[order] * (len(p) / np.arange(1, len(p) + 1))
    q = np.empty_like(p)
    q[order] = np.minimum.accumulate(scaled[::-1])[::-1]
    return np.clip(q, 0, 1)
