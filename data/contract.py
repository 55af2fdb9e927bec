"""What a frame promises: its columns with type, unit, range and meaning, and the check that it keeps them.

A frame that keeps its promises is let through by a look at its columns. pandera, which takes a quarter of a second to
import, is asked where that look is not enough: it finds and names what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

# What a column holds -> its pandas type.
DTYPES = {"number": "float64", "text": "str", "day": "datetime64[us]", "instant": "datetime64[us, UTC]"}


@dataclass(frozen=True)
class Column:
    """One column: 'number', 'text', 'day' or 'instant', and what it means.

    A value outside `plausible` (inclusive) is flagged; one outside `within` (inclusive) or not among `among` breaks
    the contract.
    """

    kind: str
    says: str
    unit: str = ""
    plausible: tuple[float, float] | None = None
    within: tuple[float, float] | None = None
    among: tuple[Any, ...] = ()
    nullable: bool = True


@dataclass(frozen=True, eq=False)
class Frame:
    """One frame: its columns, in order, all of them required and no other allowed."""

    name: str
    description: str
    columns: Mapping[str, Column] = field(default_factory=dict)

    def check(self, rows: pd.DataFrame) -> pd.DataFrame:
        """`rows` if they keep the contract; raises pandera's SchemaErrors, listing all breaches."""
        return rows if self.is_kept_by(rows) else _by_pandera(self).validate(rows, lazy=True)

    def is_kept_by(self, rows: pd.DataFrame) -> bool:
        """Whether pandera would find nothing wrong with `rows`: where it would, this is False."""
        if list(rows.columns) != list(self.columns):
            return False
        return all(_is_kept(column, rows[name]) for name, column in self.columns.items())


def _is_kept(column: Column, values: pd.Series) -> bool:
    if values.dtype != DTYPES[column.kind]:
        return False
    is_missing = values.isna()
    if is_missing.any() and not column.nullable:
        return False
    is_inside = values.between(*column.within) if column.within else ~is_missing
    is_named = values.isin(column.among) if column.among else ~is_missing
    return bool((is_missing | is_inside & is_named).all())


@cache
def _by_pandera(frame: Frame) -> pa.DataFrameSchema:
    import pandera.pandas as pa

    columns = {name: _column(column) for name, column in frame.columns.items()}
    return pa.DataFrameSchema(columns, strict=True, name=frame.name, description=frame.description)


def _column(column: Column) -> pa.Column:
    import pandera.pandas as pa

    checks = [pa.Check.isin(list(column.among))] if column.among else []
    checks += [pa.Check.in_range(*column.within)] if column.within else []
    return pa.Column(DTYPES[column.kind], checks, nullable=column.nullable, description=column.says)
