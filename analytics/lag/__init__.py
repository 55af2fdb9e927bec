"""Does pain follow load? The lagged association between what was done and how it felt."""

from analytics.lag.page import associations
from analytics.lag.pair import association
from analytics.lag.pairs import DEFAULT_PAIRS, Exposure, Outcome, Pair

__all__ = ["DEFAULT_PAIRS", "Exposure", "Outcome", "Pair", "association", "associations"]
