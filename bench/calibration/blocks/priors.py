"""A prior on the slope before a block: how often a change is found, how often the range holds it, how often none is
called lower, beside the fits with a trend and without.

    python -m bench block-prior
"""

from __future__ import annotations

from typing import Any

import numpy as np

from analytics.blocks import slopes
from analytics.blocks.fits import fit
from bench.calibration.blocks.rates import Cell, Errors, diary
from bench.calibration.tables import percent, table

SEED, REPETITIONS = 20261127, 200
WEEKS_BEFORE, WEEKS_BLOCK, STEP, LEVEL = 28, 16, -2.0, 5.0
# Points a year that pain does on its own.
SLOPES = (0.0, -1.0, -2.0)
YEARS = (WEEKS_BEFORE + WEEKS_BLOCK) * 7 / 365.25


def measure(*, is_quick: bool = False, repetitions: int = REPETITIONS) -> list[dict[str, Any]]:
    """One row a slope: shares of diaries (AR .8, a quarter missing), with a change of -2 points and without."""
    n = 3 if is_quick else repetitions
    return [_of(slope, n) for slope in SLOPES]


def _of(slope: float, n: int) -> dict[str, Any]:
    row: dict[str, Any] = {"slope": slope, "n": n}
    for step in (STEP, 0.0):
        cell = Cell(Errors(0.8), WEEKS_BEFORE, WEEKS_BLOCK, drift=slope * YEARS, step=step, mean=LEVEL)
        rng = np.random.default_rng([SEED, int(-slope), int(-step)])
        shares = np.mean([_ranges(cell, rng) for _ in range(n)], axis=0)
        names = ["trend", "level", *(f"sd {sd:g}" for sd in slopes.SDS)]
        row |= {f"{name}, {'found' if step else 'false'}": float(s) for name, s in zip(names, shares[0], strict=True)}
        if step:
            row |= {f"{name}, held": float(s) for name, s in zip(names, shares[1], strict=True)}
    return row


def _ranges(cell: Cell, rng: np.random.Generator) -> list[list[bool]]:
    """Which ranges say lower, and which hold the planted step."""
    fits = fit(diary(cell, rng))
    ends = [fits.trend.interval(-1), fits.level.interval(-1)]
    ends += list(slopes.priors(fits.trend, fits.level)[["low", "high"]].itertuples(index=False))
    return [[high < 0 for _, high in ends], [low <= cell.step <= high for low, high in ends]]


def as_text(rows: list[dict[str, Any]]) -> str:
    """Columns as rows: what each range does at each slope."""
    keys = [key for key in rows[0] if key not in ("slope", "n")]
    head = (f"-2 points over {WEEKS_BEFORE}/{WEEKS_BLOCK} weeks", *(f"{row['slope']:+g} a year" for row in rows))
    return table(head, [(key, *(percent(row[key], 0) for row in rows)) for key in keys])
