"""The questions that pages and command line ask: one way for both, each answer kept by what it was computed from.

A question passes to `Kept` the columns and days that it reads, cut to what its dates may see; so an answer stands for
as long as these are the same. Words come later: `say` in the analysis' own room, in the reader's units.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd

from analytics import blocks, lag, reviews, story, strength
from analytics.blocks import DriftChange, PaceChange, PainChange, drift
from analytics.facts import STRENGTH_WINDOW_DAYS
from analytics.lag import covariates, false_positives
from analytics.lag import curve as curves
from analytics.lag.answer import Correlations
from analytics.lag.covariates import Adjusted
from analytics.lag.curve import Curve
from analytics.lag.false_positives import FalsePositives
from analytics.lag.joint.found import Associations, Found
from analytics.lag.pairs import STRENGTH_LAGS, Pair
from analytics.pain import diary, mornings
from analytics.pain.mornings import Limits
from analytics.record import SEED as SEED
from analytics.record import Declared as Declared
from analytics.record import Log as Log
from analytics.record import declared as declared
from analytics.record import read
from analytics.result import NotEnough
from analytics.reviews import Look
from analytics.running import easy_pace, spikes
from analytics.strength import counting, dose

ONE_DAY = pd.Timedelta(days=1)

Streams = Callable[[pd.Series], Mapping[str, pd.DataFrame]]


def seen(log: Log, look: Look, since: pd.Timestamp | None = None) -> pd.DataFrame:
    """The days from `since` on that the look may see, as they stood on its last one."""
    daily = log.as_of(look.until)
    return daily if since is None else daily[daily.index >= since]


def associations(log: Log, look: Look, since: pd.Timestamp | None = None) -> Associations | NotEnough:
    """What goes together: every declared pair over the days that the look may see."""
    daily = seen(log, look, since)
    return log.kept.answer(
        "associations",
        Associations,
        partial(lag.measure_all, daily, seed=log.seed),
        *(daily[list(lag.columns_read(daily))], log.seed),
        recurring=log.recurring(look, since=since),
    )


def curve(log: Log, look: Look, found: Found, since: pd.Timestamp | None = None) -> Curve | NotEnough:
    """How much, from where: pain at each dose of the exposure of `found`, one of `associations` of the same days."""
    daily, pair = seen(log, look, since), Pair(found.exposure, found.outcome, found.answer.lags)
    read = daily[list(lag.columns_read(daily, [pair], found.answer.covariates))]
    return log.kept.answer(
        "curve",
        Curve,
        partial(curves.measure, daily, found, seed=log.seed),
        *(read, pair, found.lag, found.verdict, found.answer.covariates, log.seed),
        recurring=log.recurring(look, found.exposure, found.outcome, since=since),
    )


def correlations(log: Log, look: Look, since: pd.Timestamp | None = None) -> Correlations | NotEnough:
    """Every declared pair asked alone, over the days that the look may see."""
    daily = seen(log, look, since)
    return log.kept.answer(
        "correlations",
        Correlations,
        lambda: lag.correlations(daily, seed=log.seed),
        *(daily[list(lag.columns_read(daily))], log.seed),
    )


def effects(log: Log, look: Look) -> Associations | NotEnough:
    """Every declared pair at its shortest lag alone, for effects that are to be compared over athletes.

    Only effects and their standard errors are meant to be read: one surrogate says nothing about chance.
    """
    daily, pairs = seen(log, look), [replace(pair, lags=pair.lags[:1]) for pair in lag.DEFAULT_PAIRS]
    return log.kept.answer(
        "effects",
        Associations,
        lambda: lag.measure_all(daily, seed=log.seed, n_surrogates=1, pairs=pairs),
        *(daily[list(lag.columns_read(daily, pairs))], log.seed),
    )


def adjusted(
    log: Log, look: Look, pair: Pair, names: Sequence[str], since: pd.Timestamp | None = None
) -> Adjusted | NotEnough:
    """One pair as it is and adjusted for other columns of the diary."""
    daily = seen(log, look, since)
    return log.kept.answer(
        "adjusted",
        Adjusted,
        lambda: covariates.measure(daily, pair, names, seed=log.seed),
        *(daily[list(lag.columns_read(daily, [pair], names))], pair, tuple(names), log.seed),
    )


def false_positive_rate(log: Log, look: Look, since: pd.Timestamp | None = None) -> FalsePositives | NotEnough:
    """How often the reader's own training goes together with made-up diaries."""
    daily = seen(log, look, since)
    return log.kept.answer(
        "false_positives",
        FalsePositives,
        lambda: false_positives.measure(daily, seed=log.seed),
        *(daily[list(lag.columns_read(daily))], log.seed),
    )


def block_look(log: Log, start: pd.Timestamp, end: pd.Timestamp, *, is_interim: bool = False) -> Look:
    """Which days an answer about the block may see: as of its last review, or of today where `is_interim`."""
    return reviews.look(start, log.today, end, is_interim=is_interim)


