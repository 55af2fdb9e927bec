"""From two intervals to one verdict, with the rules under which there is none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import facts
from analytics.blocks.design import RATED_SHARE, Design
from analytics.result import NotEnough
from analytics.statistics.autocorrelated import Fit
from analytics.words import counted, say_share

LOWER_MORE = "lower by more than matters"
LOWER_MAYBE = "lower but maybe not by enough to matter"
LOWER_OR_TREND = "lower but a trend already under way cannot be ruled out"
NO_SIGN = "no sign"
HIGHER = "higher"
CANNOT_TELL = "cannot tell"
VERDICTS = (LOWER_MORE, LOWER_MAYBE, LOWER_OR_TREND, NO_SIGN, HIGHER, CANNOT_TELL)
LOWER = (LOWER_MORE, LOWER_MAYBE, LOWER_OR_TREND)

# Usable weeks (left-out days taken off) below which simulated intervals were not looked at or fell short of 95 %.
USABLE_WEEKS_FIT, USABLE_WEEKS_BEFORE, USABLE_WEEKS_TREND, USABLE_WEEKS_BLOCK = 8, 12, 26, 4
# The same in calendar weeks, as a refusal asks for them: left-out days and all.
WEEKS_ASKED_BEFORE, WEEKS_ASKED_BLOCK = 14, 8
# A constant says nothing about its own autocorrelation (provisional).
DISTINCT_SCORES = 3
# Points: an interval reaching further than this to each side holds no verdict.
WIDEST_HALF = 2.0
# A start whose last 14 days stand this far above the days before them was probably chosen in a bad spell: finds
# 95-100 % of such starts, false positives in 3-26 % of others (simulated).
BAD_SPELL = 1.0
# Scores needed in those 14 days before their mean says anything (convention).
BAD_SPELL_SCORES = 3
# Strong autocorrelation fitted on few weeks: intervals cover 90-92 % there (simulated), not 95 %. The same where a
# quarter or more of the scores are 0.
STRONG_PHI, FEW_WEEKS, MANY_ZEROS = 0.85, 14, 0.25
# A year of days is too short to estimate an autocorrelation of 0.97 or 0.98: the trend fit's intervals then cover
# 88-90 %, however many the weeks. 61-87 % of such diaries have a fit above this value (simulated).
VERY_STRONG_PHI = 0.95

# Of a change against the trend, at least this share has to stand against the time before as well: of the longest
# simulated injuries that heal on their own, median 1.3 of 3.8 points do (convention).
LEAST_AGAINST_BEFORE = 0.5


@dataclass(frozen=True)
class Reading:
    """A verdict (one of `VERDICTS`), which fit it quotes ("prior", "trend" or "level"), and what stands against a
    firmer one.

    `doubt`: "trend", not allowed for; "rise", lower only than the rise before the block led to expect; "fall", higher
    only than the fall; "spell", a start in a bad spell; "diary", kept differently before and in the block; "mileage",
    which changed with the block and may be all of it; "healing", already under way; "season" and "year", a rhythm of
    the year that may be there, and that the years before show; or "".
    """

    verdict: str
    basis: str
    doubt: str = ""


def refuse(plan: Design, what: str) -> NotEnough | None:
    """The refusal where nothing sensible can be fitted: too few weeks, rated days or distinct scores."""
    before, during = plan.weeks("before"), plan.weeks("during")
    if before < USABLE_WEEKS_FIT:
        return NotEnough(
            counted(plan.weeks_in_all("before"), "week"), f"{WEEKS_ASKED_BEFORE} weeks", f"{what} before the block"
        )
    if during < USABLE_WEEKS_BLOCK:
        return NotEnough(
            counted(plan.weeks_in_all("during"), "week"), f"{WEEKS_ASKED_BLOCK} weeks", f"{what} in the block"
        )
    for phase, name in (("before", "before the block"), ("during", "in the block")):
        if plan.rated_share(phase) < RATED_SHARE:
            have = f"{what} on {say_share(plan.rated_share(phase))} of the days {name}"
            return NotEnough(have, f"{say_share(RATED_SHARE)} of them", "")
    n_distinct = plan.used["observed"].nunique()
    if n_distinct < DISTINCT_SCORES:
        return NotEnough(counted(n_distinct, "different score"), str(DISTINCT_SCORES), what)
    return None


def decide(
    held: Fit,
    level: Fit,
    matters: float,
    weeks_before: int,
    is_bad_spell: bool,
    is_kept_differently: bool = False,
) -> Reading:
    """The verdict; "lower" and "higher" only where both fits say so: against a trend under way, whose slope has a
    prior (`held`), and against the time before (`level`).

    `matters` is the smallest change that matters, in points. A start in a bad spell is never called "higher"; a firm
    "lower" stays, since the days around the start are left out (simulated: said of at most 1 % of useless blocks that
    begin in one). A diary that was not kept in the same way (`is_kept_differently`) holds neither. "No sign" takes an
    interval without a change that matters.
    """
    has_trend = weeks_before >= USABLE_WEEKS_TREND and half_width(held) <= WIDEST_HALF
    has_level = weeks_before >= USABLE_WEEKS_BEFORE and half_width(level) <= WIDEST_HALF
    reading = _beyond_trend(held, level, matters) if has_trend else None
    if reading is None and not (has_level or has_trend):
        return Reading(CANNOT_TELL, "prior" if weeks_before >= USABLE_WEEKS_TREND else "level")
    reading = reading or _without_trend(held if has_trend else None, level if has_level else None, matters)
    return _doubted(reading, has_level, is_bad_spell, is_kept_differently)


def _beyond_trend(held: Fit, level: Fit, matters: float) -> Reading | None:
    """What the fit with a trend says; None where its interval holds no change or most of it is the trend's.

    An injury that builds up and heals on its own falls below the line that its rise leads to expect and not below
    the time before, so the level-only interval has to lie on the same side. It is asked however wide it is: a strong
    trend makes it wide, and a wide one that reaches 0 says still less that pain is lower than before.
    """
    (low, high), (level_low, level_high) = held.interval(-1), level.interval(-1)
    if low <= 0 <= high:
        return None
    if (level_high >= 0) if high < 0 else (level_low <= 0):
        return Reading(CANNOT_TELL, "level", "rise" if high < 0 else "fall")
    if level.beta[-1] / held.beta[-1] < LEAST_AGAINST_BEFORE:
        return None if half_width(level) <= WIDEST_HALF else Reading(CANNOT_TELL, "level")
    if high < 0:
        return Reading(LOWER_MORE if high <= -matters else LOWER_MAYBE, "prior")
    return Reading(HIGHER, "prior")


def _without_trend(held: Fit | None, level: Fit | None, matters: float) -> Reading:
    """What is left to say where the fit with a trend (None: there is none) shows no change."""
    if level is not None:
        low, high = level.interval(-1)
        if high < 0:
            return Reading(LOWER_OR_TREND, "level")
        if low > 0:
            return Reading(CANNOT_TELL, "level", "trend")
    line = held or level
    low, high = line.interval(-1) if line is not None else (-np.inf, np.inf)
    return Reading(NO_SIGN if -matters < low and high < matters else CANNOT_TELL, "prior" if held else "level")


def _doubted(reading: Reading, has_level: bool, is_bad_spell: bool, is_kept_differently: bool) -> Reading:
    """The reading made less firm by how the block began and how the diary was kept."""
    if not (is_bad_spell or is_kept_differently):
        return reading
    doubt = "spell" if is_bad_spell else "diary"
    if reading.verdict in (LOWER_MORE, LOWER_MAYBE) and not is_kept_differently:
        return reading
    if reading.verdict in LOWER:
        return Reading(LOWER_OR_TREND, "level", doubt) if has_level else Reading(CANNOT_TELL, "level")
    if reading.verdict == HIGHER or (reading.verdict == NO_SIGN and is_kept_differently):
        return Reading(CANNOT_TELL, reading.basis, doubt if reading.verdict == HIGHER else "diary")
    return reading


def quoted(table: pd.DataFrame) -> tuple[float, float, float]:
    """Estimate and interval of the fit that the verdict quotes, from the answer's `table`."""
    row = table[table["is_quoted"]].iloc[0]
    return float(row["estimate"]), float(row["low"]), float(row["high"])


