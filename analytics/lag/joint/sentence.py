"""What is said of a pair in the joint model: its sentence, what it rests on, and what must be said with it."""

from __future__ import annotations

from analytics.lag.checks import MANY_MISSING
from analytics.lag.joint.answer import Answer
from analytics.lag.joint.controls import BICEPS, FUTURE, WEEKLY, Control
from analytics.lag.joint.found import Found, weeks_of
from analytics.lag.joint.headline import (
    adjusted,
    is_hint,
    may_gaps_hide,
    share_left,
)
from analytics.lag.joint.per_step import PerStep, amount, ends, odds, per_step
from analytics.lag.joint.verdict import (
    ALPHA,
    DRIFT,
    FLOOR,
    GAPS,
    NOTHING,
    RELATED,
    SEASON,
    WITHDRAWN,
    reach,
    what_matters,
)  # fmt: skip
from analytics.lag.pairs import LOAD_KINDS, MORNING_COLUMN, exposure, outcome
from analytics.lag.sentence import (
    LITTLE_HIDES,
    NOT_WHY,
    beside,
    more_weeks,
    other_way,
    uncapitalised,
    verb,
    when,
)
from analytics.words import counted, listed, say_number, say_share
from data.daily_schema import label
from data.units import Units

UNSEEN = (
    "Something that changes both your training and your pain, such as stress, looks the same unless your diary holds "
    "it and you adjust for it."
)
# Days with a score that are left out are mentioned from this share of the used ones on (convention).
MANY_UNUSED = 0.1
GAPS_HIDE = "days without an entry could change that"


def sentence(found: Found, units: Units) -> str:
    """The pair's verdict in a runner's words."""
    step = per_step(found.answer, units)
    x, y = step.exposure.words, step.outcome.words
    if found.verdict == RELATED:
        return f"{_change(found, step)}{adjusted(found)}{_doubts(found)}."
    if found.verdict == WITHDRAWN:
        return _withdrawn(found, step)
    if is_hint(found):
        return (
            f"{_change(found, step)}{adjusted(found)}; alone that would stand out, among so many questions chance "
            "gives as much."
        )
    if found.verdict == NOTHING and reach(found.answer) <= LITTLE_HIDES:
        return _not_together(found, step)
    if found.verdict == NOTHING:
        return f"Nothing to see yet between {x} and {y}: {uncapitalised(_change(found, step))}{adjusted(found)}."
    return _cannot_tell(found, step)


def rests_on(found: Found) -> str:
    """How often chance alone gave as much, and how the strongest control compares: two short sentences."""
    answer, n = found.answer, found.answer.n_surrogates
    hits = max(round(answer.p / answer.weight * (n + 1)) - 1, 0)
    said = f"Chance alone gave as much in {hits:,} of {n:,} shuffles of your training, week by week"
    said += (
        f"; each counts {say_number(answer.weight)} times, since it changed only once." if answer.weight > 1 else "."
    )
    control = strongest(answer)
    if control is None:
        return said
    return f"{said} {_beside(found, control)}"


def _beside(found: Found, control: Control) -> str:
    x, y = exposure(found.exposure), outcome(found.outcome)
    if control.control == BICEPS:
        who, is_plural = "Biceps sets, which cannot act on a back,", True
    elif control.control == FUTURE:
        who, is_plural = other_way(x.words, y), x.is_plural
    else:
        who, is_plural = other_way("running", y, "week" if control.control == WEEKLY else "day"), False
    return beside(who, control.t, control.t_claim, "a signal", is_plural=is_plural)


def strongest(answer: Answer) -> Control | None:
    """The control that comes nearest to withdrawing the claim; None where none could be run."""
    return max(answer.controls, key=lambda c: abs(c.t) / max(c.share * abs(c.t_claim), 1e-9), default=None)


def caveats(found: Found, units: Units) -> tuple[str, ...]:
    """What must be said with the sentence."""
    answer, said = found.answer, [NOT_WHY]
    if found.verdict == RELATED:
        said.append(UNSEEN)
    if answer.unadjusted:
        names = listed([label(column) for column in answer.unadjusted])
        said.append(f"Not adjusted for {names}: on record on too few of these days.")
    if answer.n_left_out > answer.n * MANY_UNUSED:
        what = "a yes or no" if outcome(answer.outcome).is_yes_no else "a score"
        said.append(
            f"{answer.n_left_out:,} days with {what} are left out: what you ran or lifted then is not on record, and "
            "nothing is assumed."
        )
    if not answer.controls:
        said.append("No control could be run beside it: too few days.")
    return (*said, *_of_gaps(found, units))


