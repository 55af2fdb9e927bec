"""Is "did heart rate drift less in long runs?" honest? Simulated runs with a known truth, asked through the code.

python -m bench calibration-drift
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, islice
from typing import Any

import numpy as np
import pandas as pd

from analytics.blocks import design, drift, verdict
from analytics.statistics import averaged
from analytics.statistics.simulated import autoregressive
from bench.calibration.tables import percent, table

SEED, REPETITIONS = 20261130, 200
FIRST_DAY = pd.Timestamp("2022-01-02")
# Per cent: the single run's own scatter and that of fitness from week to week; what 10 °C add.
NOISE, FITNESS, PER_10_DEGREES = 2.5, 1.0, 2.0
USUAL, MISSED = 6.0, 0.15
WEEKS = ((16, 16), (28, 16), (52, 28))
PLANTED = (0.0, -3.0)


@dataclass(frozen=True)
class World:
    """How drift changes on its own: autocorrelation from week to week, points a year, and a season beside heat."""

    name: str
    phi: float = 0.0
    slope: float = 0.0
    season: float = 0.0


WORLDS = (
    World("nothing"),
    World("fitness comes and goes, AR .8 a week", phi=0.8),
    World("2 points less a year on its own", slope=-2.0),
    World("4 points less a year on its own", slope=-4.0),
    World("a season of ± 1.5 beside heat", season=1.5),
)


def long_runs(world: World, weeks: tuple[int, int], planted: float, rng: np.random.Generator) -> pd.DataFrame:
    """A long run a week, some of them missed: `drift` (per cent), `temperature` and `length`, indexed by day."""
    n = sum(weeks)
    year = (np.arange(n) * design.WEEK_DAYS) / 365.25
    heat = 12 + 9 * np.sin(2 * np.pi * (year + rng.random())) + rng.normal(0, 3, n)
    fitness = FITNESS * autoregressive(world.phi, (1, n), rng)[0] if world.phi else np.zeros(n)
    own = world.slope * year + world.season * np.cos(2 * np.pi * (year + rng.random())) + fitness
    drifts = USUAL + own + PER_10_DEGREES * (heat - 12) / 10 + planted * (np.arange(n) >= weeks[0])
    rows = pd.DataFrame(
        {"drift": drifts + rng.normal(0, NOISE, n), drift.HEAT: heat, drift.LENGTH: rng.uniform(75, 130, n)}
    )
    rows.index = pd.DatetimeIndex(FIRST_DAY + pd.to_timedelta(np.arange(n) * design.WEEK_DAYS, unit="D"), name="day")
    return rows[rng.random(n) >= MISSED]


def measure(*, is_quick: bool = False) -> dict[str, Any]:
    """One row a world, length and planted change: shares of logs."""
    n = 3 if is_quick else REPETITIONS
    cells = [(place, weeks, planted) for place in range(len(WORLDS)) for weeks in WEEKS for planted in PLANTED]
    return {"seed": SEED, "repetitions": n, "rows": [_of(*cell, n) for cell in cells]}


def _of(place: int, weeks: tuple[int, int], planted: float, n: int) -> dict[str, Any]:
    rng = np.random.default_rng([SEED, place, *weeks, int(-planted)])
    answers = (_answer(WORLDS[place], weeks, planted, rng) for _ in count())
    found = list(islice(filter(None, answers), n))
    shares = dict(zip(("held", "less", "more", "half_width"), np.mean(found, axis=0).tolist(), strict=True))
    return {"world": WORLDS[place].name, "weeks": f"{weeks[0]}/{weeks[1]}", "planted": planted, **shares}


def _answer(world: World, weeks: tuple[int, int], planted: float, rng: np.random.Generator) -> list[float]:
    """Whether the interval holds the truth, less and more drift is said, and the half-width; empty where refused."""
    known = long_runs(world, weeks, planted, rng)
    start, end = (FIRST_DAY + pd.Timedelta(weeks=each) for each in (weeks[0], sum(weeks)))
    plan = design.build(known["drift"], start, end)
    if drift.refuse(plan) is not None:
        return []
    matrix = drift.make(plan, known)
    line, held = averaged.with_priors(matrix.days, matrix.columns, [drift.SLOPE_SD], drift.W_GRID)
    said = drift.decide(held, line, plan, matrix).verdict
    is_less = said in (verdict.LOWER_MORE, verdict.LOWER_MAYBE)
    return [held.low <= planted <= held.high, is_less, said == verdict.HIGHER, (held.high - held.low) / 2]


def section(found: dict[str, Any]) -> str:
    """Coverage and verdicts of drift in long runs."""
    rows = found["rows"]
    nothing = [row for row in rows if row["world"] in (WORLDS[0].name, WORLDS[1].name, WORLDS[2].name)]
    false = max(row["less"] for row in rows if row["planted"] == 0)
    held = [row["held"] for row in nothing]
    head = ("drift on its own", "weeks", "planted, points", "interval holds it", "less drift said", "more drift said",
            "± points")  # fmt: skip
    return "\n".join([
        "## Before and after a block: drift of heart rate in long runs\n",
        "A long run a week, 15 % of them missed, heat known. Where drift changes on its own by no more than "
        f"{drift.SLOPE_SD:g} points a year and knows no season but heat, the interval held the true value in "
        f"{percent(float(np.mean(held)))} (worst {percent(min(held))}). Of a block that does nothing *less drift* "
        f"was said in at most {percent(false)}.\n",
        f"{found['repetitions']} logs of each kind, seed {found['seed']}; none with too few long runs.\n",
        table(head, [
            (row["world"], row["weeks"], f"{row['planted']:g}",
             *(percent(row[key]) for key in ("held", "less", "more")), f"{row['half_width']:.1f}")
            for row in rows
        ]),
    ])  # fmt: skip
