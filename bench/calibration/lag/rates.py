"""Is the lagged association honest? False-positive rate, power and coverage on simulated runners.

    python -m bench calibration-lag

The bars: at most 6 % false at a nominal 5 %
in each cell without effect, the power of METHOD's table less 5 points, intervals that hold the truth in 93-97 %.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from analytics.lag import association
from analytics.lag.calendar import calendar
from analytics.lag.correlation import observed, score_columns
from analytics.lag.pairs import LOAD_LAGS, STRENGTH_LAGS, Pair
from analytics.lag.question import question
from analytics.result import Result
from bench.calibration.lag.runners import Truth, beside, log, training

KILOMETRES = Pair("distance_7d_m", "pain", LOAD_LAGS)
SETS = Pair("glute_sets_28d", "pain", STRENGTH_LAGS)
AUTOCORRELATIONS, LENGTHS, MISSING = (0.5, 0.8, 0.95), (180, 365, 730), (0.0, 0.3)
# An endless log, for what the intervals should hold.
ENDLESS_DAYS = 300_000
# Diaries drawn anew beside the same training, for what the correlation's interval should hold: a fifth of the
# interval's own error is left in their mean.
REDRAWN = 30


@dataclass(frozen=True)
class Cell:
    """One kind of runner, asked one pair. `power_bar`: the least share that must be found; NaN for none."""

    pair: Pair
    truth: Truth
    n_days: int
    power_bar: float = float("nan")

    @property
    def is_null(self) -> bool:
        """Nothing was planted."""
        return not (self.truth.per_10_km or self.truth.per_60_sets)


def null_cells() -> list[Cell]:
    """Every cell without effect in which the false-positive rate must hold."""
    grid = itertools.product((KILOMETRES, SETS), AUTOCORRELATIONS, LENGTHS, MISSING)
    return [Cell(pair, Truth(phi, missing), n_days) for pair, phi, n_days, missing in grid]


# Share found (METHOD's table: 30 % missing), by autocorrelation and then length.
_POWER = {
    (0.5, 0.0): ((0.87, 0.98, 1.0), (0.66, 0.88, 0.98), (0.54, 0.68, 0.89)),
    (1.0, 0.0): ((1.0, 1.0, 1.0), (0.99, 1.0, 1.0), (0.96, 1.0, 1.0)),
    (0.0, -1.0): ((0.16, 0.55, 0.92), (0.10, 0.28, 0.64), (0.12, 0.18, 0.34)),
    (0.0, -2.0): ((0.52, 0.99, 1.0), (0.34, 0.76, 0.98), (0.30, 0.43, 0.83)),
}
POWER_MARGIN = 0.05


def planted_cells() -> list[Cell]:
    """Every cell of the power table."""
    cells = []
    for (km, sets), rows in _POWER.items():
        for phi, shares in zip(AUTOCORRELATIONS, rows, strict=True):
            for n_days, share in zip(LENGTHS, shares, strict=True):
                pair = KILOMETRES if km else SETS
                cells.append(Cell(pair, Truth(phi, 0.3, km, sets), n_days, share - POWER_MARGIN))
    return cells


@cache
def endless(pair: Pair, truth: Truth) -> np.ndarray:
    """The slope at each lag that an endless log would show."""
    if not (truth.per_10_km or truth.per_60_sets):
        return np.zeros(len(pair.lags))
    endless_log = log(replace(truth, missing=0.0), ENDLESS_DAYS, np.random.default_rng(7))
    asked = question(calendar(endless_log), pair)
    slopes = [
        np.cov(asked.x[used], y[used])[0, 1] / asked.x[used].var()
        for y, used in zip(asked.y, asked.is_used, strict=True)
    ]
    return np.array(slopes)


def redrawn(cell: Cell, trained: pd.DataFrame, i: int) -> np.ndarray:
    """The correlation at each lag that this training shows beside pain drawn anew, on average."""
    if cell.is_null:
        return np.zeros(len(cell.pair.lags))
    rng = np.random.default_rng([REDRAWN, i])
    asked = [question(calendar(beside(trained, cell.truth, rng)), cell.pair) for _ in range(REDRAWN)]
    return np.tanh(np.mean([np.arctanh(observed(a.x_scores, score_columns(a))) for a in asked], axis=0))


def run(cell: Cell, repetitions: int, n_surrogates: int, seed: int) -> dict[str, Any]:
    """Rates of one cell, with their Monte-Carlo error at the observed rate."""
    kept = []
    for i in range(repetitions):
        rng = np.random.default_rng([seed, cell.n_days, int(100 * cell.truth.autocorrelation), i])
        trained = training(cell.n_days, rng)
        found = association(
            beside(trained, cell.truth, rng),
            cell.pair.exposure,
            cell.pair.outcome,
            cell.pair.lags,
            seed=i,
            n_surrogates=n_surrogates,
        )
        if isinstance(found, Result):
            kept.append(_judged(found, cell, redrawn(cell, trained, i)))
    return _rates(cell, np.array(kept, dtype=float), repetitions)


def _judged(found: Result, cell: Cell, r_true: np.ndarray) -> tuple[float, ...]:
    """p, withdrawn, correlation held, effect held (NaN without an interval), related, cannot tell."""
    row = found.table.iloc[0]
    position = cell.pair.lags.index(int(row["lag"]))
    effect_true = endless(cell.pair, cell.truth)[position] * (10_000 if cell.pair == KILOMETRES else 60)
    holds_effect = np.nan if np.isnan(row["effect_low"]) else row["effect_low"] <= effect_true <= row["effect_high"]
    return (
        row["p"],
        found.verdict == "withdrawn",
        row["low"] <= r_true[position] <= row["high"],
        holds_effect,
        found.verdict == "related",
        found.verdict == "cannot tell",
    )


def _rates(cell: Cell, kept: np.ndarray, repetitions: int) -> dict[str, Any]:
    found = kept[:, 0] <= 0.05
    rate = float(found.mean())
    return {
        "exposure": cell.pair.exposure,
        **asdict(cell.truth),
        "n_days": cell.n_days,
        "refused": 1 - len(kept) / repetitions,
        "found": rate,
        "found_mc_error": float(np.sqrt(max(rate * (1 - rate), 0.0475) / len(kept))),
        "power_bar": cell.power_bar,
        "related": float(kept[:, 4].mean()),
        "cannot_tell": float(kept[:, 5].mean()),
        "withdrawn": float(kept[found, 1].mean()) if found.any() else 0.0,
        "covers_r": float(kept[:, 2].mean()),
        "covers_effect": float(np.nanmean(kept[:, 3])),
        "no_interval": float(np.isnan(kept[:, 3]).mean()),
        "coverage_mc_error": float(np.sqrt(0.0475 / len(kept))),
    }


def calibration(
    repetitions: int = 200,
    n_surrogates: int = 399,
    seed: int = 20240611,
    workers: int = 2,
    cells: Sequence[Cell] | None = None,
) -> dict[str, Any]:
    """Rates of every cell: a JSON-able dict with `seed`, `repetitions`, `n_surrogates` and `cells`."""
    cells = [*null_cells(), *planted_cells()] if cells is None else cells
    with ProcessPoolExecutor(workers) as pool:
        jobs = [pool.submit(run, cell, repetitions, n_surrogates, seed) for cell in cells]
        rates = [job.result() for job in jobs]
    return {"seed": seed, "repetitions": repetitions, "n_surrogates": n_surrogates, "cells": rates}
