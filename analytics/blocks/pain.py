"""Did pain change with the block? A step in a series whose errors remember, with a trend under way allowed for."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analytics.blocks import changes, design, diary, placebo, sentence, verdict
from analytics.blocks import more_weeks as power_blocks
from analytics.blocks.design import Design
from analytics.result import NotEnough, Result
from analytics.statistics import reml
from analytics.statistics.reml import Fit
from data.units import Units

# Positions in the design after the response: intercept, day, step.
WITH_TREND, LEVEL_ONLY = (0, 1, 2), (0, 2)
TERMS = {"trend": "trend fit", "level": "level-only"}
SUBSETS = {"trend": WITH_TREND, "level": LEVEL_ONLY}


@dataclass(frozen=True)
class Fits:
    """Both lines through the same days: with a trend already under way, and without."""

    trend: Fit
    level: Fit

    def __getitem__(self, basis: str) -> Fit:
        return self.trend if basis == "trend" else self.level


def fit(plan: Design) -> Fits:
    """Both fits of the plan's used days."""
    used = plan.used
    columns = design.columns(used["offset"].to_numpy(float), used["observed"].to_numpy())
    return Fits(*reml.fit(used["offset"].to_numpy(float), columns, [WITH_TREND, LEVEL_ONLY]))


def answer(
    known: pd.Series,
    watched: pd.DataFrame,
    block: tuple[pd.Timestamp, pd.Timestamp],
    outcome: str,
    seed: int,
    units: Units,
    *,
    is_over: bool = False,
) -> Result | NotEnough:
    """The answer for one score per known day; `block` is its first and last day, `watched` the daily frame that
    tells what else changed; `is_over` where the block had ended by the last day seen."""
    plan = design.build(known, *block)
    refusal = verdict.refuse(plan, f"{sentence.noun(outcome)} scores")
    if refusal is not None:
        return _with_weeks(refusal, plan)
    fits, spell = fit(plan), verdict.bad_spell(plan.course)
    is_bad_spell = spell is not None and spell >= verdict.BAD_SPELL
    matters = verdict.matters(plan)
    kept = diary.differences(plan, watched, outcome)
    reading = verdict.decide(fits.trend, fits.level, matters, plan.weeks("before"), is_bad_spell, bool(kept))
    changed = changes.table(watched, plan, units)
    quoted = fits[reading.basis]
    more = _more_weeks(plan, fits.trend, matters, is_over)
    is_short = plan.weeks("before") < verdict.USABLE_WEEKS_BEFORE
    said = _change_in_words(reading, quoted, outcome, matters, is_bad_spell, is_over=is_over, is_short=is_short)
    beside = (sentence.BAD_SPELL if is_bad_spell else "", *kept)
    others = placebo.dates(plan, quoted, SUBSETS[reading.basis], seed)
    caveats = _caveats(reading, quoted, plan, spell, matters, more)
    return Result(
        table=table(fits, plan, reading.basis),
        sentence=_sentence(reading, said, changed, beside, more),
        caveats=(*caveats, *diary.season(plan, sentence.noun(outcome)), *placebo.caveat(others, quoted)),
        method=_method(quoted, outcome, seed),
        verdict=reading.verdict,
        details={
            "course": course(plan, quoted, reading.basis),
            "changes": changed,
            "placebo": others,
        },
    )


def table(fits: Fits, plan: Design, basis: str) -> pd.DataFrame:
    """Columns `term estimate low high n_before n_after se df phi w is_quoted`, a row per fit, points on 0-10."""
    rows = []
    for name, term in TERMS.items():
        line = fits[name]
        low, high = line.interval(-1)
        rows.append({
            "term": term, "estimate": float(line.beta[-1]), "low": low, "high": high,
            "n_before": len(plan.rows("before")), "n_after": len(plan.rows("during")),
            "se": float(line.se[-1]), "df": float(line.df[-1]), "phi": line.phi, "w": line.w,
            "is_quoted": name == basis,
        })  # fmt: skip
    return pd.DataFrame(rows)


def course(plan: Design, line: Fit, basis: str) -> pd.DataFrame:
    """Per day `day observed expected low high fitted phase is_left_out`: `expected` is the course if nothing had
    changed and `low`-`high` its 95 % band; `fitted` adds the change from the block's first day on."""
    offset = plan.course["offset"].to_numpy(float)
    nothing = np.zeros(len(offset))
    rows = design.columns(offset, nothing)[:, 1:][:, SUBSETS[basis]]
    unchanged = rows.copy()
    unchanged[:, -1] = 0
    expected = unchanged @ line.beta
    half = reml.t_quantile(float(line.df[-1])) * np.sqrt(
        np.einsum("ni,ij,nj->n", unchanged, line.covariance, unchanged)
    )
    made = plan.course.assign(expected=expected, low=expected - half, high=expected + half, fitted=rows @ line.beta)
    return made[["day", "observed", "expected", "low", "high", "fitted", "phase", "is_left_out"]]


