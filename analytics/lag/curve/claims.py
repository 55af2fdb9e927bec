"""What a curve can say: no more benefit above a dose, the smallest step that mattered, or that no dose does."""

from __future__ import annotations

import numpy as np

from analytics.lag.curve.answer import FLAT, PLATEAU, STEP, Claim
from analytics.lag.curve.fit import Differences, Fitted
from analytics.statistics.arrays import Array

# Doses between which every pair is compared.
N_DOSES = 16
# A side is covered where this many used days, and this share of the covered range, lie there (convention: four weeks;
# less of the range would call the last few sets of any straight line a plateau).
DAYS_A_SIDE, SHARE_A_SIDE = 28, 0.2


def curve(found: Fitted, doses: Array, usual: float) -> Differences:
    """The curve at `doses` against that at `usual`."""
    return found.differences(found.rows(doses) - found.rows(np.array([usual])))


def step(doses: Array, usual: float, band: Differences, matters: float) -> Claim | None:
    """The smallest dose above the usual one whose difference is clear and, as estimated, a change that matters."""
    is_step = (doses > usual) & (band.low > 0) & (band.value >= matters)
    if not is_step.any():
        return None
    i = int(np.argmax(is_step))
    return Claim(STEP, usual, float(doses[i]), float(band.value[i]), float(band.low[i]), float(band.high[i]))


def flat(doses: Array, usual: float, band: Differences, matters: float) -> Claim | None:
    """No covered dose differs from the usual one by what matters; the claim is of the dose where most could hide."""
    reach = np.maximum(np.abs(band.low), np.abs(band.high))
    i = int(np.argmax(reach))
    if reach[i] >= matters:
        return None
    return Claim(FLAT, usual, float(doses[i]), float(band.value[i]), float(band.low[i]), float(band.high[i]))


def plateau(found: Fitted, dose: Array, matters: float) -> Claim | None:
    """The smallest dose with benefit below it and none above it that matters; `dose` (n,) of the used days.

    Simultaneously over all pairs of doses and all bends: the outcome is lower at it than at the least dose; no dose
    above it is lower by what matters; and what lies above is less than the benefit below it would bring, carried on
    in a straight line. Both sides must be covered.
    """
    doses = np.linspace(found.low, found.high, N_DOSES)
    rows = found.rows(doses)
    lower, upper = np.triu_indices(N_DOSES, 1)
    inner = np.arange(1, N_DOSES - 1)
    carried = (N_DOSES - 1 - inner) / inner
    bends = rows[-1] - rows[inner] - carried[:, None] * (rows[inner] - rows[0])
    contrasts = np.concatenate([rows[upper] - rows[lower], bends])
    covered = [i for i in map(int, inner) if _is_covered(doses, dose, i)]
    # What fails by itself cannot hold together with all others, which takes the wider band.
    if _first(found.alone(contrasts), covered, matters) is None:
        return None
    both = found.differences(contrasts)
    i = _first(both, covered, matters)
    if i is None:
        return None
    above = (lower == i) & (upper > i)
    last = np.flatnonzero((lower == i) & (upper == N_DOSES - 1))[0]
    most = float(both.low[: lower.size][above].min())
    return Claim(PLATEAU, float(doses[i]), float(doses[-1]), float(both.value[last]), most, float(both.high[last]))


def _first(both: Differences, covered: list[int], matters: float) -> int | None:
    """The first of the `covered` places with benefit below it and no more above; `both` has all pairs, then bends."""
    lower, upper = np.triu_indices(N_DOSES, 1)
    low, high = both.low, both.high
    for i in covered:
        is_less_below = high[: lower.size][(lower == 0) & (upper == i)][0] < 0
        if is_less_below and low[: lower.size][lower == i].min() > -matters and low[lower.size + i - 1] > 0:
            return i
    return None


def _is_covered(doses: Array, dose: Array, i: int) -> bool:
    share = i / (N_DOSES - 1)
    n_below, n_above = int((dose <= doses[i]).sum()), int((dose >= doses[i]).sum())
    return min(n_below, n_above) >= DAYS_A_SIDE and SHARE_A_SIDE <= share <= 1 - SHARE_A_SIDE
