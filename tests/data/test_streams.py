"""Samples come back as they were packed, in half the bytes; those of earlier versions are read as before."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import streams
from data.importers.fit.samples import DEGREES

N = 3_600
WIDE = ("t_s", "lat", "lon")
NUMBERS = st.one_of(st.just(np.nan), st.floats(-1e9, 1e9), st.integers(-(2**31), 2**31).map(float), st.just(np.inf))


def recorded() -> dict[str, np.ndarray]:
    """An hour as a watch stores it, each column in its own steps, with gaps."""
    rng = np.random.default_rng(0)
    heart = 140.0 + rng.integers(-2, 3, N).cumsum() % 30
    heart[100:130] = np.nan
    speed = 3_000 + rng.integers(-20, 21, N).cumsum() % 500
    return {
        "t_s": np.arange(N, dtype=float),
        "distance_m": (speed // 10).cumsum() / 100,
        "speed_m_s": speed / 1000,
        "hr_bpm": heart,
        "cadence_spm": 2 * (80 + rng.integers(0, 4, N) + rng.integers(0, 2, N) / 2),
        "elevation_m": (3_000 + rng.integers(-1, 2, N).cumsum()) / 5 - 500,
        "lat": (573_000_000 + rng.integers(-300, 300, N).cumsum()) * DEGREES,
        "lon": (160_000_000 + rng.integers(-300, 300, N).cumsum()) * DEGREES,
    }


def as_before(samples: dict[str, np.ndarray]) -> bytes:
    """The blob that versions 1 and 2 of the store have for the samples."""
    kept = {c: v if c in WIDE else v.astype(np.float32) for c, v in samples.items() if not np.isnan(v).all()}
    buffer = io.BytesIO()
    pq.write_table(pa.table(kept), buffer, compression="zstd", use_dictionary=False, write_statistics=False)
    return buffer.getvalue()


def test_samples_of_an_earlier_version_are_read_as_before_and_are_the_same() -> None:
    samples = recorded()
    before = streams.unpack("a", as_before(samples))
    assert before["lat"].tolist() == samples["lat"].tolist()
    pd.testing.assert_frame_equal(streams.unpack("a", streams.pack(samples)), before)


def test_whole_steps_take_half_the_bytes() -> None:
    assert 2 * len(streams.pack(recorded())) < len(as_before(recorded()))


def test_every_column_of_a_watch_is_stored_in_steps() -> None:
    found = pq.read_schema(pa.BufferReader(streams.pack(recorded())))
    assert {str(field.type) for field in found} == {"int32"}


@pytest.mark.parametrize("value", [48.1234567, -0.0000001, 179.9999999])
def test_positions_with_seven_decimals_come_back_to_the_last_bit(value: float) -> None:
    blob = streams.pack({"t_s": np.array([0.0]), "lat": np.array([value])})
    assert streams.unpack("a", blob)["lat"].tolist() == [value]


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(sorted(recorded())), st.lists(NUMBERS, min_size=1, max_size=20))
def test_any_numbers_come_back_as_they_did_before(column: str, values: list[float]) -> None:
    samples = {"t_s": np.arange(len(values), dtype=float), column: np.array(values)}
    before = streams.unpack("a", as_before(samples))
    pd.testing.assert_frame_equal(streams.unpack("a", streams.pack(samples)), before)
