"""What a block changed in one line, without its name, and how sure that is."""

from __future__ import annotations

import numpy as np

from analytics import certainty
from analytics.blocks import adjusted_words, changes, trend_words
from analytics.blocks import verdict as v
from analytics.blocks.adjusted import Adjusted
from analytics.blocks.pace import PaceChange
from analytics.blocks.pace_words import COULD_BE, span
from analytics.blocks.pain import PainChange
from analytics.blocks.words import SOME, at_least, noun, points
from analytics.meanwhile import NotYet
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
    if isinstance(found, NotEnough):
        return certainty.CANNOT_TELL
    if isinstance(found, PainChange) and found.is_cause_open:
        return certainty.LOWER_OPEN if found.change[2] < 0 else certainty.HIGHER_OPEN
    return _BADGES.get(found.reading.verdict, certainty.CANNOT_TELL)


def headline(found: PainChange | PaceChange | NotEnough, units: Units) -> str:
    """'Pain was 2.1 points lower, between 0.9 and 3.3, but may have been falling already.': at most 25 words."""
    if isinstance(found, NotYet):
        return found.sentence
    if isinstance(found, NotEnough):
        what = f" of {found.what}" if found.what else ""
        return f"Cannot tell: {found.have}{what}; it takes {found.need}."
    return _pain(found, units) if isinstance(found, PainChange) else _pace(found, units)


def short(found: PainChange | PaceChange | NotEnough, *, is_over: bool) -> str:
    """'pain 2.1 lower', 'pain lower, cause open', 'cannot tell yet', 'no sign of a change': the answer of a block in
    a list of blocks. 'Yet' only while the block goes on: where it `is_over`, no day of it is to come."""
    if isinstance(found, NotYet):
        return "working it out"
    if badge(found) == certainty.CANNOT_TELL:
        return "cannot tell" if is_over else "cannot tell yet"
    if badge(found) in certainty.WITHOUT_ANSWER and isinstance(found, PainChange):
        return f"{noun(found.outcome)} {badge(found).lower()}"
    if badge(found) == certainty.NO_SIGN or not isinstance(found, PainChange):
        return "no sign of a change"
    estimate = found.change[0]
    return f"{noun(found.outcome)} {say_number(abs(estimate))} {'lower' if estimate < 0 else 'higher'}"


def needs(found: PainChange | PaceChange | NotEnough) -> str:
    """What it would take to tell: 'about 6 more weeks', 'scores from before it'; '' where nothing more would."""
    if isinstance(found, NotEnough):
        return f"{found.have} so far, {found.need} needed"
    if found.reading.doubt == "mileage":
        return "a block with mileage as before it"
    if isinstance(found, PaceChange):
        if found.more_runs and not found.is_over:
            return f"about {found.more_runs} more easy runs"
        return f"a change of {found.detectable_percent:.0f} % or more"
    if found.reading.doubt in ("season", "year"):
        return "a block at another time of the year"
    if found.reading.doubt in ("spell", "diary", "rise", "fall", "healing"):
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


def _pain(found: PainChange, units: Units) -> str:
    what, (estimate, low, high) = noun(found.outcome), found.change
    reading = found.reading
    verb = "was" if found.is_over else "is"
    if reading.verdict == v.NO_SIGN:
        return f"No sign that {what} changed: {_span(low, high)}."
    if reading.verdict == v.CANNOT_TELL:
        return _pain_open(found, units)
    side = "lower" if estimate < 0 else "higher"
    near, far = sorted((abs(low), abs(high)))
    size = f"{what.capitalize()} {verb} {points(abs(estimate))} {side}"
    if found.adjusted is not None:
        size = adjusted_words.short_left(found, found.adjusted)
    said = f"{size}, between {say_number(near)} and {say_number(far)}"
    tail = ", maybe too little to matter" if reading.verdict == v.LOWER_MAYBE else ""
    if reading.verdict == v.LOWER_OR_TREND:
        tail = f", {trend_words.LEFT_OPEN_SHORT[reading.doubt]}"
    return f"{said}{tail}."


def _pain_open(found: PainChange, units: Units) -> str:
    what, (estimate, low, high), doubt = noun(found.outcome), found.change, found.reading.doubt
    verb = "was" if found.is_over else "is"
    if doubt == "mileage" and found.adjusted is not None:
        return _mileage(found, found.adjusted, units)
    if doubt in ("rise", "fall"):
        side, course = ("lower", "rise") if doubt == "rise" else ("higher", "fall")
        return f"Cannot tell: {what} {verb} {side} only than the {course} before it led to expect."
    if doubt == "diary":
        return f"Cannot tell: the diary was not kept in the same way. Else {_span(low, high)}."
    if low > 0 and found.is_bad_spell:
        return "Cannot tell: the block began in a bad spell, so the time after it cannot be compared fairly."
    if doubt == "trend":
        return f"{what.capitalize()} {verb} {points(estimate)} higher, but it may have been rising already."
    if doubt in ("season", "year"):
        return f"{what.capitalize()} {verb} {points(estimate)} higher, {trend_words.LEFT_OPEN_SHORT[doubt]}."
    if low <= 0 <= high:
        return f"Cannot tell: {_span(low, high)}."
    if found.is_short:
        return f"Cannot tell: {_span(low, high)}, too few weeks before it for a verdict."
    side, near = ("lower", -high) if high < 0 else ("higher", low)
    size = "" if at_least(near) == SOME else f", {at_least(near)}"
    return f"{what.capitalize()} {verb} {side}{size}; whether by the block is open."


def _mileage(found: PainChange, adjusted: Adjusted, units: Units) -> str:
    """What was seen may be another mileage and not the block."""
    was = adjusted_words.plain(found, adjusted)
    began = f"Cannot tell: {was[:1].lower()}{was[1:]}, but"
    if not adjusted.apart:
        return f"{began} with {adjusted_words.held(adjusted)} the same {_span(*found.change[1:])}."
    if adjusted.weekly_m is None:
        return f"{began} other things changed with it altogether."
    before, during = (changes.spoken(units.to_distance(each)) for each in changes.weekly_m(found.changes))
    return f"{began} you ran {during} {units.distance} a week instead of {before}."


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
    if found.reading.doubt in COULD_BE:
        return f"Cannot tell: {COULD_BE[found.reading.doubt]}."
    if found.reading.doubt:
        return f"Cannot tell: easy pace {verb} different only from what its course before led to expect."
    maybe = "" if low <= 0 <= high else ", which may be too little to judge"
    return f"Cannot tell: easy pace {verb} {span(low, high, unit)}{maybe}."
