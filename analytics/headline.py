"""The strongest thing that a log can say, in one line of at most 25 words: what is sure, and the one doubt left."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analytics.blocks import PainChange, verdict
from analytics.findings.cards import block_key, key
from analytics.lag import pairs as declared
from analytics.lag.joint import headline as of_pair
from analytics.lag.joint.found import Associations, Found
from analytics.lag.joint.per_step import exact, odds, per_step
from analytics.lag.joint.verdict import CANNOT_TELL, FLOOR, RELATED
from analytics.meanwhile import NotYet
from analytics.result import NotEnough
from analytics.words import counted, say_number
from data.units import METRIC, Units

MOST_WORDS = 25
# Of a block's name, what leaves room for the rest of the line.
NAME_WORDS, NAME_LETTERS = 3, 28
# Verdicts about a block, the strongest first.
STRENGTH = (
    verdict.LOWER_MORE,
    verdict.HIGHER,
    verdict.LOWER_MAYBE,
    verdict.LOWER_OR_TREND,
    verdict.NO_SIGN,
)
# The first of them leave no doubt that a related pair does not leave, too.
N_FIRM = 3
TOO_EARLY = "Too early to tell what goes together: it takes more weeks of training and pain scores side by side."
TOO_EARLY_FOR = "Too early to tell what your pain goes with: it takes"
# How a refusal of `analytics.lag.joint` names the days that it has, the days that it needs, and what is missing.
DAYS, TOGETHER = re.compile(r"(\d+) days of (\d+) days"), "on record together"
NOT_WHY = "this does not say why"
# Below this, in points, "at least" would say nothing.
SURE = 0.1
DOUBTS = {
    "spell": "it began in a bad spell",
    "diary": "the diary was kept differently",
    "healing": "it was healing already",
    "season": "a season cannot be ruled out",
    "year": "as every year so far",
    "": "a trend cannot be ruled out",
}


@dataclass(frozen=True)
class Answered:
    """A block and what is known of pain before and after it."""

    block_id: str
    name: str
    start: pd.Timestamp
    end: pd.Timestamp
    answer: PainChange | NotEnough


@dataclass(frozen=True)
class Headline:
    """The line, and the key of the finding that it is of; '' where it is of none."""

    sentence: str
    finding: str = ""


def headline(blocks: Sequence[Answered], pairs: Associations | NotEnough, units: Units = METRIC) -> Headline:
    """A block with a firm answer, the strongest and then the newest; else the clearest related pair; else a block's
    answer that leaves a doubt; else the question nearest to an answer; else what it takes. At most 25 words."""
    told = [block for block in blocks if _is_told(block.answer)]
    related = [] if isinstance(pairs, NotEnough) else [found for found in pairs.asked if found.verdict == RELATED]
    if told and (not related or any(_is_firm(block.answer) for block in told)):
        strongest = max(told, key=_rank)
        return Headline(_block(strongest), block_key(strongest.block_id, "pain"))
    if isinstance(pairs, NotYet):
        return Headline(pairs.sentence)
    if isinstance(pairs, NotEnough):
        return Headline(_too_early(pairs))
    if related:
        clearest = min(related, key=_clearness)
        return Headline(_pair(clearest, units), key(clearest))
    return Headline(_nearest(pairs))


def _too_early(missing: NotEnough) -> str:
    """How many more weeks with a score a day it takes, where days on record are what is missing."""
    days = DAYS.fullmatch(f"{missing.have} of {missing.need}")
    if days is None or not missing.what.endswith(TOGETHER):
        return TOO_EARLY
    n_weeks = math.ceil((int(days[2]) - int(days[1])) / 7)
    return f"{TOO_EARLY_FOR} about {counted(n_weeks, 'more week')} with a score a day, and training on record."


def _is_firm(answer: PainChange | NotEnough) -> bool:
    return isinstance(answer, PainChange) and answer.reading.verdict in STRENGTH[:N_FIRM]


def _is_told(answer: PainChange | NotEnough) -> bool:
    return isinstance(answer, PainChange) and answer.reading.verdict in STRENGTH


def _rank(block: Answered) -> tuple[int, pd.Timestamp]:
    if isinstance(block.answer, NotEnough):
        raise TypeError("A refusal has no rank.")
    return -STRENGTH.index(block.answer.reading.verdict), block.start


def _clearness(found: Found) -> tuple[bool, float, float]:
    """Pairs that nothing could undo come first, then the clearest."""
    return of_pair.is_doubted(found), found.answer.p, -max(map(abs, found.answer.t))


def _block(block: Answered) -> str:
    found = block.answer
    if isinstance(found, NotEnough):
        raise TypeError("A refusal says nothing of a block.")
    where = f"in “{_name(block.name)}”, {_years(block)}"
    reading, (_, low, high) = found.reading, found.change
    if reading.verdict == verdict.NO_SIGN:
        return f"No sign that pain changed {where}: a change of {_points(found.matters)} would have been seen."
    if reading.verdict == verdict.HIGHER:
        return f"Pain was higher by at least {_points(low)} {where}; {NOT_WHY}."
    sure = f"by at least {_points(-high)} {where}" if -high >= SURE else f"{where}, by how much is open"
    doubt = DOUBTS.get(reading.doubt, DOUBTS[""]) if reading.verdict == verdict.LOWER_OR_TREND else NOT_WHY
    return f"Pain was lower {sure}; {doubt}."


def _name(name: str) -> str:
    """The block's name, at most three words of it."""
    words = name.split()
    short = " ".join(words[:NAME_WORDS])
    cut = short[: NAME_LETTERS - 1].rstrip() if len(short) > NAME_LETTERS else short
    return cut if cut == name else f"{cut}…"


