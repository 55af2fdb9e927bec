"""What is said of a pair: its sentence, and what must be said with it."""

from __future__ import annotations

import math
import re

from analytics.lag.answer import NOTHING, RELATED, WITHDRAWN, Association
from analytics.lag.checks import FUTURE, MANY_MISSING, REACTION, strongest
from analytics.lag.correlation import YEARLY_WAVE_FROM_DAYS
from analytics.lag.pairs import LOAD_KINDS, MORNING_COLUMN, Exposure, Outcome, exposure, outcome
from analytics.lag.verdict import ALPHA, Effect, effect, is_clear, is_matched, reach
from analytics.words import say_number, say_share
from data.units import Units

NOT_WHY = "This is what went together in your log; it does not say why."
# Below this many effective days a long diary still gives a wide interval, and a reader will ask why (convention).
FEW_EFFECTIVE_DAYS = 20
# A control shows "far less" with at most this share of the question's own signal (convention).
FAR_LESS = 1 / 3
# Where at most this share of a change that matters could hide, "yet" would promise what more diary will not show
# (convention: a point on the scale between little and much of the exposure).
LITTLE_HIDES = 0.5
# Days with a score outside the record of the exposure are mentioned from this share of the used ones on (convention).
MANY_UNUSED = 0.1
GAPS = "days without an entry could change that"
# A diary with more days than this at its lowest value has no room to fall (convention).
NEAR_FLOOR = 0.5
# Two years: beyond, waiting is no advice (convention).
LONGEST_WAIT_WEEKS = 104
_WEEKS = {7: "A week", 14: "Two weeks", 21: "Three weeks", 28: "Four weeks"}


def sentence(answer: Association, units: Units) -> str:
    """The pair's verdict in a runner's words."""
    x, y = exposure(answer.exposure).words, outcome(answer.outcome).words
    if answer.verdict == RELATED:
        return f"{_change(answer, units)}{_doubts(answer)}."
    if answer.verdict == WITHDRAWN:
        return _withdrawn(answer)
    is_tight = reach(answer) <= LITTLE_HIDES and not is_clear(answer.slope)
    if answer.verdict == NOTHING and is_tight and not _is_near_floor(answer):
        return _not_together(answer, units)
    if answer.verdict == NOTHING:
        return f"Nothing to see yet between {x} and {y}: {uncapitalised(_change(answer, units))}."
    return _cannot_tell(answer)


def _is_near_floor(answer: Association) -> bool:
    """Most scores are the lowest there is: what does not show there may well be."""
    recorded = answer.days["outcome"]
    return not outcome(answer.outcome).is_yes_no and bool((recorded == recorded.min()).mean() > NEAR_FLOOR)


def _cannot_tell(answer: Association) -> str:
    x, y = exposure(answer.exposure).words, outcome(answer.outcome)
    matters = f"{y.change_that_matters * (100 if y.is_yes_no else 1):g} {_scale(y)}"
    return (
        f"Cannot tell yet whether {y.words} {verb('go', y.is_yes_no)} with {x}: a change of {matters} between low "
        f"and high {x} could still hide in {answer.n_days_of_log / 7:.0f} weeks of diary. "
        f"{more_weeks(answer.more_weeks)}"
    )


def rests_on(answer: Association) -> str:
    """How often chance alone gave as much, and how the strongest control compares: two short sentences."""
    n = answer.n_surrogates
    hits = max(round(answer.p * (n + 1)) - 1, 0)
    said = f"Chance alone gave as much in {hits:,} of {n:,} shuffles of your training."
    control = strongest(answer.controls)
    if control is None:
        return said
    x, y = exposure(answer.exposure), outcome(answer.outcome)
    what = {FUTURE: other_way(x.words, y), REACTION: other_way("running", y)}
    who = what.get(control.control, "Biceps sets, which cannot act on a back,")
    is_plural = control.control != REACTION and (control.control != FUTURE or x.is_plural)
    compared = beside(who, control.strength, answer.best.r, "a correlation", is_plural=is_plural, digits=2)
    return f"{said} {compared}"


def other_way(x: str, y: Outcome, time: str = "day") -> str:
    """'The other way round, your running after a day with more pain,'."""
    return f"The other way round, your {x} after a {time} with {'a flare' if y.is_yes_no else f'more {y.words}'},"


