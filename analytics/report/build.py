"""What the report holds, as numbers: everything in SI, in words only where an analysis has said them already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics import ask, findings, reviews, story
from analytics.ask import Log, Streams
from analytics.charts.periods import detail, periods
from analytics.findings import Block, Finding, Open
from analytics.pain.diary import Kept
from analytics.report.load import Load, load
from analytics.report.quality import Quality, quality
from analytics.report.sites import Place, places
from analytics.result import NotEnough
from analytics.story import Told
from data.units import METRIC, Units

# The sections in their order, by the word that leaves one out.
SECTIONS: Mapping[str, str] = {
    "story": "The story",
    "load": "Training load",
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

    `periods` has a row a week (a month beyond six years: `is_monthly`) with the columns of `charts.periods`;
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
    days = days[days.index >= stretch.first]
    level = detail(len(days))
    table = periods(days, log.today, "month" if level == "month" else "week")
    look = reviews.look(log.first_day, log.today)
    cards, unanswered = _findings(log, streams, look, units, since)
    return Report(
        first=stretch.first,
        today=log.today,
        units=units,
        is_monthly=level == "month",
        periods=table,
        chapters=tuple(
            each for each in story.tell(ask.chapters(log), edits or {}, units) if each.day >= stretch.first
        ),
        load=load(days, log.today),
        diary=ask.diary_kept(log, stretch.first),
        before=log.daily[["distance_7d_m", "glute_sets_28d"]],
        places=places(log.rows("pain"), stretch.first, log.today),
        cards=cards,
        open=unanswered,
        look=look.says,
        quality=quality(log, days),
    )


def _findings(
    log: Log, streams: Streams, look: reviews.Look, units: Units, since: pd.Timestamp | None
) -> tuple[tuple[Finding, ...], tuple[Open, ...]]:
    """The cards of the page Findings, and the questions that are open."""
    pairs, trend = ask.associations(log, look, since), ask.pace_trend(log, streams, since)
    blocks = [_block(log, row) for row in log.frames.blocks.to_dict("records")]
    made = findings.block_findings(blocks, units) + findings.pace_finding(trend, units)
    if not isinstance(pairs, NotEnough):
        made += findings.pair_findings(pairs, units)
    return tuple(findings.ranked(made)), tuple(findings.open_questions(pairs, blocks, trend))


def _block(log: Log, row: Mapping[Any, Any]) -> Block:
    start, end = pd.Timestamp(row["start"]), pd.Timestamp(row["end"])
    pain, pace = ask.pain_before_after(log, start, end), ask.pace_before_after(log, start, end)
    return Block(str(row["block_id"]), str(row["name"]), start, end, pain, pace)
