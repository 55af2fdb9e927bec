"""Did pain change with the block? A step in a series with autocorrelated errors, a trend under way allowed for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

import numpy as np
import pandas as pd

from analytics.blocks import changes, design, fits, more_weeks, placebo, slopes, verdict, words
from analytics.blocks.adjusted import Adjusted
from analytics.blocks.courses import Courses
from analytics.blocks.design import Design
from analytics.blocks.diary import Kept
from analytics.blocks.judged import Judged, judge
from analytics.blocks.more_weeks import More
from analytics.blocks.question import Question
from analytics.result import NotEnough
from analytics.statistics.autocorrelated import Fit
from analytics.statistics.band import band

TERMS = {"trend": "trend fit", "level": "level-only", "prior": "trend with a prior"}
ADJUSTED = ", adjusted"


@dataclass(frozen=True)
class PainChange:
    """A pain score (`outcome`, a column of the daily frame) before and after a block, in points on 0-10.

    `table`, a row a fit: `term estimate low high n_before n_after se df phi w is_quoted`, n in days. `course`, a row
    a day: `day observed expected low high fitted phase is_left_out`: `expected` is the course had nothing changed and
    `low`-`high` its 95 % band; `fitted` adds the change from the block's first day on. `changes` as from
    `changes.table`. `placebo`: `day estimate`, the change that each date before the block "shows". `matters` is the
    smallest change that matters, `spell` by how much the two weeks before the start stood above the time before them
    (None: too few scores). `weeks_before` are usable weeks. `is_narrow` where simulated intervals of this kind fall
    short of 95 %. `priors` as from `slopes.priors`, `steepest` as from `slopes.steepest`. `adjusted` is what the
    quoted change is adjusted for, None where nothing is; `expected` then holds it at its mean of each phase.
    `courses` is what could have brought the change without the block, None where there is none to explain.
    `has_long_memory` where scores drag on for months, so that the interval may be too narrow.
    `after_block` is the last day of another block, where the time before counts from it.
    """

    VERSION: ClassVar[int] = 4

    outcome: str
    reading: verdict.Reading
    table: pd.DataFrame
    course: pd.DataFrame
    changes: pd.DataFrame
    placebo: pd.DataFrame
    matters: float
    spell: float | None
    kept: Kept
    more: More
    weeks_before: int
    is_narrow: bool
    has_two_years: bool
    is_over: bool
    seed: int
    priors: pd.DataFrame
    steepest: float
    adjusted: Adjusted | None = None
    courses: Courses | None = None
    has_long_memory: bool = False
    after_block: pd.Timestamp | None = None

    @cached_property
    def change(self) -> tuple[float, float, float]:
        """Estimate and interval of the quoted fit."""
        return verdict.quoted(self.table)

    @property
    def is_bad_spell(self) -> bool:
        """The block began in a bad spell."""
        return self.spell is not None and self.spell >= verdict.BAD_SPELL

    @property
    def is_short(self) -> bool:
        """Too few weeks before the block for a verdict."""
        return self.weeks_before < verdict.USABLE_WEEKS_BEFORE

    @property
    def is_cause_open(self) -> bool:
        """There is no verdict, and yet pain is surely lower or higher: only what brought it is open."""
        _, low, high = self.change
        is_clear = high < 0 or (low > 0 and not self.is_bad_spell)
        is_usual = self.reading.doubt in ("", "trend", "season", "year") and not self.is_short
        return self.reading.verdict == verdict.CANNOT_TELL and is_clear and is_usual


def measure(
    known: pd.Series,
    watched: pd.DataFrame,
    asked: Question,
    outcome: str,
    seed: int,
    covariates: Sequence[str] = (),
) -> PainChange | NotEnough:
    """The answer for one score per known day, adjusted for mileage where that changed with the block and for
    `covariates`; both are columns of `watched`, the daily frame, that says what else changed."""
    plan = design.build(known, asked.start, asked.end)
    refusal = verdict.refuse(plan, f"{words.noun(outcome)} scores")
    if refusal is not None:
        return asked.refused(_with_weeks(refusal, plan))
    found = judge(plan, known, watched, outcome, covariates)
    lines, basis = found.lines, found.reading.basis
    return PainChange(
        outcome=outcome,
        reading=found.reading,
        table=_table(found),
        course=_course(found),
        changes=changes.table(watched, plan),
        placebo=placebo.dates(plan, found.quoted, basis, seed),
        matters=found.matters,
        spell=found.spell,
        kept=found.kept,
        more=_more_weeks(plan, lines.trend, found.matters),
        weeks_before=found.days.weeks("before"),
        is_narrow=verdict.may_be_too_narrow(found.quoted, plan),
        has_two_years=plan.has_two_years,
        is_over=asked.is_over,
        seed=seed,
        priors=slopes.priors(lines.trend, lines.level),
        steepest=slopes.steepest(lines.trend),
        adjusted=_adjusted(found),
        courses=found.courses,
        has_long_memory=found.has_long_memory,
        after_block=asked.after_block,
    )


def _adjusted(found: Judged) -> Adjusted | None:
    rows, line = found.rows, found.plain[found.reading.basis]
    if rows is None:
        return None
    unadjusted = (float(line.beta[-1]), *line.interval(-1))
    return Adjusted(rows.columns, rows.weekly_m, rows.apart, unadjusted, found.was_lower)


def _table(found: Judged) -> pd.DataFrame:
    rows = []
    asked = [(found.plain, found.plan, ""), *([] if found.left is None else [(found.left, found.days, ADJUSTED)])]
    for lines, plan, ending in asked:
        for name, term in TERMS.items():
            line = lines[name]
            low, high = line.interval(-1)
            rows.append({
                "term": term + ending, "estimate": float(line.beta[-1]), "low": low, "high": high,
                "n_before": len(plan.rows("before")), "n_after": len(plan.rows("during")),
                "se": float(line.se[-1]), "df": float(line.df[-1]), "phi": line.phi, "w": line.w,
                "is_quoted": lines is found.lines and name == found.reading.basis,
            })  # fmt: skip
    return pd.DataFrame(rows)


def _course(found: Judged) -> pd.DataFrame:
    """The days with the line had nothing changed: what is adjusted for stands at its mean of each phase."""
    plan, line = found.plan, found.quoted
    offset = plan.course["offset"].to_numpy(float)
    usual = None
    if found.rows is not None and found.left is not None:
        usual = np.where((offset < 0)[:, None], found.rows.usual("before"), found.rows.usual("during"))
    every = design.columns(offset, np.zeros(len(offset)), usual)[:, 1:]
    rows = every[:, fits.terms(found.reading.basis, every.shape[1])]
    unchanged = rows.copy()
    unchanged[:, -1] = 0
    expected = band(unchanged, line.beta[None], line.covariance[None], float(line.df[-1]))
    made = plan.course.assign(expected=expected.middle, low=expected.low, high=expected.high, fitted=rows @ line.beta)
    return made[["day", "observed", "expected", "low", "high", "fitted", "phase", "is_left_out"]]


def _more_weeks(plan: Design, line: Fit, matters: float) -> More:
    """How many more weeks it takes to see the smallest change that matters, or what else it takes."""
    have = plan.weeks("before")
    if have < verdict.USABLE_WEEKS_BEFORE:
        return More(verdict.WEEKS_ASKED_BEFORE - plan.weeks_in_all("before"), is_before=True)
    before = plan.rows("before")["offset"].to_numpy(float)
    share = max(plan.rated_share("during"), design.RATED_SHARE)
    for has_trend in (True, False) if have >= verdict.USABLE_WEEKS_TREND else (False,):
        sd = slopes.USUAL_SD if has_trend else None
        weeks = more_weeks.weeks_needed(before, share, line.phi, line.w, line.s2, matters, has_trend=has_trend, sd=sd)
        if weeks is not None:
            return More(max(0, weeks - plan.weeks_in_all("during")), has_trend=has_trend)
    return More(None)


def _with_weeks(refusal: NotEnough, plan: Design) -> NotEnough:
    """The refusal with the number of weeks it would take."""
    if "weeks" not in refusal.need:
        said = "About 8 more weeks, scored at least every other day, would be a start."
    elif refusal.what.endswith("before the block"):
        said = words.weeks_missing_before(verdict.WEEKS_ASKED_BEFORE - plan.weeks_in_all("before"))
    else:
        said = words.weeks_missing_in_block(verdict.WEEKS_ASKED_BLOCK - plan.weeks_in_all("during"))
    return replace(refusal, caveats=(*refusal.caveats, said))
