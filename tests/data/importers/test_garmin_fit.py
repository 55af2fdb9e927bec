"""What a FIT means: sessions, local days, heart rate, cadence, sets, and runs put together from samples."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.identity import identity
from data.importers import Answers, SourceFile
from data.importers.fit import clock, messages
from data.importers.vendors import garmin_fit
from tests.data.importers.fit_files import (
    ACTIVITY,
    BYTES,
    SESSION,
    SINT8,
    UINT32,
    activity_file,
    session,
)
from tests.data.importers.fit_runs import AT, HOME, START, plain_run, read, run_of, samples_of


def test_a_fit_is_known_by_its_bytes_not_its_name() -> None:
    assert garmin_fit.matches(SourceFile("anything.csv", plain_run().bytes()))
    assert not garmin_fit.matches(SourceFile("run.fit", b"date,pain"))
    assert not garmin_fit.matches(SourceFile("run.fit", b""))


def test_a_run_is_its_start_timer_time_and_distance() -> None:
    run = run_of(plain_run(hr=150))
    assert (run["start"], run["duration_s"], run["distance_m"], run["hr_mean_bpm"]) == (START, 1800, 5000, 150)
    assert run["run_id"] == identity("garmin_fit", START.isoformat(), 1800, 5000)


def test_the_start_is_not_the_summarys_own_time() -> None:
    assert run_of(plain_run(end=AT + 1800))["start"] == START


def test_timer_time_wins_and_elapsed_time_is_second_best() -> None:
    assert run_of(plain_run(elapsed=2_000_000))["duration_s"] == 1800
    fit = activity_file().add(SESSION, *session(START, elapsed=2_000_000, distance=1))
    parsed = read(fit)
    assert parsed.rows["runs"][0]["duration_s"] == 2000
    assert any("pauses" in w for w in parsed.warnings)


@pytest.mark.parametrize(
    ("local_minus_utc_s", "day"),
    [(3600, 2), (-5 * 3600, 1), (20_700, 2), (3600 + 119, 2), (3600 + 400, 1), (15 * 3600, 1), (-9334 * 86400, 1)],
)
def test_the_local_day_follows_the_files_own_offset_if_it_is_believable(local_minus_utc_s: int, day: int) -> None:
    """The home zone, New York, says 1 March; 23:30 UTC is 2 March from UTC+0:30 on."""
    end = AT + 1800
    fit = plain_run().add(ACTIVITY, (253, UINT32, end), (5, UINT32, end + local_minus_utc_s))
    assert run_of(fit)["day"] == datetime(2026, 3, day)


def test_the_home_zone_gives_the_day_where_the_file_does_not() -> None:
    assert run_of(plain_run(), Answers(timezone="Asia/Tokyo"))["day"] == datetime(2026, 3, 2)
    assert run_of(plain_run(), HOME)["day"] == datetime(2026, 3, 1)


@given(quarter=st.integers(-56, 56), drift_s=st.integers(-120, 120))
def test_every_zone_in_use_is_found_despite_drift(quarter: int, drift_s: int) -> None:
    local = AT + 900 * quarter + drift_s
    message = messages.Message(ACTIVITY, raw={"timestamp": AT, "local_timestamp": local})
    assert clock.offset([message]) == timedelta(minutes=15 * quarter)


@given(stored=st.one_of(st.none(), st.integers(0, 2**32 - 1), st.text(), st.tuples(st.integers(), st.integers())))
def test_any_stored_time_is_an_instant_or_nothing(stored: Any) -> None:
    moment = clock.instant(stored)
    assert moment is None or clock.seconds(moment) == stored


@pytest.mark.parametrize(
    ("sub_sport", "kind"),
    [(0, "unknown"), (1, "treadmill"), (45, "treadmill"), (3, "trail"), (4, "track"), (2, "road")],
)
def test_the_kind_of_run_comes_from_the_sub_sport(sub_sport: int, kind: str) -> None:
    fit = activity_file().add(SESSION, *session(START, sub_sport=sub_sport, timer=1000, distance=1))
    assert run_of(fit)["kind"] == kind


def test_cadence_counts_both_feet() -> None:
    run = run_of(plain_run(cadence=84, fraction=64))
    assert run["cadence_spm"] == pytest.approx(2 * 84.5)


def test_a_cadence_of_both_feet_is_not_doubled() -> None:
    assert run_of(plain_run(cadence=172))["cadence_spm"] == 172


def test_samples_that_count_both_feet_are_not_doubled() -> None:
    fit = plain_run(cadence=172).records([AT, AT + 1, AT + 2], cadence=[170, 0, 174])
    assert samples_of(read(fit))["cadence_spm"].tolist() == [170, 0, 174]


def test_effort_is_stored_times_ten() -> None:
    assert run_of(plain_run(rpe=40))["rpe"] == 4


def test_what_the_watch_did_not_measure_is_missing_not_zero() -> None:
    run = run_of(plain_run(hr=0, cadence=0))
    assert all(np.isnan(run[name]) for name in ("hr_mean_bpm", "cadence_spm", "power_w", "rpe", "moving_s"))


def test_heart_rate_comes_from_the_samples_where_the_summary_has_none() -> None:
    """Weighted by time: 3 s at 120 and 1 s at 160; zeros are a strap that lost contact."""
    fit = plain_run().records([AT, AT + 3, AT + 4], heart_rate=[120, 160, 0])
    parsed = read(fit)
    run = parsed.rows["runs"][0]
    assert run["hr_mean_bpm"] == pytest.approx(130)
    assert run["hr_max_bpm"] == 160
    assert any("heart rate" in w for w in parsed.warnings)


def test_distance_comes_from_the_samples_where_the_summary_has_none() -> None:
    fit = activity_file().add(SESSION, *session(START, timer=10_000)).records([AT, AT + 10], distance=[0, 3_000])
    parsed = read(fit)
    assert parsed.rows["runs"][0]["distance_m"] == 30
    assert any("distance" in w for w in parsed.warnings)


def test_samples_are_seconds_since_the_start_in_time_order() -> None:
    fit = plain_run().records([AT + 5, AT, AT + 9], distance=[20, 0, 30], cadence=[80, 81, 82])
    samples = samples_of(read(fit))
    assert samples["t_s"].tolist() == [0, 5, 9]
    assert samples["distance_m"].tolist() == pytest.approx([0, 0.2, 0.3])
    assert samples["cadence_spm"].tolist() == [162, 160, 164]
    assert samples["lat"].isna().all()


def test_samples_before_the_start_are_not_the_runs() -> None:
    fit = plain_run().records([AT - 20, AT - 1, AT, AT + 1], heart_rate=[90, 91, 92, 93])
    assert samples_of(read(fit))["hr_bpm"].tolist() == [92, 93]


def test_samples_with_an_impossible_time_are_left_out() -> None:
    fit = plain_run().records([AT, AT + 5, AT + 400_000, AT + 6], heart_rate=[90, 91, 92, 93])
    assert samples_of(read(fit))["t_s"].tolist() == [0, 5, 6]


def test_positions_are_degrees() -> None:
    fit = plain_run().define(1, 20, (253, 4, UINT32), (0, 4, 0x85), (1, 4, 0x85))
    fit.raw(
        b"\1", AT.to_bytes(4, "little"), (2**30).to_bytes(4, "little"), (-(2**29)).to_bytes(4, "little", signed=True)
    )
    samples = samples_of(read(fit))
    assert (samples["lat"][0], samples["lon"][0]) == (90, -45)


def test_odd_samples_are_kept_and_told() -> None:
    fit = plain_run().records([AT, AT + 1, AT + 2], distance=[500, 100, 700], speed=[3000, 20_000, 3000])
    parsed = read(fit)
    assert samples_of(parsed)["speed_m_s"].tolist() == [3, 20, 3]
    assert {w.split(";")[0] for w in parsed.warnings} >= {"The distance jumps back 1 time", "1 sample above 12 m/s"}


def test_temperature_may_be_below_zero() -> None:
    fit = activity_file().add(SESSION, *session(START, timer=1000, distance=5), (57, SINT8, -12))
    assert run_of(fit)["temperature_c"] == -12


def test_heart_rate_stored_as_a_byte_is_read() -> None:
    fit = plain_run().define(1, 20, (253, 4, UINT32), (3, 1, BYTES)).raw(b"\1", AT.to_bytes(4, "little"), b"\x8c")
    assert samples_of(read(fit))["hr_bpm"].tolist() == [140]
