"""From a pair's numbers to one of four verdicts."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.lag.answer import Answer
from analytics.lag.controls import Control, strongest
from analytics.lag.effect import reach

RELATED, NOTHING, CANNOT_TELL, WITHDRAWN = "related", "nothing to see yet", "cannot tell", "withdrawn"

# A sensitivity is spoken of, and a pair asked alone is found, at the usual 5 %.
ALPHA = 0.05


def verdict(answer: Answer, *, is_found: bool) -> str:
    """'related', 'withdrawn' (a control is as strong, or it is one slow drift), 'cannot tell' (2 points may hide) or
    'nothing to see yet'.

    Scores that stand out while the effect in points may be none at all are no relation a reader could use.
    """
    if is_found and is_clear(answer.slope):
        return WITHDRAWN if is_matched(answer.r, answer.controls) or is_drift(answer) else RELATED
    return CANNOT_TELL if reach(answer) >= 1 else NOTHING


def is_clear(slope: tuple[float, float, float]) -> bool:
    """The interval of the effect (value, low, high) leaves 0 out; without an interval it does not."""
    return slope[1] > 0 or slope[2] < 0


def is_matched(r: float, found: Sequence[Control]) -> bool:
    """A control is at least as strong."""
    control = strongest(found)
    return control is not None and control.strength >= abs(r)


def is_drift(answer: Answer) -> bool:
    """Without a straight drift over the whole time (and a yearly rhythm in longer logs) nothing stands out."""
    return answer.p_trend > ALPHA
