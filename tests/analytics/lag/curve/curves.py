"""Curves made by hand: a step that mattered, enough sets, nothing that matters, and two that cannot tell."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.lag.curve import FLAT as NO_DOSE
from analytics.lag.curve import PLATEAU, Claim, Curve
from analytics.lag.curve import STEP as SMALLEST
from analytics.lag.joint.verdict import NOTHING, RELATED, WITHDRAWN


def points(doses: np.ndarray, change: np.ndarray, half: float) -> pd.DataFrame:
    n = np.full(doses.size, 9)
    return pd.DataFrame({"dose": doses, "change": change, "low": change - half, "high": change + half, "n": n})


KM = np.linspace(20_000.0, 80_000.0, 41)
SETS = np.linspace(0.0, 96.0, 41)
STEP = Curve(
    exposure="distance_7d_m",
    outcome="pain",
    lag=1,
    verdict=RELATED,
    points=points(KM, (KM - 50_000) / 10_000, 0.6),
    usual=50_000.0,
    matters=1.2,
    weeks=52.0,
    n=270,
    phi=0.8,
    noise=0.0,
    adjusted_for=("glute_sets_28d",),
    covariates=(),
    claim=Claim(SMALLEST, 50_000.0, 62_000.0, 1.2, 0.6, 1.8),
    seed=1,
)
ENOUGH = replace(
    STEP,
    exposure="glute_sets_28d",
    lag=14,
    points=points(SETS, -3 * (1 - np.exp(-SETS / 20)) + 2.7, 0.6),
    usual=46.0,
    adjusted_for=("distance_7d_m",),
    claim=Claim(PLATEAU, 56.0, 96.0, -0.1, -0.55, 0.4),
)
FLAT = replace(STEP, verdict=NOTHING, points=points(KM, 0 * KM, 0.6), claim=Claim(NO_DOSE, 5e4, 8e4, 0.0, -0.6, 0.6))
WIDE = replace(ENOUGH, points=points(SETS, 0 * SETS, 2.4), claim=None)
NARROW = replace(ENOUGH, claim=None)
NARROW_STEP = replace(STEP, claim=None)
OPEN = replace(WIDE, verdict=NOTHING)
HOPELESS = replace(OPEN, weeks=400.0)
DOUBTED = replace(STEP, verdict=WITHDRAWN, claim=None)
EVERY = (STEP, ENOUGH, FLAT, WIDE, NARROW, NARROW_STEP, OPEN, HOPELESS, DOUBTED)