def _change(found: Found, step: PerStep) -> str:
    """'On days after weeks with 10 km more, pain was 0.4 points higher (0.1 to 0.7)'."""
    y = step.outcome.words
    if step.is_odds:
        size = f"the odds of {y} were {odds(step.value)} times as high"
    elif say_number(step.value) == "0" and not step.is_clear:
        size = f"{y} was about the same"
    else:
        number = amount(step).split(" ")
        size = f"{y} was {number[0]} {number[1]} {'higher' if step.value >= 0 else 'lower'}"
    return f"{when(step.exposure, found.lag, step.step.words)}, {size} ({ends(step)})"


def _doubts(found: Found) -> str:
    """What may undo a relation, as clauses."""
    doubts = []
    if found.lag == 0 and exposure(found.exposure).kind in LOAD_KINDS and found.outcome != MORNING_COLUMN:
        doubts.append("on one and the same day nobody can tell which came first")
    if may_gaps_hide(found):
        doubts.append(GAPS_HIDE)
    return "".join(f"; {doubt}" for doubt in doubts)


def _not_together(found: Found, step: PerStep) -> str:
    """The interval is tight around none: its far end, rounded up, says how little there can be."""
    x, y, missing = step.exposure.words, step.outcome.words, found.answer.gaps
    changed = f"the odds of {y} changed by a factor of" if step.is_odds else f"{y} changed by"
    most = say_number(step.most) if step.is_odds else counted(step.most, "point")
    gaps = f"; {GAPS_HIDE}" if missing.n_missing > MANY_MISSING * missing.n_days else ""
    where = uncapitalised(when(step.exposure, found.lag, step.step.words))
    return (
        f"{x[0].upper()}{x[1:]} and {y} do not go together in your log: {where}, {changed} {most} at most"
        f"{adjusted(found)}{gaps}."
    )


def _cannot_tell(found: Found, step: PerStep) -> str:
    x, y, answer = step.exposure.words, step.outcome.words, found.answer
    if FLOOR in found.reasons:
        return (
            f"Cannot tell whether {y} {verb('go', step.outcome.is_yes_no)} with {x}: on "
            f"{say_share(answer.share_at_floor)} of days {y} was at its lowest, where nothing can show. Note flares, "
            "yes or no: they are asked by a method of their own."
        )
    matters = "odds twice as high" if step.is_odds else f"a change of {counted(what_matters(answer), 'point')}"
    return (
        f"Cannot tell yet whether {y} {verb('go', step.outcome.is_yes_no)} with {x}: "
        f"{uncapitalised(_change(found, step))}, and {matters} between low and high {x} could still hide in "
        f"{weeks_of(answer):.0f} weeks of diary, because one day is much like the next. "
        f"{more_weeks(found.more_weeks)}"
    )


def _withdrawn(found: Found, step: PerStep) -> str:
    x, y, first = step.exposure.words, step.outcome.words, found.reasons[0]
    follow, do, matter = (verb(stem, step.exposure.is_plural) for stem in ("follow", "do", "matter"))
    end = f"so this log does not tell whether {x} {matter} for {y}."
    if first in (DRIFT, SEASON):
        slow = "drifted over the whole time" if first == DRIFT else "follow the seasons"
        left = f"adjusted for that, {say_share(share_left(found))} of the difference is left"
        return f"Your {x} and your {y} both {slow}; {left}, {end}"
    if first == GAPS:
        return f"What you write down of {y} depends on {x}, and the missing days could turn this round, {end}"
    if first == BICEPS:
        return f"Biceps sets, which cannot act on your back, go with your {y} at least as much as {x} {do}, {end}"
    if first == WEEKLY:
        return f"After weeks with more {y} your running changes, nearly as much as {y} does after running, {end}"
    if first == FUTURE:
        return f"Your {x} {follow} your {y} at least as much as the other way round, {end}"
    return f"From one day to the next your running follows your {y} nearly as much as the other way round, {end}"


def _of_gaps(found: Found, units: Units) -> tuple[str, ...]:
    answer, said = found.answer, []
    missing, x, y = answer.gaps, exposure(answer.exposure), outcome(answer.outcome)
    if missing.n_missing and missing.entry_p <= ALPHA:
        often = "more" if missing.entry_r > 0 else "less"
        said.append(f"You write {y.words} down {often} often after more {x.words}.")
    if missing.n_missing > MANY_MISSING * missing.n_days:
        size = per_step(answer, units).step
        scale, digits, unit = (100, 0, "percentage points") if y.is_yes_no else (1, 1, "points")
        low, high = (say_number(scale * size.size * end, digits) for end in (missing.slope_low, missing.slope_high))
        said.append(
            f"{say_share(missing.n_missing / missing.n_days)} of days have no entry; depending on what they were, "
            f"the difference could be anything from {low} to {high} {unit} per {size.words}."
        )
    return tuple(said)
