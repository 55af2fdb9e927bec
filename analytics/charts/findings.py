"""Titles that say what the charts show: only what the drawn numbers carry."""

from __future__ import annotations

import pandas as pd

# A change is named only where half of the days in view lie in the two ends compared, and each end has scores.
END_SHARE = 0.25
SCORES_PER_END = 14
# Four weeks: less is one easy week against one hard one.
DAYS_PER_END = 28
# One point of eleven is about the smallest change that people with low-back pain notice (Childs 2005: 2 points for
# one person; 1 for a median over weeks).
PAIN_CHANGE = 1.0
# How often a day of the later end must lie below (above) one of the earlier: .71 is Cohen's d of .8, "large".
OVERLAP = 0.71
# Weekly totals swing by a fifth without a plan behind it.
TRAINING_CHANGE = 0.25
SETS_A_WEEK = 3.0
DISTANCE_A_WEEK_M = 5_000.0
NEUTRAL = "Training and pain, week by week"
WORDS = {1: "rose", 0: "held steady", -1: "fell"}


def overview_title(daily: pd.DataFrame) -> str:
    """'Pain fell while glute sets rose', from the first and the last quarter of the days in view.

    Names only a change that the two ends show clearly; otherwise says that pain shows no clear change, or, where
    either end has fewer than 14 scored days, nothing about pain at all.
    """
    pain = pain_change(daily)
    sets = training_change(daily, "glute_sets", SETS_A_WEEK)
    distance = training_change(daily, "distance_m", DISTANCE_A_WEEK_M)
    trained = [f"{what} {WORDS[c]}" for what, c in (("glute sets", sets), ("mileage", distance)) if c]
    if pain is None:
        return " and ".join(trained).capitalize() if trained else NEUTRAL
    if pain == 0:
        return "No clear change in pain" + (f" while {trained[0]}" if trained else "")
    return f"Pain {WORDS[pain]}" + (f" while {trained[0]}" if trained else "")


def pain_change(daily: pd.DataFrame) -> int | None:
    """-1 where pain fell, 1 where it rose, 0 where neither is clear; None with fewer than 14 scores at an end."""
    early, late = (end.dropna() for end in _ends(daily["pain"]))
    if min(len(early), len(late)) < SCORES_PER_END:
        return None
    change = late.median() - early.median()
    lower = (late.to_numpy()[:, None] < early.to_numpy()).mean()
    higher = (late.to_numpy()[:, None] > early.to_numpy()).mean()
    ties = 1 - lower - higher
    if change <= -PAIN_CHANGE and lower + ties / 2 >= OVERLAP:
        return -1
    return int(change >= PAIN_CHANGE and higher + ties / 2 >= OVERLAP)


def training_change(daily: pd.DataFrame, column: str, least: float) -> int:
    """-1, 0 or 1 for the mean week of the last quarter against the first: a change of 25 % and of `least` a week."""
    ends = [end.dropna() for end in _ends(daily[column])]
    if min(len(end) for end in ends) < DAYS_PER_END:
        return 0
    early, late = (end.mean() * 7 for end in ends)
    change = late - early
    if not (abs(change) >= least and abs(change) >= TRAINING_CHANGE * max(early, late)):
        return 0
    return 1 if change > 0 else -1


def _ends(values: pd.Series) -> tuple[pd.Series, pd.Series]:
    n_end = int(len(values) * END_SHARE)
    return values.iloc[:n_end], values.iloc[len(values) - n_end :]
