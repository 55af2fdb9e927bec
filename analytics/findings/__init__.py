"""What the log says, the surest first, one card a question; and what needs more diary."""

from analytics.findings.cards import Block, Finding, block_findings, pace_finding, pair_findings, ranked
from analytics.findings.open import Open, headline, open_questions

__all__ = [
    "Block", "Finding", "Open", "block_findings", "headline", "open_questions", "pace_finding", "pair_findings",
    "ranked",
]  # fmt: skip
