"""Does pain follow load? What was run and lifted beside what hurt, some days later.

Numbers first: `measure_all` (every declared pair in the joint model of running and strength) and `measure_one` give
plain numbers, `say` turns them into a `Result`; `columns_read` names what they depend on. `associations` is both
steps in one. `measure` and `association` ask one pair alone, by rank correlation; `correlations` asks them all so.
"""

from analytics.lag.answer import Association, Correlations
from analytics.lag.ask import correlations, measure
from analytics.lag.joint.found import Associations, Found
from analytics.lag.pairs import DEFAULT_PAIRS, Exposure, Outcome, Pair
from analytics.lag.say import association, associations, say
from analytics.lag.together import columns_read, measure_all, measure_one

__all__ = [
    "DEFAULT_PAIRS",
    "Association",
    "Associations",
    "Correlations",
    "Exposure",
    "Found",
    "Outcome",
    "Pair",
    "association",
    "associations",
    "columns_read",
    "correlations",
    "measure",
    "measure_all",
    "measure_one",
    "say",
]