def _sentence(reading: verdict.Reading, said: str, changed: pd.DataFrame, beside: tuple[str, ...], more: str) -> str:
    # More weeks of the block help neither against how it began nor against what came before it.
    is_open = reading.verdict == verdict.CANNOT_TELL and reading.doubt in ("", "trend")
    parts = [changes.mileage_sentence(changed), said, *beside, more if is_open else ""]
    return " ".join(part for part in parts if part)


def _change_in_words(
    reading: verdict.Reading,
    line: Fit,
    outcome: str,
    matters: float,
    is_bad_spell: bool,
    *,
    is_over: bool,
    is_short: bool,
) -> str:
    change = (float(line.beta[-1]), *line.interval(-1))
    if reading.doubt in ("rise", "fall"):
        return sentence.only_than_trend(outcome, reading.doubt == "rise", change, is_over=is_over)
    if reading.verdict == verdict.CANNOT_TELL and change[1] > 0 and is_bad_spell:
        return sentence.after_bad_spell(outcome)
    if reading.doubt == "trend":
        return sentence.higher_or_trend(outcome, change, is_over=is_over)
    if reading.verdict == verdict.CANNOT_TELL and reading.doubt == "diary":
        return sentence.kept_differently(outcome, change)
    return sentence.pain(reading.verdict, outcome, change, matters, is_over=is_over, is_short=is_short)


def _caveats(
    reading: verdict.Reading, line: Fit, plan: Design, spell: float | None, matters: float, more: str
) -> tuple[str, ...]:
    weeks = plan.weeks("before")
    is_short = weeks < verdict.USABLE_WEEKS_BEFORE
    said = {
        sentence.LEFT_OUT: True,
        sentence.UNCHECKED: spell is None,
        sentence.NARROW: verdict.may_be_too_narrow(line, plan),
        sentence.too_short_before(weeks, verdict.USABLE_WEEKS_BEFORE): is_short,
        sentence.NO_TREND: not is_short and weeks < verdict.USABLE_WEEKS_TREND,
        more: reading.verdict == verdict.LOWER_OR_TREND and not reading.doubt,
        sentence.SAME_START: reading.doubt == "spell",
        sentence.smallest_that_matters(matters): True,
    }
    return tuple(caveat for caveat, is_said in said.items() if is_said)


def _method(line: Fit, outcome: str, seed: int) -> str:
    return (
        f"interrupted time series of {outcome}, days -14 to 27 left out; REML, AR(1) plus day noise "
        f"(phi {line.phi:g}, noise share {line.w:g}), Satterthwaite t, 95 %; placebo dates with seed {seed}"
    )


def _more_weeks(plan: Design, line: Fit, matters: float, is_over: bool) -> str:
    """How many more weeks it takes to see the smallest change that matters, or what else it takes."""
    have = plan.weeks("before")
    if have < verdict.USABLE_WEEKS_BEFORE:
        return sentence.weeks_missing_before(verdict.WEEKS_ASKED_BEFORE - plan.weeks_in_all("before"))
    before = plan.rows("before")["offset"].to_numpy(float)
    share = max(plan.rated_share("during"), design.RATED_SHARE)
    for has_trend in (True, False) if have >= verdict.USABLE_WEEKS_TREND else (False,):
        weeks = power_blocks.weeks_needed(before, share, line.phi, line.w, line.s2, matters, has_trend=has_trend)
        if weeks is not None:
            missing = max(0, weeks - plan.weeks_in_all("during"))
            return sentence.more_weeks(missing, matters, has_trend, is_over=is_over)
    return sentence.more_weeks(None, matters, has_trend=False, is_over=is_over)


def _with_weeks(refusal: NotEnough, plan: Design) -> NotEnough:
    """The refusal with the number of weeks it would take."""
    if "weeks" not in refusal.need:
        said = "About 8 more weeks, scored at least every other day, would be a start."
    elif refusal.what.endswith("before the block"):
        said = sentence.weeks_missing_before(verdict.WEEKS_ASKED_BEFORE - plan.weeks_in_all("before"))
    else:
        said = sentence.weeks_missing_in_block(verdict.WEEKS_ASKED_BLOCK - plan.weeks_in_all("during"))
    return replace(refusal, caveats=(*refusal.caveats, said))
