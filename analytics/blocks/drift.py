"""Did heart rate drift less in long runs with the block? A second outcome beside easy pace.

Drift is that of the page of a run (`analytics.log.samples.drift`): how much less speed a heartbeat gave in the second
half of the time in motion than in the first. Long runs are few, so the answer rests on a line with a trend whose
slope has a normal prior (mean 0, sd 2 percentage points a year: convention), errors as for pace.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd

from analytics import facts
from analytics.blocks import design, pace, pace_judged, verdict, words
from analytics.blocks.design import Design
from analytics.blocks.pace import PRIOR, TREND
from analytics.blocks.pace_judged import Matrix
from analytics.blocks.question import Question
from analytics.log import samples
from analytics.result import NotEnough
from analytics.running.easy_runs import KINDS_LEFT_OUT, KNOWN_SHARE, SMALLEST_SPREAD, W_GRID
from analytics.statistics import averaged
from analytics.statistics.averaged import Mixture
from analytics.words import counted
from data import schema

# A long run lasts an hour and a quarter: shorter ones hardly drift (convention).
LONG_S = 75 * 60
# Fewest long runs with a heart rate along the way, on each side of the block (simulated with as many).
RUNS_NEEDED = 10
# Percentage points a year that drift changes on its own, and what a watch's own noise is (conventions).
SLOPE_SD, MATTERS = 2.0, 1.0
HEAT, LENGTH = "temperature", "length"
UNITS = {HEAT: 10.0, LENGTH: 60.0}


@dataclass(frozen=True)
class DriftChange:
    """Drift of heart rate in long runs before and after a block, in per cent, adjusted for `covariates`.

    `table`: "trend fit" and "trend with a prior" (quoted), columns as in `PaceChange`, in percentage points (below 0
    is less drift), n in runs. `runs`, a row a long run: `day drift phase is_left_out`. `usual` is the mean drift
    before the block.
    """

    VERSION: ClassVar[int] = 1

    reading: verdict.Reading
    table: pd.DataFrame
    runs: pd.DataFrame
    usual: float
    covariates: tuple[str, ...]
    is_over: bool
    seed: int
    after_block: pd.Timestamp | None = None

    @property
    def change(self) -> tuple[float, float, float]:
        """Estimate and interval in percentage points."""
        return verdict.quoted(self.table)


def long_runs(rows: pd.DataFrame) -> pd.DataFrame:
    """The runs of the frame `runs` of 75 minutes and more that know a heart rate, the longest of each day: `run_id
    day temperature length`, °C and minutes. No races, track or treadmill."""
    known = schema.conform("runs", rows[[column for column in schema.columns("runs") if column in rows]])
    seen = schema.plausible("runs", known[known["duplicate_of"].isna()])
    length = seen["moving_s"].fillna(seen["duration_s"])
    is_able = ~seen["kind"].isin(KINDS_LEFT_OUT) & (length >= LONG_S) & seen["hr_mean_bpm"].notna()
    chosen = (
        seen.assign(length=length / 60)[is_able].sort_values(["day", "length"]).drop_duplicates("day", keep="last")
    )
    return chosen.rename(columns={"temperature_c": HEAT})[["run_id", "day", HEAT, LENGTH]].reset_index(drop=True)


def looked_at(rows: pd.DataFrame, start: pd.Timestamp) -> pd.DataFrame:
    """Those of `long_runs` that a block from `start` on may be compared by: the others need no samples."""
    usable = pd.Timedelta(days=design.WEEKS_COMPARED * design.WEEK_DAYS)
    first = start - usable + pd.Timedelta(days=design.LEFT_OUT_FROM)
    return rows[rows["day"].between(first, start + usable + pd.Timedelta(days=design.LEFT_OUT_TO))]


def measure(
    long: pd.DataFrame, streams: Mapping[str, pd.DataFrame], asked: Question, seed: int
) -> DriftChange | NotEnough:
    """The answer for `long`, the long runs, and their samples by run_id (frame `streams`)."""
    known = drifts(long, streams)
    plan = design.build(design.series_of(known["drift"], asked.since, asked.until), asked.start, asked.end)
    refusal = refuse(plan)
    if refusal is not None:
        return asked.refused(refusal)
    matrix = make(plan, known)
    line, held = averaged.with_priors(matrix.days, matrix.columns, [SLOPE_SD], W_GRID)
    runs = plan.course[plan.course["observed"].notna()].rename(columns={"observed": "drift"})
    return DriftChange(
        reading=decide(held, line, plan, matrix),
        table=pd.concat([pace.row(line, plan, TREND, is_quoted=False), pace.row(held, plan, PRIOR, is_quoted=True)]),
        runs=runs[["day", "drift", "phase", "is_left_out"]].reset_index(drop=True),
        usual=float(plan.rows("before")["observed"].mean()),
        covariates=matrix.covariates,
        is_over=asked.is_over,
        seed=seed,
        after_block=asked.after_block,
    )


def drifts(long: pd.DataFrame, streams: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """`drift` (per cent), `temperature` and `length` of the long runs whose samples tell it, indexed by day."""
    told = [samples.drift(samples.timed(streams[run])) if run in streams else None for run in long["run_id"]]
    percent = [100 * each.share if isinstance(each, samples.Drift) else np.nan for each in told]
    by_day = long.assign(drift=np.array(percent, float)).set_index(pd.DatetimeIndex(long["day"], name="day"))
    return by_day.loc[np.isfinite(by_day["drift"]), ["drift", HEAT, LENGTH]]


def refuse(plan: Design) -> NotEnough | None:
    """The refusal where fewer than 10 long runs stand on a side or the block is younger than 8 weeks."""
    for phase, name in (("before", "before the block"), ("during", "in the block")):
        n = len(plan.rows(phase))
        if n < RUNS_NEEDED:
            have = f"{counted(n, 'long run')} (75 minutes or more) with a heart rate all along {name}"
            return NotEnough(have, f"{RUNS_NEEDED} runs", "")
    weeks = plan.weeks_in_all("during")
    if weeks < facts.PACE_WEEKS_BEFORE_JUDGING:
        short = words.weeks_missing_in_block(facts.PACE_WEEKS_BEFORE_JUDGING - weeks)
        return NotEnough(counted(weeks, "week"), "8 weeks", "long runs in the block", (short,))
    return None


def make(plan: Design, known: pd.DataFrame) -> Matrix:
    """drift (%) ~ 1 + temperature + length + day + step, each covariate where most runs have it."""
    used = plan.used
    rows = known.reindex(used["day"])
    able = [name for name in UNITS if rows[name].notna().mean() >= KNOWN_SHARE and rows[name].std() > SMALLEST_SPREAD]
    terms = [((rows[name] - rows[name].mean()) / UNITS[name]).fillna(0.0).to_numpy(float) for name in able]
    covariates = np.column_stack([np.empty((len(rows), 0)), *terms])
    days = used["offset"].to_numpy(float)
    return Matrix(days, design.columns(days, used["observed"].to_numpy(), covariates), tuple(able))


def decide(held: Mixture, line: Mixture, plan: Design, matrix: Matrix) -> verdict.Reading:
    """Less or more drift only where the interval under the prior and that against the time before agree, heat is
    known, and neither fitness that was coming already nor a season fits as well."""
    level = pace_judged.against_before(matrix)
    side = -1 if max(held.high, level.high) < 0 else 1 if min(held.low, level.low) > 0 else 0
    if not side:
        return verdict.Reading(verdict.CANNOT_TELL, "trend")
    if HEAT not in matrix.covariates:
        return verdict.Reading(verdict.CANNOT_TELL, "trend", "heat")
    lower = verdict.LOWER_MORE if held.high <= -MATTERS else verdict.LOWER_MAYBE
    reading = verdict.Reading(lower if side < 0 else verdict.HIGHER, "trend")
    return pace_judged.explained(reading, plan, matrix, line)[0]