def _years(block: Answered) -> str:
    """'2021 to 2023', '2024'."""
    first, last = block.start.year, block.end.year
    return str(first) if first == last else f"{first} to {last}"


def _points(value: float) -> str:
    """'1.5 points', rounded down, so that 'at least' stays true."""
    number = say_number(math.floor(value * 10 + 1e-9) / 10)
    return f"{number} point{'' if number == '1' else 's'}"


def _pair(found: Found, units: Units) -> str:
    step = per_step(found.answer, units)
    x, y = step.exposure, step.outcome
    weekly = say_number(step.step.count * 7 / x.window) if x.kind == "sets" else ""
    more = re.sub(r" \(.*\)", "", x.more.format(step=step.step.words, weekly=weekly))
    when = "After" if found.lag else "On" if x.window == 1 else "In"
    doubt = "missing days could change that" if of_pair.may_gaps_hide(found) else NOT_WHY
    if step.is_odds:
        factor = f"at least {odds(step.low)}" if step.low > 1 else f"at most {odds(step.high)}"
        return f"{when} {more}, the {y.words.removesuffix('s')} odds were {factor} times as high; {doubt}."
    near = min(abs(step.low), abs(step.high))
    size = _points(near) if near >= SURE else f"{exact(near)} points"
    return f"{when} {more}, {y.words} was at least {size} {'lower' if step.value < 0 else 'higher'}; {doubt}."


def _nearest(pairs: Associations) -> str:
    """The open question that the fewest weeks of diary would settle; where none is open, that nothing shows."""
    unsettled = [found for found in pairs.asked if found.verdict == CANNOT_TELL and FLOOR not in found.reasons]
    is_open = [found for found in unsettled if math.isfinite(of_pair.weeks_to_wait(found))]
    if is_open:
        found = min(is_open, key=lambda pair: pair.more_weeks)
        x, y = declared.exposure(found.exposure).words, declared.outcome(found.outcome).words
        more = f"about {found.more_weeks:.0f} more weeks would most likely settle it"
        return f"Cannot tell yet whether {y} {'go' if y == 'flares' else 'goes'} with {x}: {more}."
    if any(found.verdict == CANNOT_TELL for found in pairs.asked):
        plan = "Four weeks of clearly more training and four of clearly less, planned beforehand, would show most."
        return f"Cannot tell yet what goes together. {plan}"
    n = len(pairs.asked)
    return f"Nothing that was asked of training and pain, {n} pair{'s' * (n != 1)}, goes together in this log so far."
