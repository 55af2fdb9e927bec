"""What the answers on pain and on pace both say: weeks that are missing, and numbers as a person would say them."""

from __future__ import annotations

import math

import pandas as pd

from analytics.words import counted, say_number
from data.daily_schema import label
from data.units import METRIC, Units

# No change on a scale of 0 to 10 is larger.
SCALE = 10.0
# Surely more than none, and less than a tenth of a point may be all.
SOME = "by some"


def noun(outcome: str) -> str:
    """'morning pain' for `pain_morning`."""
    return label(outcome)


def when(what: str, is_over: bool) -> str:
    """'Since the block began your pain is'."""
    return f"During the block {what} was" if is_over else f"Since the block began {what} is"


def yearly(what: str) -> str:
    """A rhythm of the year cannot be seen in less than two of them."""
    return (
        f"{what.capitalize()} that comes and goes with the year (dark months, race season) can look like a change "
        "with the block: only scores over two full years could tell the two apart."
    )


def after_last_block(last_day: pd.Timestamp, units: Units = METRIC) -> str:
    """Where the time before begins when another block came first."""
    return (
        f"The time before counts from the end of the block before this one ({units.say_date(last_day)}). "
        "Two blocks without a pause between them are better asked about as one."
    )


def weeks_missing_before(weeks: int) -> str:
    """What to do where the time before the block is `weeks` too short: waiting does not mend it."""
    return (
        f"That is {about_weeks(weeks)} from before the block: import an older diary, "
        "or keep one for 14 weeks before the next block."
    )


def weeks_missing_between(weeks: int | None) -> str:
    """What to do where the time before counts from another block: nothing older belongs to it."""
    short = "too short" if weeks is None else f"about {counted(weeks, 'week')} too short"
    return f"The pause before this block is {short} to judge it by. Before the next block leave 14 weeks."


def weeks_missing_in_block(weeks: int) -> str:
    """What to do where the block is `weeks` too short."""
    return f"That is {about_weeks(weeks)} of the block."


def about_weeks(weeks: int) -> str:
    """'about 3 more weeks', at least one."""
    return "about 1 more week" if weeks <= 1 else f"about {weeks} more weeks"


def points(value: float) -> str:
    """'1.5 points', '1 point'."""
    return counted(value, "point")


def at_least(near: float) -> str:
    """'by at least 1.5 points', rounded down, so that it stays true; 'by some' below a tenth."""
    tenth = math.floor(near * 10 + 1e-9) / 10
    return f"by at least {points(tenth)}" if tenth else SOME


def at_most(far: float) -> str:
    """'and at most 6.4', rounded up, so that it stays true."""
    return f"and at most {say_number(math.ceil(far * 10 - 1e-9) / 10)}"


def between(low: float, high: float) -> str:
    """'somewhere between 0.4 and 2.6'."""
    return f"somewhere between {say_number(low)} and {say_number(high)}"


def span(low: float, high: float, below: float = math.inf) -> str:
    """'anywhere between 1.9 points lower and 0.6 higher', never beyond the scale; in hundredths where tenths would
    hide that both ends lie below a size."""
    low, high = max(low, -SCALE), min(high, SCALE)
    is_hidden = max(-low, high) < below <= round(max(-low, high), 1)
    down, up = (say_number(abs(end), 2 if is_hidden else 1) for end in (low, high))
    if high <= 0:
        return f"anywhere between {up} and {down} points lower"
    if low >= 0:
        return f"anywhere between {down} and {up} points higher"
    return f"anywhere between {down} point{'' if down == '1' else 's'} lower and {up} higher"


def under_other_priors(priors: pd.DataFrame) -> str:
    """What half and twice as steep trends leave of a change; `priors` has its `low` and `high` under each."""
    is_one_side = bool((priors["high"] < 0).all() or (priors["low"] > 0).all())
    return "it stays on the same side of none" if is_one_side else "no change at all is possible, too"


def too_short_before(weeks: int, need: int) -> str:
    """Why there is an interval but no verdict."""
    return f"Only {weeks} usable weeks before the block; a verdict needs {need}."


def smallest_that_matters(change: float) -> str:
    """Which change counts as one that matters, and why."""
    return (
        f"A change of {points(change)} is taken as the smallest that matters: "
        "2 points, or 30 % of where you started, at least 1."
    )