def beside(who: str, size: float, own: float, signal: str, *, is_plural: bool = False, digits: int = 1) -> str:
    """How a control compares with the question itself: '… shows far less: a signal of 3.3 against 25.'"""
    size, own = abs(size), abs(own)
    said, said_own = (say_number(each, digits) for each in (size, own))
    more = (
        "as much" if said == said_own else "more" if size > own else "far less" if size <= FAR_LESS * own else "less"
    )
    return f"{who} {verb('show', is_plural)} {more}: {signal} of {said} against {said_own}."


def may_gaps_hide(answer: Association) -> bool:
    """Many days have no entry, and some values of theirs would leave no relation."""
    missing = answer.gaps
    return missing.share > MANY_MISSING and missing.slope_low <= 0 <= missing.slope_high


def _doubts(answer: Association) -> str:
    """What may undo a relation, as clauses."""
    doubts = []
    is_load = exposure(answer.exposure).kind in LOAD_KINDS
    if answer.best.lag == 0 and is_load and answer.outcome != MORNING_COLUMN:
        doubts.append("on one and the same day nobody can tell which came first")
    if may_gaps_hide(answer):
        doubts.append(GAPS)
    return "".join(f"; {doubt}" for doubt in doubts)


def _not_together(answer: Association, units: Units) -> str:
    """The interval is tight around none: its far end, rounded up, says how little there can be."""
    x, y, per_step = exposure(answer.exposure), outcome(answer.outcome), effect(answer, units)
    digits = 0 if y.is_yes_no else 1
    most = math.ceil(max(abs(per_step.low), abs(per_step.high)) * 10**digits) / 10**digits
    where = uncapitalised(when(x, answer.best.lag, per_step.step))
    return (
        f"{x.words[0].upper()}{x.words[1:]} and {y.words} do not go together in your log: {where}, {y.words} "
        f"{'were' if y.is_yes_no else 'was'} most likely no more than {_amount(y, most)} "
        f"different{'; ' + GAPS if answer.gaps.share > MANY_MISSING else ''}."
    )


def more_weeks(weeks: float) -> str:
    """How much more diary would settle it; that more alone will not where nobody waits that long."""
    if weeks > LONGEST_WAIT_WEEKS:
        return "At this rhythm more diary alone will not settle it; weeks planned to go up and down would."
    return f"About {weeks:.0f} more weeks would most likely settle it."


def _withdrawn(answer: Association) -> str:
    x, y = exposure(answer.exposure).words, outcome(answer.outcome).words
    control = strongest(answer.controls)
    follow, do, matter = (verb(stem, exposure(answer.exposure).is_plural) for stem in ("follow", "do", "matter"))
    if not is_matched(answer):
        rhythm = "that and the seasons" if answer.n_days_of_log >= YEARLY_WAVE_FROM_DAYS else "that"
        left = say_share(abs(answer.r_trend / answer.best.r))
        return (
            f"Your {x} and your {y} both drifted over the whole time; without {rhythm} {left} of the correlation is "
            "left, no more than chance gives, so this log does not tell whether they go together."
        )
    if control is not None and control.control == REACTION:
        return (
            f"From one day to the next your running follows your {y} nearly as much as the other way round, "
            f"so this log does not tell whether {x} {matter} for {y}."
        )
    if control is not None and control.control == FUTURE:
        return (
            f"Your {x} {follow} your {y} at least as much as the other way round, "
            f"so this log does not tell whether {x} {matter} for {y}."
        )
    return (
        f"Biceps sets, which cannot act on your back, go with your {y} at least as much as {x} {do}, "
        f"so this log does not tell whether {x} {matter}."
    )


def verb(stem: str, is_plural: bool) -> str:
    if is_plural:
        return stem
    return {"go": "goes", "do": "does"}.get(stem, stem + "s")


def _change(answer: Association, units: Units) -> str:
    """'On days after weeks with 10 km more, pain was 0.4 points higher (somewhere between 0.1 and 0.7)'."""
    y, per_step = outcome(answer.outcome), effect(answer, units)
    is_none = say_number(per_step.value) == "0"
    amount = "about the same" if is_none else f"{_amount(y, abs(per_step.value))} {_direction(y, per_step.value)}"
    where = when(exposure(answer.exposure), answer.best.lag, per_step.step)
    return f"{where}, {y.words} {'were' if y.is_yes_no else 'was'} {amount}{_ends(per_step, y)}"


