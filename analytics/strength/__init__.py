"""Lifts, the barbell hip thrust first: what was lifted, what it says, how it grew, and when a milestone falls."""

from __future__ import annotations

from analytics.strength.bests import best_by_day, records, rep_records, training_days
from analytics.strength.e1rm import estimates
from analytics.strength.goals import Milestone, milestone, milestones, targets
from analytics.strength.lifts import Lift, lifts_of
from analytics.strength.says import say_milestone, say_story, say_target
from analytics.strength.story import Story, story
from analytics.strength.thrusts import BARBELL_THRUST, barbell_thrusts, loads_to_ask, sets_of, with_bar

__all__ = [
    "BARBELL_THRUST",
    "Lift",
    "Milestone",
    "Story",
    "barbell_thrusts",
    "best_by_day",
    "estimates",
    "lifts_of",
    "loads_to_ask",
    "milestone",
    "milestones",
    "records",
    "rep_records",
    "say_milestone",
    "say_story",
    "say_target",
    "sets_of",
    "story",
    "targets",
    "training_days",
    "with_bar",
]
