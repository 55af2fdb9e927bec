"""Asks for the curve in a cell again and again: is the true one in the band, and is what is claimed true?"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np

from analytics.facts import pain_change_that_matters
from analytics.lag.curve import FLAT, PLATEAU, STEP, Claim, claims
from analytics.lag.curve.fit import fit
from analytics.lag.curve.measure import N_POINTS, usual_of
from analytics.lag.joint.design import Design, calendar, design
from analytics.lag.joint.question import question
from analytics.lag.joint.score import white
from analytics.result import NotEnough
from analytics.statistics.arrays import Array
from analytics.statistics.products import full_rank, lengths, without
from bench.calibration.curve import worlds
from bench.calibration.curve.worlds import Cell
from bench.calibration.joint.cells import SETS
from bench.calibration.tables import error

SEED = 20261129
# Scores are rounded, which is noise of the single day: about this share of the variance.
ROUNDING = 0.04
# Differences with a smaller standard error are those of a dose with itself.
TINY = 1e-9
# What is left above a dose is as steep as what is below it, and *no more benefit* false, from this share on.
AS_STEEP = 0.5


def logs(cell: Cell, repetitions: int, first: int = 0) -> Iterator[dict[str, Any]]:
    """One record a log that has a curve, from number `first` on."""
    key = zlib.crc32(f"{cell.exposure} {cell.shape} {cell.phi}".encode())
    for i in range(first, first + repetitions):
        log = worlds.log(cell, np.random.default_rng([SEED, key, cell.n_days, i]))
        laid = design(calendar(log), question(cell.exposure, "pain", cell.lags))
        found = laid if isinstance(laid, NotEnough) else _of(cell, laid, i)
        if not isinstance(found, NotEnough):
            yield {"log": i, **found}


def _of(cell: Cell, laid: Design, seed: int) -> dict[str, Any] | NotEnough:
    fitted = fit(laid, strongest(laid, cell.phi), seed)
    if isinstance(fitted, NotEnough):
        return fitted
    best = fitted.best
    dose, matters = laid.x[:, best], pain_change_that_matters(float(laid.y.mean()))
    usual, doses = usual_of(dose, fitted), np.linspace(fitted.low, fitted.high, N_POINTS)
    band = claims.curve(fitted, doses, usual)
    rest = laid.calendar.at("rest", laid.places, 0)
    true = worlds.truth(cell, rest, doses, usual)
    away = np.abs(band.value - true) / np.maximum(band.reach * band.se, TINY)
    made = claims.plateau(fitted, dose, matters) if cell.exposure == SETS else None
    made = made or (None if cell.exposure == SETS else claims.step(doses, usual, band, matters))
    flat = claims.flat(doses, usual, band, matters)
    return {
        "held": bool(away[band.se > TINY].max() <= 1),
        "away": float(away[band.se > TINY].max()),
        "half": float((band.reach * band.se).max()),
        "is_lag": laid.asked.lags[best] == cell.lag,
        "claimed": "" if made is None else made.word,
        "wrong": made is not None and is_wrong(made, doses, true, matters),
        "at": np.nan if made is None else made.to if made.word == STEP else made.start,
        "flat": flat is not None,
        "flat_wrong": flat is not None and is_wrong(flat, doses, true, matters),
    }


def strongest(laid: Design, phi: float) -> int:
    """The position of the joint answer's lag: the largest score, white for the errors' true autocorrelation."""
    rows = white(laid.days, np.column_stack([laid.y, laid.x, laid.full]), (phi, ROUNDING))
    n_lags = laid.x.shape[1]
    basis = full_rank(rows[:, 1 + n_lags :])
    left = without(rows[:, : 1 + n_lags], basis)
    return int(np.argmax(np.abs(left[:, 0] @ left[:, 1:]) / np.sqrt(lengths(left[:, 1:]))))


def is_wrong(claim: Claim, doses: Array, true: Array, matters: float) -> bool:
    """*No more benefit above*: in truth nothing is lower below it, or what lies above is lower by what matters, or
    half as steep as what lies below. *A step that mattered*: in truth pain is no higher there. *No dose matters*:
    one does."""
    if claim.word == FLAT:
        return bool(np.abs(true).max() >= matters)
    if claim.word == STEP:
        return bool(np.interp(claim.to, doses, true) <= 0)
    if claim.word != PLATEAU:
        raise ValueError(f"There is no claim {claim.word!r}.")
    start, above = float(np.interp(claim.start, doses, true)), true[doses >= claim.start]
    below = (start - true[0]) / (claim.start - doses[0])
    beyond = (above[-1] - start) / (doses[-1] - claim.start)
    return bool(below >= 0 or start - above.min() >= matters or beyond <= AS_STEEP * below)


def rates(cell: Cell, kept: list[dict[str, Any]], repetitions: int) -> dict[str, Any]:
    """Shares of the logs that have a curve, and the Monte-Carlo error of the coverage."""
    n = max(len(kept), 1)
    share = {key: sum(bool(row[key]) for row in kept) / n for key in ("held", "is_lag", "claimed", "wrong")}
    at = [row["at"] * worlds.PER_WEEK[cell.exposure] for row in kept if row["claimed"]]
    return {
        "exposure": cell.exposure,
        "shape": cell.shape,
        "days": cell.n_days,
        "phi": cell.phi,
        "n": len(kept),
        "refused": 1 - len(kept) / repetitions,
        **share,
        "held_error": error(share["held"], n),
        "flat": sum(row["flat"] for row in kept) / n,
        "flat_wrong": sum(row["flat_wrong"] for row in kept) / n,
        "half": float(np.median([row["half"] for row in kept])) if kept else float("nan"),
        "at": float(np.median(at)) if at else float("nan"),
    }
