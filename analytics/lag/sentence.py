"""What is said of a pair: its sentence, and what must be said with it."""

from __future__ import annotations

import math

import numpy as np

from analytics.lag.answer import Answer
from analytics.lag.controls import FUTURE, LOAD_KINDS, REACTION, strongest
from analytics.lag.effect import Effect, effect, reach, what_matters
from analytics.lag.missing import MANY_MISSING
from analytics.lag.more_weeks import more_weeks, weeks_so_far
from analytics.lag.pairs import MORNING_COLUMN, Exposure, Outcome
from analytics.lag.scores import YEARLY_WAVE_FROM_DAYS
from analytics.lag.verdict import ALPHA, NOTHING, RELATED, WITHDRAWN, is_clear, is_matched
from analytics.words import say_number, say_share
from data.units import Units

# Below this many effective days a long diary still gives a wide interval, and a reader will ask why (convention).
FEW_EFFECTIVE_DAYS = 20
# Where at most this share of a change that matters could hide, "yet" would promise what more diary will not show
# (convention: a point on the scale between little and much of the exposure).
LITTLE_HIDES = 0.5
# Days with a score outside the record of the exposure are told from this share of the used ones on (convention).
MANY_UNUSED = 0.1
GAPS = "days without an entry could change that"
_WEEKS = {7: "A week", 14: "Two weeks", 21: "Three weeks", 28: "Four weeks"}


def sentence(answer: Answer, said: str, units: Units) -> str:
    """The pair's verdict `said` in a runner's words."""
    done, felt = answer.asked.exposure.words, answer.asked.outcome.words
    if said == RELATED:
        return f"{_change(answer, units)}{_doubts(answer)}."
    if said == WITHDRAWN:
        return _withdrawn(answer)
    if said == NOTHING and reach(answer) <= LITTLE_HIDES and not is_clear(answer.slope):
        return _not_together(answer, units)
    if said == NOTHING:
        return f"Nothing to see yet between {done} and {felt}: {_uncapitalised(_change(answer, units))}."
    scale = 100 if answer.asked.outcome.is_yes_no else 1
    matters = f"{what_matters(answer) * scale:g} {_scale(answer.asked.outcome)}"
    return (
        f"Cannot tell yet whether {felt} {_verb('go', answer.asked.outcome.is_yes_no)} with {done}: "
        f"a change of {matters} between low and high {done} could still hide in "
        f"{weeks_so_far(answer):.0f} weeks of diary. {_more_weeks(answer)}"
    )


def may_gaps_hide(answer: Answer) -> bool:
    """Many days have no entry, and some values of theirs would leave no relation."""
    missing = answer.gaps
    return missing.share > MANY_MISSING and missing.slope_low <= 0 <= missing.slope_high


def _doubts(answer: Answer) -> str:
    """What may undo a relation, as clauses."""
    told = []
    if answer.lag == 0 and answer.asked.exposure.kind in LOAD_KINDS and answer.asked.outcome.column != MORNING_COLUMN:
        told.append("on one and the same day nobody can tell which came first")
    if may_gaps_hide(answer):
        told.append(GAPS)
    return "".join(f"; {doubt}" for doubt in told)


def _not_together(answer: Answer, units: Units) -> str:
    """The interval is tight around none: its far end, rounded up, says how little there can be."""
    told, asked = effect(answer, units), answer.asked
    digits = 0 if asked.outcome.is_yes_no else 1
    most = math.ceil(max(abs(told.low), abs(told.high)) * 10**digits) / 10**digits
    when = _uncapitalised(_when(asked.exposure, answer.lag, told.step))
    done, felt = asked.exposure.words, asked.outcome.words
    return (
        f"{done[0].upper()}{done[1:]} and {felt} do not go together in your log: {when}, {felt} "
        f"{'were' if asked.outcome.is_yes_no else 'was'} most likely no more than {_amount(asked.outcome, most)} "
        f"different{'; ' + GAPS if answer.gaps.share > MANY_MISSING else ''}."
    )


def _more_weeks(answer: Answer) -> str:
    more = more_weeks(answer)
    if math.isinf(more):
        return "At this rhythm more diary alone will not settle it; a planned change of training would."
    return f"About {more:.0f} more weeks would most likely settle it."


def _withdrawn(answer: Answer) -> str:
    done, felt = answer.asked.exposure.words, answer.asked.outcome.words
    control = strongest(answer.controls)
    follow, do, matter = (_verb(stem, answer.asked.exposure.is_plural) for stem in ("follow", "do", "matter"))
    if not is_matched(answer.r, answer.controls):
        rhythm = " and the seasons" if answer.asked.x.size >= YEARLY_WAVE_FROM_DAYS else ""
        return (
            f"Your {done} and your {felt} both drifted over the whole time; without that drift{rhythm} nothing is "
            "left to see, so this log does not tell whether they go together."
        )
    if control is not None and control.control == REACTION:
        return (
            f"From one day to the next your running follows your {felt} nearly as much as the other way round, "
            f"so this log does not tell whether {done} {matter} for {felt}."
        )
    if control is not None and control.control == FUTURE:
        return (
            f"Your {done} {follow} your {felt} at least as much as the other way round, "
            f"so this log does not tell whether {done} {matter} for {felt}."
        )
    return (
        f"Biceps sets, which cannot act on your back, go with your {felt} at least as much as {done} {do}, "
        f"so this log does not tell whether {done} {matter}."
    )


