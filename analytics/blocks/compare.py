"""Two blocks beside each other: what each changed, and whether the two can be told apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics import certainty
from analytics.blocks.changes import WHOLE_FROM
from analytics.blocks.else_changed import Change
from analytics.blocks.headline import badge
from analytics.blocks.pace import PaceChange
from analytics.blocks.pain import PainChange
from analytics.result import NotEnough
from analytics.words import say_number, say_signed
from data.units import Units

Numbers = PainChange | PaceChange | NotEnough
OVERLAP = "cannot tell: the ranges overlap"
CAUSE_OPEN = "the ranges lie apart, but whether the blocks did it is open"
TREND = "the ranges lie apart, but a trend is not ruled out"


def compare(
    a: tuple[Numbers, Numbers], b: tuple[Numbers, Numbers], units: Units, names: tuple[str, str]
) -> pd.DataFrame:
    """Rows pain and easy pace; columns `what a b apart`, changes with their ranges in words.

    `a` and `b` are pain and pace of each, `names` what the two blocks are called. One is called lower only where both
    have a verdict and their 95 % ranges do not touch, which is stricter than a test of the difference.
    """
    asked = ("Pain, points", f"Easy pace, s/{units.distance}")
    rows = [
        (what, _said(ours, units), _said(theirs, units), apart(ours, theirs, units, names))
        for what, ours, theirs in zip(asked, a, b, strict=True)
    ]
    return pd.DataFrame(rows, columns=["what", "a", "b", "apart"])


def beside(a: Sequence[Change], b: Sequence[Change], names: tuple[str, str]) -> pd.DataFrame:
    """What else changed with both, before and in each: a row a thing both know, columns `what a b apart`, the last
    one how much more of it there was in one of the blocks, as a usual week had it."""
    theirs = {change.name: change for change in b}
    rows = [
        (ours.name, ours.said, theirs[ours.name].said, _more(ours, theirs[ours.name], names))
        for ours in a
        if ours.name in theirs
    ]
    return pd.DataFrame(rows, columns=["what", "a", "b", "apart"])


def _more(a: Change, b: Change, names: tuple[str, str]) -> str:
    """'3 mi more in A', of the figures as they are said; 'as much in both'."""
    ours, theirs = (round(each.during, 0 if abs(each.during) >= WHOLE_FROM else 1) for each in (a, b))
    size = say_number(abs(ours - theirs))
    more = names[0] if ours > theirs else names[1]
    return "as much in both" if size == "0" else f"{size} {a.unit}".rstrip() + f" more in {more}"


def apart(a: Numbers, b: Numbers, units: Units, names: tuple[str, str]) -> str:
    """Whether the changes of two blocks differ, in words."""
    if isinstance(a, NotEnough) or isinstance(b, NotEnough):
        lacking = [name for name, found in zip(names, (a, b), strict=True) if isinstance(found, NotEnough)]
        return f"cannot tell: too little on {' and '.join(lacking)}"
    badges = {badge(a), badge(b)}
    (_, low, high), (_, other_low, other_high) = _change(a, units), _change(b, units)
    if low <= other_high and other_low <= high:
        return OVERLAP
    if badges & set(certainty.WITHOUT_ANSWER):
        return CAUSE_OPEN
    if certainty.TREND in badges:
        return TREND
    return f"lower in {names[0] if high < other_low else names[1]}: the ranges lie apart"


def _change(found: PainChange | PaceChange, units: Units) -> tuple[float, float, float]:
    if isinstance(found, PainChange):
        return found.change
    usual = found.usual_s_per_m * units.m_per_distance
    estimate, low, high = (float(usual * np.expm1(each / 100)) for each in found.change)
    return estimate, low, high


def _said(found: Numbers, units: Units) -> str:
    """'−2.1 (−3.3 to −0.9)', 'too little: 3 weeks'."""
    if isinstance(found, NotEnough):
        return f"too little: {found.have}"
    digits = 0 if isinstance(found, PaceChange) else 1
    estimate, low, high = (say_signed(each, digits) for each in _change(found, units))
    return f"{estimate} ({low} to {high})"
