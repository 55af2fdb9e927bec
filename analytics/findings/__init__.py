"""What the log says, the surest first, one card a question; and what cannot be answered yet."""

from analytics.findings.asked import Answers, all_of, of_block
from analytics.findings.cards import Block, Finding, block_findings, pace_finding, pair_findings, ranked
from analytics.findings.open import Open, headline, open_questions
from analytics.findings.points import points

__all__ = [
    "Answers", "Block", "Finding", "Open", "all_of", "block_findings", "headline", "of_block", "open_questions",
    "pace_finding", "pair_findings", "points", "ranked",
]  # fmt: skip
