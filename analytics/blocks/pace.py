"""Did easy pace change with the block? The same errors as for pain, adjusted for heart rate, heat and climb, for
mileage where that changed with the block, and for what the reader declares.

Simulated with five runs a week: 1 and 2 % are out of reach, 3 % needs more than 150 runs each side. So the
interval is shown and there is no verdict below 3 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd

from analytics import facts
from analytics.blocks import adjusted, changes, courses, design, more_weeks, pace_slopes, verdict, words
from analytics.blocks.adjusted import Adjusted, Rows
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
    as much). `courses` is what could have brought a change without the block, in per cent. `priors` as from
    `pace_slopes.table`. `adjusted` is what the change is adjusted for besides `covariates`, None where nothing is.
    `after_block` is the last day of another block, where the time before counts from it.
    """

    VERSION: ClassVar[int] = 3

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
    priors: pd.DataFrame
    has_two_years: bool
    is_over: bool
    seed: int
    adjusted: Adjusted | None = None
    after_block: pd.Timestamp | None = None

    @property
    def change(self) -> tuple[float, float, float]:
        """Estimate and interval in per cent of pace."""
        return verdict.quoted(self.table)


@dataclass(frozen=True)
class Matrix:
    """Response and design of the used runs: `days` (n,), `columns` (n, k): pace, 1, `covariates`, the columns of
    `rows`, day and step."""

    days: Array
    columns: Array
    covariates: tuple[str, ...]
    rows: Rows | None = None


def measure(
    runs: pd.DataFrame, watched: pd.DataFrame, asked: Question, seed: int, declared: Sequence[str] = ()
) -> PaceChange | NotEnough:
    """The answer for the frame `runs`, adjusted for mileage where that changed with the block and for `declared`;
    both are columns of `watched`, the daily frame, that says what else changed."""
    chosen = easy_runs.runs(runs)
    plan = design.build(design.series_of(chosen["pace"], asked.since, asked.until), asked.start, asked.end)
    refusal = refuse(plan)
    if refusal is not None:
        return asked.refused(refusal)
    rows = adjusted.rows(plan, watched, adjusted.PACE, declared, refuse)
    matrix = make(plan, chosen, None)
    unadjusted = None
    if rows is not None and not rows.apart:
        unadjusted = averaged.mixture(matrix.days, matrix.columns, W_GRID)
        plan, matrix = rows.plan, make(rows.plan, chosen, rows)
    usual = float(np.exp(plan.rows("before")["observed"].mean() / 100))
    sds = [pace_slopes.in_percent(sd, usual) for sd in pace_slopes.SDS]
    line, *held = averaged.with_priors(matrix.days, matrix.columns, sds, W_GRID)
    weeks = _more_weeks(line, plan)
    reading, others = explained(
        decide(line, against_before(matrix), verdict.bad_spell(plan.course)), plan, matrix, line
    )
    return PaceChange(
        reading=reading if rows is None else _told_apart(reading, rows),
        table=table(line, plan),
        course=_course(plan, matrix, line, chosen),
        changes=changes.table(watched, plan),
        usual_s_per_m=usual,
        covariates=matrix.covariates,
        chosen_by=chosen.attrs["by"],
        detectable_percent=detectable(line),
        more_weeks=weeks,
        more_runs=None if weeks is None else _runs_in(weeks, plan),
        sure_percent=line.at_most,
        courses=others,
        priors=pace_slopes.table(held),
        has_two_years=plan.has_two_years,
        is_over=asked.is_over,
        seed=seed,
        adjusted=None if rows is None else _adjusted(rows, unadjusted or line),
        after_block=asked.after_block,
    )


def _adjusted(rows: Rows, line: Mixture) -> Adjusted:
    unadjusted = (line.estimate, line.low, line.high)
    return Adjusted(rows.columns, rows.weekly_m, rows.apart, unadjusted, was_lower=line.high < 0)


def _told_apart(reading: verdict.Reading, rows: Rows) -> verdict.Reading:
    """No verdict on a block that comes with another mileage altogether."""
    if not rows.apart or reading.verdict == verdict.CANNOT_TELL:
        return reading
    return verdict.Reading(verdict.CANNOT_TELL, "trend", "mileage")


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


def make(plan: Design, chosen: pd.DataFrame, rows: Rows | None = None) -> Matrix:
    """log pace (%) ~ 1 + HR + T + T² + gain/km + those of `rows` + day + step, each covariate where most runs have
    it."""
    used = plan.used
    compared = chosen.reindex(used["day"])
    known = easy_runs.covariates(compared)
    others = [] if rows is None else [rows.terms]
    covariates = np.column_stack([np.empty((len(compared), 0)), *known.values(), *others])
    days = used["offset"].to_numpy(float)
    return Matrix(days, design.columns(days, used["observed"].to_numpy(), covariates), tuple(known), rows)


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
    doubt = courses.doubted(reading, others, line.estimate, has_level=True, is_strict=True).doubt
    return (verdict.Reading(verdict.CANNOT_TELL, "trend", doubt) if doubt else reading), others


def _at_mode(matrix: Matrix, line: Mixture) -> Fit:
    """The line at the autocorrelation that the runs speak for most."""
    lines = autocorrelated.fit_at(matrix.days, matrix.columns, line.phi, line.w)
    dof = np.full(lines.beta.shape[1], float(lines.dof))
    return Fit(lines.beta[0], lines.covariance[0], line.phi, line.w, float(lines.s2[0]), dof, line.n)


def table(line: Mixture, plan: Design) -> pd.DataFrame:
    """The one row of the answer's table."""
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
    compared, beta = chosen.reindex(plan.used["day"]), lines.beta[0, 1:-2]
    n_others = 0 if matrix.rows is None else matrix.rows.terms.shape[1]
    n_runs = len(beta) - n_others
    of_covariates = easy_runs.of_covariates(chosen.reindex(plan.course["day"]), compared, beta[:n_runs])
    if matrix.rows is not None:
        of_covariates = of_covariates + matrix.rows.every @ beta[n_runs:]
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
