"""How sure an answer is, in a reader's words: the badge of every finding, the surest first."""

from __future__ import annotations

CLEAR = "Clear"
LIKELY = "Likely"
TREND = "Trend not ruled out"
NO_SIGN = "No sign"
CANNOT_TELL = "Cannot tell yet"
SUREST_FIRST = (CLEAR, LIKELY, TREND, NO_SIGN, CANNOT_TELL)
# A headline is read at a glance.
MOST_WORDS = 25
