"""Does pain follow load? The lagged association of what was run and lifted with what hurt.

Numbers first: `measure` and `measure_all` give plain numbers, `say` turns them into a `Result`; `columns_read` names
what they depend on. `association` and `associations` are both steps in one.
"""

from analytics.lag.answer import Association, Associations
from analytics.lag.ask import columns_read, measure, measure_all
from analytics.lag.pairs import DEFAULT_PAIRS, Exposure, Outcome, Pair
from analytics.lag.say import association, associations, say

__all__ = [
    "DEFAULT_PAIRS",
    "Association",
    "Associations",
    "Exposure",
    "Outcome",
    "Pair",
    "association",
    "associations",
    "columns_read",
    "measure",
    "measure_all",
    "say",
]
