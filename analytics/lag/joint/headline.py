"""A pair in one sentence of at most 25 words, and how sure it is: what a card says before anything is opened."""

from __future__ import annotations

import math

from analytics import certainty
from analytics.lag.checks import MANY_MISSING
from analytics.lag.joint.controls import BICEPS, FUTURE, WEEKLY
from analytics.lag.joint.found import Found
from analytics.lag.joint.per_step import PerStep, amount, ends, go, more, per_step
from analytics.lag.joint.verdict import (
    ALPHA,
    DRIFT,
    FLOOR,
    GAPS,
    NOTHING,
    RELATED,
    SEASON,
    WITHDRAWN,
    is_clear,
    reach,
)
from analytics.lag.pairs import LOAD_KINDS, MORNING_COLUMN, exposure, outcome
from analytics.lag.sentence import LITTLE_HIDES, LONGEST_WAIT_WEEKS
from analytics.words import listed, say_number, say_share
from data.units import Units

_LATER = {
    0: "the same day", 1: "the next day", 2: "two days later", 3: "three days later", 7: "a week later",
    14: "two weeks later", 28: "four weeks later",
}  # fmt: skip
_SHORT = {"longest_run_7d_m": "longest run"}


def name(column: str) -> str:
    """'weekly distance'; 'longest run' for the longest run of the week."""
    return _SHORT.get(column, exposure(column).words)


def pair_name(exposed: str, outcome_column: str) -> str:
    """'Weekly distance and pain'."""
    words = f"{name(exposed)} and {outcome(outcome_column).words}"
    return words[0].upper() + words[1:]


def headline(found: Found, units: Units) -> str:
    """What is known of the pair: which way, how much, how sure, what next; at most 25 words for every verdict."""
    step = per_step(found.answer, units)
    if found.verdict == RELATED:
        said = f"{more(step)} {go(step)} with {amount(step)} {later(found.lag)} ({ends(step)}){adjusted(found)}."
        return said[0].upper() + said[1:]
    if found.verdict == WITHDRAWN:
        return _withdrawn(found)
    if is_hint(found):
        return f"A hint only: {more(step)} went with {amount(step)}; too little among so many questions."
    return _nothing(found, step) if found.verdict == NOTHING else _cannot_tell(found, step)


def badge(found: Found) -> str:
    """One of `analytics.certainty`: a relation with a doubt left is likely, one without is clear."""
    if found.verdict == RELATED:
        return certainty.LIKELY if is_doubted(found) else certainty.CLEAR
    if found.verdict == WITHDRAWN and {DRIFT, SEASON}.issuperset(found.reasons):
        return certainty.TREND
    return certainty.NO_SIGN if found.verdict == NOTHING else certainty.CANNOT_TELL


def is_doubted(found: Found) -> bool:
    """Days without an entry could undo it, the other kind of training is not adjusted for, or both are of one day, so
    that nobody can tell which came first."""
    is_load = exposure(found.exposure).kind in LOAD_KINDS
    is_same_day = found.lag == 0 and is_load and found.outcome != MORNING_COLUMN
    return may_gaps_hide(found) or is_same_day or bool(found.answer.unadjusted)


def may_gaps_hide(found: Found) -> bool:
    """Many days have no entry, and some values of theirs would leave no relation."""
    missing = found.answer.gaps
    return missing.n_missing > MANY_MISSING * missing.n_days and missing.slope_low <= 0 <= missing.slope_high


def is_hint(found: Found) -> bool:
    """Alone the pair would stand out; among all that were asked it does not."""
    return found.verdict not in (RELATED, WITHDRAWN) and is_clear(found.answer)


def weeks_to_wait(found: Found) -> float:
    """The weeks of diary that would tell; infinite where that is longer than anybody waits."""
    return found.more_weeks if found.more_weeks <= LONGEST_WAIT_WEEKS else math.inf


def needs(found: Found) -> str:
    """'6 more weeks', 'a score on every day, good and bad', 'flares noted, yes or no', or a plan."""
    if FLOOR in found.reasons:
        return "flares noted, yes or no"
    if GAPS in found.reasons:
        return "a score on every day, good and bad"
    is_planned = found.verdict == WITHDRAWN or math.isinf(weeks_to_wait(found))
    return plan(found.exposure) if is_planned else f"{found.more_weeks:.0f} more weeks"


def plan(column: str) -> str:
    """'daily distance changed by plan: four weeks clearly up, four clearly down, fixed beforehand'."""
    return f"{name(column)} changed by plan: four weeks clearly up, four clearly down, fixed beforehand"


def later(days: int) -> str:
    """'the same day', 'the next day', 'two weeks later'."""
    return _LATER.get(days, f"{days} days later")


def adjusted(found: Found) -> str:
    """', adjusted for glute sets'; '' where the other kind of training is not in the model."""
    names = [name(column) for column in found.answer.adjusted_for]
    return f", adjusted for {listed(names)}" if names else ""


def _nothing(found: Found, step: PerStep) -> str:
    both = f"{name(found.exposure)} and {outcome(found.outcome).words}"
    unit = "times the odds" if step.is_odds else "points"
    if reach(found.answer) <= LITTLE_HIDES:
        return f"No sign that {both} go together: at most {say_number(step.most)} {unit} with {more(step)}."
    return f"Nothing to see yet between {both}: {ends(step)} {unit} with {more(step)}."


def _cannot_tell(found: Found, step: PerStep) -> str:
    y = outcome(found.outcome).words
    if FLOOR in found.reasons:
        share = say_share(found.answer.share_at_floor)
        return f"Cannot tell: on {share} of days {y} was at its lowest, too many for {more(step)} to show."
    far = f"{ends(step)} times the odds of {y}" if step.is_odds else f"{ends(step)} {y}"
    weeks = f"about {found.more_weeks:.0f} more weeks should tell"
    then = "only a planned change would tell" if math.isinf(weeks_to_wait(found)) else weeks
    return f"Cannot tell yet: {more(step)} could mean {far}; {then}."


def _withdrawn(found: Found) -> str:
    y, both, first = outcome(found.outcome).words, pair_name(found.exposure, found.outcome), found.reasons[0]
    if first in (DRIFT, SEASON):
        slow = "drifted over time" if first == DRIFT else "follow the seasons"
        left = say_share(share_left(found))
        return f"{both} both {slow}; adjusted for that, {left} of the difference is left, too little to tell."
    if first == GAPS:
        return f"{both}: what you write down depends on your training, and the missing days could turn this round."
    if first == BICEPS:
        return f"{both}: biceps sets, which cannot act on a back, go with {y} as much, so this log cannot tell."
    if first == WEEKLY:
        return f"{both}: your next week's running follows {y}, so this log cannot tell which came first."
    who = name(found.exposure) if first == FUTURE else "your running"
    follows = "follow" if first == FUTURE and exposure(found.exposure).is_plural else "follows"
    return f"{both}: {who} {follows} {y} about as much as the other way round, so this log cannot tell."


def share_left(found: Found) -> float:
    """The share of the effect that drift and season leave."""
    drift = found.answer.drift
    return drift.share_left if math.isnan(drift.season_left) or found.answer.p > ALPHA else drift.season_left
