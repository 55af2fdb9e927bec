"""The barbell hip thrust: what was lifted, what it says, how it grew, and when a milestone falls."""

from __future__ import annotations

from analytics.strength.bests import best_by_day, records, rep_records, training_days
from analytics.strength.e1rm import estimates
from analytics.strength.goals import Milestone, milestone, milestones, targets
from analytics.strength.says import say_milestone, say_story
from analytics.strength.story import Story, story
from analytics.strength.thrusts import barbell_thrusts, loads_to_ask, with_bar

__all__ = [
    "Milestone",
    "Story",
    "barbell_thrusts",
    "best_by_day",
    "estimates",
    "loads_to_ask",
    "milestone",
    "milestones",
    "records",
    "rep_records",
    "say_milestone",
    "say_story",
    "story",
    "targets",
    "training_days",
    "with_bar",
]
