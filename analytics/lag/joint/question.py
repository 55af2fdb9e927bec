"""What the joint model is asked: one exposure at declared lags, and what it is adjusted for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

LOAD_LAGS = (0, 1, 2, 3)
STRENGTH_LAGS = (0, 7, 14, 28)
MORNING_COLUMN = "pain_morning"
FLARE_COLUMN = "flare"
BICEPS_COLUMN = "biceps_sets"
RUNNING, STRENGTH, OTHER = "running", "strength", "other"
RUNNING_COLUMNS = (
    "distance_7d_m",
    "distance_m",
    "longest_run_7d_m",
    "ascent_m",
    "hard_s",
    "duration_s",
    "duration_7d_s",
)
STRENGTH_COLUMNS = ("glute_sets_28d", "glute_sets")
# What a single day holds comes with the distance of its week, whose effect it would take for its own.
OF_A_DAY = ("distance_m", "ascent_m", "hard_s")
# The day itself, for windows that are no sums: what a runner changes on a bad morning.
OF_THE_DAY = {"longest_run_7d_m": "distance_m"}


@dataclass(frozen=True)
class Adjustment:
    """Another exposure that the answer is adjusted for, at all of its declared lags (days)."""

    column: str
    lags: tuple[int, ...]


# Running is adjusted for strength work and strength work for running: each is noise, or a cause, to the other. What a
# day holds is adjusted for both, as is whatever is neither.
ADJUSTED_FOR: dict[str, tuple[Adjustment, ...]] = {
    RUNNING: (Adjustment("glute_sets_28d", STRENGTH_LAGS),),
    STRENGTH: (Adjustment("distance_7d_m", LOAD_LAGS),),
    OTHER: (Adjustment("distance_7d_m", LOAD_LAGS), Adjustment("glute_sets_28d", STRENGTH_LAGS)),
}


@dataclass(frozen=True)
class Question:
    """One exposure at t - lag against one outcome at t, columns of the daily frame; make it with `question`.

    `window` is the days the exposure's trailing window spans, `kind` 'running', 'strength' or 'other',
    `adjusted_for` the other exposures, `covariates` columns of the same day, `is_yes_no` says that the outcome is 0
    or 1.
    """

    exposure: str
    outcome: str
    lags: tuple[int, ...]
    window: int
    kind: str
    adjusted_for: tuple[Adjustment, ...]
    covariates: tuple[str, ...]
    is_yes_no: bool

    @property
    def of_the_day(self) -> str:
        """The column of the day itself: of a trailing sum, the days that it sums."""
        return OF_THE_DAY.get(self.exposure, re.sub(rf"_{self.window}d(?=_|$)", "", self.exposure))


def question(
    exposure: str,
    outcome: str,
    lags: Iterable[int],
    *,
    adjusted_for: Iterable[Adjustment] | None = None,
    covariates: Iterable[str] = (),
    is_yes_no: bool | None = None,
) -> Question:
    """The question with the declared adjustments (`ADJUSTED_FOR`) unless others are given.

    Raises ValueError where no lag is named. A window is read off an ending such as `_28d`.
    """
    days = tuple(sorted({int(lag) for lag in lags}))
    if not days:
        raise ValueError("Name at least one lag, in days.")
    ending = re.search(r"_(\d+)d(_|$)", exposure)
    kind = RUNNING if exposure in RUNNING_COLUMNS else STRENGTH if exposure in STRENGTH_COLUMNS else OTHER
    declared = ADJUSTED_FOR[OTHER if exposure in OF_A_DAY else kind]
    chosen = declared if adjusted_for is None else tuple(adjusted_for)
    return Question(
        exposure,
        outcome,
        days,
        int(ending.group(1)) if ending else 1,
        kind,
        tuple(other for other in chosen if other.column != exposure),
        tuple(covariates),
        outcome == FLARE_COLUMN if is_yes_no is None else is_yes_no,
    )
