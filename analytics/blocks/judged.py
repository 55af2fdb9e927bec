"""Which verdict the scores around a block give, and by which lines: as they are, and with mileage the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analytics.blocks import adjusted, courses, design, diary, fits, verdict
from analytics.blocks.adjusted import Rows
from analytics.blocks.courses import Courses
from analytics.blocks.design import Design
from analytics.blocks.diary import Kept
from analytics.blocks.fits import Fits
from analytics.blocks.verdict import Reading
from analytics.statistics import long_memory
from analytics.statistics.autocorrelated import Fit


@dataclass(frozen=True)
class Judged:
    """The verdict on a plan.

    `plain` are its lines, `left` those with `rows` the same in both phases (None: nothing to adjust for, or it cannot
    be told apart). `was_lower`: called lower before anything was adjusted for. `courses` is what could have brought
    the change without the block, None where there is none to explain. `spell` is by how much the two weeks before the
    start stood above the time before them; `kept` how the diary was kept; `has_long_memory` where
    its scores drag on for months, so that the interval may be too narrow.
    """

    plan: Design
    plain: Fits
    rows: Rows | None
    left: Fits | None
    reading: Reading
    was_lower: bool
    courses: Courses | None
    spell: float | None
    kept: Kept
    has_long_memory: bool
    matters: float

    @property
    def is_bad_spell(self) -> bool:
        """The block began in a bad spell."""
        return self.spell is not None and self.spell >= verdict.BAD_SPELL

    @property
    def lines(self) -> Fits:
        """The lines that the verdict rests on."""
        return self.left or self.plain

    @property
    def quoted(self) -> Fit:
        """The one that it quotes."""
        return self.lines[self.reading.basis]

    @property
    def days(self) -> Design:
        """The plan with the days that those lines rest on."""
        return self.rows.plan if self.rows is not None and self.left is not None else self.plan


def judge(
    plan: Design, known: pd.Series, watched: pd.DataFrame, outcome: str, declared: Sequence[str] = ()
) -> Judged:
    """The verdict on the scores of `outcome` in a plan; `known` has those of earlier years, too.

    `watched` is the daily frame, `declared` its columns to adjust for.
    """
    spell, kept = verdict.bad_spell(plan.course), diary.differences(plan, watched, outcome)
    is_bad_spell = spell is not None and spell >= verdict.BAD_SPELL
    matters = verdict.matters(plan)

    def read(lines: Fits, days: Design) -> Reading:
        return verdict.decide(
            lines.prior, lines.level, matters, days.weeks("before"), is_bad_spell, kept.is_different
        )

    plain, rows = fits.fit(plan), adjusted.rows(plan, watched, outcome, declared)
    reading, left = read(plain, plan), None if rows is None else rows.fit()
    was_lower = reading.verdict in verdict.LOWER
    if rows is not None and left is not None:
        reading = _of_what_is_left(read(left, rows.plan), was_lower=was_lower)
    elif rows is not None:
        reading = _cannot_be_told_apart(reading)
    return _explained(
        Judged(plan, plain, rows, left, reading, was_lower, None, spell, kept, _drags_on(plan), matters), known
    )


def _drags_on(plan: Design) -> bool:
    """Long memory in what a line with a trend and a step leaves of the scores."""
    used = plan.used
    columns = design.columns(used["offset"].to_numpy(float), used["observed"].to_numpy())
    scores, terms = columns[:, 0], columns[:, 1:]
    return long_memory.is_long(scores - terms @ np.linalg.lstsq(terms, scores, rcond=None)[0])


def _explained(found: Judged, known: pd.Series) -> Judged:
    """The verdict made less firm where a course without the block could have brought the change."""
    reading, lines = found.reading, found.lines
    if reading.doubt or reading.verdict not in (*verdict.LOWER, verdict.HIGHER):
        return found
    terms = found.rows.terms if found.rows is not None and found.left is not None else None
    others = courses.measure(found.days, known, lines.trend, terms)
    has_level = verdict.half_width(lines.level) <= verdict.WIDEST_HALF
    less_firm = courses.doubted(reading, others, float(lines.level.beta[-1]), has_level=has_level)
    return replace(found, reading=less_firm, courses=others)


def _of_what_is_left(left: Reading, *, was_lower: bool) -> Reading:
    """What is left of a change decides; a fall of which nothing clear is left may be what it was adjusted for."""
    is_open = left.verdict == verdict.CANNOT_TELL and left.doubt in ("", "trend")
    return replace(left, doubt="mileage") if was_lower and is_open else left


def _cannot_be_told_apart(reading: Reading) -> Reading:
    """Neither lower nor higher is said of a block that comes with another mileage altogether."""
    if reading.verdict in (*verdict.LOWER, verdict.HIGHER):
        return Reading(verdict.CANNOT_TELL, reading.basis, "mileage")
    return reading
