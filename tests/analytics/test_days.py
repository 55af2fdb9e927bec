"""One row a day: unknown is not nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from analytics import days
from analytics.once import Once
from data import daily_schema
from data.schema import Frames
from tests import make

TODAY = pd.Timestamp("2026-03-31")


def frames(**rows) -> Frames:
    return make.batch(make.file(**rows)).frames


def test_a_day_without_a_run_is_zero_only_between_the_first_and_the_last_run():
    daily = days.daily(frames(runs=[make.run("2026-03-02T06:00Z"), make.run("2026-03-05T06:00Z")]), TODAY)
    assert daily["distance_m"].loc["2026-03-02":"2026-03-05"].tolist() == [10_000, 0, 0, 10_000]
    assert daily["distance_m"].loc["2026-03-06":].isna().all()
    assert daily.index[0] == pd.Timestamp("2026-03-02")
    assert daily.index[-1] == TODAY


def test_a_day_without_a_pain_score_is_unknown_even_between_scores():
    daily = days.daily(frames(pain=[make.hurt("2026-03-02", 3), make.hurt("2026-03-04", 0)]), TODAY)
    assert daily["pain"].loc["2026-03-02":"2026-03-04"].tolist()[::2] == [3, 0]
    assert np.isnan(daily["pain"].loc["2026-03-03"])


def test_the_highest_score_of_the_day_counts_and_the_morning_stands_apart():
    rows = [make.hurt("2026-03-02", 2, "morning"), make.hurt("2026-03-02", 5, "evening")]
    daily = days.daily(frames(pain=rows), TODAY)
    assert daily.loc["2026-03-02", ["pain", "pain_morning"]].tolist() == [5, 2]


def test_scores_of_the_day_are_counted_where_something_was_written():
    rows = [make.hurt("2026-03-02", 2, "morning"), make.hurt("2026-03-02", 5, "evening"), make.hurt("2026-03-04", 0)]
    entries = days.daily(frames(pain=rows), TODAY)["pain_entries"]
    assert entries.loc[["2026-03-02", "2026-03-04"]].tolist() == [2, 1]
    assert entries.notna().sum() == 2


def test_two_runs_a_day_add_up_and_the_longest_is_the_longer():
    rows = [make.run(f"2026-03-{d:02}T06:00Z", 5_000) for d in range(1, 9)] + [make.run("2026-03-08T18:00Z", 8_000)]
    daily = days.daily(frames(runs=rows), TODAY)
    assert daily.loc["2026-03-08", "distance_m"] == 13_000
    assert daily.loc["2026-03-08", "distance_7d_m"] == 6 * 5_000 + 13_000
    assert daily.loc["2026-03-08", "longest_run_7d_m"] == 8_000
    assert np.isnan(daily.loc["2026-03-05", "distance_7d_m"])


def test_a_run_without_a_distance_leaves_its_day_unknown_not_zero():
    rows = [make.run("2026-03-02T06:00Z"), make.run("2026-03-03T06:00Z", float("nan")), make.run("2026-03-04T06:00Z")]
    daily = days.daily(frames(runs=rows), TODAY)
    assert np.isnan(daily.loc["2026-03-03", "distance_m"])
    assert daily.loc["2026-03-03", "n_runs"] == 1


def test_an_implausible_distance_is_left_out_and_the_run_still_counts():
    rows = [make.run("2026-03-02T06:00Z"), make.run("2026-03-03T06:00Z", 400_000), make.run("2026-03-04T06:00Z")]
    read = frames(runs=rows)
    assert read.runs["distance_m"].max() == 400_000
    assert "distance_m outside" in read.runs["flag"].dropna().iloc[0]
    daily = days.daily(read, TODAY)
    assert daily["distance_m"].max() == 10_000
    assert daily["n_runs"].sum() == 3


def test_warm_ups_are_no_glute_sets_and_curls_train_no_glutes():
    thrusts = make.lifted("2026-03-02T18:00Z", "Hip Thrust (Barbell)", 3)
    warm_up = make.lifted("2026-03-02T18:00Z", "Squat (Barbell)", 2, kind="warmup")
    curls = make.lifted("2026-03-02T18:00Z", "Bicep Curl (Dumbbell)", 4)
    daily = days.daily(frames(sets=thrusts + warm_up + curls), TODAY)
    first = daily.loc["2026-03-02"]
    assert (first["glute_sets"], first["thrust_sets"], first["biceps_sets"], first["n_sets"]) == (3, 3, 4, 9)
    assert first["tonnage_kg"] == 7 * 600


def test_a_28_day_sum_needs_28_known_days():
    rows = [s for d in ("2026-01-01", "2026-01-28", "2026-02-10") for s in make.lifted(f"{d}T18:00Z", n=3)]
    daily = days.daily(frames(sets=rows), TODAY)
    assert np.isnan(daily.loc["2026-01-27", "glute_sets_28d"])
    assert daily.loc["2026-01-28", "glute_sets_28d"] == 6
    assert daily.loc["2026-01-29", "glute_sets_28d"] == 3


def test_factors_become_columns_of_their_own():
    rows = [{"factor_id": "a", "source": "x", "day": "2026-03-02", "name": "sleep_h", "value": 7.5}]
    assert days.daily(frames(factors=rows), TODAY).loc["2026-03-02", "factor_sleep_h"] == 7.5


def test_days_after_today_are_not_seen():
    daily = days.daily(frames(runs=[make.run("2026-03-02T06:00Z"), make.run("2027-01-01T06:00Z")]), TODAY)
    assert daily.index[-1] == TODAY
    assert daily["distance_m"].sum() == 10_000


def test_a_new_score_leaves_what_runs_and_sets_give_as_it_was(monkeypatch):
    asked, once = [], Once()
    for name in ("_of_runs", "_of_sets", "_of_hard_sets"):
        monkeypatch.setattr(days, name, _counted(getattr(days, name), asked))
    before = frames(runs=[make.run("2026-03-02T06:00Z")], pain=[make.hurt("2026-03-03", 3)])
    after = replace(before, pain=frames(pain=[make.hurt("2026-03-03", 5)]).pain)
    shared = [days.daily(each, TODAY, once=once) for each in (before, after)]
    assert sorted(asked) == ["_of_hard_sets", "_of_runs", "_of_sets"]
    assert shared[1].loc["2026-03-03", "pain"] == 5
    pd.testing.assert_frame_equal(shared[1], days.daily(after, TODAY))


def test_what_later_days_share_with_earlier_ones_knows_nothing_of_them():
    made = [f"2026-03-{day:02d}T18:00Z" for day in range(2, 30, 3)]
    whole = frames(
        runs=[make.run(at.replace("18", "06")) for at in made],
        sets=[row for at in made for row in make.lifted(at, "Hip Thrust (Barbell)", 3)],
        pain=[make.hurt(at[:10], day % 7) for day, at in enumerate(made)],
    )
    once = Once()
    for until in map(pd.Timestamp, ("2026-03-31", "2026-03-20", "2026-03-09")):
        then = replace(whole, **{name: whole[name][whole[name]["day"] <= until] for name in ("runs", "sets", "pain")})
        pd.testing.assert_frame_equal(days.daily(whole, until, once=once), days.daily(then, until))


def _counted(work, asked):
    def count(*given):
        asked.append(work.__name__)
        return work(*given)

    return count


def test_nothing_gives_no_rows_but_all_columns():
    daily = days.daily(Frames(), TODAY)
    assert daily.empty
    assert list(daily.columns) == list(daily_schema.COLUMNS)
    daily_schema.check(daily)


def test_every_column_is_declared_and_keeps_its_contract():
    daily = days.daily(frames(runs=[make.run("2026-03-02T06:00Z")], pain=[make.hurt("2026-03-03", 3)]), TODAY)
    assert list(daily.columns) == list(daily_schema.COLUMNS)
    daily_schema.check(daily)


def test_days_before_the_declared_start_of_lifting_are_days_of_no_sets():
    rows = frames(sets=make.lifted("2026-03-10T18:00"), pain=[make.hurt("2026-02-01", 3)])
    silent = days.daily(rows, TODAY)
    assert silent["glute_sets"].loc[:"2026-03-09"].isna().all()
    declared = days.daily(rows, TODAY, lifted_from=pd.Timestamp("2026-03-10"))
    assert declared["glute_sets"].loc[:"2026-03-09"].eq(0).all()
    assert declared["glute_sets"].loc["2026-03-10"] == silent["glute_sets"].loc["2026-03-10"] > 0
    assert declared["glute_sets_28d"].loc["2026-03-09"] == 0
    assert declared["glute_sets"].loc["2026-03-11":].isna().all()


def test_days_between_the_declared_start_and_the_first_session_stay_unknown():
    rows = frames(sets=make.lifted("2026-03-10T18:00"), pain=[make.hurt("2026-02-01", 3)])
    declared = days.daily(rows, TODAY, lifted_from=pd.Timestamp("2026-03-01"))["glute_sets"]
    assert declared.loc[:"2026-02-28"].eq(0).all()
    assert declared.loc["2026-03-01":"2026-03-09"].isna().all()
