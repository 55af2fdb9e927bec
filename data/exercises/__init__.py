"""Exercise names -> canonical exercises, and what their load counts.

Order: the reader's answers, labelled names of the same source, labelled names anywhere, canonical names (each as
a set of words), a head phrase with its implement, words that mean zero share, one slip of spelling. Whatever is
left, and whatever could be an exercise with another share, is asked.
"""

from __future__ import annotations

from data.exercises.basis import load_basis_all
from data.exercises.match import Match, Matcher, make_ready, match, name_all

__all__ = ["Match", "Matcher", "load_basis_all", "make_ready", "match", "name_all"]
