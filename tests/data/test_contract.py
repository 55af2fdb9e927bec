"""A look at the columns lets through what pandera lets through, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd
import pytest
from pandera.errors import SchemaErrors

from data import contract, schema
from data.contract import Column

FRAMES = list(schema.SCHEMAS)
DAY = pd.Timestamp("2026-06-15")


def right(column: Column) -> object:
    """A value that keeps the column's promise."""
    if column.among:
        return column.among[-1]
    if column.within:
        return column.within[1]
    return {"number": 1.0, "text": "a", "day": DAY, "instant": DAY.tz_localize("UTC")}[column.kind]


def wrong(column: Column) -> Iterator[object]:
    """Values of the right type that break it."""
    if column.within:
        yield from (column.within[0] - 0.5, column.within[1] + 0.5)
    if column.among:
        yield "neither" if column.kind == "text" else -7.0
    if not column.nullable:
        yield None


def rows(name: str, other: Mapping[str, object] | None = None) -> pd.DataFrame:
    """A row that keeps the contract, and one with `other` values."""
    one = {column: right(spec) for column, spec in schema.SCHEMAS[name].columns.items()}
    return schema.conform(name, pd.DataFrame([one, {**one, **(other or {})}]))


def pandera_lets_through(name: str, frame: pd.DataFrame) -> bool:
    try:
        contract._by_pandera(schema.SCHEMAS[name]).validate(frame, lazy=True)
    except SchemaErrors:
        return False
    return True


@pytest.mark.parametrize("name", FRAMES)
def test_rows_that_keep_the_contract_are_let_through_with_and_without_missing_values(name):
    able = {column: None for column, spec in schema.SCHEMAS[name].columns.items() if spec.nullable}
    for frame in (schema.empty(name), rows(name), rows(name, able)):
        assert schema.SCHEMAS[name].is_kept_by(frame)
        assert pandera_lets_through(name, frame)
        assert schema.check(name, frame) is frame


BREACHES = [(name, at, value) for name in FRAMES for at, spec in schema.SCHEMAS[name].columns.items()
            for value in wrong(spec)]  # fmt: skip


@pytest.mark.parametrize(("name", "column", "value"), BREACHES)
def test_a_value_that_breaks_the_contract_is_seen_and_named_by_pandera(name, column, value):
    frame = rows(name, {column: value})
    assert not schema.SCHEMAS[name].is_kept_by(frame)
    with pytest.raises(SchemaErrors, match=column):
        schema.check(name, frame)


@pytest.mark.parametrize("name", FRAMES)
def test_a_column_that_is_gone_or_of_another_type_or_too_many_is_refused(name):
    kept, first = rows(name), next(iter(schema.SCHEMAS[name].columns))
    for frame in (kept.drop(columns=first), kept.assign(more=1.0), kept.assign(**{first: pd.Series([1, 2])})):
        assert not schema.SCHEMAS[name].is_kept_by(frame)
        with pytest.raises(SchemaErrors):
            schema.check(name, frame)


def test_what_is_plausible_is_given_as_it_is_and_what_is_not_is_left_out():
    rows = schema.conform(
        "pain", pd.DataFrame({"day": pd.to_datetime(["2026-03-02", "2026-03-03"]), "score": [3, 4]})
    )
    assert schema.plausible("pain", rows) is rows
    wrong = rows.assign(score=[3.0, 44.0])
    assert schema.plausible("pain", wrong)["score"].isna().tolist() == [False, True]
    assert wrong["score"].tolist() == [3.0, 44.0]
    early = rows.assign(day=pd.to_datetime(["1900-01-01", "2026-03-03"]))
    assert schema.plausible("pain", early)["day"].tolist() == [pd.Timestamp("2026-03-03")]
