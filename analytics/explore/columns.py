"""What can be put on either axis: the daily frame, pain at one site, sets of one exercise, easy pace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.lag.pairs import OUTCOMES
from analytics.pain import diary
from analytics.running import easy_runs
from analytics.strength import counting
from data import daily_schema
from data.daily_schema import FACTOR
from data.schema import Frames

SITE, SETS, PACE = "pain_at_", "sets_of_", "easy_pace"
# The columns offered first; the bookkeeping of the frame (number of entries, of sets) is not offered.
ACROSS = (
    "distance_7d_m", "longest_run_7d_m", "distance_m", "ascent_m", "hard_s", "glute_sets_28d", "glute_sets",
    "thrust_sets", "tonnage_kg",
)  # fmt: skip
UP = tuple(outcome.column for outcome in OUTCOMES)
# An exercise or a site on fewer days than this is no axis (convention).
LEAST_DAYS = 10
MOST_EXERCISES = 12


@dataclass(frozen=True)
class Choice:
    """A column that can stand on an axis: its name in the frame and in words."""

    column: str
    title: str


def daily_with(daily: pd.DataFrame, frames: Frames) -> pd.DataFrame:
    """`daily` with columns `pain_at_<site>` (the day's highest score), `sets_of_<exercise>` (hard sets of the seven
    days to that day) and `easy_pace` (seconds per metre of the day's easy run; missing on other days).

    Days on which lifting is unknown stay unknown; a site has scores only where it was named.
    """
    return daily.assign(**{**_sites(frames, daily), **_exercises(frames, daily), **_pace(frames, daily)})


def choices(daily: pd.DataFrame, first: Iterable[str]) -> list[Choice]:
    """The columns of `daily_with` that hold something, those of `first` (`ACROSS` or `UP`) before all others."""
    extra = [c for c in daily if c.startswith((FACTOR, SITE, SETS)) or c == PACE]
    able = dict.fromkeys([*first, *ACROSS, *sorted(extra), *UP])
    return [Choice(c, title(c)) for c in able if c in daily and daily[c].notna().sum() >= LEAST_DAYS]


def title(column: str) -> str:
    """'Weekly distance': what a menu, and so the address, calls the column."""
    named = words(column)
    return named[:1].upper() + named[1:]


def words(column: str) -> str:
    """'weekly distance', 'pain, low back', 'Hip Thrust (Barbell), sets in 7 days', 'easy pace'."""
    if column == PACE:
        return "easy pace"
    if column.startswith(SITE):
        return f"pain, {column.removeprefix(SITE).replace('_', ' ')}"
    if column.startswith(SETS):
        return f"{column.removeprefix(SETS)}, sets in 7 days"
    return daily_schema.label(column)


def noun(column: str) -> str:
    """The same for a sentence: 'weekly distance', 'low back pain', 'sets of Hip Thrust (Barbell)'."""
    if column.startswith(SITE):
        return f"{column.removeprefix(SITE).replace('_', ' ')} pain"
    return f"sets of {column.removeprefix(SETS)}" if column.startswith(SETS) else words(column)


def _sites(frames: Frames, daily: pd.DataFrame) -> dict[str, pd.Series]:
    pain = frames.pain.assign(site=diary.named_sites(frames.pain)).dropna(subset=["site", "score"])
    days = pain.groupby("site")["day"].nunique()
    if len(days) < 2:
        return {}
    return {
        f"{SITE}{site}": rows.groupby("day")["score"].max().reindex(daily.index)
        for site, rows in pain.groupby("site")
        if days[site] >= LEAST_DAYS
    }


def _exercises(frames: Frames, daily: pd.DataFrame) -> dict[str, pd.Series]:
    hard = counting.hard_sets(frames.sets)
    most = hard.dropna(subset="exercise").groupby("exercise")["day"].nunique().nlargest(MOST_EXERCISES)
    made = {}
    for exercise in most[most >= LEAST_DAYS].index:
        per_day = hard[hard["exercise"] == exercise].groupby("day").size().reindex(daily.index).fillna(0.0)
        made[f"{SETS}{exercise}"] = per_day.where(daily["n_sets"].notna()).rolling(7, min_periods=7).sum()
    return made


def _pace(frames: Frames, daily: pd.DataFrame) -> dict[str, pd.Series]:
    if frames.runs.empty:
        return {}
    return {PACE: np.exp(easy_runs.runs(frames.runs)["pace"] / 100).reindex(daily.index)}
