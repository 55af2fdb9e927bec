"""Which exposures are asked against which outcomes, at which lags: declared here, never searched for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from analytics.facts import PAIN_CHANGE_THAT_MATTERS

# Short triggers of back pain act within a day or so (Suri 2011, 2018); strength work needs weeks.
LOAD_LAGS = (0, 1, 2, 3)
# A morning's pain comes before that day's running, which may well follow it.
LOAD_LAGS_TO_MORNINGS = (1, 2, 3)
STRENGTH_LAGS = (0, 7, 14, 28)
# Kinds of exposure that are running load.
LOAD_KINDS = ("distance", "climb", "time")
# The same share of the scale as 2 of 10 points, for yes/no outcomes (convention).
SHARE_THAT_MATTERS = 0.2


@dataclass(frozen=True)
class Exposure:
    """A column of the daily frame that may act on pain.

    `window` is the days its trailing window spans (1: the day itself), `kind` how it is measured ('distance',
    'climb', 'time', 'sets' or 'other'), `more` what a reader calls having more of it, `{step}` and `{weekly}` (of
    sets: the step a week) filled in.
    `step` is the contrast effects are given for, in metric readers' units; `imperial_step` in imperial ones.
    """

    column: str
    words: str
    window: int
    kind: str
    more: str
    step: float
    imperial_step: float

    @property
    def is_plural(self) -> bool:
        """'glute sets follow', 'hard minutes follow', but 'weekly distance follows'."""
        return self.kind in ("sets", "time")


@dataclass(frozen=True)
class Outcome:
    """A column of the daily frame that may follow: a 0-10 score, or yes/no where `is_yes_no`."""

    column: str
    words: str
    is_yes_no: bool = False

    @property
    def change_that_matters(self) -> float:
        """The smallest change that matters, in the column's own unit."""
        return SHARE_THAT_MATTERS if self.is_yes_no else PAIN_CHANGE_THAT_MATTERS


@dataclass(frozen=True)
class Pair:
    """One declared question: exposure at t - lag against outcome at t, for each of `lags` (days)."""

    exposure: str
    outcome: str
    lags: tuple[int, ...]


# Steps are round contrasts a runner can picture (convention); 60 glute sets in 28 days is 15 a week.
EXPOSURES = (
    Exposure("distance_7d_m", "weekly distance", 7, "distance", "weeks with {step} more", 10, 10),
    Exposure("distance_m", "daily distance", 1, "distance", "days with {step} more", 5, 5),
    Exposure(
        "longest_run_7d_m", "longest run of the week", 7, "distance", "weeks with a longest run {step} longer", 5, 5
    ),
    Exposure("ascent_m", "daily climbing", 1, "climb", "days with {step} more climbing", 100, 500),
    Exposure("hard_s", "hard minutes", 1, "time", "days with {step} more hard minutes", 10, 10),
    Exposure(
        "glute_sets_28d",
        "glute sets",
        28,
        "sets",
        "four weeks with {weekly} more glute sets a week ({step} in all)",
        60,
        60,
    ),
    Exposure("glute_sets", "daily glute sets", 1, "sets", "days with {step} more glute sets", 5, 5),
)

MORNING_COLUMN = "pain_morning"
OUTCOMES = (
    Outcome("pain", "pain"),
    Outcome(MORNING_COLUMN, "morning pain"),
    Outcome("flare", "flares", is_yes_no=True),
)

_LOAD = ("distance_7d_m", "distance_m", "longest_run_7d_m", "ascent_m", "hard_s")
_STRENGTH = ("glute_sets_28d",)

DEFAULT_PAIRS = tuple(
    Pair(exposure, outcome.column, LOAD_LAGS_TO_MORNINGS if outcome.column == MORNING_COLUMN else LOAD_LAGS)
    for exposure in _LOAD
    for outcome in OUTCOMES
) + tuple(Pair(exposure, outcome.column, STRENGTH_LAGS) for exposure in _STRENGTH for outcome in OUTCOMES)


def exposure(column: str) -> Exposure:
    """The declared exposure of that column, or a plain one: its window is read off an ending such as `_7d`."""
    for declared in EXPOSURES:
        if declared.column == column:
            return declared
    ending = re.search(r"_(\d+)d(_|$)", column)
    window = int(ending.group(1)) if ending else 1
    words = column.removeprefix("factor_").replace("_", " ")
    span = "days" if window == 1 else f"{window} days"
    return Exposure(column, words, window, "other", span + " with {step} more " + words, 0, 0)


def outcome(column: str) -> Outcome:
    """The declared outcome of that column, or a plain score."""
    return next(
        (declared for declared in OUTCOMES if declared.column == column), Outcome(column, column.replace("_", " "))
    )


def as_lags(lags: Iterable[int]) -> tuple[int, ...]:
    """The lags as whole days, in order, each once; raises ValueError where there is none."""
    days = tuple(sorted({int(lag) for lag in lags}))
    if not days:
        raise ValueError("name at least one lag, in days")
    return days
