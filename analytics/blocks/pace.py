"""Did easy pace change with the block? The same errors as for pain, with heart rate, heat and climb held equal.

Simulated with five runs a week: 1 and 2 % are out of reach, 3 % needs more than 150 runs each side. So the
interval is shown and there is no verdict below 3 %.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import facts
from analytics.blocks import changes, design, diary, sentence, verdict
from analytics.blocks import more_weeks as power_blocks
from analytics.blocks.design import Array, Design
from analytics.result import NotEnough, Result
from analytics.running import easy_runs as easy
from analytics.statistics import reml
from analytics.statistics.reml import Mixture
from analytics.words import counted
from data.units import Units

# Runs differ from day to day far more than they remember: dense where most of the variance is of the single run.
W_GRID = np.array([0, 0.2, 0.4, 0.6, 0.75, 0.85, 0.92, 0.97])
# Fewest runs each side that were simulated.
RUNS_NEEDED = 20
# Per cent: a start whose last 14 days were this much slower than the time before them was probably chosen in a slow
# spell: the smallest change that can be judged. Of 120 simulated steady logs none looks like that.
SLOW_SPELL = facts.PACE_CHANGE_THAT_CAN_BE_JUDGED


@dataclass(frozen=True)
class Matrix:
    """Response and design of the used runs: `days` (n,), `columns` (n, k) with day and step last."""

    days: Array
    columns: Array
    covariates: tuple[str, ...]


def answer(
    runs: pd.DataFrame,
    watched: pd.DataFrame,
    block: tuple[pd.Timestamp, pd.Timestamp],
    seen: tuple[pd.Timestamp | None, pd.Timestamp | None],
    seed: int,
    units: Units,
    *,
    is_over: bool = False,
) -> Result | NotEnough:
    """The answer for the frame `runs`; `block` is its first and last day, `seen` the first and last day looked at,
    `watched` a daily frame that tells what else changed; `is_over` where the block had ended by the last day seen."""
    chosen = easy.runs(runs)
    known = design.series_of(chosen["pace"], *seen)
    plan = design.build(known, *block)
    refusal = refuse(plan)
    if refusal is not None:
        return refusal
    matrix = make(plan, chosen)
    line = reml.mixture(matrix.days, matrix.columns, W_GRID)
    reading = decide(line, against_before(matrix), verdict.bad_spell(plan.course))
    changed = changes.table(watched, plan, units)
    return Result(
        table=table(line, plan),
        sentence=_sentence(reading, line, plan, changed, units, "heart rate" in matrix.covariates, is_over),
        caveats=_caveats(reading, line, plan, matrix, chosen.attrs["rule"], is_over),
        method=_method(line, matrix, seed),
        verdict=reading.verdict,
        details={"course": course(plan, matrix, line, chosen, units), "changes": changed},
    )


def refuse(plan: Design) -> NotEnough | None:
    """The refusal where fewer than 20 easy runs stand on a side or the block is younger than 8 weeks."""
    for phase, name in (("before", "before the block"), ("during", "in the block")):
        n, weeks = len(plan.rows(phase)), max(plan.weeks(phase), 1)
        if n < RUNS_NEEDED:
            missing = int(np.ceil((RUNS_NEEDED - n) / max(n / weeks, 1)))
            said = sentence.weeks_missing_before if phase == "before" else sentence.weeks_missing_in_block
            return NotEnough(f"{counted(n, 'easy run')} {name}", f"{RUNS_NEEDED} runs", "", (said(missing),))
    weeks = plan.weeks_in_all("during")
    if weeks < facts.PACE_WEEKS_BEFORE_JUDGING:
        short = sentence.weeks_missing_in_block(facts.PACE_WEEKS_BEFORE_JUDGING - weeks)
        return NotEnough(counted(weeks, "week"), "8 weeks", "easy running in the block", (short,))
    return None


def make(plan: Design, chosen: pd.DataFrame) -> Matrix:
    """log pace (%) ~ 1 + HR + T + T² + gain/km + day + step, each covariate where most runs have it."""
    used = plan.used
    rows = chosen.reindex(used["day"])
    known = easy.covariates(rows)
    covariates = np.column_stack([np.empty((len(rows), 0)), *known.values()])
    days = used["offset"].to_numpy(float)
    return Matrix(days, design.columns(days, used["observed"].to_numpy(), covariates), tuple(known))


def against_before(matrix: Matrix) -> Mixture:
    """The change against the time before, no trend allowed for."""
    return reml.mixture(matrix.days, np.delete(matrix.columns, -2, axis=1), W_GRID)


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


def table(line: Mixture, plan: Design) -> pd.DataFrame:
    """One row; columns as for pain, estimate and interval in per cent of pace, n in runs."""
    row = {
        "term": "trend fit", "estimate": line.estimate, "low": line.low, "high": line.high,
        "n_before": len(plan.rows("before")), "n_after": len(plan.rows("during")),
        "se": line.se, "df": float(line.dof), "phi": line.phi, "w": line.w, "is_quoted": True,
    }  # fmt: skip
    return pd.DataFrame([row])


def course(plan: Design, matrix: Matrix, line: Mixture, chosen: pd.DataFrame, units: Units) -> pd.DataFrame:
    """Per calendar day `day observed expected low high fitted phase is_left_out`, in seconds per km or mile.

    `observed` is the easy pace at the mean heart rate, temperature and climb of the compared runs.
    """
    white = reml.whiten(matrix.days, matrix.columns, np.array([line.phi]), np.array([line.w]))
    lines = reml.profile(white, range(matrix.columns.shape[1] - 1))
    beta, covariance = lines.beta[0], lines.s2[0] * lines.inverse[0]
    offset = plan.course["offset"].to_numpy(float)
    n_covariates = matrix.columns.shape[1] - 4
    rows = design.columns(offset, np.zeros(len(offset)), np.zeros((len(offset), n_covariates)))[:, 1:]
    rows[:, -1] = 0
    half = reml.t_quantile(lines.dof) * np.sqrt(np.einsum("ni,ij,nj->n", rows, covariance, rows))
    expected = rows @ beta
    equal = easy.held_equal(chosen.reindex(plan.course["day"]), chosen.reindex(plan.used["day"]), beta[1:-2])
    drawn = {
        "observed": plan.course["observed"].to_numpy() - equal,
        "expected": expected,
        "low": expected - half,
        "high": expected + half,
        "fitted": expected + line.estimate * (offset >= 0),
    }
    in_units = {name: np.exp(values / 100) * units.m_per_distance for name, values in drawn.items()}
    made = plan.course.assign(**in_units)
    return made[["day", "observed", "expected", "low", "high", "fitted", "phase", "is_left_out"]]


def _sentence(
    reading: verdict.Reading,
    line: Mixture,
    plan: Design,
    changed: pd.DataFrame,
    units: Units,
    has_hr: bool,
    is_over: bool,
) -> str:
    usual = np.exp(plan.rows("before")["observed"].mean() / 100) * units.m_per_distance
    estimate, low, high = (float(usual * np.expm1(v / 100)) for v in (line.estimate, line.low, line.high))
    said = (
        sentence.pace_doubted(reading.doubt, has_hr, is_over=is_over)
        if reading.doubt
        else sentence.pace(
            reading.verdict, (estimate, low, high), line.estimate, seen(line), units.distance, has_hr, is_over=is_over
        )
    )
    return " ".join(part for part in (changes.mileage_sentence(changed), said) if part)


def seen(line: Mixture) -> float:
    """The smallest change, whole per cent, that would most likely have been seen: never below what can be judged."""
    return float(round(max(power_blocks.detectable_change(line.se), facts.PACE_CHANGE_THAT_CAN_BE_JUDGED)))


def _caveats(
    reading: verdict.Reading, line: Mixture, plan: Design, matrix: Matrix, rule: str, is_over: bool
) -> tuple[str, ...]:
    held = ", ".join(matrix.covariates) or "nothing"
    said = [rule, f"Held equal: {held}.", sentence.PACE_LEFT_OUT, *diary.season(plan, "pace")]
    if reading.verdict == verdict.CANNOT_TELL and not reading.doubt:
        said.append(f"{sentence.PACE_SMALL} {_more_weeks(line, plan, is_over)}".rstrip())
    return tuple(said)


def _more_weeks(line: Mixture, plan: Design, is_over: bool) -> str:
    if seen(line) <= facts.PACE_CHANGE_THAT_CAN_BE_JUDGED:
        return ""
    before = plan.rows("before")["offset"].to_numpy(float)
    share, change = plan.rated_share("during"), facts.PACE_CHANGE_THAT_CAN_BE_JUDGED
    weeks = power_blocks.weeks_needed(before, share, line.phi, line.w, line.s2, change, has_trend=True)
    missing = None if weeks is None else max(0, weeks - plan.weeks_in_all("during"))
    return sentence.more_runs(missing, change, is_over=is_over)


def _method(line: Mixture, matrix: Matrix, seed: int) -> str:
    terms = " + ".join(["1", *matrix.covariates, "day", "step"])
    return (
        f"log pace of easy runs (per cent) ~ {terms}, days -14 to 27 left out; AR(1) plus noise, mixture of t over "
        f"the grid (mode: phi {line.phi:g}, noise share {line.w:g}), 95 %; seed {seed} (not used)"
    )