def _verb(stem: str, is_plural: bool) -> str:
    if is_plural:
        return stem
    return {"go": "goes", "do": "does"}.get(stem, stem + "s")


def _change(answer: Answer, units: Units) -> str:
    """'On days after weeks with 10 km more, pain was 0.4 points higher (somewhere between 0.1 and 0.7)'."""
    told, felt = effect(answer, units), answer.asked.outcome
    is_none = say_number(told.value) == "0"
    amount = "about the same" if is_none else f"{_amount(felt, abs(told.value))} {_direction(felt, told.value)}"
    when = _when(answer.asked.exposure, answer.lag, told.step)
    return f"{when}, {felt.words} {'were' if felt.is_yes_no else 'was'} {amount}{_ends(told, felt)}"


def _ends(told: Effect, felt: Outcome) -> str:
    """' (somewhere between 0.1 and 0.7)' where both ends point the same way as the value, else
    ' (0.1 lower to 0.7 higher: either way is possible)'."""
    if math.isnan(told.low):
        return ""
    if told.low > 0 or told.high < 0:
        near, far = sorted((abs(told.low), abs(told.high)))
        return f" (somewhere between {say_number(near)} and {say_number(far)})"
    return f" ({_end(felt, told.low)} to {_end(felt, told.high)}: either way is possible)"


def _end(felt: Outcome, value: float) -> str:
    """'0.4 lower', 'no change': never 0 lower."""
    size = say_number(abs(value))
    return "no change" if size == "0" else f"{size} {_direction(felt, value)}"


def _amount(felt: Outcome, size: float) -> str:
    """'0.4 points', '1 point', '12 percentage points'."""
    number, scale = say_number(size), _scale(felt)
    return f"{number} {scale.removesuffix('s') if number == '1' else scale}"


def _scale(felt: Outcome) -> str:
    return "percentage points" if felt.is_yes_no else "points"


def _direction(felt: Outcome, value: float) -> str:
    if felt.is_yes_no:
        return "more frequent" if value >= 0 else "less frequent"
    return "higher" if value >= 0 else "lower"


def _when(done: Exposure, lag: int, step: str) -> str:
    """'On days after weeks with 10 km more'."""
    more = done.more.format(step=step, weekly=_weekly(done, step))
    if lag == 0:
        return f"On {more}" if done.window == 1 else f"At the end of {more}"
    if lag == 1:
        return f"The day after {more}" if done.window == 1 else f"On days after {more}"
    if lag < 0:
        return f"{-lag} days before {more}"
    return f"{_WEEKS.get(lag, f'{lag} days')} after {more}"


def _weekly(done: Exposure, step: str) -> str:
    """The step of a sum over several weeks, a week."""
    return say_number(float(step) * 7 / done.window) if done.kind == "sets" else ""


def _uncapitalised(words: str) -> str:
    return words[0].lower() + words[1:]


def caveats(answer: Answer, units: Units) -> tuple[str, ...]:
    """What must be said with the sentence."""
    told = ["This is what went together in your log; it does not say why."]
    if answer.n_effective < FEW_EFFECTIVE_DAYS:
        told.append(
            f"These {answer.n:,} days tell about as much as {answer.n_effective:.0f} independent ones, because one "
            "day is much like the next: hence the wide range."
        )
    unused = _unused(answer)
    if unused > answer.n * MANY_UNUSED:
        doing = "lift" if answer.asked.exposure.kind == "sets" else "entry"
        told.append(
            f"{unused:,} days with {_scores_of(answer.asked.outcome)} are left out: before your first and after your "
            f"last {doing} on record nobody knows how much you did, and nothing is assumed."
        )
    if strongest(answer.controls) is None:
        told.append("No control could be run beside it: too few days.")
    return tuple(told) + _gaps(answer, units)


def _unused(answer: Answer) -> int:
    """Days with a score on which the exposure is not known: beyond its own record."""
    return int(np.count_nonzero(~np.isnan(answer.asked.felt.raw))) - answer.n


def _scores_of(felt: Outcome) -> str:
    return "a yes or no" if felt.is_yes_no else "a score"


def _gaps(answer: Answer, units: Units) -> tuple[str, ...]:
    missing, felt, told = answer.gaps, answer.asked.outcome.words, []
    if missing.n_missing and missing.entry_p <= ALPHA:
        more = "more" if missing.entry_r > 0 else "less"
        told.append(f"You write {felt} down {more} often after more {answer.asked.exposure.words}.")
    if missing.share > MANY_MISSING:
        spoken, digits = effect(answer, units), 0 if answer.asked.outcome.is_yes_no else 1
        low, high = spoken.scale * missing.slope_low, spoken.scale * missing.slope_high
        told.append(
            f"{say_share(missing.share)} of days have no entry; depending on what they were, the difference could be "
            f"anything from {say_number(low, digits)} to {say_number(high, digits)} {spoken.unit}."
        )
    return tuple(told)
