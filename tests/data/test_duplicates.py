"""The same run told twice is found; two runs that look alike are not one."""

from __future__ import annotations

import itertools

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
        (make.run("2026-03-02T06:02:30Z", 10_000, source="strava_csv"), True),
        (make.run("2026-03-02T06:00:00Z", 10_400, source="strava_csv"), True),
        (make.run("2026-03-02T06:10:00Z", 6_000, 1_800, source="strava_csv"), True),
        (make.run("2026-03-02T06:49:30Z", 10_000, source="strava_csv"), False),
        (make.run("2026-03-02T06:50:00Z", 2_000, 600, source="garmin_csv"), False),
        (make.run("2026-03-02T11:30:10Z", 10_000, 3_010, source="garmin_csv"), True),
        (make.run("2026-03-02T14:00:05Z", 11_500, 3_002, source="garmin_csv"), True),
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


def test_which_row_is_kept_does_not_depend_on_the_order_of_import():
    rows = [
        make.run("2026-03-02T06:00:00Z", 10_000),
        make.run("2026-03-02T06:10:00Z", 8_000, 2_400, source="strava_csv"),
        make.run("2026-03-02T06:45:00Z", 3_000, 900, source="gpx"),
        make.run("2026-03-02T14:00:05Z", 10_020, 3_005, source="garmin_csv"),
        make.run("2026-03-02T18:00:00Z", 5_000, 1_500),
        make.run("2026-03-03T02:00:02Z", 5_000, 1_500, source="runkeeper", day="2026-03-02"),
        by_hand(5_050, 1_500),
    ]
    wanted = None
    for order in itertools.islice(itertools.permutations(range(len(rows))), 0, None, 41):
        runs = schema.conform("runs", pd.DataFrame([rows[i] for i in order]))
        ids = runs["run_id"]
        found = dict(zip(ids, ids.loc[duplicates.runs_kept(runs)], strict=True))
        wanted = wanted or found
        assert found == wanted
    assert list(wanted.values()) == [rows[0]["run_id"]] * 4 + [rows[4]["run_id"]] * 3


def test_a_recording_of_the_whole_is_kept_over_the_watchs_parts():
    parts = [make.run("2026-03-02T06:00:00Z", 3_000, 1_000), make.run("2026-03-02T06:20:00Z", 10_000, 2_700)]
    whole = make.run("2026-03-02T06:00:10Z", 13_300, 4_000, source="strava_csv")
    assert kept(*parts, whole) == [2, 2, 2]


def test_a_list_abroad_that_found_its_own_run_is_not_joined_to_another():
    watch = [make.run(f"2026-03-02T{h}:00:00Z", 5_000, 1_500) for h in ("06", "18")]
    listed = make.run("2026-03-02T06:00:05Z", 5_000, 1_500, source="garmin_csv")
    assert kept(*watch, listed) == [0, 1, 0]


def test_a_run_of_another_day_at_the_same_hour_is_another_run():
    watch = make.run("2026-03-02T18:00:00Z", 10_000, 3_000)
    listed = make.run("2026-03-03T06:01:00Z", 10_050, 3_020, source="garmin_csv")
    assert kept(watch, listed) == [0, 1]


def sessions(*rows):
    sets = schema.conform("sets", pd.DataFrame([row for each in rows for row in each]))
    return duplicates.sets_kept(sets).tolist()


def test_a_watch_started_long_before_the_phone_tells_of_the_same_session():
    times = [f"2026-03-02T{at}Z" for at in ("17:00", "17:30", "18:10", "18:40")]
    watch = [{**make.lifted("2026-03-02T17:00Z", "unknown", 1, source="garmin_fit")[0], "start": at} for at in times]
    watch = [{**row, "set_id": f"w{i}"} for i, row in enumerate(watch)]
    assert sessions(watch, make.lifted("2026-03-02T18:20Z", n=2)) == [4, 4, 4, 4, 4, 5]


def test_a_session_of_an_app_that_knows_the_day_only_hides_the_watchs():
    app = [{**row, "start": pd.NaT} for row in make.lifted("2026-03-02T00:00Z", n=2, source="fitnotes")]
    watch = make.lifted("2026-03-02T17:00Z", "unknown", 2, source="garmin_fit")
    assert sessions(app, watch) == [0, 1, 0, 0]


def test_a_session_abroad_is_found_by_the_half_hours_between_two_clocks():
    app = make.lifted("2026-03-02T10:00Z", n=3)
    watch = make.lifted("2026-03-02T18:01Z", "unknown", 4, source="garmin_fit")
    assert sessions(app, watch) == [0, 1, 2, 0, 0, 0, 0]
    assert sessions(app, make.lifted("2026-03-02T18:13Z", "unknown", 4, source="garmin_fit"))[3:] == [3, 4, 5, 6]


def test_a_session_moved_from_one_app_to_another_counts_once():
    both = make.lifted("2026-03-02T18:00Z", n=3, source="strong"), make.lifted("2026-03-02T18:00Z", n=3)
    assert sessions(*both) == [3, 3, 3, 3, 4, 5]
    other = [{**row, "reps": 3 + i} for i, row in enumerate(both[0])]
    assert sessions(other, both[1]) == [0, 1, 2, 3, 4, 5]
