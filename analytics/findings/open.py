"""The questions without an answer, the nearest to one first, each with what it needs."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from analytics import certainty
from analytics.blocks import PaceChange, PainChange
from analytics.blocks import headline as of_block
from analytics.findings.cards import Block, card_name
from analytics.lag.joint import headline as of_pair
from analytics.lag.joint.design import MIN_DAYS
from analytics.lag.joint.found import Associations, Found
from analytics.lag.joint.verdict import FLOOR, WITHDRAWN
from analytics.meanwhile import NotYet
from analytics.periods import WEEK_DAYS
from analytics.result import NotEnough
from analytics.running import pace_headline as of_pace
from analytics.running.easy_pace import Trend
from analytics.words import counted

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


@dataclass(frozen=True)
class Open:
    """A question without an answer: what it is of, what it needs, and the weeks that are (infinite: not known).
    `is_more_diary`: more of the same diary would settle it; `is_named`: the reader gave it its name."""

    name: str
    needs: str
    weeks: float = math.inf
    is_more_diary: bool = False
    is_named: bool = False

    @property
    def inside(self) -> str:
        """The name in the middle of a sentence: one that the reader gave keeps its capitals."""
        return self.name if self.is_named else f"{self.name[:1].lower()}{self.name[1:]}"


def open_questions(found: Associations | NotEnough, blocks: Iterable[Block], trend: Trend | NotEnough) -> list[Open]:
    """Pairs, blocks and easy pace that cannot tell, the nearest first; not what is being worked out."""
    asked = []
    if isinstance(found, Associations):
        asked = _pairs(found)
    elif not isinstance(found, NotYet):
        asked = [_refused("Training and pain", found)]
    asked += [each for block in blocks for each in _of_block(block)]
    if isinstance(trend, NotEnough):
        asked.append(_refused("Easy pace over the year", trend))
    elif of_pace.badge(trend) == certainty.CANNOT_TELL:
        asked.append(Open("Easy pace over the year", "a change of 3 % or more"))
    return sorted(asked, key=lambda each: each.weeks)


def headline(asked: list[Open]) -> str:
    """How many there are, how many of them more diary answers, and the nearest of those: at most 25 words.

    'Five questions cannot be answered yet; one of them needs 56 more weeks of diary: Three hundred, pain.' Where more
    diary answers them all: 'Eight questions need more diary. The nearest is hills and pain: 6 more weeks.'
    """
    n, waiting = len(asked), sorted((each for each in asked if each.is_more_diary), key=lambda each: each.weeks)
    many = f"{_count(n)} question{'' if n == 1 else 's'}"
    if not waiting:
        return f"{many} cannot be answered yet, and more diary alone will not do."
    first = waiting[0]
    is_known = math.isfinite(first.weeks)
    if len(waiting) == n:
        nearest = f" The nearest is {first.inside}: {first.needs}." if is_known else ""
        return f"{many} need{'s' if n == 1 else ''} more diary.{nearest}"
    weeks = f"{counted(max(1, round(first.weeks)), 'more week')} of diary" if is_known else "more diary"
    if len(waiting) == 1:
        return f"{many} cannot be answered yet; one of them needs {weeks}: {first.inside}."
    some = f"{many} cannot be answered yet; {_count(len(waiting)).lower()} of them need more diary"
    return f"{some}. The nearest is {first.inside}: {weeks}." if is_known else f"{some}."


def _count(n: int) -> str:
    return _NUMBERS[n] if n < len(_NUMBERS) else str(n)


def _pairs(found: Associations) -> list[Open]:
    made = [_pair(answer) for answer in found.asked if of_pair.badge(answer) == certainty.CANNOT_TELL]
    return made + [_refused(of_pair.pair_name(each.exposure, each.outcome), each.lacks) for each in found.refused]


def _pair(answer: Found) -> Open:
    name = of_pair.pair_name(answer.exposure, answer.outcome)
    if answer.verdict == WITHDRAWN:
        return Open(name, of_pair.needs(answer))
    if FLOOR in answer.reasons:
        return Open(name, of_pair.needs(answer))
    weeks = of_pair.weeks_to_wait(answer)
    return Open(name, of_pair.needs(answer), weeks, math.isfinite(weeks))


def _of_block(block: Block) -> list[Open]:
    made = []
    for what, numbers in (("pain", block.pain), ("easy pace", block.pace)):
        if of_block.badge(numbers) in certainty.WITHOUT_ANSWER and not isinstance(numbers, NotYet):
            weeks = _weeks(numbers)
            name, is_more = f"{card_name(block)}, {what}", math.isfinite(weeks)
            made.append(Open(name, of_block.needs(numbers), weeks, is_more, is_named=True))
    return made


def _weeks(numbers: PainChange | PaceChange | NotEnough) -> float:
    if isinstance(numbers, NotEnough) or numbers.is_over:
        return math.inf
    weeks = numbers.more.weeks if isinstance(numbers, PainChange) and not numbers.more.is_before else None
    weeks = numbers.more_weeks if isinstance(numbers, PaceChange) else weeks
    return float(weeks) if weeks else math.inf


def _refused(name: str, lacks: NotEnough) -> Open:
    if lacks.need != f"{MIN_DAYS} days":
        return Open(name, f"{lacks.have} so far, {lacks.need} needed", is_more_diary=True)
    first = lacks.have.split()[0]
    n_days = int(first) if first.isdigit() else 0
    weeks = math.ceil((MIN_DAYS - n_days) / WEEK_DAYS)
    return Open(name, f"{n_days} of {lacks.need} so far, {counted(weeks, 'more week')}", weeks, is_more_diary=True)
