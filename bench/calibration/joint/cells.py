"""What is measured: each world without an effect, and the planted effects with each way to lift."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from bench.calibration.joint import worlds
from bench.calibration.joint.diaries import effects, expected, wandering, written
from bench.calibration.joint.habits import Lifting, always, blocks, off_in_the_middle, one_start, trained
from bench.calibration.joint.worlds import World
from bench.calibration.lag import runners as lag_runners
from bench.calibration.lag.runners import PAIN_MEAN

MILEAGE, DAILY, SETS = "distance_7d_m", "distance_m", "glute_sets_28d"
LAGS = {MILEAGE: (0, 1, 2, 3), DAILY: (0, 1, 2, 3), SETS: (0, 7, 14, 28)}
HALF_YEAR, YEAR, TWO_YEARS = 182, 365, 730
PER_10_KM, PER_60_SETS = 1.0, -2.0


@dataclass(frozen=True)
class Cell:
    """One exposure asked in one world over so many days. `is_null` says that it does nothing there, `least` the share
    that must be called related (NaN for none), `is_seeable` that a method without the hidden cause can know
    better."""

    world: str
    made: World
    exposure: str
    n_days: int
    outcome: str = "pain"
    is_null: bool = True
    least: float = float("nan")
    is_seeable: bool = True

    @property
    def name(self) -> str:
        """What the cell is kept under."""
        return f"{self.world}|{self.exposure}|{self.n_days}"


# Worlds of METHODS in which nothing acts, their names in the table, and the column asked about.
NULL_WORLDS: tuple[tuple[str, World, str], ...] = (
    ("plan cycles and flares", worlds.plan_and_flares, "pain"),
    ("four days in five at zero", worlds.mostly_zeros, "pain"),
    ("long memory, ARFIMA .45", worlds.long_memories, "pain"),
    ("two blocks, AR .98", worlds.two_blocks, "pain"),
    ("trend and season", worlds.trend_and_season, "pain"),
    ("injury layoffs", worlds.layoffs, "pain"),
    ("a coach re-plans on Mondays", worlds.coach, "pain"),
    ("a slow coach", worlds.slow_coach, "pain"),
    ("diary by run day", worlds.by_run_day, "pain"),
    ("bad days logged more", worlds.bad_days_logged, "pain"),
    ("diary filled in once a week", worlds.once_a_week, "pain"),
    ("the rater grows milder", worlds.milder_rater, "pain"),
    ("strength work after flares", worlds.rehab, "pain"),
    ("strength begun once, pain changed once", worlds.begun_once, "pain"),
    ("flares, yes or no, one day in eight", worlds.random_flares, "flare"),
    ("flares, yes or no, one day in thirty", worlds.rare_flares, "flare"),
)


def null_cells() -> list[Cell]:
    """Every world without an effect, a year and two; the omitted mileage for sets alone; stress as what cannot be
    seen; runs skipped on bad mornings."""
    found = [
        Cell(name, made, exposure, n_days, outcome)
        for name, made, outcome in NULL_WORLDS
        for n_days in (YEAR, TWO_YEARS)
        for exposure in (MILEAGE, SETS)
        if not (outcome == "flare" and made is worlds.rare_flares and n_days == YEAR)
    ]
    for n_days in (YEAR, TWO_YEARS):
        found.append(Cell("only mileage acts, fewer sets in big weeks", worlds.only_mileage, SETS, n_days))
        found.append(Cell("stress not recorded", worlds.stress, MILEAGE, n_days, is_seeable=False))
    found += [Cell("runs skipped on bad mornings", worlds.skips_on_bad_mornings, x, YEAR) for x in (DAILY, MILEAGE)]
    return found


def rhythm_cells() -> list[Cell]:
    """Our own runners, nothing planted: pain's autocorrelation, missing days, length."""
    return [
        Cell(f"AR {phi:g}, {missing:.0%} missing", partial(_own, lag_runners.Truth(phi, missing)), exposure, n_days)
        for phi in (0.5, 0.8, 0.95)
        for missing in (0.0, 0.3)
        for n_days in (HALF_YEAR, YEAR, TWO_YEARS)
        for exposure in (MILEAGE, SETS)
    ]


# Way to lift, days, and the least share of sets that must be called related.
_PLANTED: tuple[tuple[str, Lifting, int, float], ...] = (
    ("on/off blocks", blocks, HALF_YEAR, 0.18),
    ("one start", one_start, HALF_YEAR, float("nan")),
    ("on/off blocks", blocks, YEAR, 0.68),
    ("always 1-3 a week", always, YEAR, float("nan")),
    ("one start", one_start, YEAR, 0.33),
    ("off in the middle", off_in_the_middle, YEAR, 0.52),
    ("on/off blocks", blocks, TWO_YEARS, 0.87),
    ("always 1-3 a week", always, TWO_YEARS, 0.87),
    ("one start", one_start, TWO_YEARS, 0.50),
    ("off in the middle", off_in_the_middle, TWO_YEARS, 0.87),
)


def planted_cells() -> list[Cell]:
    """+1 point per 10 km (lag 1) and -2 points per 60 sets (lag 14) together, AR(.8), a quarter of days missing."""
    found = []
    for habit, lifting, n_days, least in _PLANTED:
        made = partial(planted, lifting)
        found.append(Cell(habit, made, SETS, n_days, is_null=False, least=least))
        found.append(Cell(habit, made, MILEAGE, n_days, is_null=False, least=0.90))
    return found


def planted(lifting: Lifting, n_days: int, rng: np.random.Generator) -> pd.DataFrame:
    """A log in which both act; `expected` is each day's mean score beside pain drawn anew."""
    made = trained(n_days, lifting, rng)
    acting = effects(made, PER_10_KM, PER_60_SETS)
    made = made.assign(expected=expected(PAIN_MEAN + acting))
    return written(made, wandering(len(made), rng) + acting, rng)


def _own(truth: lag_runners.Truth, n_days: int, rng: np.random.Generator) -> pd.DataFrame:
    return lag_runners.log(truth, n_days, rng)


GROUPS = {"null": null_cells, "rhythm": rhythm_cells, "planted": planted_cells}
