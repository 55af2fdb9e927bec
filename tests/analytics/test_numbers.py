"""What analyses measure is plain: numbers and facts in SI that can be kept on disk and come back equal."""

from __future__ import annotations

import dataclasses
import inspect
import types
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

import numpy as np
import pandas as pd
import pytest

from analytics import blocks, last_week, recent, strength, week_now
from analytics.days import daily
from analytics.lag import Association, Associations, Correlations, Found
from analytics.lag.covariates import Adjusted
from analytics.lag.false_positives import FalsePositives
from analytics.pain import diary, mornings
from analytics.result import NotEnough, Result
from analytics.running import easy_pace, spikes
from analytics.strength import dose
from data import schema
from data.units import IMPERIAL, METRIC
from tests import make

NUMBERS = (
    Association,
    Associations,
    Correlations,
    Found,
    Adjusted,
    FalsePositives,
    blocks.PainChange,
    blocks.PaceChange,
    easy_pace.Trend,
    spikes.Spikes,
    recent.ThisWeek,
    recent.RecentPain,
    week_now.Now,
    last_week.LastWeek,
    diary.Kept,
    mornings.Response,
    strength.Story,
    strength.Milestone,
    dose.Dose,
)
PLAIN = {str, int, float, bool, type(None), pd.Timestamp, pd.DataFrame, pd.Series, np.ndarray}
MEASURES = (
    blocks.pain_before_after,
    blocks.pace_before_after,
    easy_pace.trend,
    spikes.spikes,
    recent.this_week,
    recent.recent_pain,
    week_now.now,
    last_week.last_week,
    diary.kept,
    mornings.response,
    strength.story,
    strength.milestone,
    dose.dose,
)
TODAY = pd.Timestamp("2026-03-31")
START = TODAY - pd.Timedelta(weeks=20)


def not_plain(hint: Any, where: str) -> Iterator[str]:
    """Where `hint` holds a kind that cannot be kept."""
    if hint in PLAIN or get_origin(hint) is np.ndarray:
        return
    if dataclasses.is_dataclass(hint):
        if not hint.__dataclass_params__.frozen:
            yield f"{where}: {hint.__name__} is not frozen"
        for name, inner in fields_of(hint).items():
            yield from not_plain(inner, f"{where}.{name}")
    elif get_origin(hint) in (tuple, Union, types.UnionType, dict, Mapping):
        for inner in get_args(hint):
            if inner is not Ellipsis:
                yield from not_plain(inner, where)
    else:
        yield f"{where}: {hint}"


def fields_of(kind: type) -> dict[str, Any]:
    return {name: hint for name, hint in get_type_hints(kind).items() if get_origin(hint) is not ClassVar}


@pytest.mark.parametrize("kind", NUMBERS)
def test_numbers_hold_only_what_can_be_kept(kind):
    assert list(not_plain(kind, kind.__name__)) == []
    assert kind.VERSION >= 1


@dataclasses.dataclass(frozen=True)
class Unfit:
    sets: set[int]
    asked: object
    pairs: tuple[tuple[str, range], ...]


def test_a_kind_that_cannot_be_kept_is_noticed():
    found = [each.split(":")[0] for each in not_plain(Unfit, "Unfit")]
    assert found == ["Unfit.sets", "Unfit.asked", "Unfit.pairs"]


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.__name__)
def test_measuring_knows_no_units(measure):
    assert "units" not in inspect.signature(measure).parameters


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """Each kind of numbers, from a year of running four days in five, with pain on every day."""
    rng = np.random.default_rng(7)
    days = pd.date_range(end=TODAY, periods=364)
    wander = make.autoregressive(len(days), 0.5, 7)
    runs = [
        make.run(
            f"{day:%Y-%m-%d}T07:00Z",
            rng.uniform(6_000, 14_000) * (0.6 if day >= START else 1),
            3_300.0 * (1 + rng.normal(0, 0.02)),
            hr_mean_bpm=rng.normal(140, 4),
            hr_max_bpm=190.0,
        )
        for day in days
        if rng.random() < 0.8
    ]
    pain = [
        make.hurt(f"{day:%Y-%m-%d}", float(np.clip(round(4 + w), 0, 10))) for day, w in zip(days, wander, strict=True)
    ]
    frames = schema.Frames(
        runs=schema.conform("runs", pd.DataFrame(runs)), pain=schema.conform("pain", pd.DataFrame(pain))
    )
    by_day = daily(frames, TODAY)
    return {
        "pain": blocks.pain_before_after(by_day, START, TODAY, seed=1),
        "pace": blocks.pace_before_after(frames.runs, by_day, START, TODAY, seed=1),
        "trend": easy_pace.trend(frames.runs, schema.empty("sets"), schema.exercises(), TODAY),
        "spikes": spikes.spikes(frames.runs, by_day, TODAY),
    }


SAY = {"pain": blocks.say, "pace": blocks.say, "trend": easy_pace.say, "spikes": spikes.say}


@pytest.mark.parametrize("question", SAY)
def test_values_are_what_their_hints_say(found, question):
    numbers = found[question]
    assert not isinstance(numbers, NotEnough), numbers
    for name, hint in fields_of(type(numbers)).items():
        kinds = tuple(
            get_origin(one) or one for one in (get_args(hint) if isinstance(hint, types.UnionType) else [hint])
        )
        assert isinstance(getattr(numbers, name), kinds), name


@pytest.mark.parametrize("question", SAY)
def test_a_change_of_units_changes_words_and_no_number(found, question):
    numbers = found[question]
    metric, imperial = (SAY[question](numbers, units) for units in (METRIC, IMPERIAL))
    assert isinstance(metric, Result)
    pd.testing.assert_frame_equal(metric.table, imperial.table)
    assert metric.verdict == imperial.verdict
    assert metric.method == imperial.method
    assert metric.sentence != imperial.sentence


@pytest.mark.parametrize("question", SAY)
def test_saying_leaves_the_numbers_alone(found, question):
    numbers = found[question]
    frames = {name: getattr(numbers, name) for name, hint in fields_of(type(numbers)).items() if hint is pd.DataFrame}
    kept = {name: frame.copy() for name, frame in frames.items()}
    SAY[question](numbers, IMPERIAL)
    for name, frame in frames.items():
        pd.testing.assert_frame_equal(frame, kept[name])


def test_the_thin_call_says_what_was_measured(found):
    numbers = found["pain"]
    scores = numbers.course.set_index("day")["observed"]
    once = blocks.before_after(scores, START, TODAY, "pain", seed=1)
    pd.testing.assert_frame_equal(once.table, blocks.say(numbers, METRIC).table)


def test_numbers_are_in_si(found):
    changes = found["pain"].changes.set_index("what")
    assert changes.loc["running", "before"] > 20_000
    assert found["pace"].course["expected"].between(0.2, 0.6).all()
    assert found["trend"].course["fitted"].dropna().between(0.2, 0.8).all()
