"""Samples of a run: splits that sum to it, drift by hand, zones, pauses, and drawings that keep every extreme."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.log import samples, shape
from analytics.result import NotEnough
from data import schema

MILE_M = 1609.344


def _stream(speed_m_s: np.ndarray, step_s: float = 1.0, **more: object) -> pd.DataFrame:
    """Samples of a run that goes `speed_m_s[i]` from sample i to the next."""
    way = np.concatenate([[0.0], np.cumsum(speed_m_s * step_s)])
    rows = pd.DataFrame({"run_id": "a", "t_s": np.arange(len(way)) * step_s, "distance_m": way, **more})
    return schema.conform("streams", rows)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(1.5, 6), min_size=30, max_size=400), st.sampled_from([200.0, 1000.0, MILE_M]))
def test_splits_sum_to_the_run(speeds, per_m):
    rows = samples.timed(_stream(np.array(speeds), 5.0))
    found = samples.splits(rows, per_m)
    assert found["distance_m"].sum() == pytest.approx(rows["distance_m"].iloc[-1])
    assert found["duration_s"].sum() == pytest.approx(rows["moving_s"].iloc[-1])
    assert (found["distance_m"].iloc[:-1] <= per_m + samples.SHORTEST_SPLIT_M).all()


def test_a_split_of_steady_speed_has_that_speed():
    found = samples.splits(samples.timed(_stream(np.full(1000, 4.0), hr_bpm=150.0)), 1000.0)
    assert found["duration_s"].tolist() == pytest.approx([250.0] * 4)
    assert found["hr_bpm"].tolist() == pytest.approx([150.0] * 4)
    assert found["flat_speed_m_s"].isna().all()


def test_climbing_at_ten_percent_costs_what_minetti_measured():
    rows = _stream(np.full(500, 3.0))
    rows["elevation_m"] = rows["distance_m"] * 0.1
    found = samples.splits(samples.timed(rows), 500.0)
    # 155.4 i^5 - 30.4 i^4 - 43.3 i^3 + 46.3 i^2 + 19.5 i + 3.6 at i = .1, over 3.6.
    dearer = (155.4e-5 - 30.4e-4 - 43.3e-3 + 46.3e-2 + 1.95 + 3.6) / 3.6
    assert (found["flat_speed_m_s"] / found["speed_m_s"]).tolist() == pytest.approx([dearer] * 3)
    assert found["ascent_m"].sum() == pytest.approx(150.0)
    assert samples.flat_speed(samples.timed(rows)).iloc[200] == pytest.approx(3.0 * dearer, rel=1e-3)


def test_a_pause_is_no_time_in_motion_but_a_long_step_is():
    way = [0.0, 30.0, 31.0, 331.0]
    rows = schema.conform("streams", pd.DataFrame({"run_id": "a", "t_s": [0.0, 10, 310, 410], "distance_m": way}))
    assert samples.timed(rows)["moving_s"].tolist() == [0.0, 10.0, 10.0, 110.0]


def test_drift_is_the_loss_of_speed_a_beat():
    heart = np.where(np.arange(2001) < 1000, 140.0, 147.0)
    found = samples.drift(samples.timed(_stream(np.full(2000, 3.0), hr_bpm=heart)))
    assert not isinstance(found, NotEnough)
    assert (found.first_bpm, found.second_bpm) == pytest.approx((140.0, 147.0), abs=0.05)
    assert found.share == pytest.approx(1 - 140 / 147, abs=1e-3)
    assert not found.is_flat


def test_drift_is_refused_below_twenty_minutes_and_without_a_heart_rate():
    short = samples.drift(samples.timed(_stream(np.full(1100, 3.0), hr_bpm=140.0)))
    silent = samples.drift(samples.timed(_stream(np.full(2000, 3.0))))
    assert isinstance(short, NotEnough)
    assert isinstance(silent, NotEnough)
    assert "without a steady heart rate" in silent.have


def test_zones_hold_every_second_and_a_border_belongs_above():
    heart = np.repeat([100.0, 119.0, 120.0, 180.0], 100)
    rows = samples.timed(_stream(np.full(399, 3.0), hr_bpm=heart))
    found = samples.zones(rows, 200.0)
    assert found["low_bpm"].tolist() == [0, 120, 140, 160, 180]
    assert found["seconds"].tolist() == pytest.approx([200, 100, 0, 0, 100])
    assert samples.zones(rows, float("nan")).empty


def test_no_samples_give_no_splits_and_no_zones():
    rows = samples.timed(schema.empty("streams"))
    assert rows.empty
    assert samples.splits(rows, 1000.0).empty
    assert samples.zones(rows, 190.0).empty
    assert isinstance(samples.drift(rows), NotEnough)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 12_000), st.integers(2, 300))
def test_a_drawing_keeps_every_extreme_and_few_points(seed, n, n_buckets):
    rng = np.random.default_rng(seed)
    rows = pd.DataFrame({"a": rng.normal(size=n), "b": np.where(rng.random(n) < 0.2, np.nan, rng.normal(size=n))})
    places = shape.kept(rows, ["a", "b"], n_buckets)
    assert (np.diff(places) > 0).all()
    assert {0, n - 1} <= set(places)
    assert len(places) <= max(2 * n_buckets, 4 * n_buckets + 2)
    for column in ("a", "b"):
        drawn = rows[column].iloc[places]
        assert np.array_equal([drawn.min(), drawn.max()], [rows[column].min(), rows[column].max()], equal_nan=True)


def test_one_spike_among_ten_thousand_samples_is_drawn():
    values = np.zeros(10_000)
    values[4321] = 9.0
    assert 4321 in shape.kept(pd.DataFrame({"v": values}), ["v"])


def test_a_course_in_metres_has_the_length_of_the_great_circle():
    lat, lon = pd.Series([46.0, 46.1]), pd.Series([7.0, 7.1])
    found = shape.ground(lat, lon)
    flat = float(np.hypot(found["x_m"].diff().iloc[1], found["y_m"].diff().iloc[1]))
    p1, p2 = np.radians(lat)
    half = np.sin((p2 - p1) / 2) ** 2 + np.cos(p1) * np.cos(p2) * np.sin(np.radians(0.1) / 2) ** 2
    assert flat == pytest.approx(2 * 6_371_008.8 * np.arcsin(np.sqrt(half)), rel=1e-3)