def _ends(per_step: Effect, y: Outcome) -> str:
    """' (somewhere between 0.1 and 0.7)' where both ends point the same way as the value, else
    ' (0.1 lower to 0.7 higher: either way is possible)'."""
    if math.isnan(per_step.low):
        return ""
    if per_step.low > 0 or per_step.high < 0:
        near, far = sorted((abs(per_step.low), abs(per_step.high)))
        return f" (somewhere between {say_number(near)} and {say_number(far)})"
    return f" ({_end(y, per_step.low)} to {_end(y, per_step.high)}: either way is possible)"


def _end(y: Outcome, value: float) -> str:
    """'0.4 lower', 'no change': never 0 lower."""
    size = say_number(abs(value))
    return "no change" if size == "0" else f"{size} {_direction(y, value)}"


def _amount(y: Outcome, size: float) -> str:
    """'0.4 points', '1 point', '12 percentage points'."""
    number, scale = say_number(size), _scale(y)
    return f"{number} {scale.removesuffix('s') if number == '1' else scale}"


def _scale(y: Outcome) -> str:
    return "percentage points" if y.is_yes_no else "points"


def _direction(y: Outcome, value: float) -> str:
    if y.is_yes_no:
        return "more frequent" if value >= 0 else "less frequent"
    return "higher" if value >= 0 else "lower"


def when(x: Exposure, lag: int, step: str) -> str:
    """'On days after weeks with 10 km more'."""
    more = x.more.format(step=step, weekly=_weekly(x, step))
    more = re.sub("^days with", "a day with", more) if lag else more
    if lag == 0:
        return f"On {more}" if x.window == 1 else f"At the end of {more}"
    if lag == 1:
        return f"The day after {more}" if x.window == 1 else f"On days after {more}"
    if lag < 0:
        return f"{-lag} days before {more}"
    return f"{_WEEKS.get(lag, f'{lag} days')} after {more}"


def _weekly(x: Exposure, step: str) -> str:
    """The step of a sum over several weeks, a week."""
    return say_number(float(step) * 7 / x.window) if x.kind == "sets" else ""


def uncapitalised(words: str) -> str:
    return words[0].lower() + words[1:]


def caveats(answer: Association, units: Units) -> tuple[str, ...]:
    """What must be said with the sentence."""
    said = [NOT_WHY]
    if answer.n_effective < FEW_EFFECTIVE_DAYS:
        said.append(
            f"These {answer.best.n:,} days tell about as much as {answer.n_effective:.0f} independent ones, because "
            "one day is much like the next: hence the wide range."
        )
    if answer.n_left_out > answer.best.n * MANY_UNUSED:
        entry = "lift" if exposure(answer.exposure).kind == "sets" else "entry"
        score = "a yes or no" if outcome(answer.outcome).is_yes_no else "a score"
        said.append(
            f"{answer.n_left_out:,} days with {score} are left out: before your first and after your last {entry} on "
            "record nobody knows how much you did, and nothing is assumed."
        )
    if strongest(answer.controls) is None:
        said.append("No control could be run beside it: too few days.")
    return (*said, *_caveats_of_gaps(answer, units))


def _caveats_of_gaps(answer: Association, units: Units) -> tuple[str, ...]:
    missing, x, y, said = answer.gaps, exposure(answer.exposure), outcome(answer.outcome), []
    if missing.n_missing and missing.entry_p <= ALPHA:
        more = "more" if missing.entry_r > 0 else "less"
        said.append(f"You write {y.words} down {more} often after more {x.words}.")
    if missing.share > MANY_MISSING:
        per_step, digits = effect(answer, units), 0 if y.is_yes_no else 1
        low, high = per_step.scale * missing.slope_low, per_step.scale * missing.slope_high
        said.append(
            f"{say_share(missing.share)} of days have no entry; depending on what they were, the difference could be "
            f"anything from {say_number(low, digits)} to {say_number(high, digits)} {per_step.unit}."
        )
    return tuple(said)
