"""The questions that pages and command line ask: one way for both, each answer kept by what it was computed from.

A question passes to `Kept` the columns and days that it reads, cut to what its dates may see; so an answer stands for
as long as these are the same. Words come later: `say` in the analysis' own room, in the reader's units.
"""

from analytics import reviews as reviews
from analytics.ask.block import (
    before_after,
    block_look,
    drift_before_after,
    first_start,
    found_blocks,
    pace_before_after,
    pain_before_after,
)
from analytics.ask.pairs import (
    adjusted,
    associations,
    correlations,
    curve,
    effects,
    false_positive_rate,
    glutes_and_pain,
    seen,
)
from analytics.ask.single import (
    chapters,
    diary_kept,
    glute_dose,
    lift,
    long_runs,
    milestone,
    next_mornings,
    pace_trend,
)
from analytics.record import SEED, Declared, Log, Streams, declared

__all__ = [
    "SEED",
    "Declared",
    "Log",
    "Streams",
    "adjusted",
    "associations",
    "before_after",
    "block_look",
    "chapters",
    "correlations",
    "curve",
    "declared",
    "diary_kept",
    "drift_before_after",
    "effects",
    "false_positive_rate",
    "first_start",
    "found_blocks",
    "glute_dose",
    "glutes_and_pain",
    "lift",
    "long_runs",
    "milestone",
    "next_mornings",
    "pace_before_after",
    "pace_trend",
    "pain_before_after",
    "reviews",
    "seen",
]
