"""A run's samples as one Parquet blob.

Watches count in whole steps: seconds, centimetres, beats. A column whose every value is a whole number of its steps
is stored as these, as differences, which takes half the bytes and loses nothing; the file's metadata says under
`steps` how large they are. Any other column is stored as the numbers that it has, as all were before version 3 of the
store.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from data import schema

if TYPE_CHECKING:
    import pandas as pd

# Positions need double precision; everything else a watch measures has fewer than seven digits.
_WIDE = ("lat", "lon", "t_s")
# (times, over): a step is times / over units.
Step = tuple[int, int]
# Column -> the steps it may have been recorded in, likeliest first: those of the FIT profile (record), then what GPX
# and TCX files write.
_STEPS: dict[str, tuple[Step, ...]] = {
    "t_s": ((1, 1), (1, 1000)),
    "distance_m": ((1, 100),),
    "speed_m_s": ((1, 1000),),
    "cadence_spm": ((1, 1), (1, 64)),
    "elevation_m": ((1, 5), (1, 10)),
    "lat": ((180, 2**31), (1, 10**7)),
    "lon": ((180, 2**31), (1, 10**7)),
}
_WHOLE = ((1, 1),)
_METADATA = "steps"


def pack(samples: Mapping[str, np.ndarray]) -> bytes:
    """The columns (equally long arrays) as Parquet bytes; columns with no value at all are left out."""
    arrays: dict[str, pa.Array] = {}
    steps: dict[str, Step] = {}
    for column, values in samples.items():
        numbers = np.asarray(values, dtype=np.float64)
        is_missing = np.isnan(numbers)
        if is_missing.all():
            continue
        arrays[column], step = _packed(column, numbers, is_missing if is_missing.any() else None)
        if step:
            steps[column] = step
    fields = [pa.field(column, array.type, nullable=array.null_count > 0) for column, array in arrays.items()]
    table = pa.table([*arrays.values()], schema=pa.schema(fields))
    return _written(table, steps, {c: "DELTA_BINARY_PACKED" if c in steps else "BYTE_STREAM_SPLIT" for c in arrays})


def _packed(column: str, numbers: np.ndarray, is_missing: np.ndarray | None) -> tuple[pa.Array, Step | None]:
    """The column as whole steps of a size, where it is that; else as its numbers."""
    # Of damaged files: far beyond what is plausible, infinite does as well, and no number of steps comes to it.
    with np.errstate(over="ignore", invalid="ignore"):
        kept = numbers if column in _WIDE else numbers.astype(np.float32)
        known = numbers if is_missing is None else np.where(is_missing, 0, numbers)
        for step in _STEPS.get(column, _WHOLE):
            counted = np.rint(known * (step[1] / step[0])).astype(np.int32)
            is_same = _measured(column, counted, step) == kept
            if (is_same if is_missing is None else is_same | is_missing).all():
                return _array(counted, is_missing), step
    return _array(kept), None


def _array(numbers: np.ndarray, is_missing: np.ndarray | None = None) -> pa.Array:
    """The numbers as they lie; `pa.array` would import pandas, for which a worker process waits a quarter second."""
    known = None if is_missing is None else pa.py_buffer(np.packbits(~is_missing, bitorder="little"))
    buffers = [known, pa.py_buffer(np.ascontiguousarray(numbers))]
    return pa.Array.from_buffers(pa.from_numpy_dtype(numbers.dtype), len(numbers), buffers)


def _measured(column: str, counted: np.ndarray, step: Step) -> np.ndarray:
    """So many steps in the column's unit, as precise as the column is kept."""
    values = counted.astype(np.float64)
    if step[0] != 1:
        values *= step[0]
    if step[1] != 1:
        values /= step[1]
    return values if column in _WIDE else values.astype(np.float32)


def _written(table: pa.Table, steps: Mapping[str, Step], encodings: dict[str, str]) -> bytes:
    import pyarrow.parquet as pq  # a start asks for no samples

    buffer = pa.BufferOutputStream()
    with pq.ParquetWriter(
        buffer,
        table.schema,
        compression="lz4",
        use_dictionary=False,
        write_statistics=False,
        column_encoding=encodings,
        store_schema=False,  # Arrow's own copy of the names and types takes a tenth of a short run's bytes
    ) as writer:
        writer.write_table(table)
        writer.add_key_value_metadata({_METADATA: json.dumps(steps)})
    return bytes(buffer.getvalue())


def unpack(run_id: str, blob: bytes) -> pd.DataFrame:
    """The frame `streams` of one run from what `pack` made, now or in an earlier version."""
    import pandas as pd
    import pyarrow.parquet as pq

    table = pq.read_table(pa.BufferReader(blob))
    steps = json.loads((table.schema.metadata or {}).get(_METADATA.encode(), b"{}"))
    samples = {name: table.column(name).to_numpy() for name in table.column_names}
    samples |= {name: _measured(name, samples[name], step) for name, step in steps.items()}
    return schema.conform("streams", pd.DataFrame(samples).assign(run_id=run_id))
