"""How sure an answer is, in a reader's words: the badge of every finding, the surest first."""

from __future__ import annotations

CLEAR = "Clear"
LIKELY = "Likely"
TREND = "Trend not ruled out"
NO_SIGN = "No sign"
LOWER_OPEN, HIGHER_OPEN = "Lower, cause open", "Higher, cause open"
CANNOT_TELL = "Cannot tell yet"
SUREST_FIRST = (CLEAR, LIKELY, TREND, NO_SIGN, LOWER_OPEN, HIGHER_OPEN, CANNOT_TELL)
# What is asked has no answer with these, whatever was seen.
WITHOUT_ANSWER = (LOWER_OPEN, HIGHER_OPEN, CANNOT_TELL)
# A headline is read at a glance.
MOST_WORDS = 25