def half_width(fit: Fit) -> float:
    """Half the width of the step's 95 % interval."""
    low, high = fit.interval(-1)
    return (high - low) / 2


def bad_spell(course: pd.DataFrame) -> float | None:
    """Mean of the last 14 days before the block less the mean of the earlier ones; None where too few are rated."""
    before = course[(course["phase"] == "before") & course["observed"].notna()]
    is_last = before["is_left_out"]
    if is_last.sum() < BAD_SPELL_SCORES or (~is_last).sum() < BAD_SPELL_SCORES:
        return None
    return float(before.loc[is_last, "observed"].mean() - before.loc[~is_last, "observed"].mean())


def baseline(plan: Design) -> float:
    """Mean score of the compared days before the block."""
    return float(plan.rows("before")["observed"].mean())


def matters(plan: Design) -> float:
    """The smallest change that matters for this person, in points."""
    return facts.pain_change_that_matters(baseline(plan))


def may_be_too_narrow(fit: Fit, plan: Design) -> bool:
    """True where simulated intervals of this kind fall short of 95 %."""
    is_few = plan.weeks("before") <= FEW_WEEKS and fit.phi > STRONG_PHI
    zeros = float((plan.used["observed"] == 0).mean())
    return fit.phi > VERY_STRONG_PHI or is_few or (zeros >= MANY_ZEROS and fit.phi > STRONG_PHI)
