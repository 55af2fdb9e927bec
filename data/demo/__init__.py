"""Demo athletes, written as the exports real ones would have, with a planted truth and a seed.

`story`: seven and a half years; running raises the pain of the next day, glute sets lower it two weeks later (values
and dates in `data.demo.plan`). `null`: the same running and lifting, pain that has nothing to do with either.
`short`: three weeks, too little for any answer. `two-causes`: two years whose big weeks are without leg work,
and both act as in the story. The same name, day and seed always give the same bytes.
"""

from __future__ import annotations

from data.demo.athlete import NAMES, Athlete, answers, athlete, blocks, files, write
from data.demo.plan import (
    KM_LAG_DAYS,
    PACE_GAIN,
    POINTS_PER_10_KM_7D,
    POINTS_PER_60_GLUTE_SETS_28D,
    SETS_LAG_DAYS,
    ZONE,
)

__all__ = [
    "KM_LAG_DAYS",
    "NAMES",
    "PACE_GAIN",
    "POINTS_PER_10_KM_7D",
    "POINTS_PER_60_GLUTE_SETS_28D",
    "SETS_LAG_DAYS",
    "ZONE",
    "Athlete",
    "answers",
    "athlete",
    "blocks",
    "files",
    "write",
]
