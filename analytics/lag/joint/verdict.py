"""From the joint model's numbers to one of four verdicts, with its reasons."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.facts import pain_change_that_matters
from analytics.lag.joint.answer import LOG_ODDS, Answer

RELATED, NOTHING, CANNOT_TELL, WITHDRAWN = "related", "nothing to see yet", "cannot tell", "withdrawn"
DRIFT, SEASON, GAPS, FLOOR, WIDE = "drift", "season", "gaps", "near the floor", "wide range"
ALPHA = 0.05
# An effect of which less than this is left once drift and season are in the model was mostly theirs (convention).
SHARE_LEFT = 0.75
# A diary with more days than this at its lowest value has no room to fall (convention).
NEAR_FLOOR = 0.5
# Odds of a painful day doubled or halved between low and high exposure matter (convention).
ODDS_THAT_MATTER = float(np.log(2))


@dataclass(frozen=True)
class Verdict:
    """'related', 'nothing to see yet', 'cannot tell' or 'withdrawn', and what speaks against more: names of controls,
    'drift', 'season', 'gaps', 'near the floor', 'wide range'."""

    word: str
    reasons: tuple[str, ...]


def verdict(answer: Answer, *, is_found: bool | None = None) -> Verdict:
    """`is_found` says whether the pair stands out (p <= .05 unless the caller has paid for several pairs)."""
    stands_out = answer.p <= ALPHA if is_found is None else is_found
    if stands_out and is_clear(answer):
        doubts = tuple(dict.fromkeys(control.control for control in answer.controls if control.is_as_strong))
        doubts += (GAPS,) if answer.gaps.is_doubt else ()
        doubts += (SEASON,) if answer.drift.season_left < SHARE_LEFT else ()
        return Verdict(WITHDRAWN, doubts) if doubts else Verdict(RELATED, ())
    slow = _slow(answer)
    if slow:
        return Verdict(WITHDRAWN, (slow,))
    is_low = answer.effect.scale != LOG_ODDS and answer.share_at_floor > NEAR_FLOOR
    limits = ((FLOOR,) if is_low else ()) + ((WIDE,) if reach(answer) >= 1 else ())
    return Verdict(CANNOT_TELL, limits) if limits else Verdict(NOTHING, ())


def is_clear(answer: Answer) -> bool:
    """The effect's interval leaves 0 out."""
    return answer.effect.low > 0 or answer.effect.high < 0


def what_matters(answer: Answer) -> float:
    """The smallest change of the outcome that matters: 30 % of its level, at least 1 and at most 2 points (Ostelo et
    al. 2008); of a yes/no outcome, twice or half the odds, as log odds."""
    if answer.effect.scale == LOG_ODDS:
        return ODDS_THAT_MATTER
    return pain_change_that_matters(answer.level)


def reach(answer: Answer) -> float:
    """The largest change from low to high exposure (one standard deviation below its mean to one above) that the
    interval holds, as a share of one that matters."""
    return max(abs(answer.effect.low), abs(answer.effect.high)) * 2 * answer.spread / what_matters(answer)


def _slow(answer: Answer) -> str:
    """'drift' or 'season' where the pair stood out before them and they took most of the effect; else ''."""
    if answer.p <= ALPHA or answer.drift.p_timeless > ALPHA or not answer.drift.share_left < SHARE_LEFT:
        return ""
    return SEASON if answer.drift.has_season and answer.drift.p_seasonless <= ALPHA else DRIFT
