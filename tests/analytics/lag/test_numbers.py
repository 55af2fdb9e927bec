"""Numbers first, words later: what is measured is plain enough to be kept, and saying it computes nothing."""

from __future__ import annotations

import types
from dataclasses import astuple, fields, is_dataclass
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

import numpy as np
import pandas as pd
import pytest

from analytics.lag import (
    DEFAULT_PAIRS,
    Association,
    Associations,
    Correlations,
    Pair,
    ask,
    columns_read,
    correlations,
    covariates,
    false_positives,
    measure,
    measure_all,
    measure_one,
    say,
    together,
)
from analytics.lag.answer import AtLag
from analytics.lag.chance import Chance
from analytics.lag.covariates import Adjusted
from analytics.lag.false_positives import MAIN_PAIRS, FalsePositives
from bench.calibration.lag.runners import Truth, ar1, log
from data.units import IMPERIAL, METRIC

KEPT = (Association, Associations, Correlations, Adjusted, FalsePositives)
PLAIN = (str, int, float, bool, type(None), pd.Timestamp, pd.DataFrame, pd.Series, np.ndarray)
KM, SETS = MAIN_PAIRS
KM_NAMES = (KM.exposure, KM.outcome)


@pytest.fixture(scope="module")
def daily() -> pd.DataFrame:
    """Mornings go on for longer than the other scores; a copy of morning pain is there, and a column nobody reads."""
    rng = np.random.default_rng(1)
    whole = log(Truth(0.8, 0.2, per_10_km=0.7), 400, rng)
    made = {f"factor_{name}": ar1(400, 0.5, rng) for name in ("stress", "sleep_h")}
    pain = whole["pain"].where(np.arange(400) < 350)
    flare = (pain >= 6).where(pain.notna()).astype(float)
    return whole.assign(pain=pain, pain_morning=whole["pain"], flare=flare, tonnage_kg=rng.random(400), **made)


@pytest.fixture(scope="module")
def measured(daily: pd.DataFrame) -> dict[type, Any]:
    return {
        Association: measure(daily, KM, seed=1, n_surrogates=49),
        Associations: measure_all(daily, seed=1, n_surrogates=49),
        Correlations: correlations(daily, seed=1, n_surrogates=49),
        Adjusted: covariates.measure(daily, KM, ["factor_stress"], seed=1, n_surrogates=49),
        FalsePositives: false_positives.measure(daily, seed=1, n_series=10, n_surrogates=49),
    }


def not_plain(kind: Any) -> list[Any]:
    """What in a type is none of the plain kinds, looked for in its fields as well."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return [bad for field in fields(kind) for bad in not_plain(hints[field.name])]
    if get_origin(kind) in (tuple, Union, types.UnionType):
        return [bad for part in get_args(kind) if part is not Ellipsis for bad in not_plain(part)]
    return [] if kind in PLAIN else [kind]


def mismatched(value: Any, kind: Any, where: str = "") -> list[str]:
    """Where a value is not exactly of the type declared for it: an np.int64 is no int, a list no tuple."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        parts = [(getattr(value, field.name), hints[field.name], f"{where}.{field.name}") for field in fields(kind)]
        return [bad for part in parts for bad in mismatched(*part)]
    if get_origin(kind) is tuple and isinstance(value, tuple):
        return [bad for i, part in enumerate(value) for bad in mismatched(part, get_args(kind)[0], f"{where}[{i}]")]
    return [] if type(value) is kind else [f"{where}: {type(value).__name__} is no {kind}"]


@pytest.mark.parametrize("kind", KEPT)
def test_every_field_of_what_is_kept_is_of_a_plain_kind(kind: type) -> None:
    assert not_plain(kind) == []
    assert get_type_hints(kind)["VERSION"] == ClassVar[int]
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]


def test_a_field_that_could_not_be_kept_would_be_noticed() -> None:
    assert not_plain(Chance) != []
    assert mismatched(AtLag(np.int64(1), 0.1, 0.0, 0.2, 90), AtLag) == [".lag: int64 is no <class 'int'>"]  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KEPT)
def test_what_is_measured_holds_exactly_the_declared_types(kind: type, measured: dict[type, Any]) -> None:
    assert type(measured[kind]) is kind
    assert mismatched(measured[kind], kind) == []


