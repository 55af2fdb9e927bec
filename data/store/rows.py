"""Frames <-> the rows of a table."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from data import schema
from data.store import tables

_UNIT = {"day": "D", "instant": "us"}


def to_rows(name: str, frame: pd.DataFrame, file_no: np.ndarray | None = None, **fixed: Any) -> list[dict[str, Any]]:
    """The frame's rows as the table's, with the columns in `fixed` the same on every row; missing is None."""
    columns = {}
    for column, kind in schema.columns(name).items():
        values = frame[column]
        if kind in _UNIT:
            values = _numbers(values, _UNIT[kind])
        whole = values.astype(object).where(frame[column].notna(), None).tolist()
        columns[column] = _storable(whole) if kind == "text" else whole
    columns |= {column: [value] * len(frame) for column, value in fixed.items()}
    if file_no is not None:
        columns["file_no"] = file_no.tolist()
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _storable(texts: list[str | None]) -> list[str | None]:
    """`storable` of each; most are, which is seen in one look at all."""
    together = "".join(filter(None, texts))
    return texts if together.isascii() and "\x00" not in together else [*map(storable, texts)]


def storable(text: str | None) -> str | None:
    """Text as every database takes it: without NUL, which PostgreSQL refuses, and halves of characters."""
    if text is None or (text.isascii() and "\x00" not in text):
        return text
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def _numbers(values: pd.Series, unit: str) -> pd.Series:
    naive = values.dt.tz_localize(None) if values.dt.tz is not None else values
    numbers = naive.to_numpy().astype(f"datetime64[{unit}]").astype("int64")
    return pd.Series(numbers, index=values.index)


def to_frame(name: str, connection: sa.Connection, *where: sa.ColumnElement[bool]) -> pd.DataFrame:
    """The frame `name` of the rows that meet `where`, oldest first."""
    return _sorted(name, numbered(name, connection, *where))


def _sorted(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values("start" if name == "blocks" else "day", kind="stable").reset_index(drop=True)


def numbered(name: str, connection: sa.Connection, *where: sa.ColumnElement[bool]) -> pd.DataFrame:
    """The frame `name` of the rows that meet `where`, indexed by row_no."""
    table = tables.TABLES[name]
    wanted = ["row_no", *schema.columns(name)]
    found = connection.execute(sa.select(*(table.c[c] for c in wanted)).where(*where).order_by(table.c.row_no))
    columns = zip(*found.fetchall(), strict=True)
    frame = pd.DataFrame(
        {c: np.array(v, dtype=object) for c, v in zip(wanted, columns, strict=False)}, columns=wanted
    )
    for column, kind in schema.columns(name).items():
        if kind in _UNIT:
            frame[column] = _times(frame[column], kind)
    places = pd.Index(frame.pop("row_no"), name="row_no")
    return schema.conform(name, frame).set_axis(places, axis=0)


def _times(values: pd.Series, kind: str) -> pd.Series:
    is_known = values.notna()
    numbers = values.where(is_known, 0).astype("int64").to_numpy()
    times = np.where(
        is_known, numbers.astype(f"datetime64[{_UNIT[kind]}]").astype("datetime64[us]"), np.datetime64("NaT")
    )
    return pd.Series(times.astype("datetime64[us]"), index=values.index)
