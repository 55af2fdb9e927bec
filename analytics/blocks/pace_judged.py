"""Which verdict the easy runs around a block give: a line whose slope has a prior, and the doubts against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import facts
from analytics.blocks import courses, design, pace_slopes, slopes, verdict
from analytics.blocks.adjusted import Rows
from analytics.blocks.courses import Courses
from analytics.blocks.design import Design
from analytics.running import easy_runs
from analytics.running.easy_runs import W_GRID
from analytics.statistics import autocorrelated, averaged
from analytics.statistics.arrays import Array
from analytics.statistics.autocorrelated import Fit
from analytics.statistics.averaged import Mixture

# Per cent: a start whose last 14 days were this much slower than the time before them was probably chosen in a slow
# spell: the smallest change that can be judged. Of 120 simulated steady logs none looks like that.
SLOW_SPELL = facts.PACE_CHANGE_THAT_CAN_BE_JUDGED


@dataclass(frozen=True)
class Matrix:
    """Response and design of the used runs: `days` (n,), `columns` (n, k): pace, 1, `covariates`, the columns of
    `rows`, day and step."""

    days: Array
    columns: Array
    covariates: tuple[str, ...]
    rows: Rows | None = None


@dataclass(frozen=True)
class Lines:
    """The change in per cent of pace (below 0 is faster): `free` with a trend of any slope, `held` under each prior
    of sd `sds` (per cent a year) on that slope, `level` against the time before, no trend allowed for."""

    free: Mixture
    held: tuple[Mixture, ...]
    level: Mixture
    sds: tuple[float, ...]


@dataclass(frozen=True)
class Judged:
    """The verdict on the runs of a plan, and the change that it rests on: `quoted`, under the usual prior on the
    slope (`sd`, per cent a year).

    `steepest` is the slope, in per cent a year, that would explain the change away. `courses` is what could have
    brought it without the block, None where there is none to explain.
    """

    reading: verdict.Reading
    quoted: Mixture
    sd: float
    lines: Lines
    steepest: float
    courses: Courses | None

    @property
    def at_most(self) -> float:
        """The one-sided 95 % bound, whatever the trend: the weaker of that under the prior and that under none.

        Fitness that grows more than twice as fast as the prior takes as usual cannot be told from the block in a
        short log: there the bound under the prior alone holds the truth too seldom (docs/calibration.md).
        """
        return max(self.quoted.at_most, self.lines.free.at_most)


def fit(plan: Design, matrix: Matrix, sds: Sequence[float] = pace_slopes.SDS) -> Lines:
    """The change by each line; `sds` in s/km a year."""
    in_percent = tuple(pace_slopes.in_percent(sd, usual_s_per_m(plan)) for sd in sds)
    free, *held = averaged.with_priors(matrix.days, matrix.columns, in_percent, W_GRID)
    return Lines(free, tuple(held), against_before(matrix), in_percent)


def judge(plan: Design, matrix: Matrix, lines: Lines) -> Judged:
    """The verdict on the used runs of `plan`, whose design is `matrix`; `lines` are theirs."""
    sd = pace_slopes.in_percent(pace_slopes.USUAL_SD, usual_s_per_m(plan))
    quoted = lines.held[lines.sds.index(sd)]
    plain = decide(quoted, lines.level, verdict.bad_spell(plan.course))
    reading, others = explained(plain, plan, matrix, quoted)
    return Judged(reading, quoted, sd, lines, slopes.steepest(at_mode(matrix, quoted)), others)


def under_usual_prior(plan: Design, matrix: Matrix) -> Mixture:
    """The change alone, without a verdict."""
    sd = pace_slopes.in_percent(pace_slopes.USUAL_SD, usual_s_per_m(plan))
    return averaged.with_priors(matrix.days, matrix.columns, [sd], W_GRID)[-1]


def usual_s_per_m(plan: Design) -> float:
    """Geometric mean of pace before the block."""
    return float(np.exp(plan.rows("before")["observed"].mean() / 100))


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
            return verdict.Reading(verdict.CANNOT_TELL, "prior", "rise")
        if spell is not None and spell >= SLOW_SPELL:
            return verdict.Reading(verdict.CANNOT_TELL, "prior", "spell")
        if level.estimate <= -least:
            return verdict.Reading(verdict.LOWER_MORE if line.high <= -least else verdict.LOWER_MAYBE, "prior")
    if line.low > 0 and line.estimate >= least:
        if level.low <= 0:
            return verdict.Reading(verdict.CANNOT_TELL, "prior", "fall")
        if level.estimate >= least:
            return verdict.Reading(verdict.HIGHER, "prior")
    return verdict.Reading(verdict.CANNOT_TELL, "prior")


def explained(
    reading: verdict.Reading, plan: Design, matrix: Matrix, line: Mixture
) -> tuple[verdict.Reading, Courses | None]:
    """No verdict where fitness that was coming back, or a season, fits as well as the block."""
    if reading.verdict == verdict.CANNOT_TELL:
        return reading, None
    covariates = matrix.columns[:, 2:-2]
    others = courses.measure(plan, plan.scores, at_mode(matrix, line), covariates, courses.PERCENT)
    doubt = courses.doubted(reading, others, line.estimate, has_level=True, is_strict=True).doubt
    return (verdict.Reading(verdict.CANNOT_TELL, "prior", doubt) if doubt else reading), others


def at_mode(matrix: Matrix, line: Mixture) -> Fit:
    """The line at the autocorrelation that the runs speak for most."""
    lines = autocorrelated.fit_at(matrix.days, matrix.columns, line.phi, line.w)
    dof = np.full(lines.beta.shape[1], float(lines.dof))
    return Fit(lines.beta[0], lines.covariance[0], line.phi, line.w, float(lines.s2[0]), dof, line.n)
