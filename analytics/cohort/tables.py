"""The Parquet files of a cohort, written an athlete at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analytics.cohort.athlete import Answered
from analytics.cohort.columns import TABLES, schema

# Rows of one group: some hundred athletes, a few hundred kB in memory.
ROWS_AT_ONCE = 2_000


class Tables:
    """The tables of a cohort in `folder`, growing beside older ones until `close_all` lets them take their place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._waiting: dict[str, list[Mapping[str, Any]]] = {name: [] for name in TABLES}
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._open = set(TABLES)

    def path(self, name: str) -> Path:
        """Where a table ends up."""
        return self.folder / f"{name}.parquet"

    def part(self, name: str) -> Path:
        """Where it is while it grows."""
        return self.folder / f".{name}.parquet.part"

    def add(self, answered: Answered) -> None:
        """The rows of one more athlete; athletes stand in the order in which they are added."""
        for name in ("findings", "effects", "blocks"):
            self.put(name, getattr(answered, name))

    def put(self, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """More rows of one table; a column that a row does not name is missing there."""
        waiting = self._waiting[name]
        waiting.extend(rows)
        if len(waiting) >= ROWS_AT_ONCE:
            self._write(name)

    def close(self, *names: str) -> None:
        """Writes what waits and ends those files, rows or none."""
        for name in names:
            self._write(name)
            self._writers[name].close()
            self._open.discard(name)

    def close_all(self) -> None:
        """Ends the files that are not ended yet and puts every table in its place."""
        self.close(*sorted(self._open))
        for name in TABLES:
            self.part(name).replace(self.path(name))

    def leave(self) -> None:
        """Leaves the folder as it was before."""
        for writer in self._writers.values():
            writer.close()
        for name in TABLES:
            self.part(name).unlink(missing_ok=True)

    def _write(self, name: str) -> None:
        columns = schema(TABLES[name])
        if name not in self._writers:
            self._writers[name] = pq.ParquetWriter(self.part(name), columns, compression="zstd")
        rows = [{each: _plain(row.get(each)) for each in columns.names} for row in self._waiting[name]]
        self._writers[name].write_table(pa.Table.from_pylist(rows, schema=columns))
        self._waiting[name] = []


@contextmanager
def written(folder: Path) -> Iterator[Tables]:
    """Tables that are in `folder` (made where there is none) once the block is left, all of them or none."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = Tables(folder)
    try:
        yield tables
        tables.close_all()
    finally:
        tables.leave()


def _plain(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.date()
    return None if value is None or value != value else value
