"""What a frame promises: its columns with type, unit, range and meaning, how rows come to keep them, and the
check that they do.

A frame that keeps its promises is let through by a look at its columns. pandera, which takes a quarter of a second to
import, is asked where that look is not enough: it finds and names what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

# pandas is imported where a frame is made: processes that read files start in half the time without it.
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

    def conform(self, rows: pd.DataFrame) -> pd.DataFrame:
        """`rows` with exactly these columns, in order and typed; absent ones are missing values.

        Raises KeyError for a column the frame does not have. The input is not changed.
        """
        import pandas as pd

        unknown = set(rows.columns) - set(self.columns)
        if unknown:
            raise KeyError(f"{self.name} has no column {', '.join(sorted(unknown))}")
        typed = {name: _typed(rows.get(name), column.kind, rows.index) for name, column in self.columns.items()}
        return pd.DataFrame(typed, index=rows.index).reset_index(drop=True)

    def check(self, rows: pd.DataFrame) -> pd.DataFrame:
        """`rows` if they keep the contract; raises pandera's SchemaErrors, listing all breaches."""
        return rows if self.is_kept_by(rows) else _by_pandera(self).validate(rows, lazy=True)

    def is_kept_by(self, rows: pd.DataFrame) -> bool:
        """Whether pandera would find nothing wrong with `rows`: where it would, this is False."""
        if list(rows.columns) != list(self.columns):
            return False
        return all(_is_kept(column, rows[name]) for name, column in self.columns.items())


def _typed(values: pd.Series | None, kind: str, index: pd.Index) -> pd.Series:
    import pandas as pd

    if values is None:
        values = pd.Series([None] * len(index), index=index, dtype=object)
    if kind == "number":
        return pd.to_numeric(values, errors="coerce").astype(DTYPES[kind])
    if kind == "day":
        return pd.to_datetime(values).astype(DTYPES[kind]).dt.normalize()
    if kind == "instant":
        return pd.to_datetime(values, utc=True).astype(DTYPES[kind])
    return values.astype(DTYPES[kind]).where(values.notna() & (values != ""))


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
