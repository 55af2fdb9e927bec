"""Running, strength work and pain each by itself, and the chapters of the log."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics import story, strength
from analytics.facts import STRENGTH_WINDOW_DAYS
from analytics.pain import diary, mornings
from analytics.pain.mornings import Limits
from analytics.record import Log, Streams
from analytics.result import NotEnough
from analytics.running import easy_pace, spikes
from analytics.strength import counting, dose


def pace_trend(log: Log, streams: Streams, since: pd.Timestamp | None = None) -> easy_pace.Trend | NotEnough:
    """Where easy pace went; `streams` is asked for the samples of the runs in view, only where they are needed."""
    runs = log.rows("runs")
    return log.kept.answer(
        "easy_pace",
        easy_pace.Trend,
        lambda: easy_pace.trend(
            runs, log.frames.sets, log.frames.exercises, log.today, streams(runs["run_id"]), since
        ),
        *(log.name_of("runs", "sets"), log.today, since),
    )


def long_runs(log: Log) -> spikes.Spikes | NotEnough:
    """Long runs against the thirty days before, and what pain did after them."""
    return log.kept.answer(
        "spikes",
        spikes.Spikes,
        lambda: spikes.spikes(log.rows("runs"), log.daily, log.today),
        *(log.name_of("runs"), log.daily[["distance_m", "pain"]], log.today),
    )


def lift(log: Log, bars_kg: Mapping[str, float], name: str = strength.BARBELL_THRUST) -> strength.Story | NotEnough:
    """The story of a lift, with the bar's weight added where the reader says that the log leaves it out."""
    return log.kept.answer(
        "lift",
        strength.Story,
        lambda: strength.story(strength.with_bar(log.frames.sets, bars_kg), log.today, name),
        *(log.name_of("sets"), bars_kg, name, log.today),
    )


def milestone(
    log: Log, bars_kg: Mapping[str, float], target_kg: float, name: str, lift: str = strength.BARBELL_THRUST
) -> strength.Milestone | NotEnough:
    """Whether or when a load is reached on a lift."""
    return log.kept.answer(
        "milestone",
        strength.Milestone,
        lambda: strength.milestone(
            strength.with_bar(log.frames.sets, bars_kg), target_kg, log.today, name=name, lift=lift
        ),
        *(log.name_of("sets"), bars_kg, target_kg, name, lift, log.today),
    )


def glute_dose(log: Log, setting: counting.Setting, *, first_weekday: int = 0) -> dose.Dose | NotEnough:
    """The last four weeks of glute sets, counted as `setting` says; `first_weekday` 0 is Monday."""
    month_ago = log.today - pd.Timedelta(days=STRENGTH_WINDOW_DAYS)
    since = log.first_day if log.first_day > month_ago else None
    return log.kept.answer(
        "dose",
        dose.Dose,
        lambda: dose.dose(
            log.frames.sets, log.frames.exercises, log.today, setting, since=since, first_weekday=first_weekday
        ),
        *(log.name_of("sets"), setting, since, log.today, first_weekday),
    )


def diary_kept(log: Log, since: pd.Timestamp | None = None, site: str | None = None) -> diary.Kept | NotEnough:
    """How the diary was kept, its places and its flares; `site` in the diary's own words keeps one place."""
    pain = log.rows("pain")
    return log.kept.answer(
        "diary",
        diary.Kept,
        lambda: diary.kept(pain.assign(site=diary.named_sites(pain)), log.today, since=since, site=site),
        *(log.name_of("pain"), log.today, since, site),
    )


def next_mornings(
    log: Log, limits: Limits, since: pd.Timestamp | None = None, site: str | None = None
) -> mornings.Response | NotEnough:
    """The morning after each run against the runner's own usual morning."""
    frames = log.frames
    return log.kept.answer(
        "mornings",
        mornings.Response,
        lambda: mornings.response(
            log.rows("runs"), log.rows("pain"), frames.sets, frames.exercises, since=since, site=site, limits=limits
        ),
        *(log.name_of("runs", "sets", "pain"), limits, since, site, log.today),
    )


def chapters(log: Log) -> story.Chapters:
    """The chapters of the log."""
    thrusts = log.parts(strength.barbell_thrusts, log.frames.sets)
    return story.chapters(log.daily, thrusts)
