"""The list, the month, the day, the run and the workout of a log, against numbers worked out by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics import recent
from analytics.days import daily
from analytics.log import day as one_day
from analytics.log import entries, month, workout
from analytics.log import run as one_run
from analytics.log import say as log_say
from analytics.pain import mornings
from data import schema
from data.schema import Frames
from tests import make

TODAY = pd.Timestamp("2026-03-31")


def _frames(runs: list[dict], sets: list[dict], pain: list[dict]) -> Frames:
    parts = {"runs": runs, "sets": sets, "pain": pain}
    made = {name: schema.conform(name, pd.DataFrame(rows)) for name, rows in parts.items()}
    named = made["sets"].assign(exercise=made["sets"]["exercise_raw"])
    return Frames(runs=made["runs"], sets=named, pain=made["pain"])


@pytest.fixture
def frames() -> Frames:
    runs = [
        make.run("2026-03-02T07:00Z", 8_000, 2_400, title="River loop", shoe="Blue"),
        make.run("2026-03-04T07:00Z", 16_000, 5_200, title="Long, with hills"),
    ]
    lifts = [
        *make.lifted("2026-03-03T18:00Z", n=3),
        *make.lifted("2026-03-03T18:00Z", "Leg Press", n=2, note="slow"),
        *make.lifted("2026-03-10T18:00Z", n=2, load_kg=70.0),
    ]
    pain = [
        make.hurt("2026-03-03", 4, "morning"),
        make.hurt("2026-03-03", 6, "evening"),
        make.hurt("2026-03-04", 1, "morning"),
        make.hurt("2026-03-05", 5, "morning", flare=1.0),
        make.hurt("2026-03-07", 0, "morning"),
    ]
    return _frames(runs, lifts, pain)


def test_the_list_has_a_row_for_each_run_workout_and_scored_day_newest_first(frames):
    found = entries.all_of(frames, daily(frames, TODAY))
    assert found["kind"].value_counts().to_dict() == {"pain": 4, "run": 2, "workout": 2}
    assert found["day"].is_monotonic_decreasing
    first = found[found["day"] == pd.Timestamp("2026-03-03")].iloc[0]
    assert first["title"] == "Hip Thrust, 1 more"
    assert first["glute_sets"] == pytest.approx(3 + 2 * 0.5)
    assert (first["pain"], first["next_morning"]) == (6, 1)


def test_pain_is_listed_by_itself_only_on_days_without_anything_else(frames):
    found = entries.matching(entries.all_of(frames, daily(frames, TODAY)))
    assert found.loc[found["kind"] == "pain", "day"].dt.day.tolist() == [7, 5]
    everything = entries.matching(entries.all_of(frames, daily(frames, TODAY)), kind="pain")
    assert len(everything) == 4


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ({"words": "RIVER blue"}, [2]),
        ({"words": "leg press"}, [3]),
        ({"words": "slow"}, [3]),
        ({"words": "(barbell"}, [10, 3]),
        ({"from_m": 8_000, "to_m": 8_000}, [2]),
        ({"from_m": 8_001}, [4]),
        ({"shoe": "Blue"}, [2]),
        ({"exercise": "Leg Press"}, [3]),
        ({"exercise": "Leg"}, []),
        ({"kind": "workout", "since": pd.Timestamp("2026-03-04")}, [10]),
        ({"block": (pd.Timestamp("2026-03-03"), pd.Timestamp("2026-03-04"))}, [4, 3]),
        ({"words": "nothing like it"}, []),
    ],
)
def test_the_list_is_searched_and_filtered(frames, asked, days):
    found = entries.matching(entries.all_of(frames, daily(frames, TODAY)), **asked)
    assert found["day"].dt.day.tolist() == days


def test_an_empty_log_has_no_entries_and_no_newest_day():
    days = daily(Frames(), TODAY)
    assert entries.all_of(Frames(), days).empty
    assert one_day.newest(days) is None


def test_a_month_is_whole_weeks_whose_sums_are_the_days(frames):
    found = month.cells(daily(frames, TODAY), pd.Timestamp("2026-03-15"), pd.Timestamp("2026-03-31"))
    assert found.days.index[0] == pd.Timestamp("2026-02-23")
    assert found.days.index[-1] == pd.Timestamp("2026-04-05")
    assert found.days["is_inside"].sum() == 31
    assert found.days["is_future"].sum() == 5
    assert found.weeks["distance_m"].iloc[1] == 24_000
    assert np.isnan(found.weeks["distance_m"].iloc[0])
    assert found.weeks["is_part"].tolist() == [False] * 5 + [True]


def test_a_week_may_start_on_sunday(frames):
    found = month.cells(daily(frames, TODAY), pd.Timestamp("2026-03-15"), TODAY, first_weekday=6)
    assert found.days.index[0] == pd.Timestamp("2026-03-01")


def test_a_year_is_twelve_months_with_their_sums(frames):
    found = month.year(daily(frames, TODAY), 2026)
    march = found.loc[pd.Timestamp("2026-03-01")]
    assert len(found) == 12
    assert (march["distance_m"], march["highest"], march["n_scored"], march["n_flares"]) == (24_000, 6, 4, 1)
    assert np.isnan(found["distance_m"].iloc[0])
    assert len(month.year(daily(Frames(), TODAY), 2026)) == 12


def test_a_day_holds_its_rows_and_the_morning_after(frames):
    found = one_day.on(frames, daily(frames, TODAY), pd.Timestamp("2026-03-03"))
    assert (len(found.runs), len(found.sets), len(found.pain)) == (0, 5, 2)
    assert found.sets["glute_sets"].sum() == pytest.approx(4)
    assert (found.highest, found.next_morning) == (6, 1)
    assert one_day.on(frames, daily(frames, TODAY), pd.Timestamp("2026-03-20")).is_empty


def test_the_fortnight_before_is_compared_with_the_usual_one():
    runs = [make.run(f"{day:%Y-%m-%d}T07:00Z", 5_000) for day in pd.date_range("2026-01-01", "2026-03-31")]
    frames = _frames(runs, [], [])
    before = one_day.fortnight(daily(frames, TODAY), TODAY)
    assert before.distance_m == 14 * 5_000
    assert before.usual_distance_m == 14 * 5_000
    assert len(before.days) == 15
    assert np.isnan(one_day.fortnight(daily(frames, TODAY), pd.Timestamp("2026-01-25")).usual_distance_m)


def test_the_usual_fortnight_is_two_of_the_usual_weeks_of_home():
    """After a long break the half year's middle is far from what Home calls usual."""
    days = [*pd.date_range("2025-07-01", "2025-12-31", freq="4D"), *pd.date_range("2026-01-12", "2026-03-31")]
    known = daily(_frames([make.run(f"{day:%Y-%m-%d}T07:00Z", 5_000) for day in days], [], []), TODAY)
    week = recent.against_usual(known, "distance_m", recent.week_start(TODAY), TODAY).usual_week
    assert one_day.fortnight(known, TODAY).usual_distance_m == 2 * week == 14 * 5_000


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ([1.0] * 4, "4 glute sets"),
        ([1.0] * 4 + [0.5] * 12, "10 glute sets of 16 sets; indirect ones count half"),
        ([1.0, 0.0], "1 glute set of 2 sets"),
    ],
)
def test_glute_sets_that_are_fewer_than_the_sets_listed_say_why(counts, says):
    assert log_say.sets_head(pd.DataFrame({"glute_sets": counts})) == says


