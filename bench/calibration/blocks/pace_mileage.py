"""A block that comes with another mileage, which acts on easy pace: what is said of it, and what is left.

Measured with the rest of `python -m bench calibration-pace`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analytics.blocks import adjusted, design, pace, pace_judged
from analytics.running import easy_runs
from bench.calibration.blocks.mileage import RUN_IN, USUAL_KM, WEEKS_BEFORE, WEEKS_BLOCK, running
from bench.calibration.blocks.pace import FIRST_DAY, SEED, Array, answers, runs_of, shares
from bench.calibration.tables import percent, table

# Per cent of pace per 10 km a week: a cut of 30 % costs 4 %.
ACTS = -3.0
PLANTED = (0.0, -6.0)
# Days of mileage that make up fitness.
FOUR_WEEKS, DECAY_DAYS = 28, 42


@dataclass(frozen=True)
class World:
    """A block that cuts mileage by the share `cut` (below 0: raises it); pace follows mileage by `acts` per cent per
    10 km a week, the mean of four weeks or, where it `fades`, older weeks less and less."""

    name: str
    cut: float
    acts: float
    fades: bool = False


WORLDS = (
    World("cut by 30 %, acts over four weeks", 0.3, ACTS),
    World("cut by 30 %, fades over six weeks", 0.3, ACTS, fades=True),
    World("raised by 30 %, fades over six weeks", -0.3, ACTS, fades=True),
    World("cut by 30 %, nothing acts", 0.3, 0.0),
)


def log(world: World, rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Frames `runs` and daily of one log; nothing is planted with the block but its mileage."""
    first = RUN_IN * design.WEEK_DAYS
    distance = pd.Series(running(world.cut, rng))
    mean = distance.ewm(com=DECAY_DAYS).mean() if world.fades else distance.rolling(FOUR_WEEKS).mean()
    per_unit = mean.to_numpy() * design.WEEK_DAYS / adjusted.M_PER_UNIT - USUAL_KM / 10
    days = np.flatnonzero(distance.to_numpy()[first:] > 0)
    own: Array = world.acts * per_unit[first:][days]
    index = FIRST_DAY + pd.to_timedelta(np.arange(len(distance)) - first, unit="D")
    weekly = distance.rolling(design.WEEK_DAYS).sum().to_numpy()
    daily = pd.DataFrame({"distance_m": distance.to_numpy(), adjusted.MILEAGE: weekly}, index=index)
    return runs_of(days, lambda _: own, rng), daily


def measure(repetitions: int) -> list[dict[str, Any]]:
    """One row a world and planted change: `shares` of the answers adjusted for mileage, and the share of logs in
    which it was adjusted for and in which it could not be told apart from the block."""
    rows = []
    for place, world in enumerate(WORLDS):
        rng = np.random.default_rng([SEED, place])
        found = [one(world, rng) for _ in range(repetitions)]
        rows += [_row(world, planted, [each[at] for each in found]) for at, planted in enumerate(PLANTED)]
    return rows


def one(world: World, rng: np.random.Generator) -> list[tuple[pace_judged.Judged, bool, bool]]:
    """The answers on one log with each of `PLANTED`; adjusted for mileage, and not to be told apart from it."""
    runs, daily = log(world, rng)
    chosen = easy_runs.runs(runs)
    start = FIRST_DAY + pd.Timedelta(weeks=WEEKS_BEFORE)
    plan = design.build(chosen["pace"], start, start + pd.Timedelta(weeks=WEEKS_BLOCK))
    rows = adjusted.rows(plan, daily, adjusted.PACE, (), pace.refuse)
    is_left = rows is not None and not rows.apart
    if rows is not None and is_left:
        plan = rows.plan
    matrix = pace_judged.make(plan, chosen, rows if is_left else None)
    is_apart = rows is not None and bool(rows.apart)
    return [(each, is_left, is_apart) for each in answers(plan, matrix, PLANTED)]


def _row(world: World, planted: float, found: list[tuple[pace_judged.Judged, bool, bool]]) -> dict[str, Any]:
    left = [judged for judged, is_left, _ in found if is_left]
    n, n_left = len(found), len(left)
    held = shares(left, planted) if left else {}
    # Of the others, those that change mileage too little count as said; apart from it, nothing is said.
    plain = [judged for judged, is_left, is_apart in found if not is_left and not is_apart]
    said = [*left, *plain]
    every = shares(said, planted) if said else {"faster": 0.0, "slower": 0.0}
    verdicts = {side: every[side] * len(said) / n for side in ("faster", "slower")}
    apart = sum(is_apart for _, _, is_apart in found) / n
    about = {"world": world.name, "percent": planted, "adjusted": n_left / n, "apart": apart}
    return {**about, **{key: held.get(key) for key in ("coverage", "sure", "half_width")}, **verdicts}


def as_text(rows: list[dict[str, Any]]) -> str:
    """A row a world and planted change."""
    head = ("mileage", "planted, %", "adjusted for", "cannot be told apart", "interval holds it",
            "95 % sure bound holds it", "*faster* was said", "*slower* was said", "± %")  # fmt: skip
    keys = ("adjusted", "apart", "coverage", "sure", "faster", "slower")
    return table(head, [
        (row["world"], f"{row['percent']:g}", *(percent(row[key]) for key in keys),
         "" if row["half_width"] is None else f"{row['half_width']:.1f}")
        for row in rows
    ])  # fmt: skip
