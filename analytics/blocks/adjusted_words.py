"""What is left of a change with mileage, and what else was declared, the same before and in the block, in words."""

from __future__ import annotations

import pandas as pd

from analytics.blocks import changes
from analytics.blocks import verdict as v
from analytics.blocks.adjusted import MILEAGE, Adjusted
from analytics.blocks.pain import PainChange
from analytics.blocks.words import between, noun, points, span
from analytics.words import listed, say_number
from data.daily_schema import label
from data.units import Units

KEEP_MILEAGE = "A block with mileage as before it would tell."


def what(adjusted: Adjusted) -> str:
    """'mileage', 'mileage and hours of sleep'."""
    return _named(adjusted.columns)


def running(adjusted: Adjusted, changed: pd.DataFrame, units: Units, over: str = "") -> str:
    """'Your running fell with the block, from 45 to 31 km a week.', or nothing where mileage is not among it.

    `changed` is the table of `analytics.blocks.changes`: the mean weeks that the card shows, too. `over` names them.
    """
    if adjusted.weekly_m is None:
        return ""
    before, during = changes.weekly_m(changed)
    verb = "fell" if during < before else "rose"
    return f"Your running {verb} with the block, {changes.from_to(changed, units)}{over}."


def size(found: PainChange, adjusted: Adjusted) -> str:
    """'Pain was 2.1 points lower; with mileage the same, 1.4 of it is left'."""
    return f"{plain(found, adjusted)}; with {what(adjusted)} the same, {_left(found, adjusted)}"


def plain(found: PainChange, adjusted: Adjusted) -> str:
    """'Pain was 2.1 points lower', before anything is adjusted for."""
    change = adjusted.unadjusted[0]
    side = "lower" if change < 0 else "higher"
    return f"{noun(found.outcome).capitalize()} {'was' if found.is_over else 'is'} {points(abs(change))} {side}"


def _left(found: PainChange, adjusted: Adjusted) -> str:
    change, plainly = found.change[0], adjusted.unadjusted[0]
    if 0 < change / plainly <= 1:
        return f"{say_number(abs(change))} of it is left"
    return f"{points(abs(change))} {'lower' if change < 0 else 'higher'}"


def short_left(found: PainChange, adjusted: Adjusted) -> str:
    """As `size`, for a headline: declared columns go unnamed."""
    change, plainly = found.change[0], adjusted.unadjusted[0]
    side = "of it" if 0 < change / plainly <= 1 else "lower" if change < 0 else "higher"
    return f"{plain(found, adjusted)}; {say_number(abs(change))} {side} with {held(adjusted)} the same"


def held(adjusted: Adjusted) -> str:
    """As `what`, for a headline."""
    return "mileage" if adjusted.columns == (MILEAGE,) else "the rest"


def may_be_it(found: PainChange, adjusted: Adjusted) -> str:
    """Lower as it is, and nothing clear of that with mileage the same; or not to be told apart from it."""
    if adjusted.apart:
        change = adjusted.unadjusted
        near, far = sorted(map(abs, change[1:]))
        return (
            f"{plain(found, adjusted)}, {between(near, far)}, but too few days of the block are like those before in "
            f"{_named(adjusted.apart)}: what each of the two did cannot be told apart."
        )
    return (
        f"Cannot tell{'' if found.is_over else ' yet'}: {_decapitalised(plain(found, adjusted))}, but with "
        f"{what(adjusted)} the same what is left is {span(*found.change[1:])}. "
        f"So it may be the {what(adjusted)} and not the block."
    )


def with_the_same(found: PainChange, sentence: str) -> str:
    """The answer where none is said of the change before adjusting: 'With mileage the same: no sign that ...'."""
    adjusted = found.adjusted
    if adjusted is None or adjusted.apart or is_sized(found):
        return sentence
    return f"With {what(adjusted)} the same: {_decapitalised(sentence)}"


def is_sized(found: PainChange) -> bool:
    """The sentence sets the change that is left beside the one before adjusting."""
    adjusted = found.adjusted
    is_said = found.reading.verdict in (*v.LOWER, v.HIGHER)
    return adjusted is not None and not adjusted.apart and is_said


def caveat(adjusted: Adjusted) -> str:
    """What the adjustment can do and what not."""
    return (
        f"Adjusted for {what(adjusted)}: what goes with it along a straight line, on the same day or up to a week "
        "later, is taken out; nothing else is."
    )


def _named(columns: tuple[str, ...]) -> str:
    return listed(["mileage" if column == MILEAGE else label(column) for column in columns])


def _decapitalised(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
