"""The answer on easy pace in words: seconds per km or mile, and per cent."""

from __future__ import annotations

import numpy as np

from analytics import facts
from analytics.blocks import adjusted_words, changes, pace_slopes, words
from analytics.blocks import verdict as v
from analytics.blocks.pace import PRIOR, SHOWN, TREND, PaceChange
from analytics.result import Result
from analytics.running.easy_runs import RULES
from data.units import Units

LEFT_OUT = (
    "The two weeks before the start and the first four weeks of the block are left out: training needs time to show."
)
# What fits a change of pace as well as the block does.
COULD_BE = {
    "healing": "you were getting faster already, and that alone could have brought it here",
    "season": "the time of the year could have brought it on its own",
    "year": "it changes as at this time of every year on record",
    "mileage": "your mileage changed with it, and what each of the two did cannot be told apart",
}
# Easy runs may begin earlier or later than scores: another "before" than that of pain.
OVER = " over the weeks compared for pace"
NONE_SURE, NONE_SURE_YET = "It cannot be said that you got faster.", "It cannot be said yet that you got faster."
SMALL = "Strength work changes pace by 1-3 %; a log of runs cannot tell less than 3 % apart, so there is no verdict."


def say(found: PaceChange, units: Units) -> Result:
    """The change in words; `details`: `course` in seconds per km or mile, `changes` in the reader's units."""
    course = found.course.assign(**{name: found.course[name] * units.m_per_distance for name in SHOWN})
    return Result(
        table=found.table,
        sentence=" ".join(part for part in (_running(found, units), _change(found, units)) if part),
        caveats=_caveats(found, units),
        method=_method(found),
        verdict=found.reading.verdict,
        details={"course": course, "changes": changes.in_units(found.changes, units), "priors": found.priors},
    )


def _running(found: PaceChange, units: Units) -> str:
    """What running did with the block; that it may be behind the answer only where the answer is not adjusted."""
    held = found.adjusted
    if held is None or held.weekly_m is None or held.apart:
        return changes.mileage_sentence(found.changes, units, OVER)
    return adjusted_words.running(held, found.changes, units, OVER)


def _change(found: PaceChange, units: Units) -> str:
    has_hr, is_over = "heart rate" in found.covariates, found.is_over
    if found.reading.doubt:
        return doubted(found.reading.doubt, has_hr, is_over=is_over)
    usual, percent = found.usual_s_per_m * units.m_per_distance, found.change
    estimate, low, high = (float(usual * np.expm1(each / 100)) for each in percent)
    seen, unit = found.detectable_percent, units.distance
    said = pace(found.reading.verdict, (estimate, low, high), percent[0], seen, unit, has_hr, is_over=is_over)
    bound = float(usual * np.expm1(found.sure_percent / 100))
    none = NONE_SURE if is_over else NONE_SURE_YET
    gain = none if bound > -1 and high >= 0 else sure(bound, unit, has_hr, is_over=is_over)
    gain = "" if found.reading.verdict == v.HIGHER else gain
    return " ".join(part for part in (said, gain, steepest(found, units), _more_runs(found)) if part)


def _caveats(found: PaceChange, units: Units) -> tuple[str, ...]:
    said = [] if found.after_block is None else [words.after_last_block(found.after_block, units)]
    held = found.adjusted
    names = [*found.covariates, *([] if held is None or held.apart else [adjusted_words.what(held)])]
    said += [RULES[found.chosen_by], f"Adjusted for: {', '.join(names) or 'nothing'}.", LEFT_OUT]
    said.append(priors(found, units))
    said += [] if found.has_two_years else [words.yearly("pace")]
    if found.reading.verdict == v.CANNOT_TELL and not found.reading.doubt:
        said.append(SMALL)
    return tuple(said)


def steepest(found: PaceChange, units: Units) -> str:
    """How steep a trend would explain a gain away, where it takes more than a usual one."""
    usual, unit = found.usual_s_per_m * units.m_per_distance, units.distance
    seconds = float(usual * np.expm1(found.steepest_percent / 100))
    if found.reading.verdict not in v.LOWER or not seconds < -_usual_trend(units):
        return ""
    return (
        f"To explain it, your easy pace would have had to improve {-seconds:.0f} s/{unit} a year on its own already "
        "before the block."
    )


def priors(found: PaceChange, units: Units) -> str:
    """The prior on the slope before the block that the range rests on, and how much hangs on it."""
    usual, unit = found.usual_s_per_m * units.m_per_distance, units.distance
    free = found.table[found.table["term"] == TREND].iloc[0]
    low, high = (float(usual * np.expm1(each / 100)) for each in (free["low"], free["high"]))
    other = words.under_other_priors(found.priors)
    return (
        f"The range takes trends of about {_usual_trend(units):.0f} s/{unit} a year as usual. With half or twice as "
        f"steep ones, {other}; with a trend of any steepness, it is anywhere {span(low, high, unit)}."
    )


def _usual_trend(units: Units) -> float:
    """Seconds per km or mile a year."""
    return pace_slopes.USUAL_SD / pace_slopes.M_PER_KM * units.m_per_distance


def _more_runs(found: PaceChange) -> str:
    """How many runs are still needed, where there is no verdict for want of them."""
    least = facts.PACE_CHANGE_THAT_CAN_BE_JUDGED
    if found.detectable_percent <= least or found.reading.verdict != v.CANNOT_TELL:
        return ""
    return more_runs(found.more_weeks, found.more_runs, least, is_over=found.is_over)