def test_arrows_end_where_the_log_ends(frames):
    days = daily(frames, TODAY)
    assert one_day.neighbours(days, pd.Timestamp("2026-03-02"))[0] is None
    assert one_day.neighbours(days, TODAY)[1] is None
    ids = frames.runs["run_id"].tolist()
    assert one_run.neighbours(frames.runs, ids[0]) == (None, ids[1])


def test_a_run_is_compared_with_five_earlier_ones_of_like_distance_or_none():
    runs = [make.run(f"2026-03-0{n}T07:00Z", 10_000 + 100 * n, 3_000, hr_mean_bpm=140.0 + n) for n in range(1, 7)]
    frames = _frames([*runs, make.run("2026-03-08T07:00Z", 30_000, 9_000)], [], [])
    like = one_run.like(frames.runs, frames.runs.iloc[5])
    assert (like.n, like.hr_mean_bpm) == (5, 143.0)
    assert np.isnan(like.ascent_m)
    alone = one_run.like(frames.runs, frames.runs.iloc[6])
    assert alone.n == 0
    assert np.isnan(alone.speed_m_s)


def test_the_morning_after_a_run_and_the_day_it_was_back(frames):
    rest = [make.hurt(f"{d:%Y-%m-%d}", 1, "morning") for d in pd.date_range("2026-02-10", "2026-02-20")]
    early = make.run("2026-02-01T07:00Z")
    pain = pd.concat([frames.pain, schema.conform("pain", pd.DataFrame(rest))])
    runs = pd.concat([frames.runs, schema.conform("runs", pd.DataFrame([early]))])
    whole = Frames(runs=runs, sets=frames.sets, pain=pain)
    rows = mornings.after_runs(runs, pain, frames.sets, frames.exercises)
    found = one_run.mornings(rows, daily(whole, TODAY), frames.runs["run_id"].iloc[1])
    assert (found.before, found.after, found.baseline) == (1, 5, 1)
    assert found.back_on == pd.Timestamp("2026-03-07")


def test_a_workout_counts_hard_sets_by_their_share_and_says_what_was_a_best(frames):
    second = frames.sets["workout_id"].iloc[-1]
    found = workout.of(frames, second)
    assert found is not None
    row = found.exercises.iloc[0]
    assert (row["n_sets"], row["share"], row["glute_sets"], row["best"]) == (2, 1.0, 2.0, workout.HEAVIEST)
    assert found.sets["is_heaviest"].tolist() == [True, False]
    # Epley 70 (1 + 10/30) = 93.3, Brzycki 70 x 36/27 = 93.3, Wathan 70 x 100 / (48.8 + 53.8 e^-.75) = 94.3.
    assert row["e1rm"] == pytest.approx(70 * (1 + 10 / 30), abs=0.1)


def test_the_first_workout_of_an_exercise_beats_nothing_and_muscles_add_up(frames):
    found = workout.of(frames, frames.sets["workout_id"].iloc[0])
    assert found is not None
    assert (found.exercises["best"] == "").all()
    shares = frames.exercises.loc[["Hip Thrust (Barbell)", "Leg Press"], "quads"]
    quads = found.muscles.set_index("muscle").loc["Quadriceps", "sets"]
    assert quads == pytest.approx(float(3 * shares.iloc[0] + 2 * shares.iloc[1]))
    assert workout.of(frames, "none such") is None


def test_a_warm_up_is_no_hard_set_and_an_unknown_exercise_counts_nothing():
    lifts = [*make.lifted("2026-03-03T18:00Z", n=2, kind="warmup"), *make.lifted("2026-03-03T18:00Z", "My move", n=1)]
    frames = _frames([], lifts, [])
    found = workout.of(frames, frames.sets["workout_id"].iloc[0])
    assert found is not None
    assert found.glute_sets == 0
    assert found.sets["is_hard"].tolist() == [False, False, True]
    assert found.muscles.empty
