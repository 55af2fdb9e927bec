"""One card a question that can be answered: its headline, how sure it is, what it rests on, how strong it is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from analytics import certainty
from analytics.blocks import PaceChange, PainChange
from analytics.blocks import headline as of_block
from analytics.lag.joint import headline as of_pair
from analytics.lag.joint.found import Associations, Found
from analytics.lag.joint.verdict import RELATED
from analytics.lag.pairs import Pair, exposure, outcome
from analytics.result import NotEnough
from analytics.running import pace_headline as of_pace
from analytics.running.easy_pace import Trend
from analytics.words import counted
from data.units import Units

PACE_KEY = "easy_pace"
# A block's name on a card: longer ones are cut.
NAME_CHARS = 28


@dataclass(frozen=True)
class Block:
    """A block of the log: its row and what it changed in pain and in easy pace."""

    block_id: str
    name: str
    start: pd.Timestamp
    end: pd.Timestamp
    pain: PainChange | NotEnough
    pace: PaceChange | NotEnough

    @property
    def years(self) -> str:
        """'2021–23', '2026'."""
        first, last = self.start.year, self.end.year
        return f"{first}" if first == last else f"{first}–{last % 100:02d}"


@dataclass(frozen=True)
class Finding:
    """One card. `key` names it in the address; `strength` is how many half-widths of its range it lies from none."""

    key: str
    badge: str
    headline: str
    rests_on: str
    strength: float
    numbers: Found | PainChange | PaceChange | Trend
    block: Block | None = None


def pair_findings(found: Associations, units: Units, also: str = "") -> list[Finding]:
    """A card for the strongest pair of each kind of training (distance, climb, hard minutes, glute sets), the related
    ones before those with no sign; pairs that cannot tell have none. `also` is the key of one more to show."""
    kinds: dict[str, Found] = {}
    for answer in found.asked:
        if of_pair.badge(answer) == certainty.CANNOT_TELL:
            continue
        kind = exposure(answer.exposure).kind
        if kind not in kinds or _order(answer) < _order(kinds[kind]):
            kinds[kind] = answer
    shown = list(kinds.values())
    shown += [each for each in found.asked if key(each) == also and all(each is not card for card in shown)]
    return [of_association(answer, units) for answer in shown]


def of_association(answer: Found, units: Units) -> Finding:
    """The card of one pair."""
    numbers = answer.answer
    return Finding(
        key(answer),
        of_pair.badge(answer),
        of_pair.headline(answer, units),
        f"{numbers.n:,} {'mornings' if answer.outcome == 'pain_morning' else 'days'}, {_span(numbers.days.index)}",
        _strength(numbers.effect.value, numbers.effect.low, numbers.effect.high),
        answer,
    )


def key(pair: Found | Pair) -> str:
    """'distance_7d_m.pain'."""
    return f"{pair.exposure}.{pair.outcome}"


def block_key(block_id: str, what: str) -> str:
    """'block.b1.pain'; `what` is "pain" or "pace"."""
    return f"block.{block_id}.{what}"


def _order(answer: Found) -> tuple[int, int, bool, float, float]:
    """Related first, the surest of them, pain before flares where nothing was seen, then the stronger."""
    tier = certainty.SUREST_FIRST.index(of_pair.badge(answer))
    strongest = max(abs(t) for t in answer.answer.t)
    is_yes_no = outcome(answer.outcome).is_yes_no
    return (answer.verdict != RELATED, tier, is_yes_no, answer.answer.p, -strongest)


def block_findings(blocks: Iterable[Block], units: Units) -> list[Finding]:
    """A card a block and outcome with a verdict."""
    made = []
    for block in blocks:
        name = card_name(block)
        for what, numbers in (("pain", block.pain), ("pace", block.pace)):
            badge = of_block.badge(numbers)
            if isinstance(numbers, NotEnough) or badge in certainty.WITHOUT_ANSWER:
                continue
            said = of_block.headline(numbers, units)
            row = numbers.table[numbers.table["is_quoted"]].iloc[0]
            unit = "runs" if what == "pace" else "days"
            made.append(
                Finding(
                    block_key(block.block_id, what),
                    badge,
                    f"{name}, {block.years}: {said[0].lower()}{said[1:]}",
                    f"{row['n_before']:,.0f} {unit} before, {row['n_after']:,.0f} in the block",
                    _strength(*numbers.change),
                    numbers,
                    block,
                )
            )
    return made


def card_name(block: Block) -> str:
    """The block's name, cut where it is long."""
    return block.name if len(block.name) <= NAME_CHARS else f"{block.name[: NAME_CHARS - 1].rstrip()}…"


def pace_finding(trend: Trend | NotEnough, units: Units) -> list[Finding]:
    """The card of easy pace, where it went somewhere."""
    if isinstance(trend, NotEnough) or of_pace.badge(trend) == certainty.CANNOT_TELL:
        return []
    row = trend.table.iloc[0]
    strength = _strength(*(float(row[c]) for c in ("estimate", "low", "high")))
    return [
        Finding(
            PACE_KEY,
            of_pace.badge(trend),
            of_pace.headline(trend, units),
            f"{counted(float(row['n']), 'easy run')}, {_span([trend.first, trend.last])}",
            strength,
            trend,
        )
    ]


def ranked(findings: Sequence[Finding]) -> list[Finding]:
    """The surest first, the stronger first among equally sure ones; those with no sign stay in their order,
    pairs before blocks."""
    return sorted(findings, key=_rank)


def _rank(finding: Finding) -> tuple[int, float]:
    is_none = finding.badge == certainty.NO_SIGN
    strength = -float(finding.block is None) if is_none else -finding.strength
    return certainty.SUREST_FIRST.index(finding.badge), strength


def _strength(value: float, low: float, high: float) -> float:
    half = (high - low) / 2
    return 0.0 if math.isnan(half) or half <= 0 else abs(value) / half


def _span(days: Sequence[pd.Timestamp] | pd.Index) -> str:
    """'Jun 2020 to Nov 2026'."""
    known = pd.DatetimeIndex(days)
    first, last = (f"{day:%b %Y}" for day in (known.min(), known.max()))
    return first if first == last else f"{first} to {last}"
