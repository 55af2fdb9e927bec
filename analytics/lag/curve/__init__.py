"""How much, from where: pain at each weekly dose in the joint model, with a band that holds the whole curve."""

from analytics.lag.curve.answer import FLAT, PLATEAU, STEP, Claim, Curve
from analytics.lag.curve.measure import WEEKLY, is_asked, measure
from analytics.lag.curve.say import say

__all__ = ["FLAT", "PLATEAU", "STEP", "WEEKLY", "Claim", "Curve", "is_asked", "measure", "say"]
