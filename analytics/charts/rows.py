"""The rows of a frame, one at a time, for the words that a figure says on hover."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd


def each(rows: pd.DataFrame) -> Iterator[Any]:
    """Named tuples of the rows; their fields have the types of the columns, which pandas' stubs do not know."""
    return iter(rows.itertuples())
