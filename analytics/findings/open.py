"""The questions that need more diary, the nearest first, each with how much."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from analytics import certainty
from analytics.blocks import PaceChange, PainChange
from analytics.blocks import headline as of_block
from analytics.findings.cards import Block
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
    `is_more_diary`: more of the same diary would settle it."""

    name: str
    needs: str
    weeks: float = math.inf
    is_more_diary: bool = False


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
    """'Eight questions need more diary. The nearest is hills and pain: 6 more weeks.': at most 25 words."""
    n = len(asked)
    count = _NUMBERS[n] if n < len(_NUMBERS) else str(n)
    many = f"{count} question{'' if n == 1 else 's'}"
    if any(each.is_more_diary for each in asked):
        said = f"{many} need{'s' if n == 1 else ''} more diary."
    else:
        said = f"{many} cannot be answered yet, and more diary alone will not do."
    if n and math.isfinite(asked[0].weeks):
        first = asked[0].name[0].lower() + asked[0].name[1:]
        return f"{said} The nearest is {first}: {asked[0].needs}."
    return said


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
            made.append(Open(f"{block.name}, {what}", of_block.needs(numbers), weeks, math.isfinite(weeks)))
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
