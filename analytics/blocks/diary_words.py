"""A diary that was not kept in the same way before and in the block, in words."""

from __future__ import annotations

from analytics.blocks.diary import Kept
from analytics.blocks.words import noun, span
from analytics.words import say_number, say_share


def kept(found: Kept, outcome: str) -> tuple[str, ...]:
    """Each way in which it was kept differently."""
    days = () if found.rated is None else (other_days(outcome, *found.rated),)
    return days if found.entries is None else (*days, other_entries(*found.entries))


def kept_differently(outcome: str, change: tuple[float, float, float]) -> str:
    """No verdict because of the diary; how it differed is said in the sentence after this one."""
    return (
        f"Cannot tell whether your {noun(outcome)} changed with the block: {span(*change[1:])}, "
        "but the diary was not kept in the same way."
    )


def other_days(outcome: str, before: float, during: float) -> str:
    """Another share of days rated."""
    return (
        f"You wrote your {noun(outcome)} down on {say_share(before)} of the days before and on {say_share(during)} "
        "in the block: bad days are the first to be written down, so that alone can change the average."
    )


def other_entries(before: float, during: float) -> str:
    """Another number of scores a day."""
    return (
        f"On days with a score you wrote {say_number(before)} of them before and {say_number(during)} in the block: "
        "the highest of the day counts, so that alone can change the average."
    )
