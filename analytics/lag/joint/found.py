"""One pair of the table and all of them: the joint model's numbers, q, verdict, and what an answer still takes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from analytics.lag.answer import Copy, Refused
from analytics.lag.joint.answer import Answer
from analytics.lag.joint.verdict import what_matters
from analytics.lag.pairs import Pair
from analytics.result import NotEnough

Z_95 = 1.96
# 1.96 for 95 % and .84 for 80 % power.
DETECTABLE = 2.8
# Room for the estimate's own luck: .84 standard errors are not exceeded four times in five.
LUCK = 0.84
# Fewer weeks than this are no forecast; one beyond ten years says no more than 'very long' (convention).
LEAST_WEEKS, MAX_WEEKS = 4, 520
# The search over lags takes this much wider a range than one lag alone (as the interval of a pair asked alone).
SEARCH = 1.25


@dataclass(frozen=True)
class Found:
    """`answer` with its `q` (Benjamini-Hochberg over the pairs asked together; NaN for one asked alone), its
    `verdict`, the `reasons` that speak against more, and how many `more_weeks` of diary would settle it (infinite
    beyond ten years)."""

    VERSION: ClassVar[int] = 3

    answer: Answer
    q: float
    verdict: str
    reasons: tuple[str, ...]
    more_weeks: float

    @property
    def exposure(self) -> str:
        """A column of the daily frame."""
        return self.answer.exposure

    @property
    def outcome(self) -> str:
        """A column of the daily frame."""
        return self.answer.outcome

    @property
    def lag(self) -> int:
        """The declared lag with the largest |t|, in days."""
        return self.answer.lag


@dataclass(frozen=True)
class Associations:
    """All declared pairs of one daily frame, in their order: those `asked`, each with its q and the verdict that
    follows from it, those `refused`, and the `copies`; at least one was asked."""

    VERSION: ClassVar[int] = 4

    asked: tuple[Found, ...]
    refused: tuple[Refused, ...]
    copies: tuple[Copy, ...]
    seed: int
    n_surrogates: int

    def of(self, pair: Pair) -> Found | None:
        """What was found of that pair; None where it was not asked."""
        names = (pair.exposure, pair.outcome)
        return next((found for found in self.asked if (found.exposure, found.outcome) == names), None)

    def lacks(self, pair: Pair) -> NotEnough:
        """Why that pair was not asked: its refusal, or that an outcome with the same scores was asked instead."""
        names = (pair.exposure, pair.outcome)
        for refused in self.refused:
            if (refused.exposure, refused.outcome) == names:
                return refused.lacks
        for copy in self.copies:
            if (copy.exposure, copy.outcome) == names:
                return NotEnough("the same scores", f"another diary than that of {copy.same_as}", "")
        return NotEnough("no such pair", "a declared one", f"{pair.exposure} and {pair.outcome}")


def weeks_of(answer: Answer) -> float:
    """Weeks from the first used day to the last."""
    return float(((answer.last_day - answer.first_day).days + 1) / 7)


def more_weeks(answer: Answer) -> float:
    """Weeks of diary still to write until a change that matters, from low to high exposure, is found four times in
    five, or else ruled out.

    From the same fit as the interval: its standard error falls as 1 / sqrt(time), and where there is no effect, what
    was seen so far fades as 1 / time. At least 4; infinite beyond ten years.
    """
    size = what_matters(answer) / (2 * answer.spread)
    se, seen, so_far = SEARCH * answer.effect.se, abs(answer.effect.value), weeks_of(answer)
    found = so_far * (DETECTABLE * se / size) ** 2
    # seen / x^2 + (1.96 + .84) se / x <= size, with x^2 the factor by which the log must grow.
    width = (Z_95 + LUCK) * se
    ruled_out = so_far * ((width + math.sqrt(width**2 + 4 * size * seen)) / (2 * size)) ** 2
    needed = max(found, ruled_out)
    return math.inf if needed >= MAX_WEEKS else float(max(math.ceil(needed - so_far), LEAST_WEEKS))
