"""What a block changed in one line, without its name, and how sure that is."""

from __future__ import annotations

import numpy as np

from analytics import certainty
from analytics.blocks import verdict as v
from analytics.blocks.pace import PaceChange
from analytics.blocks.pain import PainChange
from analytics.blocks.words import at_least, noun, points
from analytics.result import NotEnough
from analytics.words import counted, say_number
from data.units import Units

_BADGES = {
    v.LOWER_MORE: certainty.CLEAR,
    v.HIGHER: certainty.CLEAR,
    v.LOWER_MAYBE: certainty.LIKELY,
    v.LOWER_OR_TREND: certainty.TREND,
    v.NO_SIGN: certainty.NO_SIGN,
}


def badge(found: PainChange | PaceChange | NotEnough) -> str:
    """One of `analytics.certainty`."""
    return certainty.CANNOT_TELL if isinstance(found, NotEnough) else _BADGES.get(found.reading.verdict, _OPEN)


_OPEN = certainty.CANNOT_TELL


def headline(found: PainChange | PaceChange | NotEnough, units: Units) -> str:
    """'Pain was 2.1 points lower, between 0.9 and 3.3, but may have been falling already.': at most 20 words."""
    if isinstance(found, NotEnough):
        what = f" of {found.what}" if found.what else ""
        return f"Cannot tell: {found.have}{what}; it takes {found.need}."
    return _pain(found) if isinstance(found, PainChange) else _pace(found, units)


def short(found: PainChange | PaceChange | NotEnough, *, is_over: bool) -> str:
    """'pain 2.1 lower', 'cannot tell yet', 'no sign in pain': the answer of a block in a list of blocks. 'Yet' only
    while the block goes on: where it `is_over`, no day of it is to come."""
    if badge(found) == certainty.CANNOT_TELL:
        return "cannot tell" if is_over else "cannot tell yet"
    if badge(found) == certainty.NO_SIGN or not isinstance(found, PainChange):
        return "no sign of a change"
    estimate = found.change[0]
    return f"{noun(found.outcome)} {say_number(abs(estimate))} {'lower' if estimate < 0 else 'higher'}"


def needs(found: PainChange | PaceChange | NotEnough) -> str:
    """What it would take to tell: 'about 6 more weeks', 'scores from before it'; '' where nothing more would."""
    if isinstance(found, NotEnough):
        return f"{found.have} so far, {found.need} needed"
    if isinstance(found, PaceChange):
        return f"a change of {found.detectable_percent:.0f} % or more"
    if found.reading.doubt in ("spell", "diary", "rise", "fall"):
        return "a block begun in an ordinary stretch"
    if found.more.is_before and found.more.weeks is not None:
        return f"{counted(found.more.weeks, 'week')} of scores from before it"
    return _weeks(found.more.weeks, "more scores from before it", is_over=found.is_over)


def _weeks(weeks: int | None, before: str, *, is_over: bool) -> str:
    if weeks is None:
        return before
    if is_over:
        return "a longer block"
    return f"{max(weeks, 1)} more {'week' if weeks <= 1 else 'weeks'}" if weeks else "a larger change than so far"


def _pain(found: PainChange) -> str:
    what, (estimate, low, high) = noun(found.outcome), found.change
    reading = found.reading
    verb = "was" if found.is_over else "is"
    if reading.verdict == v.NO_SIGN:
        return f"No sign that {what} changed: {_span(low, high)}."
    if reading.verdict == v.CANNOT_TELL:
        return _pain_open(found)
    side = "lower" if estimate < 0 else "higher"
    near, far = sorted((abs(low), abs(high)))
    said = (
        f"{what.capitalize()} {verb} {points(abs(estimate))} {side}, between {say_number(near)} and {say_number(far)}"
    )
    tail = {
        v.LOWER_MAYBE: ", maybe too little to matter",
        v.LOWER_OR_TREND: ", but may have been falling already",
    }.get(reading.verdict, "")
    if reading.doubt == "spell":
        tail = ", but the block began in a bad spell"
    if reading.doubt == "diary":
        tail = ", but the diary was kept differently"
    return f"{said}{tail}."


def _pain_open(found: PainChange) -> str:
    what, (estimate, low, high), doubt = noun(found.outcome), found.change, found.reading.doubt
    if doubt in ("rise", "fall"):
        side, course = ("lower", "rise") if doubt == "rise" else ("higher", "fall")
        verb = "was" if found.is_over else "is"
        return f"Cannot tell: {what} {verb} {side} only than the {course} before it led to expect."
    if doubt == "diary":
        return f"Cannot tell: the diary was not kept in the same way. Else {_span(low, high)}."
    if low > 0 and found.is_bad_spell:
        return "Cannot tell: the block began in a bad spell, so the time after it cannot be compared fairly."
    if doubt == "trend":
        return f"Cannot tell: {what} {points(estimate)} higher, but it may have been rising already."
    if low <= 0 <= high:
        return f"Cannot tell: {_span(low, high)}."
    if found.is_short:
        return f"Cannot tell: {_span(low, high)}, too few weeks before it for a verdict."
    side, near = ("lower", -high) if high < 0 else ("higher", low)
    was = "was" if found.is_over else "is"
    return f"Cannot tell: {what} {was} {side}, {at_least(near)}; how much of it is the block's is open."


def _span(low: float, high: float) -> str:
    """'between 4.5 points lower and 0.2 higher', 'between 1.5 and 6.3 points lower'."""
    if low < 0 < high:
        return f"between {points(-low)} lower and {say_number(high)} higher"
    near, far = sorted((abs(low), abs(high)))
    return f"between {say_number(near)} and {say_number(far)} points {'lower' if high <= 0 else 'higher'}"


def _pace(found: PaceChange, units: Units) -> str:
    usual, unit = found.usual_s_per_m * units.m_per_distance, units.distance
    estimate, low, high = (float(usual * np.expm1(each / 100)) for each in found.change)
    verb = "was" if found.is_over else "is"
    if badge(found) in (certainty.CLEAR, certainty.LIKELY):
        near, far = sorted((abs(low), abs(high)))
        side = "faster" if estimate < 0 else "slower"
        return f"Easy pace {verb} {abs(estimate):.0f} s/{unit} {side}, between {near:.0f} and {far:.0f}."
    if found.reading.doubt == "spell":
        return "Cannot tell: the block began in a slow spell, and pace comes back from there on its own."
    if found.reading.doubt:
        return f"Cannot tell: easy pace {verb} different only from what its course before led to expect."
    return f"Cannot tell: between {_side(low, unit)} and {_side(high, unit)}."


def _side(seconds: float, unit: str) -> str:
    return f"{abs(seconds):.0f} s/{unit} {'faster' if seconds < 0 else 'slower'}"
