"""Outcomes that are yes or no: the logistic score, written so that the linear machinery can whiten it.

With p the fitted probability, (y - p) / sqrt(p q) has variance 1 and the design's rows are weighted by sqrt(p q);
what is left of the spells is the autocorrelation of those residuals (generalised estimating equations with an AR
working correlation: Liang & Zeger 1986 Biometrika 73:13).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.statistics.products import Array, cross

# A normal prior on each standardised coefficient keeps weekdays without a flare from running away (convention: sd 2).
PRIOR_SD = 2.0
STEPS = 30
CLOSE = 1e-8
# Fitted probabilities stay this far from 0 and 1.
EDGE = 1e-4


@dataclass(frozen=True)
class Linearised:
    """The response and the rows' weights (n,) of a model that may be fitted as a straight line."""

    response: Array
    weight: Array


def straight(y: Array) -> Linearised:
    """A score is its own response."""
    return Linearised(y, np.ones(y.size))


def residuals(y: Array, adjusted: Array) -> Linearised:
    """Pearson residuals of `y` (0 or 1) given the orthonormal `adjusted` (n, p), for the score at no effect."""
    chance = _fitted(y, adjusted * np.sqrt(y.size))[0]
    weight = np.sqrt(chance * (1 - chance))
    return Linearised((y - chance) / weight, weight)


def working(y: Array, adjusted: Array, exposure: Array) -> Linearised:
    """The working response at the fit of `adjusted` and `exposure` (n,): its slopes are log odds."""
    chance, eta = _fitted(y, np.column_stack([adjusted * np.sqrt(y.size), exposure]))
    weight = np.sqrt(chance * (1 - chance))
    return Linearised((y - chance) / weight + weight * eta, weight)


def _fitted(y: Array, columns: Array) -> tuple[Array, Array]:
    """Penalised logistic regression by Newton's method: probabilities and log odds (n,). The constant is free."""
    whole = np.column_stack([np.ones(y.size), columns])
    pull = np.full(whole.shape[1], PRIOR_SD**-2)
    pull[0] = 0.0
    beta = np.zeros(whole.shape[1])
    beta[0] = np.log(y.mean() / (1 - y.mean()))
    for _ in range(STEPS):
        chance = _logistic(np.einsum("ij,j->i", whole, beta))
        gradient = np.einsum("ij,i->j", whole, y - chance) - pull * beta
        curve = cross(whole * (chance * (1 - chance))[:, None], whole) + np.diag(pull)
        step = np.linalg.solve(curve, gradient)
        beta += step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-9))
        if np.abs(step).max() < CLOSE:
            break
    eta = np.einsum("ij,j->i", whole, beta)
    return _logistic(eta), eta


def _logistic(eta: Array) -> Array:
    from scipy.special import expit

    return np.asarray(np.clip(expit(eta), EDGE, 1 - EDGE))
