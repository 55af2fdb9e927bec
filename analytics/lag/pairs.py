"""Which exposures are asked against which outcomes, at which lags: declared here, never searched for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analytics.facts import PAIN_CHANGE_THAT_MATTERS
from data import daily_schema

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


def _declared(column: str, more: str, step: float, imperial_step: float) -> Exposure:
    """The exposure of that column, named and measured as the daily frame declares it."""
    spec = daily_schema.column(column)
    return Exposure(column, spec.label, spec.window_days, spec.kind, more, step, imperial_step)


# Steps are round contrasts a runner can picture (convention); 60 glute sets in 28 days is 15 a week.
EXPOSURES = (
    _declared("distance_7d_m", "weeks with {step} more", 10, 10),
    _declared("distance_m", "days with {step} more", 5, 5),
    _declared("longest_run_7d_m", "weeks with a longest run {step} longer", 5, 5),
    _declared("ascent_m", "days with {step} more climbing", 100, 500),
    _declared("hard_s", "days with {step} more hard minutes", 10, 10),
    _declared("glute_sets_28d", "four weeks with {weekly} more glute sets a week ({step} in all)", 60, 60),
    _declared("glute_sets", "days with {step} more glute sets", 5, 5),
)

MORNING_COLUMN = "pain_morning"
OUTCOMES = (
    Outcome("pain", daily_schema.label("pain")),
    Outcome(MORNING_COLUMN, daily_schema.label(MORNING_COLUMN)),
    Outcome("flare", daily_schema.label("flare"), is_yes_no=True),
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
    spec = daily_schema.column(column)
    span = "days" if spec.window_days == 1 else f"{spec.window_days} days"
    return Exposure(column, spec.label, spec.window_days, "other", span + " with {step} more " + spec.label, 0, 0)


def outcome(column: str) -> Outcome:
    """The declared outcome of that column, or a plain score."""
    plain = Outcome(column, daily_schema.label(column))
    return next((declared for declared in OUTCOMES if declared.column == column), plain)


def as_lags(lags: Iterable[int]) -> tuple[int, ...]:
    """The lags as whole days, in order, each once; raises ValueError where there is none."""
    days = tuple(sorted({int(lag) for lag in lags}))
    if not days:
        raise ValueError("name at least one lag, in days")
    return days
