"""Glute dose: what a hard set is, what it counts, and what changes when the count does."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics import days
from analytics.result import NotEnough, Result, said
from analytics.strength import counting, dose
from data import schema
from data.units import IMPERIAL, METRIC, Units
from tests import make

TODAY = pd.Timestamp("2026-03-31")
EXERCISES = schema.exercises()
INDIRECT_0, INDIRECT_1, HALVED = counting.SETTINGS[1:]


def sets(*groups: list[dict]) -> pd.DataFrame:
    """The frame of what `make.lifted` made; `exercise` is the raw name where the table has it."""
    rows = pd.DataFrame([row for group in groups for row in group])
    known = rows["exercise_raw"].where(rows["exercise_raw"].isin(EXERCISES["exercise"]))
    rows["exercise"] = rows["exercise"].fillna(known) if "exercise" in rows else known
    return schema.conform("sets", rows)


def three(raw: str, day: str = "2026-03-30", **more: object) -> list[dict]:
    return make.lifted(f"{day}T18:00Z", raw, 3, **more)


def total(lifted: pd.DataFrame, setting: counting.Setting = counting.USUAL) -> float:
    return float(counting.weighed(lifted, EXERCISES, setting)["glute_sets"].sum())


def asked(lifted: pd.DataFrame, *more: object, units: Units = METRIC, **named: object) -> Result | NotEnough:
    return said(dose.dose(lifted, *more, **named), dose.say_dose, units)


@pytest.mark.parametrize(
    ("logged", "n"),
    [
        ({}, 3),
        ({"rir": 4.0}, 3),
        ({"rir": 5.0}, 0),
        ({"rpe": 5.5}, 3),
        ({"rpe": 5.0}, 0),
        ({"kind": "warmup"}, 0),
        ({"kind": "drop"}, 3),
        ({"reps": 0.0}, 0),
        ({"reps": np.nan, "duration_s": 30.0}, 3),
    ],
)
def test_a_hard_set_is_no_warm_up_and_not_logged_as_easy(logged, n):
    assert len(counting.hard_sets(sets(three("Hip Thrust (Barbell)", **logged)))) == n


@pytest.mark.parametrize(
    ("exercise", "usual", "indirect_0", "indirect_1", "halved"),
    [
        ("Hip Thrust (Barbell)", 3, 3, 3, 3),
        ("Romanian Deadlift (Barbell)", 3, 3, 3, 1.5),
        ("Squat (Barbell)", 3, 3, 3, 1.5),
        ("Walking Lunge (Dumbbell)", 3, 3, 3, 1.5),
        ("Step Up (Dumbbell)", 3, 3, 3, 1.5),
        ("Goblet Squat", 1.5, 0, 3, 1.5),
        ("Hip Abduction (Machine)", 1.5, 0, 3, 1.5),
        ("Lying Leg Curl", 0, 0, 0, 0),
    ],
)
def test_what_a_set_counts_under_each_setting(exercise, usual, indirect_0, indirect_1, halved):
    lifted = sets(three(exercise))
    counts = [total(lifted, setting) for setting in counting.SETTINGS]
    assert counts == [usual, indirect_0, indirect_1, halved]


def test_half_never_counts_less_than_an_indirect_set():
    both = counting.Setting("both", indirect=1.0, is_debated_half=True)
    assert total(sets(three("Squat (Barbell)")), both) == total(sets(three("Goblet Squat")), both)


def test_the_usual_setting_counts_as_the_daily_frame_does():
    lifted = sets(three("Hip Thrust (Barbell)"), three("Goblet Squat"), three("Bench Press", exercise="other"))
    frames = schema.Frames(sets=lifted)
    assert days.daily(frames, TODAY)["glute_sets"].sum() == total(lifted) == 4.5


def test_tonnage_leaves_out_bands_help_and_loads_that_were_not_entered():
    lifted = sets(
        three("Hip Thrust (Barbell)"),
        three("Hip Thrust (Band)"),
        three("Pull Up", exercise="other", load_basis="assisted"),
        three("Hip Thrust (Machine)", load_kg=0.0),
        three("Goblet Squat", load_kg=0.045),
    )
    assert counting.weighed(lifted, EXERCISES)["tonnage_kg"].sum() == 3 * 600


def test_weeks_are_counted_by_exercise_and_start_where_the_readers_do():
    lifted = sets(three("Hip Thrust (Barbell)", "2026-03-22"), three("Goblet Squat", "2026-03-23"))
    by_monday = dose.weekly(lifted, EXERCISES, TODAY)
    assert by_monday["week"].dt.strftime("%d").tolist() == ["16", "23"]
    by_sunday = dose.weekly(lifted, EXERCISES, TODAY, first_weekday=6)
    assert by_sunday["week"].dt.strftime("%d").tolist() == ["22", "22"]
    assert by_sunday.set_index("exercise")["glute_sets"].to_dict() == {"Hip Thrust (Barbell)": 3, "Goblet Squat": 1.5}


def test_a_name_nobody_knows_stands_in_the_table_under_its_own_name_and_counts_nothing():
    lifted = sets(three("Hip Thrust (Barbell)"), three("Booty Blaster 3000"), three("Bench Press", exercise="other"))
    table = dose.by_exercise(lifted, EXERCISES, TODAY).set_index("exercise")
    assert table.loc["Booty Blaster 3000", ["is_named", "n_sets", "glute_sets"]].tolist() == [False, 3, 0]
    assert table.loc["Bench Press", ["is_named", "glute_sets"]].tolist() == [True, 0]


def test_windows_end_with_today_and_hold_28_days():
    lifted = sets(*(three("Hip Thrust (Barbell)", day) for day in ("2026-03-03", "2026-03-04", "2026-03-31")))
    row = dose.totals(lifted, EXERCISES, TODAY).iloc[0]
    assert row[["today", "last_7d", "last_28d", "per_week"]].tolist() == [3, 3, 6, 1.5]


def test_the_daily_frame_is_recounted_and_unknown_days_stay_unknown():
    lifted = sets(three("Squat (Barbell)", "2026-02-01"), three("Hip Thrust (Barbell)", "2026-03-10"))
    runs = schema.conform("runs", pd.DataFrame([make.run("2026-01-20T06:00Z")]))
    daily = days.daily(schema.Frames(sets=lifted, runs=runs), TODAY)
    again = counting.recount(daily, lifted, EXERCISES)
    pd.testing.assert_frame_equal(again, daily)
    halved = counting.recount(daily, lifted, EXERCISES, HALVED)
    assert halved["glute_sets"].loc[["2026-02-01", "2026-02-02", "2026-03-10"]].tolist() == [1.5, 0, 3]
    assert halved["glute_sets"].loc["2026-01-20":"2026-01-31"].isna().all()
    assert halved.loc["2026-02-28", "glute_sets_28d"] == 1.5
    assert daily.loc["2026-02-28", "glute_sets_28d"] == 3


def test_a_conclusion_is_asked_again_under_each_setting():
    lifted = sets(three("Squat (Barbell)", "2026-02-01"), three("Hip Thrust (Barbell)", "2026-03-10"))
    daily = days.daily(schema.Frames(sets=lifted), TODAY)

    def is_much(recounted: pd.DataFrame) -> Result | NotEnough:
        total = float(recounted["glute_sets"].sum())
        if total == 6:
            return Result(pd.DataFrame(), f"{total:g} sets are much.", (), "", verdict="much")
        return NotEnough(f"{total:g}", "6", "glute sets")

    compared = dose.say_conclusions(dose.conclusions(daily, lifted, EXERCISES, is_much))
    assert compared["verdict"].tolist() == ["much", "much", "much", "cannot tell"]
    assert compared["is_same"].tolist() == [True, True, True, False]
    assert compared["sentence"].iloc[-1] == "Cannot tell yet: 4.5 of glute sets; this needs 6."


def test_the_sentence_says_the_count_and_how_far_it_depends_on_the_counting():
    lifted = sets(
        three("Hip Thrust (Barbell)"),
        three("Romanian Deadlift (Barbell)", "2026-03-20"),
        three("Goblet Squat", "2026-03-20"),
        three("Booty Blaster 3000"),
        three("Squat (Barbell)", rir=6.0),
        three("Squat (Barbell)", "2025-12-01"),
    )
    answer = asked(lifted, EXERCISES, TODAY, units=IMPERIAL)
    assert answer.sentence == (
        "7.5 glute sets in the last 28 days, about 1.9 a week; 3 this week so far, with indirect sets counted half. "
        "Counted other ways: 6 to 9 in the 28 days."
    )
    assert answer.caveats == (
        "3 sets not counted until you say what they are: Booty Blaster 3000.",
        "3 sets logged with 5 or more repetitions in reserve, or an effort of 5 or less, are left out.",
        "Weight lifted in the 28 days: about 15,900 lb, loads as entered (dumbbells: one hand's).",
    )


def test_a_record_shorter_than_the_window_is_divided_by_its_own_weeks():
    lifted = sets(*(three("Hip Thrust (Barbell)", day) for day in ("2026-03-11", "2026-03-20", "2026-03-30")))
    answer = asked(lifted, EXERCISES, TODAY)
    assert answer.sentence.startswith("9 glute sets in the 21 days on record, about 3 a week; ")
    assert answer.details["settings"]["per_week"].iloc[0] == 3
    assert answer.caveats[-1].startswith("Weight lifted in the 21 days: ")
    whole = asked(lifted, EXERCISES, TODAY, since=pd.Timestamp("2026-01-01")).sentence
    assert whole.startswith("9 glute sets in the last 28 days, about 2.2 a week; ")


def test_a_record_of_less_than_a_week_has_no_weekly_number():
    said = asked(sets(three("Hip Thrust (Barbell)"), three("Goblet Squat")), EXERCISES, TODAY).sentence
    assert said == (
        "4.5 glute sets in the 2 days on record; 4.5 this week so far, with indirect sets counted half. "
        "Counted other ways: 3 to 6 in the 2 days."
    )


def test_a_count_that_no_setting_changes_says_so():
    assert asked(sets(three("Hip Thrust (Barbell)")), EXERCISES, TODAY).sentence.endswith(
        "However they are counted, the number is the same."
    )


def test_sets_that_train_no_glutes_are_no_glute_sets():
    assert asked(sets(three("Lying Leg Curl")), EXERCISES, TODAY).sentence == (
        "No glute sets in the last 28 days, however they are counted."
    )


def test_without_a_set_in_28_days_there_is_no_dose():
    old = sets(three("Hip Thrust (Barbell)", "2026-03-03"))
    for lifted in (old, schema.empty("sets")):
        answer = asked(lifted, EXERCISES, TODAY)
        assert isinstance(answer, NotEnough)
        assert answer.sentence == "Cannot tell yet: no glute sets in the last 28 days; this needs one."
    assert asked(old, EXERCISES, TODAY + pd.Timedelta(days=30)).caveats == (
        "Your last set here is 3 Mar 2026; import newer ones.",
    )
