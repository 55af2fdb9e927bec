"""A run's samples as one Parquet blob."""

from __future__ import annotations

import io
from collections.abc import Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data import schema

# Positions need double precision; everything else a watch measures has fewer than seven digits.
_WIDE = ("lat", "lon", "t_s")


def pack(samples: Mapping[str, np.ndarray]) -> bytes:
    """The columns (equally long arrays) as Parquet bytes; columns with no value at all are left out."""
    kept = {}
    for column, values in samples.items():
        numbers = np.asarray(values, dtype=np.float64)
        if not np.isnan(numbers).all():
            with np.errstate(over="ignore"):  # of damaged files: far beyond what is plausible, infinite does as well
                kept[column] = numbers if column in _WIDE else numbers.astype(np.float32)
    buffer = io.BytesIO()
    pq.write_table(pa.table(kept), buffer, compression="zstd", use_dictionary=False, write_statistics=False)
    return buffer.getvalue()


def unpack(run_id: str, blob: bytes) -> pd.DataFrame:
    """The frame `streams` of one run from what `pack` made."""
    samples = pq.read_table(pa.BufferReader(blob)).to_pandas()
    return schema.conform("streams", samples.assign(run_id=run_id))