def pain_before_after(
    log: Log, start: pd.Timestamp, end: pd.Timestamp, look: Look | None = None, outcome: str = "pain"
) -> PainChange | NotEnough:
    """Pain before and after a block, as of the look (None: the last review); other blocks are left out before it."""
    look = look or block_look(log, start, end)
    until, others = look.within(end), _ended_before(log, start)
    daily, names = _up_to(log.daily, end, until), log.declared.covariates
    measure = partial(blocks.pain_before_after, seed=log.seed, until=until, others=others, covariates=names)
    return log.kept.answer(
        "pain_before_after",
        PainChange,
        partial(measure, daily, start, end, outcome),
        *(daily, start, end, outcome, until, others, names, log.seed),
        recurring=log.recurring(look, start, end, outcome, names),
    )


def pace_before_after(
    log: Log, start: pd.Timestamp, end: pd.Timestamp, look: Look | None = None
) -> PaceChange | NotEnough:
    """Easy pace before and after a block, as of the look (None: the last review)."""
    look = look or block_look(log, start, end)
    until, others = look.within(end), _ended_before(log, start)
    daily, runs = _up_to(log.daily, end, until), _up_to(log.rows("runs").set_index("day", drop=False), end, until)
    runs, names = runs.reset_index(drop=True), log.declared.covariates
    return log.kept.answer(
        "pace_before_after",
        PaceChange,
        partial(
            blocks.pace_before_after,
            *(runs, daily, start, end),
            seed=log.seed,
            until=until,
            others=others,
            covariates=names,
        ),
        *(read(runs), daily, start, end, until, others, names, log.seed),
        recurring=log.recurring(look, start, end),
    )


def drift_before_after(
    log: Log, streams: Streams, start: pd.Timestamp, end: pd.Timestamp, look: Look | None = None
) -> DriftChange | NotEnough:
    """Drift of heart rate in long runs before and after a block, as of the look (None: the last review).

    `streams` is asked for the samples of the long runs that are compared, only where they are needed.
    """
    until, others = (look or block_look(log, start, end)).within(end), _ended_before(log, start)
    runs = _up_to(log.rows("runs").set_index("day", drop=False), end, until).reset_index(drop=True)
    long = drift.looked_at(drift.long_runs(runs), start)
    return log.kept.answer(
        "drift_before_after",
        DriftChange,
        lambda: blocks.drift_before_after(
            long, streams(long["run_id"]), start, end, seed=log.seed, until=until, others=others
        ),
        *(long, start, end, until, others, log.seed),
    )


def before_after(
    log: Log, start: pd.Timestamp, end: pd.Timestamp, outcome: str, look: Look | None = None
) -> PainChange | PaceChange | NotEnough:
    """`pace_before_after` for "pace", `pain_before_after` for a pain column."""
    if outcome == "pace":
        return pace_before_after(log, start, end, look)
    return pain_before_after(log, start, end, look, outcome)


def _up_to(daily: pd.DataFrame, end: pd.Timestamp, until: pd.Timestamp | None) -> pd.DataFrame:
    """The days a block's question may see: to the look, or to the day after the block, that shows it to be over."""
    return daily[daily.index <= (end + ONE_DAY if until is None else until)]


def _ended_before(log: Log, start: pd.Timestamp) -> pd.DataFrame:
    known = log.frames.blocks
    return known.loc[known["end"] < start, ["start", "end", "declared"]].reset_index(drop=True)


def found_blocks(log: Log) -> pd.DataFrame:
    """Stretches of weeks with glute sets, found without looking at pain: `start end name`."""
    return blocks.find_blocks(log.daily)


def first_start(log: Log) -> pd.Timestamp | None:
    """The day before which the reader may declare that nothing was lifted; None where that is of no use."""
    return blocks.log_begins_with_block(log.daily, found_blocks(log))


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


def glutes_and_pain(log: Log) -> tuple[Found | NotEnough, ...]:
    """Glute sets and pain under every way of counting sets, in the order of `counting.SETTINGS`."""
    pair = Pair("glute_sets_28d", "pain", STRENGTH_LAGS)

    def ask(counted: pd.DataFrame) -> Found | NotEnough:
        read = counted[list(lag.columns_read(counted, [pair]))]
        return log.kept.answer(
            "pair", Found, lambda: lag.measure_one(counted, pair, seed=log.seed), read, pair, log.seed
        )

    return dose.conclusions(log.daily, log.frames.sets, log.frames.exercises, ask)


def diary_kept(log: Log, since: pd.Timestamp | None = None, site: str | None = None) -> diary.Kept | NotEnough:
    """How the diary was kept, its places and its flares; `site` in the diary's own words keeps one place."""
    pain = log.rows("pain")
    named = pain.assign(site=diary.named_sites(pain))
    return log.kept.answer(
        "diary",
        diary.Kept,
        lambda: diary.kept(named, log.today, since=since, site=site),
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
    thrusts = strength.barbell_thrusts(log.frames.sets)
    return story.chapters(log.daily, thrusts)
