"""Did easy pace change with the block? The same errors as for pain, adjusted for heart rate, heat and climb, for
mileage where that changed with the block, and for what the reader declares. As of pain, the slope before the block
has a normal prior (`pace_slopes`).

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
from analytics.blocks import adjusted, changes, design, more_weeks, pace_judged, pace_slopes, verdict, words
from analytics.blocks.adjusted import Adjusted, Rows
from analytics.blocks.courses import Courses
from analytics.blocks.design import Design
from analytics.blocks.pace_judged import Judged, Matrix
from analytics.blocks.question import Question
from analytics.result import NotEnough
from analytics.running import easy_runs
from analytics.running.easy_runs import RUNS_NEEDED
from analytics.statistics import autocorrelated, averaged
from analytics.statistics.averaged import Mixture
from analytics.statistics.band import band
from analytics.words import counted

TREND, PRIOR = "trend fit", "trend with a prior"
SHOWN = ["observed", "expected", "low", "high", "fitted"]


@dataclass(frozen=True)
class PaceChange:
    """Easy pace before and after a block, adjusted for `covariates`.

    `table`: "trend fit" and "trend with a prior" (quoted): `term estimate low high n_before n_after se df phi w
    is_quoted`, estimate and interval in per cent of pace (below 0 is faster), n in runs. `course`, a row a day: `day
    observed expected low high fitted phase is_left_out` in seconds per metre, `observed` at the mean covariates of
    the compared runs. `changes` as from `changes.table`. `usual_s_per_m` is the geometric mean of pace before the
    block, `detectable_percent` the smallest change that would most likely have been seen (whole per cent).
    `more_weeks` of the block until 3 % would show, None where no block is long enough, and `more_runs` as many easy
    runs at the pace of the block so far. `sure_percent` is the one-sided 95 % bound: at 95 % sure, whatever the trend
    before, the change is at most this (below 0: a gain of at least as much). `steepest_percent` is the slope, in per
    cent a year, that would explain the change away. `courses` is what could have brought a change without the block,
    in per cent. `priors` as from `pace_slopes.table`. `adjusted` is what the change is adjusted for besides
    `covariates`, None where nothing is.
    `after_block` is the last day of another block, where the time before counts from it.
    """

    VERSION: ClassVar[int] = 4

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
    steepest_percent: float
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
    matrix = pace_judged.make(plan, chosen, None)
    unadjusted = None
    if rows is not None and not rows.apart:
        unadjusted = pace_judged.under_usual_prior(plan, matrix)
        plan, matrix = rows.plan, pace_judged.make(rows.plan, chosen, rows)
    found = pace_judged.judge(plan, matrix, pace_judged.fit(plan, matrix))
    line, weeks = found.quoted, _more_weeks(found, plan)
    return PaceChange(
        reading=found.reading if rows is None else _told_apart(found.reading, rows),
        table=_table(found, plan),
        course=_course(plan, matrix, found, chosen),
        changes=changes.table(watched, plan),
        usual_s_per_m=pace_judged.usual_s_per_m(plan),
        covariates=matrix.covariates,
        chosen_by=chosen.attrs["by"],
        detectable_percent=detectable(line),
        more_weeks=weeks,
        more_runs=None if weeks is None else _runs_in(weeks, plan),
        sure_percent=found.at_most,
        steepest_percent=found.steepest,
        courses=found.courses,
        priors=pace_slopes.table(found.lines.held),
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
    return verdict.Reading(verdict.CANNOT_TELL, "prior", "mileage")


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


def _table(found: Judged, plan: Design) -> pd.DataFrame:
    rows = [row(found.lines.free, plan, TREND, is_quoted=False), row(found.quoted, plan, PRIOR, is_quoted=True)]
    return pd.concat(rows, ignore_index=True)


def row(line: Mixture, plan: Design, term: str, *, is_quoted: bool) -> pd.DataFrame:
    """One row of the answer's table."""
    made = {
        "term": term, "estimate": line.estimate, "low": line.low, "high": line.high,
        "n_before": len(plan.rows("before")), "n_after": len(plan.rows("during")),
        "se": line.se, "df": float(line.dof), "phi": line.phi, "w": line.w, "is_quoted": is_quoted,
    }  # fmt: skip
    return pd.DataFrame([made])


def _course(plan: Design, matrix: Matrix, found: Judged, chosen: pd.DataFrame) -> pd.DataFrame:
    line = found.quoted
    free = autocorrelated.fit_at(matrix.days, matrix.columns, line.phi, line.w)
    lines, _ = averaged.held_at(free, matrix.columns.shape[1] - 3, found.sd)
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


def _more_weeks(found: Judged, plan: Design) -> int | None:
    line, before = found.quoted, plan.rows("before")["offset"].to_numpy(float)
    share, change = plan.rated_share("during"), facts.PACE_CHANGE_THAT_CAN_BE_JUDGED
    weeks = more_weeks.weeks_needed(before, share, line.phi, line.w, line.s2, change, has_trend=True, sd=found.sd)
    return None if weeks is None else max(0, weeks - plan.weeks_in_all("during"))
