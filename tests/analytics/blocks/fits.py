"""A made fit of a step with a wanted interval."""

from __future__ import annotations

import numpy as np

from analytics.statistics.autocorrelated import Fit, t_quantile


def line(low: float, high: float, phi: float = 0.5) -> Fit:
    """A fit whose step has this interval."""
    se = (high - low) / 2 / t_quantile(50)
    beta = np.array([4.0, (low + high) / 2])
    return Fit(beta, np.diag([0.1, se**2]), phi, 0.1, 2.0, np.array([50.0, 50.0]), 200)