def sure(seconds: float, unit: str, has_hr: bool, *, is_over: bool = False) -> str:
    """The one-sided bound, whatever the trend before: at 95 % sure, a gain of at least so many `seconds` per `unit`
    (below 0 is faster)."""
    at, verb = " at the same heart rate" if has_hr else "", "was" if is_over else "is"
    if seconds <= -1:
        gain = f"it {verb} at least {-seconds:.0f} s/{unit} faster{at}"
        return f"At 95 % sure, {gain}, whatever the trend before the block."
    may = "may have been" if is_over else "may be"
    slower = f": it {may} up to {seconds:.0f} s/{unit} slower" if seconds >= 1 else ""
    began = "With a trend of any steepness before the block it cannot be said that you"
    return f"{began} {'were' if is_over else 'are'} faster{at}{slower}."


def _method(found: PaceChange) -> str:
    others = () if found.adjusted is None or found.adjusted.apart else found.adjusted.columns
    terms = " + ".join(["1", *found.covariates, *others, "day", "step"])
    row = found.table[found.table["term"] == PRIOR].iloc[0]
    return (
        f"log pace of easy runs (per cent) ~ {terms}, normal prior of sd {pace_slopes.USUAL_SD:g} s/km a year on the "
        "day, days -14 to 27 left out; AR(1) plus noise, mixture of t over the grid (mode: phi "
        f"{row['phi']:g}, noise share {row['w']:g}), 95 %; seed {found.seed} (not used)"
    )


def pace(
    reading: str,
    seconds: tuple[float, float, float],
    percent: float,
    seen: float,
    unit: str,
    has_hr: bool,
    *,
    is_over: bool = False,
) -> str:
    """The answer about easy pace: change and interval in `seconds` per `unit` (below 0 is faster), change and
    smallest change that would have been seen in per cent."""
    estimate, low, high = seconds
    at = " at the same heart rate" if has_hr else ""
    began = f"{words.when(f'your easy pace{at}', is_over)} about {abs(estimate):.0f} s/{unit}"
    size = f"({abs(percent):.0f} %)"
    if reading in (v.LOWER_MORE, v.LOWER_MAYBE):
        tail = "" if reading == v.LOWER_MORE else "; it may not be enough to matter"
        return f"{began} faster {size}, somewhere between {-high:.0f} and {-low:.0f}{tail}."
    if reading == v.HIGHER:
        return f"{began} slower {size}, somewhere between {low:.0f} and {high:.0f}."
    tail = f"Only a change of about {seen:.0f} % or more would most likely have been seen."
    return f"{_cannot_tell(low, high, unit, at, is_over)} {tail}"


def _cannot_tell(low: float, high: float, unit: str, at: str, is_over: bool) -> str:
    if low <= 0 <= high:
        return f"Cannot tell whether your easy pace{at} changed with the block: anywhere {span(low, high, unit)}."
    least, side = facts.PACE_CHANGE_THAT_CAN_BE_JUDGED, "faster" if high < 0 else "slower"
    it = "it was" if is_over else "since the block began it is"
    return (
        f"Cannot tell whether your easy pace{at} got {least:.0f} % {side} or more with the block: {it} "
        f"{span(low, high, unit)}."
    )


def doubted(doubt: str, has_hr: bool, *, is_over: bool = False) -> str:
    """No verdict on pace because of what came before the block: `doubt` is "rise", "fall" (of seconds) or "spell"."""
    at = " at the same heart rate" if has_hr else ""
    began = f"Cannot tell whether your easy pace{at} changed with the block"
    if doubt in COULD_BE:
        return f"{began}: {COULD_BE[doubt]}."
    if doubt == "spell":
        return f"{began}: it began in a slow spell, and pace tends to come back from there on its own."
    side, course, was = ("faster", "slower", "slowing") if doubt == "rise" else ("slower", "faster", "gain")
    return (
        f"{began}. You were getting {course} before it, and your pace {'was' if is_over else 'is'} {side} only "
        f"compared with more of the same; such a {was} often ends on its own."
    )


def more_runs(weeks: int | None, runs: int | None, percent: float, *, is_over: bool = False) -> str:
    """How many easy runs until a change of `percent` would show; nothing where no more are needed."""
    if weeks is None or runs is None:
        settle = "would not have settled" if is_over else "will not settle"
        return f"More weeks of this block {settle} it: there are too few runs from before it."
    if weeks == 0:
        return ""
    if is_over:
        return f"It would have taken about {runs} more easy runs in the block to show {percent:.0f} %."
    return f"About {runs} more easy runs, {weeks} weeks of the block as it is, would show {percent:.0f} %."


def span(low: float, high: float, unit: str) -> str:
    """'between 21 s/km faster and 6 s/km slower', 'between 1 and 30 s/km faster'; below 0 is faster."""
    if low <= 0 <= high:
        return f"between {_side(low, unit)} and {_side(high, unit)}"
    near, far = sorted((abs(low), abs(high)))
    return f"between {near:.0f} and {far:.0f} s/{unit} {'faster' if high < 0 else 'slower'}"


def _side(seconds: float, unit: str) -> str:
    return f"{abs(seconds):.0f} s/{unit} {'faster' if seconds < 0 else 'slower'}"
