"""What the report holds, as numbers: everything in SI, in words only where an analysis has said them already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics import ask, findings, reviews, story
from analytics.ask import Log, Streams
from analytics.findings import Finding, Open
from analytics.pain.diary import Kept
from analytics.periods import detail, periods
from analytics.report.load import Load, load
from analytics.report.quality import Quality, quality
from analytics.report.sites import Place, places
from analytics.result import NotEnough
from analytics.story import Told
from data.units import METRIC, Units

# The sections in their order, by the word that leaves one out.
SECTIONS: Mapping[str, str] = {
    "summary": "In short",
    "story": "Training and pain over time",
    "load": "Training load and glute sets",
    "pain": "Pain by site",
    "flares": "Flares",
    "findings": "Findings",
    "quality": "Data quality",
    "methods": "Method",
    "red-flags": "When to see a doctor now",
}


@dataclass(frozen=True)
class Report:
    """The period `first` to `today` of a log, seen from `today`.

    `periods` has a row a week (a month beyond six years: `is_monthly`) with the columns of `analytics.periods`;
    `chapters` are those of the period; `diary` refuses where no score lies in it; `before` has the metres of seven
    days and the glute sets of 28 by day, for what preceded a flare; `cards` are the answered questions, the surest
    first, and `open` the others, as of the review that `look` names.
    """

    first: pd.Timestamp
    today: pd.Timestamp
    units: Units
    is_monthly: bool
    periods: pd.DataFrame
    chapters: tuple[Told, ...]
    load: Load
    diary: Kept | NotEnough
    before: pd.DataFrame
    places: tuple[Place, ...]
    cards: tuple[Finding, ...]
    open: tuple[Open, ...]
    look: tuple[str, ...]
    quality: Quality


def build(
    log: Log,
    streams: Streams,
    units: Units = METRIC,
    since: pd.Timestamp | None = None,
    edits: Mapping[str, Any] | None = None,
) -> Report | NotEnough:
    """The report on `log` from `since` on (None: from where the log itself begins, strays before it left out).

    `streams` gives the samples of runs, for easy pace; `edits` are the reader's own of the chapters. NotEnough where
    nothing is on record in the period. Blocks are always compared over the whole log.
    """
    days = log.daily if since is None else log.daily[log.daily.index >= since]
    stretch = story.stretch(days) if len(days) else None
    if stretch is None:
        return NotEnough("no day", "one", "running, lifting or pain in this period")
    first = stretch.first
    days = days[days.index >= first]
    is_monthly = detail(len(days)) == "month"
    answers = findings.all_of(log, streams, reviews.look(log.first_day, log.today), units, since)
    return Report(
        first=first,
        today=log.today,
        units=units,
        is_monthly=is_monthly,
        periods=periods(days, log.today, "month" if is_monthly else "week"),
        chapters=tuple(each for each in story.tell(ask.chapters(log), edits or {}, units) if each.day >= first),
        load=load(days, log.rows("runs"), log.today),
        diary=ask.diary_kept(log, first),
        before=log.daily[["distance_7d_m", "glute_sets_28d"]],
        places=places(log.rows("pain"), first, log.today),
        cards=tuple(answers.cards),
        open=tuple(answers.open),
        look=answers.look.say(units),
        quality=quality(log, days),
    )
