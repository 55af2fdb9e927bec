"""An effect for one step more of the exposure, in the reader's units and words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from analytics.lag.joint.answer import LOG_ODDS, Answer
from analytics.lag.pairs import Exposure, Outcome, exposure, outcome
from analytics.lag.step import Step, step
from analytics.lag.step import more as words_of_more
from analytics.words import say_number
from data.units import Units

# Digits after the point at most, where fewer would round an end to none.
MOST_DIGITS = 6
# Factors of the odds from here on are given whole (convention).
WHOLE_FROM = 10


@dataclass(frozen=True)
class PerStep:
    """Change of the outcome for one `step` more with the ends of its interval: points, or where `is_odds` the factor
    of the odds."""

    value: float
    low: float
    high: float
    is_odds: bool
    step: Step
    exposure: Exposure
    outcome: Outcome

    @property
    def unit(self) -> str:
        """'points per 10 km', 'times the odds per 60 glute sets'."""
        what = "" if self.step.unit else f" {self.exposure.words.removeprefix('daily ')}"
        return f"{'times the odds' if self.is_odds else 'points'} per {self.step.words}{what}"

    @property
    def is_clear(self) -> bool:
        """Both ends lie on one side of no change."""
        none = 1.0 if self.is_odds else 0.0
        return self.low > none or self.high < none

    @property
    def most(self) -> float:
        """The largest change that the interval holds, its size alone, rounded up to a tenth."""
        if self.is_odds:
            return math.ceil(10 * max(self.high, 1 / self.low)) / 10
        return math.ceil(10 * max(abs(self.low), abs(self.high))) / 10


def per_step(answer: Answer, units: Units) -> PerStep:
    """The answer's effect for a round step that the log has seen."""
    declared, is_odds = exposure(answer.exposure), answer.effect.scale == LOG_ODDS
    one, found = step(declared, units, answer.spread), answer.effect
    ends = [one.size * end for end in (found.value, found.low, found.high)]
    value, low, high = (math.exp(end) for end in ends) if is_odds else ends
    return PerStep(value, low, high, is_odds, one, declared, outcome(answer.outcome))


def more(found: PerStep) -> str:
    """'10 more miles a week': the step in words."""
    return words_of_more(found.exposure, found.step)


def go(found: PerStep) -> str:
    """'10 more miles go', but 'a longest run 5 miles longer goes'."""
    return "goes" if found.exposure.column == "longest_run_7d_m" else "go"


def amount(found: PerStep) -> str:
    """'1.5 points more pain', '1.6 times the odds of flares'."""
    if found.is_odds:
        return f"{odds(found.value)} times the odds of {found.outcome.words}"
    size = exact(abs(found.value))
    return f"{size} {_points(size)} {'more' if found.value >= 0 else 'less'} {found.outcome.words}"


def ends(found: PerStep) -> str:
    """'1.1 to 1.9' where both ends point the same way as the value, else '0.4 less to 0.7 more'."""
    if found.is_odds:
        return f"{odds(found.low)} to {odds(found.high)}"
    if found.is_clear:
        near, far = sorted((abs(found.low), abs(found.high)))
        return f"{exact(near)} to {say_number(far, _digits(near))}"
    return f"{_end(found.low)} to {_end(found.high)}"


def exact(value: float) -> str:
    """`value` to a tenth; to more digits where a tenth would say 0 of what is some."""
    return say_number(value, _digits(value))


def _digits(value: float) -> int:
    return next((d for d in range(1, MOST_DIGITS) if round(abs(value), d) > 0), MOST_DIGITS)


def odds(factor: float) -> str:
    """'23', '1.6', '0.35'; '1' for no change alone."""
    least = 0 if factor >= WHOLE_FROM else 1 if factor >= 1 else 2
    is_some = (d for d in range(least, MOST_DIGITS) if round(factor, d) not in (0.0, 1.0))
    return say_number(factor, least if factor == 1 else next(is_some, MOST_DIGITS))


def _end(value: float) -> str:
    size = say_number(abs(value))
    return "no change" if size == "0" else f"{size} {'less' if value < 0 else 'more'}"


def _points(size: str) -> str:
    return "point" if size == "1" else "points"
