"""A pair in one sentence of at most 25 words, and how sure it is: what a card says before anything is opened."""

from __future__ import annotations

import math

from analytics import certainty
from analytics.lag.answer import NOTHING, RELATED, WITHDRAWN, Association
from analytics.lag.checks import FUTURE, REACTION, strongest
from analytics.lag.pairs import LOAD_KINDS, MORNING_COLUMN, exposure, outcome
from analytics.lag.sentence import LITTLE_HIDES, may_gaps_hide
from analytics.lag.verdict import Effect, effect, is_clear, is_matched, reach
from analytics.words import say_number
from data.units import Units

_LATER = {
    0: "the same day", 1: "the next day", 2: "two days later", 3: "three days later", 7: "a week later",
    14: "two weeks later", 28: "four weeks later",
}  # fmt: skip
_SHORT = {"longest_run_7d_m": "longest run"}
_LONG_UNITS = {"mi": "miles", "ft": "feet", "m": "metres"}


def name(column: str) -> str:
    """'weekly distance'; 'longest run' for the longest run of the week."""
    return _SHORT.get(column, exposure(column).words)


def pair_name(exposed: str, outcome_column: str) -> str:
    """'Weekly distance and pain'."""
    words = f"{name(exposed)} and {outcome(outcome_column).words}"
    return words[0].upper() + words[1:]


def headline(answer: Association, units: Units) -> str:
    """What is known of the pair, its range in the reader's units: at most 25 words for every verdict."""
    if answer.verdict == RELATED:
        return _related(answer, units)
    if answer.verdict == WITHDRAWN:
        return _withdrawn(answer)
    if answer.verdict == NOTHING:
        return _nothing(answer, units)
    both = f"{name(answer.exposure)} and {outcome(answer.outcome).words}"
    if math.isinf(answer.more_weeks):
        needs = "more diary alone will not settle it, a planned change of training would"
    else:
        needs = f"about {answer.more_weeks:.0f} more weeks of diary would most likely settle it"
    return f"Cannot tell yet whether {both} go together: {needs}."


def badge(answer: Association) -> str:
    """One of `analytics.certainty`: a relation with a doubt left is likely, one without is clear."""
    if answer.verdict == RELATED:
        return certainty.LIKELY if is_doubted(answer) else certainty.CLEAR
    if answer.verdict == WITHDRAWN and not is_matched(answer):
        return certainty.TREND
    return certainty.NO_SIGN if answer.verdict == NOTHING else certainty.CANNOT_TELL


def is_doubted(answer: Association) -> bool:
    """Days without an entry could undo it, or both are of one day, so that nobody can tell which came first."""
    is_load = exposure(answer.exposure).kind in LOAD_KINDS
    return may_gaps_hide(answer) or (answer.best.lag == 0 and is_load and answer.outcome != MORNING_COLUMN)


def needs(answer: Association) -> str:
    """'about 6 more weeks', 'a planned change of training'."""
    return "a planned change of training" if math.isinf(answer.more_weeks) else f"{answer.more_weeks:.0f} more weeks"


def more(answer: Association, units: Units) -> str:
    """'10 more miles a week', 'a longest run 5 miles longer', '15 more glute sets a week'."""
    step, declared = effect(answer, units).step.split(" ")[0], exposure(answer.exposure)
    unit = {"distance": units.distance, "climb": units.climb}.get(declared.kind, "")
    unit = _LONG_UNITS.get(unit, unit)
    if answer.exposure == "longest_run_7d_m":
        return f"a longest run {step} {unit} longer"
    if declared.kind == "distance":
        return f"{step} more {unit} {'a week' if declared.window > 1 else 'in a day'}"
    if declared.kind == "climb":
        return f"{step} more {unit} of climbing"
    if declared.kind == "sets" and declared.window > 1:
        return f"{say_number(float(step) * 7 / declared.window)} more {declared.words} a week"
    return f"{step} more {declared.words.removeprefix('daily ')}"


def later(days: int) -> str:
    """'the same day', 'the next day', 'two weeks later'."""
    return _LATER.get(days, f"{days} days later")


def _related(answer: Association, units: Units) -> str:
    per_step, what = effect(answer, units), more(answer, units)
    go = "goes" if answer.exposure == "longest_run_7d_m" else "go"
    near, far = sorted((abs(per_step.low), abs(per_step.high)))
    digits = _digits(answer)
    ends = f"between {say_number(near, digits)} and {say_number(far, digits)}"
    with_what = f"{_amount(answer, per_step)} {later(answer.best.lag)}"
    return f"{what[0].upper()}{what[1:]} {go} together with {with_what}, {ends}."


def _amount(answer: Association, per_step: Effect) -> str:
    """'1.5 points more pain', '16 more flare days in 100'."""
    y, side = outcome(answer.outcome), "more" if per_step.value >= 0 else "less"
    size = say_number(abs(per_step.value), _digits(answer))
    if y.is_yes_no:
        fewer = side.replace("less", "fewer")
        return f"{size} {fewer} {y.words.removesuffix('s')} days in 100"
    return f"{size} {'point' if size == '1' else 'points'} {side} {y.words}"


def _digits(answer: Association) -> int:
    return 0 if outcome(answer.outcome).is_yes_no else 1


def _nothing(answer: Association, units: Units) -> str:
    y, per_step, digits = outcome(answer.outcome), effect(answer, units), _digits(answer)
    both = f"{name(answer.exposure)} and {y.words}"
    unit = f"{y.words.removesuffix('s')} days in 100" if y.is_yes_no else "points"
    what = more(answer, units)
    if reach(answer) <= LITTLE_HIDES and not is_clear(answer.slope):
        most = math.ceil(max(abs(per_step.low), abs(per_step.high)) * 10**digits) / 10**digits
        return f"No sign that {both} go together: at most {say_number(most, digits)} {unit} with {what}."
    ends = [
        f"{say_number(abs(end), digits)} {'fewer' if end < 0 else 'more'}" for end in (per_step.low, per_step.high)
    ]
    return f"Nothing to see yet between {both}: {ends[0]} to {ends[1]} {unit} with {what}."


def _withdrawn(answer: Association) -> str:
    y, control = outcome(answer.outcome).words, strongest(answer.controls)
    both = pair_name(answer.exposure, answer.outcome)
    if not is_matched(answer) or control is None:
        return f"{both} both drifted over the whole time; without that drift nothing is left to see."
    if control.control in (FUTURE, REACTION):
        first = "your running" if control.control == REACTION else name(answer.exposure)
        is_many = control.control == FUTURE and exposure(answer.exposure).is_plural
        follows = "follow" if is_many else "follows"
        return f"{both}: {first} {follows} {y} about as much as the other way round, so this log cannot tell."
    return f"{both}: biceps sets, which cannot act on a back, go with {y} as much, so this log cannot tell."
