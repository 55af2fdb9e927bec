"""How fast is "did pain change with the block?", beside a plain FFT of the same machine in the same minute.

python -m bench blocks
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from analytics.blocks import before_after, design
from analytics.blocks.fits import fit
from bench.calibration.blocks.pace import log
from bench.calibration.blocks.rates import FIRST_DAY, SEED, Cell, Errors, diary

# The reference: one real FFT of as many surrogates as an association draws, ten years of days each.
REFERENCE_SHAPE = (1999, 7300)
LIMIT = 1.0
REPEATS = 5


def scores(weeks_before: int, weeks_block: int) -> pd.Series:
    """A diary with a planted change, rated on three days in four."""
    plan = diary(Cell(Errors(0.6), weeks_before, weeks_block, step=-2.0), np.random.default_rng(SEED))
    return plan.course.set_index("day")["observed"]


def fastest(task: Callable[[], object]) -> float:
    """Seconds of the fastest of five runs."""
    times = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        task()
        times.append(time.perf_counter() - begun)
    return min(times)


def tasks() -> dict[str, Callable[[], object]]:
    """What is timed, by name; the reference first."""
    batch = np.random.default_rng(SEED).standard_normal(REFERENCE_SHAPE)
    year, two_years = scores(28, 24), scores(54, 56)
    start, start_two = (FIRST_DAY + pd.Timedelta(weeks=weeks) for weeks in (28, 54))
    plan = design.build(two_years.dropna(), start_two, two_years.index[-1])
    runs = log(54, 54, -3.0, "line", np.random.default_rng(SEED))
    return {
        "reference: rfft of 1,999 x 7,300": lambda: np.fft.rfft(batch),
        "pain, a year, with placebo dates": lambda: before_after(year, start, year.index[-1], "pain", seed=1),
        "pain, two years, with placebo dates": lambda: before_after(
            two_years, start_two, two_years.index[-1], "pain", seed=1
        ),
        "both fits alone, two years": lambda: fit(plan),
        "easy pace, two years": lambda: before_after(runs, start_two, runs["day"].max(), "pace", seed=1),
    }


def measure(*, is_quick: bool = False) -> list[dict[str, Any]]:
    """One row a task: `task seconds times_reference`; takes seconds, so quick is no quicker."""
    del is_quick
    seconds = {name: fastest(task) for name, task in tasks().items()}
    reference = next(iter(seconds.values()))
    return [{"task": name, "seconds": took, "times_reference": took / reference} for name, took in seconds.items()]


def as_text(found: list[dict[str, Any]]) -> str:
    """The table."""
    return pd.DataFrame(found).round(3).to_string(index=False)
