"""The daily frame's contract: what breaks it, and what its columns are called."""

from __future__ import annotations

import pandas as pd
import pytest
from pandera.errors import SchemaErrors

from data import daily_schema
from data.daily_schema import COLUMNS

KINDS = {"distance", "climb", "time", "load", "sets", "score", "yes_no", "other"}


def daily(**more: float) -> pd.DataFrame:
    days = pd.date_range("2026-03-01", periods=2, unit="us", name="day")
    return pd.DataFrame({**dict.fromkeys(COLUMNS, 1.0), **more}, index=days)


def test_a_diarys_own_columns_belong_to_the_frame():
    daily_schema.check(daily(factor_sleep_h=7.0))


@pytest.mark.parametrize("name", ["hip_thrust_sets", "sleep_h"])
def test_an_undeclared_column_breaks_the_contract(name):
    with pytest.raises(SchemaErrors, match=name):
        daily_schema.check(daily(**{name: 1.0}))


def test_a_missing_column_and_a_day_that_stands_twice_break_the_contract():
    with pytest.raises(SchemaErrors, match="flare"):
        daily_schema.check(daily().drop(columns="flare"))
    with pytest.raises(SchemaErrors, match="duplicate"):
        daily_schema.check(pd.concat([daily(), daily()]))


@pytest.mark.parametrize("name", COLUMNS)
def test_the_ending_of_a_column_agrees_with_its_unit_window_and_kind(name):
    spec = COLUMNS[name]
    assert spec.kind in KINDS
    assert (spec.unit != "1") == name.endswith((f"_{spec.unit}",))
    assert (spec.window_days > 1) == (f"_{spec.window_days}d" in name)


def test_no_two_columns_have_the_same_label():
    labels = [spec.label for spec in COLUMNS.values()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("distance_7d_m", "weekly distance"),
        ("factor_sleep_h", "hours of sleep"),
        ("factor_leg_stiffness", "leg stiffness"),
    ],
)
def test_a_column_is_called_by_its_label_or_by_the_diarys_own_words(name, label):
    assert daily_schema.label(name) == label


def test_the_window_of_a_diarys_column_is_read_off_its_name():
    assert daily_schema.column("factor_steps_7d").window_days == 7
