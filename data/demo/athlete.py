"""A demo athlete by name: the training, the diary, and both as files."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from data import schema
from data.answers import Answers
from data.demo import diary, exports, lifting, plan, running, watch
from data.demo.plan import Array, Phase
from data.errors import UsageError
from data.identity import identity
from data.importers.source import SourceFile

NAMES = ("story", "null", "short", "two-causes")
PHASES = {"story": plan.STORY, "null": plan.STORY, "short": plan.SHORT, "two-causes": plan.TWO_CAUSES}
# Story and null share a seed, so that they share their training.
SEEDS = {"story": 7, "null": 7, "short": 3, "two-causes": 5}
# What the pain's own chance is drawn from, beside the seed: another stream for each athlete.
PAIN_STREAM = {"story": 0, "null": 1, "short": 2, "two-causes": 3}
# The newest runs that are there as FIT files too, as if the watch had been copied by hand, and every how manieth.
N_FIT = {"story": 8, "null": 4, "short": 3, "two-causes": 3}
FIT_MINUTES = (30, 60)


@dataclass(frozen=True)
class Athlete:
    """One demo athlete before it is written down.

    `runs`, `sets` and `entries` count days in `day` from 0 (`first`); `pain` is each day's own in points, off
    the scale too; `glute_sets` each day's glute sets.
    """

    name: str
    first: date
    phases: tuple[Phase, ...]
    runs: pd.DataFrame
    sets: pd.DataFrame
    entries: pd.DataFrame
    pain: Array
    glute_sets: Array

    def day(self, year: float) -> date:
        """The calendar day so many years after the first."""
        return self.first + timedelta(days=math.ceil(year * plan.DAYS_PER_YEAR - 1e-6))

    @property
    def yoga(self) -> list[int]:
        """The days (places) with yoga: every Wednesday of the phases that have it."""
        has_yoga = np.array([phase.has_yoga for phase in self.phases])[plan.phase_of_day(self.phases)]
        return [int(day) for day in np.flatnonzero(has_yoga) if (self.first.weekday() + day) % 7 == 2]

    @property
    def off_floor(self) -> tuple[date, date]:
        """First and last day between which the planted sizes can be seen: pain is off the scale's floor."""
        first, last = plan.OFF_FLOOR_YEARS
        return self.day(first), self.day(last)


def athlete(name: str, today: date, seed: int | None = None) -> Athlete:
    """The athlete whose last day is `today`; raises UsageError for a name that is not in NAMES."""
    if name not in NAMES:
        raise UsageError(f"There is no demo athlete {name!r}. There are: {', '.join(NAMES)}.")
    phases = PHASES[name]
    n = plan.n_days(phases)
    first = today - timedelta(days=n - 1)
    weekday = (np.arange(n) + first.weekday()) % 7
    seed = SEEDS[name] if seed is None else seed
    lift_rng, run_rng = np.random.default_rng(seed).spawn(2)
    pain_rng, diary_rng = np.random.default_rng([seed, PAIN_STREAM[name]]).spawn(2)
    sets = lifting.sets(phases, weekday, lift_rng)
    glute_sets = lifting.glute_sets(sets, n)
    season = (first.timetuple().tm_yday + np.arange(n)) / plan.DAYS_PER_YEAR % 1
    runs = running.runs(phases, weekday, season, glute_sets, run_rng)
    metres = running.daily_metres(runs, phases)
    if name == "null":
        pain = plan.NULL_LEVEL + diary.drift(n, pain_rng)
    else:
        more = plan.TWO_CAUSES_MORE if name == "two-causes" else 0.0
        pain = diary.course(metres, glute_sets, plan.base_pain(phases) + more, pain_rng)
    entries = diary.entries(pain, metres > 0, diary_rng)
    return Athlete(name, first, phases, runs, sets, entries, pain, glute_sets)


def files(name: str, today: date, seed: int | None = None) -> list[SourceFile]:
    """The athlete's exports, in memory: Activities.csv, Hevy's CSV, the pain diary and some FIT files."""
    who = athlete(name, today, seed)
    tables = [
        SourceFile("Activities.csv", exports.garmin_csv(who.runs, who.sets, who.yoga, who.first)),
        SourceFile("workout_data.csv", exports.hevy_csv(who.sets, who.first)),
        SourceFile("pain.csv", exports.pain_csv(who.entries, who.first)),
    ]
    return tables + _fit_files(who)


def _fit_files(who: Athlete) -> list[SourceFile]:
    minutes = who.runs["duration_s"] / 60
    chosen = who.runs[minutes.between(*FIT_MINUTES) & ~who.runs["is_treadmill"]].tail(N_FIT[who.name])
    made = []
    for run in chosen.to_dict("records"):
        begun = exports.start(who.first, run)
        seconds = np.random.default_rng([int(run["day"]), int(run["start_s"])])
        made.append(SourceFile(f"{begun:%Y-%m-%d-%H-%M-%S}.fit", watch.fit(run, begun, seconds)))
    return made


def write(name: str, out: Path, today: date, seed: int | None = None) -> list[Path]:
    """The athlete's exports as files in the folder `out`, which is made where it is not there."""
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    for source in files(name, today, seed):
        path = out / source.name
        path.write_bytes(source.data)
        paths.append(path)
    return paths


def answers(name: str) -> Answers:
    """What the athlete would answer to the importers' questions: home zone and units."""
    del name
    return Answers(distance_unit="mi", load_unit="lb", timezone=plan.ZONE)


def blocks(name: str, today: date, seed: int | None = None) -> pd.DataFrame:
    """The frame `blocks`: the stretches of hip thrusts the athlete would declare, first and last day included.

    There are no exports of blocks; whoever loads a demo may declare these. The short athlete has none.
    """
    who = athlete(name, today, seed)
    spans: list[tuple[str, float, float]] = []
    for phase in who.phases if name != "short" else ():
        if phase.is_thrusting and spans and spans[-1][2] == phase.start:
            spans[-1] = (*spans[-1][:2], phase.end)
        elif phase.is_thrusting:
            spans.append((phase.block or phase.name, phase.start, phase.end))
    rows = [
        _block(name, words, who.day(start), min(who.day(end) - timedelta(days=1), today))
        for words, start, end in spans
    ]
    return schema.conform("blocks", pd.DataFrame(rows))


def _block(name: str, words: str, start: date, end: date) -> dict[str, object]:
    block_id = identity("demo", name, words)
    return {"block_id": block_id, "start": start, "end": end, "name": words, "kind": "strength", "declared": 1.0}
