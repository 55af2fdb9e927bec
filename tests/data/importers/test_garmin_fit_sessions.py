"""Sessions of a FIT: several runs in a file, other sports, and runs put together from samples."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data import streams
from data.importers import SourceFile, parse
from tests.data.importers.fit_files import (
    CYCLING,
    ENUM,
    EVENT,
    FILE_ID,
    RUNNING,
    SESSION,
    SPORT,
    TRAINING,
    UINT32,
    Fit,
    activity_file,
    session,
)
from tests.data.importers.fit_runs import AT, HOME, START, plain_run, read, samples_of


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
