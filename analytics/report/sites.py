"""Where it hurt: each place of the diary with its scores, and its course."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.pain import diary
from analytics.periods import DAYS_WITH_DOTS, spread
from data import schema

NOT_NAMED = "not named"
LATELY_DAYS = 28
# As many places as fit side by side on a printed page.
MOST_SHOWN = 4
# A median of fewer scores says more about the days than about the month (as for chapters and recent pain).
FEWEST_SCORES = 3


@dataclass(frozen=True)
class Place:
    """One place: the days scored, their median and highest, the median of the last four weeks (NaN below three
    scores), the last day scored, the flares, and `course`, the median a month (a week in shorter logs) by its first
    day, NaN below three scores."""

    name: str
    n_days: int
    median: float
    highest: float
    lately: float
    last_day: pd.Timestamp
    n_flares: int
    course: pd.Series


def places(pain: pd.DataFrame, first: pd.Timestamp, today: pd.Timestamp) -> tuple[Place, ...]:
    """The places with a score between `first` and `today`, both inclusive, most days first.

    `pain` is the frame. A day counts with its highest score at the place. Empty without a score.
    """
    seen = schema.plausible("pain", pain)
    seen = seen[(seen["day"] >= first) & (seen["day"] <= today)]
    named = seen.assign(site=diary.named_sites(seen).fillna(NOT_NAMED)) if len(seen) else seen
    listed = diary.by_site(named, today)
    return tuple(_place(row, named, first, today) for row in listed.to_dict("records"))


def _place(row: dict[Any, Any], named: pd.DataFrame, first: pd.Timestamp, today: pd.Timestamp) -> Place:
    scores = named[named["site"] == row["site"]].groupby("day")["score"].max().dropna()
    lately = scores[scores.index > today - pd.Timedelta(days=LATELY_DAYS)]
    days = pd.date_range(first.normalize(), today.normalize(), unit="us", name="day")
    medians = spread(scores.reindex(days), "month" if len(days) > DAYS_WITH_DOTS else "week")
    return Place(
        str(row["site"]),
        int(row["n_days"]),
        float(row["median"]),
        float(row["highest"]),
        float(lately.median()) if len(lately) >= FEWEST_SCORES else float("nan"),
        row["last_day"],
        int(row["n_flares"]),
        medians["middle"].where(medians["n"] >= FEWEST_SCORES),
    )
