"""The joint model: pain asked of running and of strength work at once, tested by exposures that keep the week."""

from analytics.lag.joint.answer import Answer
from analytics.lag.joint.measure import Judged, measure, measure_all, p_value, p_values
from analytics.lag.joint.question import RUNNING, STRENGTH, Adjustment, Question, question
from analytics.lag.joint.verdict import Verdict, verdict

__all__ = [
    "RUNNING",
    "STRENGTH",
    "Adjustment",
    "Answer",
    "Judged",
    "Question",
    "Verdict",
    "measure",
    "measure_all",
    "p_value",
    "p_values",
    "question",
    "verdict",
]
