"""The course of a demo athlete's life: what the weeks are made of, and the values planted in pain and pace."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.units import KG_PER_LB

Array = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

DAYS_PER_YEAR = 365.25
# All demo athletes run in one time zone; their CSV exports hold its wall clock, as real ones do.
ZONE = "America/New_York"

# Planted: points of pain, one day later, for 10 km more in the seven days up to then.
POINTS_PER_10_KM_7D = 1.0
KM_LAG_DAYS = 1
# Planted: points of pain, two weeks later, for 60 more glute sets in the 28 days up to then.
POINTS_PER_60_GLUTE_SETS_28D = -2.0
SETS_LAG_DAYS = 14
# Planted: how much of today's deviation is left tomorrow, and the new deviation each day, points.
PAIN_AR = 0.8
PAIN_NOISE = 0.75
# Planted: share of days on which nothing is written down, whatever the pain or the training.
UNLOGGED = 0.25
# Planted: all paces this much faster once eight weeks of full strength work lie behind.
PACE_GAIN = 0.02
# A full month of strength work: glute sets in 28 days from which no more pace is gained.
FULL_DOSE = 70.0

THRUST_FIRST_KG = 65 * KG_PER_LB
THRUST_LAST_KG = 300 * KG_PER_LB
# What a beginner adds in a few weeks; the way to 300 lb takes the story's years.
THRUST_BEGINNER_KG = 90 * KG_PER_LB
YEARS_TO_LAST = 3.0


@dataclass(frozen=True)
class Phase:
    """A stretch of life from `start` to `end` (years from the first day, end exclusive).

    Planned weekly distance goes from `km` to `km_end`; illness and missed runs take a tenth of it. `sessions` is leg
    sessions a week; `is_thrusting` says whether they are built on the hip thrust; `focus` names a race trained for,
    if any; `has_yoga` says whether there is yoga once a week; `block` is the name of the block that begins with it.
    """

    name: str
    start: float
    end: float
    km: float
    km_end: float
    sessions: int = 0
    is_thrusting: bool = False
    focus: str = ""
    has_yoga: bool = False
    block: str = ""


STORY = (
    Phase("Lifting and running", 0.0, 1.0, 35, 42, sessions=2),
    Phase("More miles", 1.0, 1.45, 46, 66, has_yoga=True),
    Phase("Only running", 1.45, 2.5, 66, 66, focus="Half marathon", has_yoga=True),
    Phase("Physio", 2.5, 2.65, 36, 40, sessions=2, is_thrusting=True, block="Hip thrusts"),
    Phase("Back to miles", 2.65, 3.1, 44, 64, sessions=2, is_thrusting=True),
    Phase("Hip thrusts", 3.1, 3.9, 65, 65, sessions=2, is_thrusting=True, focus="Half marathon"),
    Phase("Marathon build", 3.9, 4.25, 68, 78, focus="Marathon"),
    Phase("Hip thrusts again", 4.25, 4.95, 60, 65, sessions=2, is_thrusting=True, focus="10 km"),
    Phase("House move", 4.95, 5.3, 52, 52),
    Phase("Hip thrusts once more", 5.3, 6.04, 63, 66, sessions=2, is_thrusting=True, focus="Half marathon"),
    Phase("Travel", 6.04, 6.4, 64, 64),
    Phase("Three hundred", 6.4, 7.5, 62, 66, sessions=2, is_thrusting=True, focus="Half marathon"),
)
# Big weeks are weeks without leg work: whoever looks at one of the two alone sees the other's effect in it.
TWO_CAUSES = (
    Phase("Base", 0.0, 0.3, 38, 48, sessions=2, is_thrusting=True),
    Phase("First build", 0.3, 0.55, 50, 66),
    Phase("Base again", 0.55, 0.8, 40, 50, sessions=2, is_thrusting=True),
    Phase("Autumn build", 0.8, 1.0, 52, 68),
    Phase("Lifting and easy miles", 1.0, 1.3, 42, 54, sessions=2, is_thrusting=True),
    Phase("Marathon build", 1.3, 1.6, 56, 74),
    Phase("Back to the rack", 1.6, 2.0, 42, 52, sessions=2, is_thrusting=True),
)
SHORT = (Phase("Three weeks", 0.0, 21 / DAYS_PER_YEAR, 44, 48, sessions=2, is_thrusting=True),)

# Years of the story in which pain is off the scale's floor nearly always, so that the planted sizes can be seen: from
# the end of the lifting year until the back begins to settle.
OFF_FLOOR_YEARS = (1.0, 5.75)
# Pain without running and lifting, points, at these years: level until the back begins to settle, then less, at last
# so far below none that neither running nor a missed fortnight brings it back.
BASE_YEARS = (6.2, 6.45, 7.2)
BASE = (0.4, -0.2, -6.0)
# What the athlete with two causes feels on top of the story's base: pain stays off its floor.
TWO_CAUSES_MORE = 0.8
# The athlete without relation: a level that has nothing to do with anything.
NULL_LEVEL = 3.5


def n_days(phases: tuple[Phase, ...]) -> int:
    """How many calendar days the phases span, first and last included."""
    return round(phases[-1].end * DAYS_PER_YEAR)


def years(phases: tuple[Phase, ...]) -> Array:
    """Years since the first day, one value a day."""
    return np.arange(n_days(phases)) / DAYS_PER_YEAR


def phase_of_day(phases: tuple[Phase, ...]) -> Places:
    """The place in `phases` of each day's phase."""
    starts = np.array([phase.start for phase in phases])
    return np.searchsorted(starts, years(phases) + 1e-9, side="right").astype(np.int64) - 1


def base_pain(phases: tuple[Phase, ...]) -> Array:
    """The story's pain apart from training, one value a day, in points; below 0 means none."""
    return np.interp(years(phases), BASE_YEARS, BASE)
