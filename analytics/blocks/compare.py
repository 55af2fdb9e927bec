"""Two blocks beside each other: what each changed, and whether the two can be told apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics import certainty
from analytics.blocks.else_changed import Change
from analytics.blocks.headline import badge
from analytics.blocks.pace import PaceChange
from analytics.blocks.pain import PainChange
from analytics.result import NotEnough
from analytics.words import say_signed
from data.units import Units

Numbers = PainChange | PaceChange | NotEnough
OVERLAP = "cannot tell: the ranges overlap"
OPEN = "cannot tell: at least one of them has no answer"
TREND = "the ranges lie apart, but a trend is not ruled out"


def compare(
    a: tuple[Numbers, Numbers], b: tuple[Numbers, Numbers], units: Units, names: tuple[str, str]
) -> pd.DataFrame:
    """Rows pain and easy pace; columns `what a b apart`, changes with their ranges in words.

    `a` and `b` are pain and pace of each, `names` what the two blocks are called. The two are called apart only where
    both have a verdict and their 95 % ranges do not touch, which is stricter than a test of the difference.
    """
    asked = ("Pain, points", f"Easy pace, s/{units.distance}")
    rows = [
        (what, _said(ours, units), _said(theirs, units), apart(ours, theirs, units, names))
        for what, ours, theirs in zip(asked, a, b, strict=True)
    ]
    return pd.DataFrame(rows, columns=["what", "a", "b", "apart"])


def beside(a: Sequence[Change], b: Sequence[Change]) -> pd.DataFrame:
    """What else changed with both, before and in each: a row a thing both know, columns `what a b apart`."""
    theirs = {change.name: change for change in b}
    rows = [
        (change.name, change.said, theirs[change.name].said, "") for change in a if change.name in theirs
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["what", "a", "b", "apart"])


def apart(a: Numbers, b: Numbers, units: Units, names: tuple[str, str]) -> str:
    """Whether the changes of two blocks differ, in words."""
    if isinstance(a, NotEnough) or isinstance(b, NotEnough):
        return OPEN
    badges = {badge(a), badge(b)}
    if certainty.CANNOT_TELL in badges:
        return OPEN
    (_, low, high), (_, other_low, other_high) = _change(a, units), _change(b, units)
    if low <= other_high and other_low <= high:
        return OVERLAP
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
