"""What a frame promises: its columns with type, unit, range and meaning, and the check that it keeps them.

pandera checks, and is imported by the first check: a page that only reads what the store has checked before starts
without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
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
        return _by_pandera(self).validate(rows, lazy=True)


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
