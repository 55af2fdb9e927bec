"""Did easy pace change with the block? The same errors as for pain, adjusted for heart rate, heat and climb.

Simulated with five runs a week: 1 and 2 % are out of reach, 3 % needs more than 150 runs each side. So the
interval is shown and there is no verdict below 3 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd

from analytics import facts
from analytics.blocks import changes, courses, design, more_weeks, verdict, words
from analytics.blocks.courses import Courses
from analytics.blocks.design import Design
from analytics.blocks.question import Question
from analytics.result import NotEnough
from analytics.running import easy_runs
from analytics.running.easy_runs import RUNS_NEEDED, W_GRID
from analytics.statistics import autocorrelated, averaged
from analytics.statistics.arrays import Array
from analytics.statistics.autocorrelated import Fit
from analytics.statistics.averaged import Mixture
from analytics.statistics.band import band
from analytics.words import counted

# Per cent: a start whose last 14 days were this much slower than the time before them was probably chosen in a slow
# spell: the smallest change that can be judged. Of 120 simulated steady logs none looks like that.
SLOW_SPELL = facts.PACE_CHANGE_THAT_CAN_BE_JUDGED
SHOWN = ["observed", "expected", "low", "high", "fitted"]


@dataclass(frozen=True)
class PaceChange:
    """Easy pace before and after a block, adjusted for `covariates`.

    `table`, one row: `term estimate low high n_before n_after se df phi w is_quoted`, estimate and interval in per
    cent of pace (below 0 is faster), n in runs. `course`, a row a day: `day observed expected low high fitted phase
    is_left_out` in seconds per metre, `observed` at the mean covariates of the compared runs. `changes` as from
    `changes.table`. `usual_s_per_m` is the geometric mean of pace before the block, `detectable_percent` the smallest
    change that would most likely have been seen (whole per cent). `more_weeks` of the block until 3 % would show,
    None where no block is long enough, and `more_runs` as many easy runs at the pace of the block so far.
    `sure_percent` is the one-sided 95 % bound: at 95 % sure the change is at most this (below 0: a gain of at least
    as much). `courses` is what could have brought a change without the block, in per cent. `after_block` is the last
    day of another block, where the time before counts from it.
    """

    VERSION: ClassVar[int] = 2

    reading: verdict.Reading
    table: pd.DataFrame
    course: pd.DataFrame
    changes: pd.DataFrame
    usual_s_per_m: float
    covariates: tuple[str, ...]
    chosen_by: str
    detectable_percent: float
    more_weeks: int | None
    more_runs: int | None
    sure_percent: float
    courses: Courses | None
    has_two_years: bool
    is_over: bool
    seed: int
    after_block: pd.Timestamp | None = None

    @property
    def change(self) -> tuple[float, float, float]:
        """Estimate and interval in per cent of pace."""
        return verdict.quoted(self.table)


@dataclass(frozen=True)
class Matrix:
    """Response and design of the used runs: `days` (n,), `columns` (n, k) with day and step last."""

    days: Array
    columns: Array
    covariates: tuple[str, ...]


def measure(runs: pd.DataFrame, watched: pd.DataFrame, asked: Question, seed: int) -> PaceChange | NotEnough:
    """The answer for the frame `runs`; `watched` is a daily frame that says what else changed."""
    chosen = easy_runs.runs(runs)
    plan = design.build(design.series_of(chosen["pace"], asked.since, asked.until), asked.start, asked.end)
    refusal = refuse(plan)
    if refusal is not None:
        return asked.refused(refusal)
    matrix = make(plan, chosen)
    line = averaged.mixture(matrix.days, matrix.columns, W_GRID)
    weeks = _more_weeks(line, plan)
    reading, others = explained(
        decide(line, against_before(matrix), verdict.bad_spell(plan.course)), plan, matrix, line
    )
    return PaceChange(
        reading=reading,
        table=_table(line, plan),
        course=_course(plan, matrix, line, chosen),
        changes=changes.table(watched, plan),
        usual_s_per_m=float(np.exp(plan.rows("before")["observed"].mean() / 100)),
        covariates=matrix.covariates,
        chosen_by=chosen.attrs["by"],
        detectable_percent=detectable(line),
        more_weeks=weeks,
        more_runs=None if weeks is None else _runs_in(weeks, plan),
        sure_percent=line.at_most,
        courses=others,
        has_two_years=plan.has_two_years,
        is_over=asked.is_over,
        seed=seed,
        after_block=asked.after_block,
    )


def refuse(plan: Design) -> NotEnough | None:
    """The refusal where fewer than 20 easy runs stand on a side or the block is younger than 8 weeks."""
    for phase, name in (("before", "before the block"), ("during", "in the block")):
        n, weeks = len(plan.rows(phase)), max(plan.weeks(phase), 1)
        if n < RUNS_NEEDED:
            missing = int(np.ceil((RUNS_NEEDED - n) / max(n / weeks, 1)))
            said = words.weeks_missing_before if phase == "before" else words.weeks_missing_in_block
            return NotEnough(f"{counted(n, 'easy run')} {name}", f"{RUNS_NEEDED} runs", "", (said(missing),))
    weeks = plan.weeks_in_all("during")
    if weeks < facts.PACE_WEEKS_BEFORE_JUDGING:
        short = words.weeks_missing_in_block(facts.PACE_WEEKS_BEFORE_JUDGING - weeks)
        return NotEnough(counted(weeks, "week"), "8 weeks", "easy running in the block", (short,))
    return None


def make(plan: Design, chosen: pd.DataFrame) -> Matrix:
    """log pace (%) ~ 1 + HR + T + T² + gain/km + day + step, each covariate where most runs have it."""
    used = plan.used
    rows = chosen.reindex(used["day"])
    known = easy_runs.covariates(rows)
    covariates = np.column_stack([np.empty((len(rows), 0)), *known.values()])
    days = used["offset"].to_numpy(float)
    return Matrix(days, design.columns(days, used["observed"].to_numpy(), covariates), tuple(known))


def against_before(matrix: Matrix) -> Mixture:
    """The change against the time before, no trend allowed for."""
    return averaged.mixture(matrix.days, np.delete(matrix.columns, -2, axis=1), W_GRID)


def decide(line: Mixture, level: Mixture, spell: float | None = None) -> verdict.Reading:
    """The verdict on a change in per cent of pace (below 0 is faster): none below 3 %, none that only `line` shows.

    Fitness that is lost and comes back on its own is faster than the line through the loss (`line`) and not than the
    time before (`level`). `spell` is how much slower, in per cent, the two weeks before the start were than the time
    before them: a block that begins there is not called faster.
    """
    least = facts.PACE_CHANGE_THAT_CAN_BE_JUDGED
    if line.high < 0 and line.estimate <= -least:
        if level.high >= 0:
            return verdict.Reading(verdict.CANNOT_TELL, "trend", "rise")
        if spell is not None and spell >= SLOW_SPELL:
            return verdict.Reading(verdict.CANNOT_TELL, "trend", "spell")
        if level.estimate <= -least:
            return verdict.Reading(verdict.LOWER_MORE if line.high <= -least else verdict.LOWER_MAYBE, "trend")
    if line.low > 0 and line.estimate >= least:
        if level.low <= 0:
            return verdict.Reading(verdict.CANNOT_TELL, "trend", "fall")
        if level.estimate >= least:
            return verdict.Reading(verdict.HIGHER, "trend")
    return verdict.Reading(verdict.CANNOT_TELL, "trend")


def explained(
    reading: verdict.Reading, plan: Design, matrix: Matrix, line: Mixture
) -> tuple[verdict.Reading, Courses | None]:
    """No verdict where fitness that was coming back, or a season, fits as well as the block."""
    if reading.verdict == verdict.CANNOT_TELL:
        return reading, None
    covariates = matrix.columns[:, 2:-2]
    others = courses.measure(plan, plan.scores, _at_mode(matrix, line), covariates, courses.PERCENT)
    doubt = courses.doubted(reading, others, line.estimate, has_level=True).doubt
    return (verdict.Reading(verdict.CANNOT_TELL, "trend", doubt) if doubt else reading), others


def _at_mode(matrix: Matrix, line: Mixture) -> Fit:
    """The line at the autocorrelation that the runs speak for most."""
    lines = autocorrelated.fit_at(matrix.days, matrix.columns, line.phi, line.w)
    dof = np.full(lines.beta.shape[1], float(lines.dof))
    return Fit(lines.beta[0], lines.covariance[0], line.phi, line.w, float(lines.s2[0]), dof, line.n)


def _table(line: Mixture, plan: Design) -> pd.DataFrame:
    row = {
        "term": "trend fit", "estimate": line.estimate, "low": line.low, "high": line.high,
        "n_before": len(plan.rows("before")), "n_after": len(plan.rows("during")),
        "se": line.se, "df": float(line.dof), "phi": line.phi, "w": line.w, "is_quoted": True,
    }  # fmt: skip
    return pd.DataFrame([row])


def _course(plan: Design, matrix: Matrix, line: Mixture, chosen: pd.DataFrame) -> pd.DataFrame:
    lines = autocorrelated.fit_at(matrix.days, matrix.columns, line.phi, line.w)
    offset = plan.course["offset"].to_numpy(float)
    n_covariates = matrix.columns.shape[1] - 4
    rows = design.columns(offset, np.zeros(len(offset)), np.zeros((len(offset), n_covariates)))[:, 1:]
    rows[:, -1] = 0
    expected = band(rows, lines.beta, lines.covariance, lines.dof)
    compared = chosen.reindex(plan.used["day"])
    of_covariates = easy_runs.of_covariates(chosen.reindex(plan.course["day"]), compared, lines.beta[0, 1:-2])
    drawn = {
        "observed": plan.course["observed"].to_numpy() - of_covariates,
        "expected": expected.middle,
        "low": expected.low,
        "high": expected.high,
        "fitted": expected.middle + line.estimate * (offset >= 0),
    }
    made = plan.course.assign(**{name: np.exp(values / 100) for name, values in drawn.items()})
    return made[["day", *SHOWN, "phase", "is_left_out"]]


def detectable(line: Mixture) -> float:
    """The smallest change, whole per cent, that would most likely have been seen: never below what can be judged."""
    return float(round(max(more_weeks.detectable_change(line.se), facts.PACE_CHANGE_THAT_CAN_BE_JUDGED)))


def _runs_in(weeks: int, plan: Design) -> int:
    """Easy runs in so many weeks, run as often as in the block so far."""
    return int(np.ceil(weeks * len(plan.rows("during")) / max(plan.weeks("during"), 1)))


def _more_weeks(line: Mixture, plan: Design) -> int | None:
    before = plan.rows("before")["offset"].to_numpy(float)
    share, change = plan.rated_share("during"), facts.PACE_CHANGE_THAT_CAN_BE_JUDGED
    weeks = more_weeks.weeks_needed(before, share, line.phi, line.w, line.s2, change, has_trend=True)
    return None if weeks is None else max(0, weeks - plan.weeks_in_all("during"))
