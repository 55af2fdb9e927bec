"""Every cell of the dose curve: each shape, half a year to two years, pain that forgets soon and late."""

from __future__ import annotations

import sys
from typing import Any

from bench.calibration.curve import runs, section
from bench.calibration.curve.worlds import SHAPES, Cell
from bench.calibration.joint.cells import HALF_YEAR, MILEAGE, SETS, TWO_YEARS, YEAR

REPETITIONS, QUICK_REPETITIONS = 400, 3
LENGTHS, AUTOCORRELATIONS = (HALF_YEAR, YEAR, TWO_YEARS), (0.4, 0.8)
# Weekly distance is asked where pain forgets late, as it mostly does: the curve is the same code for both.
LENGTHS_OF_MILEAGE, AUTOCORRELATION_OF_MILEAGE = LENGTHS, 0.8


def cells() -> list[Cell]:
    """All of sets, then those of weekly distance."""
    sets = [Cell(SETS, shape, n, phi) for n in LENGTHS for phi in AUTOCORRELATIONS for shape in SHAPES[SETS]]
    distance = [
        Cell(MILEAGE, shape, n, AUTOCORRELATION_OF_MILEAGE) for n in LENGTHS_OF_MILEAGE for shape in SHAPES[MILEAGE]
    ]
    return sets + distance


def measure(*, is_quick: bool = False) -> dict[str, Any]:
    """The rates of every cell; at 400 repetitions some eight minutes on a core. Each is told on the way."""
    repetitions = QUICK_REPETITIONS if is_quick else REPETITIONS
    rows = []
    for cell in cells():
        rows.append(runs.rates(cell, list(runs.logs(cell, repetitions)), repetitions))
        print(f"{cell}: held {rows[-1]['held']:.3f}", file=sys.stderr)
    return {"seed": runs.SEED, "repetitions": repetitions, "rows": rows}


as_text = section.section
