"""The same run told twice is found; two runs that look alike are not one."""

from __future__ import annotations

import pandas as pd
import pytest

from data import duplicates, schema
from tests import make


def kept(*rows):
    runs = schema.conform("runs", pd.DataFrame(list(rows)))
    return duplicates.runs_kept(runs).tolist()


@pytest.mark.parametrize(
    ("second", "is_same"),
    [
        (make.run("2026-03-02T06:01:59Z", 10_290, source="strava_csv"), True),
        (make.run("2026-03-02T06:02:30Z", 10_000, source="strava_csv"), False),
        (make.run("2026-03-02T06:00:00Z", 10_400, source="strava_csv"), False),
        (make.run("2026-03-02T08:00:10Z", 10_000, 3_010, source="garmin_csv"), True),
        (make.run("2026-03-02T08:07:00Z", 10_000, 3_010, source="garmin_csv"), False),
        (make.run("2026-03-02T08:00:10Z", 10_000, 3_100, source="garmin_csv"), False),
        (make.run("2026-03-02T18:00:00Z", 10_000, source="garmin_fit"), False),
    ],
)
def test_the_rule_for_the_same_run(second, is_same):
    watch = make.run("2026-03-02T06:00:00Z", 10_000)
    assert kept(watch, second) == ([0, 0] if is_same else [0, 1])


def test_the_better_source_is_kept_whichever_came_first():
    rows = [make.run("2026-03-02T06:00:00Z", source=s) for s in ("strava_csv", "garmin_csv", "garmin_fit")]
    assert kept(*rows) == [2, 2, 2]


def test_a_there_and_back_commute_stays_two_runs():
    watch = [make.run(f"2026-03-02T{h}:00:00Z", 5_000, 1_500) for h in ("06", "17")]
    listed = [make.run(f"2026-03-02T{h}:00:05Z", 5_010, 1_500, source="garmin_csv") for h in ("06", "17")]
    assert kept(*watch, *listed) == [0, 1, 0, 1]


def by_hand(distance_m, duration_s=None, day="2026-03-02", run_id="h1"):
    """A row of a table that knows the day only."""
    row = make.run(f"{day}T00:00:00Z", distance_m, duration_s, source="mapped")
    return {**row, "start": pd.NaT, "run_id": run_id}


@pytest.mark.parametrize(
    ("row", "is_same"),
    [
        (by_hand(10_150, 3_000), True),
        (by_hand(10_000), True),
        (by_hand(10_600, 3_000), False),
        (by_hand(float("nan"), 3_060), True),
        (by_hand(float("nan"), 3_600), False),
        (by_hand(10_000, 3_000, day="2026-03-03"), False),
    ],
)
def test_a_table_kept_by_hand_is_matched_by_day_and_size(row, is_same):
    watch = make.run("2026-03-02T06:00:00Z", 10_000, 3_000)
    assert kept(watch, row) == ([0, 0] if is_same else [0, 1])
    assert kept(row, watch) == ([1, 1] if is_same else [0, 1])


def test_two_rows_of_a_table_are_two_runs_and_each_finds_its_own():
    watch = [make.run(f"2026-03-02T{h}:00:00Z", 5_000, 1_500) for h in ("06", "17")]
    listed = [make.run(f"2026-03-02T{h}:00:05Z", 5_010, 1_500, source="garmin_csv") for h in ("06", "17")]
    table = [by_hand(5_000, run_id=f"h{i}") for i in range(3)]
    assert kept(*watch, *listed, *table) == [0, 1, 0, 1, 0, 1, 6]


def test_rows_of_one_table_are_never_each_other():
    assert kept(*(by_hand(5_000, run_id=f"h{i}") for i in range(2))) == [0, 1]


def test_treadmill_runs_without_distance_are_told_by_their_length():
    watch = make.run("2026-03-02T06:00:00Z", float("nan"), 1_800)
    listed = make.run("2026-03-02T06:00:30Z", float("nan"), 1_805, source="garmin_csv")
    assert kept(watch, listed) == [0, 0]


def test_a_lifting_app_wins_over_the_watch_for_the_same_session():
    watch = make.lifted("2026-03-02T18:05Z", "squat/barbell_back_squat", 2, source="garmin_fit")
    app = make.lifted("2026-03-02T18:00Z", "Squat (Barbell)", 3)
    sets = schema.conform("sets", pd.DataFrame(watch + app))
    assert duplicates.sets_kept(sets).tolist() == [2, 2, 2, 3, 4]


def test_a_watch_session_on_another_evening_stays():
    watch = make.lifted("2026-03-03T18:05Z", "squat/barbell_back_squat", 1, source="garmin_fit")
    app = make.lifted("2026-03-02T18:00Z", "Squat (Barbell)", 1)
    sets = schema.conform("sets", pd.DataFrame(watch + app))
    assert duplicates.sets_kept(sets).tolist() == [0, 1]


def test_no_rows_give_no_rows():
    assert duplicates.runs_kept(schema.empty("runs")).empty
    assert duplicates.sets_kept(schema.empty("sets")).empty
