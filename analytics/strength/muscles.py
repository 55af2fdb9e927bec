"""Hard sets a week by muscle, glutes first."""

from __future__ import annotations

import pandas as pd

from analytics.periods import starts
from analytics.recent import FEWEST_USUAL_WEEKS, USUAL_WEEKS, week_start
from analytics.strength import counting
from analytics.strength.counting import USUAL, Setting

# Columns of the table of exercises that are a muscle's share of a hard set, and their names; glutes first.
MUSCLES = {
    "glute_max": "Glutes",
    "glute_med": "Side of the hip",
    "hamstrings": "Hamstrings",
    "quads": "Quadriceps",
    "erectors": "Back extensors",
    "biceps": "Biceps",
}
WEEKS_SHOWN = 12


def by_muscle(
    sets: pd.DataFrame,
    exercises: pd.DataFrame,
    today: pd.Timestamp,
    setting: Setting = USUAL,
    *,
    first_weekday: int = 0,
) -> pd.DataFrame:
    """Hard sets a week by muscle, glutes first: a row a muscle that was trained, by its name.

    `this_week` so far, `usual` the median of the eight full weeks before it since the first set (missing below
    three), `weeks` the twelve weeks to this one, oldest first. Glutes count as `setting` says, other muscles by the
    table of exercises. No rows without a hard set of a known exercise.
    """
    start = week_start(today, first_weekday)
    shares = exercises[list(MUSCLES)].assign(glute_max=counting.shares(exercises, setting))
    hard = counting.hard_sets(sets[sets["day"] <= today])
    known = hard[hard["exercise"].isin(exercises.index)]
    counts = shares.reindex(known["exercise"]).fillna(0.0).set_axis(known.index).rename(columns=MUSCLES)
    sums = counts.groupby(starts(pd.DatetimeIndex(known["day"]), "week", first_weekday)).sum()
    every = pd.date_range(end=start, periods=max(WEEKS_SHOWN, USUAL_WEEKS + 1), freq="7D")
    table = sums.reindex(every, fill_value=0.0)
    first = sets["day"].min()
    before = table[(table.index < start) & (table.index >= first)].tail(USUAL_WEEKS)
    usual = before.median() if len(before) >= FEWEST_USUAL_WEEKS else before.median() * float("nan")
    shown = table.tail(WEEKS_SHOWN)
    made = pd.DataFrame(
        {"this_week": table.loc[start], "usual": usual, "weeks": [list(shown[name]) for name in shown]},
        index=pd.Index(list(shown), name="muscle"),
    )
    return made[[sum(weeks) > 0 for weeks in made["weeks"]]] if len(known) else made.iloc[:0]
