"""What a FIT means: sessions, local days, heart rate, cadence, sets, and runs put together from samples."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import streams
from data.identity import identity
from data.importers import Answers, SourceFile, parse
from data.importers.fit import clock, messages
from data.importers.source import Parsed
from data.importers.vendors import garmin_fit
from tests.data.importers.fit_files import (
    ACTIVITY,
    BYTES,
    CYCLING,
    ENUM,
    EVENT,
    FILE_ID,
    RUNNING,
    SESSION,
    SET,
    SINT8,
    SPORT,
    STRENGTH,
    TEXT,
    TRAINING,
    UINT8,
    UINT16,
    UINT32,
    Fit,
    activity_file,
    seconds,
    session,
)

START = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
AT = seconds(START)
HOME = Answers(timezone="America/New_York")
TITLES = 264


def read(fit: Fit, answers: Answers = HOME) -> Parsed:
    return parse(SourceFile("run.fit", fit.bytes()), answers)


def run_of(fit: Fit, answers: Answers = HOME) -> dict[str, Any]:
    (run,) = read(fit, answers).rows["runs"]
    return dict(run)


def plain_run(**said: int) -> Fit:
    return activity_file().add(SESSION, *session(START, **({"timer": 1_800_000, "distance": 500_000} | said)))


def samples_of(parsed: Parsed) -> Any:
    ((run_id, blob),) = parsed.packed.items()
    return streams.unpack(run_id, blob)


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


def test_every_running_session_of_a_file_is_a_run_and_the_others_are_named() -> None:
    fit = activity_file()
    fit.add(SESSION, *session(START + timedelta(hours=2), timer=60_000, distance=300))
    fit.add(SESSION, *session(START + timedelta(hours=1), sport=CYCLING, timer=60_000, distance=300))
    fit.add(SESSION, *session(START, timer=60_000, distance=200))
    fit.records([AT, AT + 60, AT + 3600, AT + 7200, AT + 7260, AT + 7261], heart_rate=[1, 2, 3, 4, 5, 6])
    parsed = read(fit)
    assert [r["start"] for r in parsed.rows["runs"]] == [START, START + timedelta(hours=2)]
    by_run = {i: streams.unpack(i, blob)["hr_bpm"].tolist() for i, blob in parsed.packed.items()}
    assert [by_run[r["run_id"]] for r in parsed.rows["runs"]] == [[1, 2], [4, 5, 6]]
    assert [s.reason for s in parsed.skipped] == ["cycling: neither a run nor sets."]


def test_two_files_in_a_row_are_two_runs() -> None:
    later = activity_file().add(SESSION, *session(START + timedelta(days=1), timer=5000, distance=7))
    parsed = parse(SourceFile("two.fit", plain_run().bytes() + later.bytes()), HOME)
    assert [r["start"] for r in parsed.rows["runs"]] == [START, START + timedelta(days=1)]
    assert parsed.warnings == ()


def test_the_same_run_twice_in_a_file_is_taken_once() -> None:
    for data in (
        plain_run().add(SESSION, *session(START, timer=1_800_000, distance=500_000)).bytes(),
        plain_run().bytes() * 2,
    ):
        parsed = parse(SourceFile("twice.fit", data), HOME)
        assert len(parsed.rows["runs"]) == 1
        assert "twice" in parsed.skipped[0].reason


@pytest.mark.parametrize(
    ("sport", "sub_sport", "words"),
    [
        (CYCLING, 7, "cycling (road)"),
        (0, 0, "sport the watch did not name"),
        (TRAINING, 43, "training (yoga)"),
        (199, 0, "sport no. 199"),
    ],
)
def test_other_sports_are_skipped_by_name(sport: int, sub_sport: int, words: str) -> None:
    parsed = read(activity_file().add(SESSION, *session(START, sport, sub_sport, timer=1000)))
    assert parsed.status == "skipped"
    assert words in parsed.reason


@pytest.mark.parametrize(("kind", "words"), [(5, "planned workout"), (6, "course"), (32, "all-day"), (44, "kind 44")])
def test_files_that_are_no_activity_say_what_they_are(kind: int, words: str) -> None:
    parsed = read(Fit().add(FILE_ID, (0, ENUM, kind)).records([AT], heart_rate=[100]))
    assert parsed.status == "skipped"
    assert words in parsed.reason


def test_a_watch_without_a_date_is_skipped_with_that_reason() -> None:
    fit = activity_file().add(SESSION, (2, UINT32, 500), (5, ENUM, RUNNING), (8, UINT32, 1000))
    parsed = read(fit)
    assert parsed.status == "skipped"
    assert "date" in parsed.reason


def test_a_start_is_counted_back_from_the_end_where_it_is_missing() -> None:
    fit = activity_file().add(
        SESSION, (253, UINT32, AT + 100), (7, UINT32, 100_000), (5, ENUM, RUNNING), (9, UINT32, 5)
    )
    parsed = read(fit)
    assert parsed.rows["runs"][0]["start"] == START
    assert any("counted back" in w for w in parsed.warnings)


def crashed(sport: int) -> Fit:
    """A recording of 100 s with a pause of 30 s and no summary."""
    fit = activity_file().add(SPORT, (0, ENUM, sport), (1, ENUM, 3))
    for at, kind in ((0, 0), (40, 4), (70, 0)):
        fit.add(EVENT, (253, UINT32, AT + at), (0, ENUM, 0), (1, ENUM, kind))
    return fit.records(range(AT, AT + 101), distance=range(0, 10_100, 100), heart_rate=[140] * 101)


def test_a_run_without_summary_is_put_together_from_its_samples() -> None:
    parsed = read(crashed(RUNNING))
    run = parsed.rows["runs"][0]
    assert (run["start"], run["distance_m"], run["duration_s"], run["kind"]) == (START, 100, 70, "trail")
    assert any("put together from its 101 samples" in w for w in parsed.warnings)
    assert len(samples_of(parsed)) == 101


def test_a_ride_without_summary_is_skipped_by_name() -> None:
    parsed = read(crashed(CYCLING))
    assert parsed.status == "skipped"
    assert "cycling" in parsed.reason


def lift(*sets: list[tuple[int, int, Any]]) -> Fit:
    fit = activity_file().add(SESSION, *session(START, TRAINING, STRENGTH, timer=1_800_000))
    for fields in sets:
        fit.add(SET, *fields)
    return fit


def one_set(
    at: int, reps: int, category: Any, subtype: Any, weight: int = 0, kind: int = 1
) -> list[tuple[int, int, Any]]:
    return [
        (6, UINT32, AT + at),
        (0, UINT32, 30_000),
        (3, UINT16, reps),
        (4, UINT16, weight),
        (5, ENUM if kind != 255 else UINT8, kind),
        (7, UINT16, category),
        (8, UINT16, subtype),
    ]


def test_active_sets_are_rows_and_rests_are_not() -> None:
    fit = lift(
        one_set(0, 10, 10, 1, weight=16 * 60),
        one_set(60, 0xFFFF, 65535, 65535, kind=0),
        one_set(120, 8, 10, 1, weight=1000),
    )
    rows = read(fit).rows["sets"]
    assert [(r["exercise_raw"], r["reps"], r["load_kg"], r["set_no"]) for r in rows] == [
        ("hip_raise/barbell_hip_thrust_with_bench", 10, 60, 1),
        ("hip_raise/barbell_hip_thrust_with_bench", 8, 62.5, 2),
    ]
    assert {r["workout_id"] for r in rows} == {rows[0]["workout_id"]}
    assert [r["start"] for r in rows] == [START, START + timedelta(seconds=120)]
    assert rows[0]["day"] == datetime(2026, 3, 1)
    assert rows[0]["kind"] == "work"


def test_a_weight_of_zero_is_missing() -> None:
    (row,) = read(lift(one_set(0, 10, 28, 0))).rows["sets"]
    assert np.isnan(row["load_kg"])


def test_set_numbers_count_within_an_exercise() -> None:
    rows = read(lift(*(one_set(i, 5, c, 0) for i, c in enumerate([8, 28, 8, 28, 8])))).rows["sets"]
    assert [r["set_no"] for r in rows] == [1, 1, 2, 2, 3]


def test_the_first_valid_guess_names_the_set_and_the_note_keeps_all() -> None:
    (row,) = read(lift(one_set(0, 10, [65534, 10, 28], [65535, 1, 65535]))).rows["sets"]
    assert row["exercise_raw"] == "hip_raise/barbell_hip_thrust_with_bench"
    assert row["note"] == "the watch's guesses: hip_raise/barbell_hip_thrust_with_bench; squat"


def test_equal_guesses_leave_no_note() -> None:
    (row,) = read(lift(one_set(0, 10, [10, 10, 65534], [1, 1, 65535]))).rows["sets"]
    assert row["note"] is None


def test_a_set_the_watch_could_not_tell_is_unknown() -> None:
    (row,) = read(lift(one_set(0, 10, [65534] * 3, [65535] * 3))).rows["sets"]
    assert row["exercise_raw"] == "unknown"


def test_titles_name_exercises_that_the_profile_does_not() -> None:
    fit = lift(one_set(0, 10, 10, 999), one_set(60, 10, 10, 1))
    for subtype, title in ((999, "My thrust"), (1, "Heavy one")):
        fit.add(TITLES, (0, UINT16, 10), (1, UINT16, subtype), (2, TEXT, title))
    first, second = read(fit).rows["sets"]
    assert (first["exercise_raw"], first["note"]) == ("My thrust", None)
    assert (second["exercise_raw"], second["note"]) == ("hip_raise/barbell_hip_thrust_with_bench", "Heavy one")


def test_a_strength_session_without_sets_is_skipped_with_that_reason() -> None:
    parsed = read(lift())
    assert parsed.status == "skipped"
    assert "no set" in parsed.reason


def test_sets_belong_to_the_session_they_lie_in() -> None:
    fit = activity_file()
    fit.add(SESSION, *session(START, timer=600_000, distance=100_000))
    for hours in (1, 2):
        fit.add(SESSION, *session(START + timedelta(hours=hours), TRAINING, STRENGTH, timer=60_000))
    for at in (3600, 3700, 7200):
        fit.add(SET, *one_set(at, 5, 8, 0))
    parsed = read(fit)
    ids = [r["workout_id"] for r in parsed.rows["sets"]]
    assert len(parsed.rows["runs"]) == 1
    assert ids[0] == ids[1] != ids[2]
    assert [r["set_no"] for r in parsed.rows["sets"]] == [1, 2, 1]


def test_temperature_may_be_below_zero() -> None:
    fit = activity_file().add(SESSION, *session(START, timer=1000, distance=5), (57, SINT8, -12))
    assert run_of(fit)["temperature_c"] == -12


def test_heart_rate_stored_as_a_byte_is_read() -> None:
    fit = plain_run().define(1, 20, (253, 4, UINT32), (3, 1, BYTES)).raw(b"\1", AT.to_bytes(4, "little"), b"\x8c")
    assert samples_of(read(fit))["hr_bpm"].tolist() == [140]
