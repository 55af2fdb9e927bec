"""The same blocks asked by other methods: who says that a block lowered pain, and how often it did.

    python -m bench block-compared

What the page says; a structural time series (statsmodels: local level, day noise, and a regression on the block, as
the packages for causal impact fit it); the trend before the block carried on; and the last two weeks before against
the block, as a spreadsheet has it.
"""

from __future__ import annotations

import sys
import warnings
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from analytics.blocks.design import Design
from bench.calibration.blocks import rates
from bench.calibration.blocks.rates import Cell, Errors, Healing
from bench.calibration.tables import percent, table

REPETITIONS, QUICK_REPETITIONS, SEED = 100, 2, 20261130
LEVEL = 0.05
WEEKS_BLOCK = 12
METHODS = ("lbsdrop", "structural", "trend", "spreadsheet")
HEAD = ("pain and block", "does it act?", "lbsdrop: lower", "structural series: lower", "trend carried on: lower",
        "last two weeks: helped")  # fmt: skip


@dataclass(frozen=True)
class World:
    """One kind of block: its name, whether the block acts, and a diary of it as the analysis sees it."""

    name: str
    does_act: bool
    made: Callable[[np.random.Generator], Design]


def worlds() -> list[World]:
    """Nothing acts, a trend, a bad spell, an injury that heals; and a change of -2 points."""
    null = [Cell(Errors(phi), 28, WEEKS_BLOCK) for phi in (0.6, 0.8, 0.9)]
    drift = Cell(Errors(0.8), 28, WEEKS_BLOCK, drift=-2.0)
    acting = [Cell(Errors(phi), 28, WEEKS_BLOCK, step=-2.0, mean=5.0) for phi in (0.6, 0.8)]
    return [
        *(_of_cell(cell) for cell in null),
        _of_cell(drift, "AR 0.8, pain falls all the time"),
        World("AR 0.8, begun in a bad spell", does_act=False, made=partial(rates.begun_badly, Errors(0.8))),
        World("begun while an injury heals", does_act=False, made=partial(rates.healing_diary, Healing(90, 40))),
        *(_of_cell(cell, f"{cell.errors.name}, −2 points") for cell in acting),
    ]


def _of_cell(cell: Cell, name: str = "") -> World:
    return World(name or cell.errors.name, does_act=cell.step != 0, made=partial(rates.diary, cell))


def measure(*, is_quick: bool = False) -> list[dict[str, Any]]:
    """One row a world: the share of blocks of which each method says that pain was lower."""
    return [_of(world, QUICK_REPETITIONS if is_quick else REPETITIONS) for world in worlds()]


def _of(world: World, repetitions: int) -> dict[str, Any]:
    hits = dict.fromkeys(METHODS, 0)
    for i in range(repetitions):
        plan = world.made(np.random.default_rng([SEED, zlib.crc32(world.name.encode()), i]))
        said = rates.said(rates.judged(plan))
        for name, is_lower in (
            ("lbsdrop", said["said_lower"]), ("structural", structural(plan)), ("trend", said["trend_helped"]),
            ("spreadsheet", rates.naive_helped(_scores(plan), plan.start)),
        ):  # fmt: skip
            hits[name] += is_lower
    shares = {name: n / repetitions for name, n in hits.items()}
    print(f"{world.name}: {shares}", file=sys.stderr)
    return {"world": world.name, "does_act": world.does_act, "n": repetitions, **shares}


def structural(plan: Design) -> bool:
    """A local level with day noise and a regression on the block, by maximum likelihood on every calendar day; the
    95 % interval of the block's coefficient lies below 0."""
    from statsmodels.tools.sm_exceptions import ConvergenceWarning
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    course = plan.course[~plan.course["is_left_out"]]
    in_block = (course["phase"] == "during").to_numpy(dtype=float)
    model = UnobservedComponents(course["observed"].to_numpy(dtype=float), level="llevel", exog=in_block[:, None])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        fitted = model.fit(disp=False)
    return bool(fitted.conf_int(alpha=LEVEL)[-1, 1] < 0)


def _scores(plan: Design) -> pd.Series:
    return plan.course.set_index("day")["observed"].dropna()


def as_text(rows: list[dict[str, Any]]) -> str:
    """Who says that pain was lower, in how many blocks."""
    return table(
        HEAD,
        [
            (row["world"], "yes" if row["does_act"] else "no", *(percent(row[name], 0) for name in METHODS))
            for row in rows
        ],
    )