def test_saying_computes_no_statistic(measured: dict[type, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    for module, names in (
        (ask, ("by_chance", "observed", "slope_interval", "correlation_intervals", "more_weeks", "controls")),
        (together, ("joint", "more_weeks")),
    ):
        for name in names:
            monkeypatch.setattr(module, name, lambda *_, **__: pytest.fail("a statistic was computed"))
    for numbers, figure, words in (
        (measured[Association], "r", "effect_unit"),
        (measured[Associations], "t", "per_step_unit"),
    ):
        metric, imperial = say(numbers, METRIC), say(numbers, IMPERIAL)
        assert metric.table[figure].equals(imperial.table[figure])
        assert (metric.table[words] != imperial.table[words]).any()
    assert "10 mi more" in say(measured[Association], IMPERIAL).sentence
    assert "10 mi more" in covariates.say(measured[Adjusted], IMPERIAL).sentence
    assert false_positives.say(measured[FalsePositives]).table.shape[0] == 2


def test_a_refusal_is_said_as_it_is(daily: pd.DataFrame) -> None:
    short = daily.iloc[:50]
    for refused in (measure(short, KM, seed=1), measure_all(short, seed=1)):
        assert say(refused) is refused  # type: ignore[arg-type]
        assert "Theiler" in refused.method  # type: ignore[union-attr]
    for module in (covariates, false_positives):
        assert module.say(refused) is refused  # type: ignore[attr-defined]


def test_a_correlation_of_the_table_is_the_pair_asked_alone(measured: dict[type, Any]) -> None:
    alone = measured[Association]
    among = next(each for each in measured[Correlations].asked if (each.exposure, each.outcome) == KM_NAMES)
    assert (among.p, among.gaps, among.controls) == (alone.p, alone.gaps, alone.controls)
    # One matrix product more or less rounds otherwise.
    assert astuple(among.slope) == pytest.approx(astuple(alone.slope), rel=1e-4)
    assert [at.r for at in among.lags] == pytest.approx([at.r for at in alone.lags])
    pd.testing.assert_frame_equal(among.days, alone.days)
    assert measured[Associations].of(Pair("hard_s", "pain", (0,))) is None


def shown(numbers: Any) -> Any:
    said = covariates.say(numbers) if isinstance(numbers, Adjusted) else say(numbers)
    return said.to_json(), {name: frame.to_csv() for name, frame in said.details.items()}


@pytest.mark.parametrize("pair", [*DEFAULT_PAIRS[:4], SETS], ids=str)
def test_a_pair_depends_on_the_columns_it_names_and_on_no_other(daily: pd.DataFrame, pair: Pair) -> None:
    names = columns_read(daily, [pair])
    assert {"tonnage_kg", "factor_stress", "factor_sleep_h"}.isdisjoint(names)
    few = daily[list(names)]
    for ask_it in (measure, measure_one):
        one, other = (shown(ask_it(frame, pair, seed=1, n_surrogates=49)) for frame in (few, daily))
        assert one == other


def test_the_table_depends_on_the_columns_it_names_and_on_no_other(
    daily: pd.DataFrame, measured: dict[type, Any]
) -> None:
    few = daily[list(columns_read(daily))]
    assert len(few.columns) < len(daily.columns)
    assert shown(measure_all(few, seed=1, n_surrogates=49)) == shown(measured[Associations])


def test_an_adjusted_pair_depends_on_its_covariates_too(daily: pd.DataFrame, measured: dict[type, Any]) -> None:
    few = daily[list(columns_read(daily, [KM], ["factor_stress"]))]
    assert "factor_stress" in few
    assert "factor_sleep_h" not in few
    again = covariates.measure(few, KM, ["factor_stress"], seed=1, n_surrogates=49)
    assert shown(again) == shown(measured[Adjusted])


@pytest.mark.parametrize(
    "column", ["distance_7d_m", "distance_m", "pain", "pain_morning", "biceps_sets", "glute_sets_28d"]
)
def test_each_column_that_is_named_matters(daily: pd.DataFrame, column: str) -> None:
    """Known in the second half only, it gives another answer: the diary is another, or a control is."""
    whole = daily.assign(pain_morning=daily["pain_morning"].where(np.arange(400) < 350))
    late = whole.assign(**{column: whole[column].where(np.arange(400) >= 200)})
    assert column in columns_read(daily, [KM])
    one, other = (
        [shown(ask_it(frame, KM, seed=1, n_surrogates=49)) for ask_it in (measure, measure_one)]
        for frame in (whole, late)
    )
    assert one != other
