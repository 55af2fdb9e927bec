"""The barbell hip thrust: formulas against the published tables, bests, milestones, and what never counts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics import strength
from analytics.result import NotEnough, Result
from data import schema
from data.units import IMPERIAL, KG_PER_LB, METRIC
from tests.analytics.strength.thrusts import BARBELL, TODAY, milestone, sets, story, thrust


@pytest.mark.parametrize(
    "row",
    [
        thrust("2026-03-02", 315, raw="Hip Thrust (Smith Machine)"),
        thrust("2026-03-02", 315, raw="Hip Thrust (Machine)"),
        thrust("2026-03-02", 315, raw="Hip Thrust (Dumbbell)"),
        thrust("2026-03-02", 315, raw="Hip Thrust (Band)"),
        thrust("2026-03-02", 315, raw="Single Leg Hip Thrust (Barbell)"),
        thrust("2026-03-02", 315, raw="Glute Bridge (Barbell)"),
        thrust("2026-03-02", 315, raw="Hip Thrust"),
        thrust("2026-03-02", 315, load_basis="assisted"),
        thrust("2026-03-02", 315, load_basis="unknown"),
        thrust("2026-03-02", 315, kind="warmup"),
        thrust("2026-03-02", 315, reps=0),
        thrust("2026-03-02", 315, reps=np.nan),
        thrust("2026-03-02", 0),
        thrust("2026-03-02", np.nan),
        thrust("2026-03-02", 0.1),
        thrust("2026-03-02", 25),
    ],
    ids=lambda row: (
        f"{row['exercise']} {row.get('load_basis', '')} {row['kind']} {row['load_kg']:.0f} x {row['reps']}"
    ),
)
def test_what_never_counts_for_the_barbell_milestone(row):
    assert strength.barbell_thrusts(sets(row)).empty
    assert isinstance(milestone(sets(row), 100.0, TODAY), NotEnough)


def test_a_hip_thrust_of_open_implement_counts_once_its_load_is_said_to_be_a_barbells():
    answered = sets(thrust("2026-03-02", 315, raw="Hip Thrust", load_basis="barbell_total"))
    assert len(strength.barbell_thrusts(answered)) == 1


def test_an_empty_bar_counts_in_both_units():
    assert len(strength.barbell_thrusts(sets(thrust("2026-03-02", 45), thrust("2026-03-02", 44)))) == 2


def test_loads_below_the_bar_and_open_thrusts_are_asked_about():
    rows = sets(
        thrust("2026-03-02", 10),
        thrust("2026-03-02", 15),
        thrust("2026-03-02", 135),
        thrust("2026-03-02", 5, kind="warmup"),
        thrust("2026-03-02", 0),
        thrust("2026-03-02", 10, raw="Hip Thrust (Dumbbell)"),
        thrust("2026-03-02", 90, raw="Hip Thrust"),
    )
    asked = strength.loads_to_ask(rows)
    assert asked[["exercise_raw", "ask", "n_sets"]].to_numpy().tolist() == [
        [BARBELL, "bar", 2],
        ["Hip Thrust", "basis", 1],
    ]
    assert asked.loc[0, "heaviest_kg"] == pytest.approx(15 * KG_PER_LB)


def test_a_bar_that_was_left_out_is_added_where_its_owner_says_so():
    rows = sets(thrust("2026-03-02", 10), thrust("2026-03-02", 0), thrust("2026-03-02", np.nan))
    answered = strength.with_bar(rows, {BARBELL: 20.0})
    assert answered["load_kg"].iloc[0] == pytest.approx(20 + 10 * KG_PER_LB)
    assert len(strength.barbell_thrusts(answered)) == 1
    assert strength.loads_to_ask(answered).empty
    assert rows["load_kg"].iloc[0] == pytest.approx(10 * KG_PER_LB)


def test_each_training_day_keeps_the_heaviest_and_the_best_estimate_apart():
    day = strength.training_days(sets(thrust("2026-03-02", 225, 8), thrust("2026-03-02", 250, 1))).iloc[0]
    assert day["lifted_kg"] == pytest.approx(250 * KG_PER_LB)
    assert (day["lifted_reps"], day["from_reps"], day["n_sets"]) == (1, 8, 2)
    assert day["e1rm"] == pytest.approx(225 * 1.26667 * KG_PER_LB, rel=1e-4)
    assert day["low"] < day["e1rm"] < day["high"]


def test_a_record_is_a_day_on_which_a_best_was_beaten():
    days = strength.training_days(
        sets(thrust("2026-03-02", 200, 5), thrust("2026-03-05", 200, 8), thrust("2026-03-09", 190, 5))
    )
    found = strength.records(days)
    assert found["what"].tolist() == ["estimated", "lifted", "estimated"]
    assert found["day"].dt.day.tolist() == [2, 2, 5]
    assert found["before_kg"].isna().tolist() == [True, True, False]
    best = strength.best_by_day(days).iloc[-1]
    assert best["lifted_kg"] == pytest.approx(200 * KG_PER_LB)
    assert best["e1rm"] == found["kg"].iloc[-1]


def test_the_best_for_a_number_of_repetitions_counts_sets_of_more():
    reps = strength.rep_records(sets(thrust("2026-03-02", 200, 8), thrust("2026-03-05", 225, 3)))
    assert (reps["load_kg"] / KG_PER_LB).round().tolist() == [225] * 3 + [200] * 5
    assert reps["done_reps"].tolist() == [3] * 3 + [8] * 5


def test_300_lb_is_reached_for_real_on_the_day_it_was_lifted():
    rows = sets(thrust("2026-03-02", 275, 5), thrust("2026-03-09", 300, 2), thrust("2026-03-16", 315, 1))
    answer = milestone(rows, 300 * KG_PER_LB, TODAY, units=IMPERIAL)
    assert answer.verdict == "lifted"
    assert answer.sentence == "You lifted 300 lb on 9 Mar 2026, 2 repetitions; your heaviest since is 315 lb."
    assert answer.table.loc[0, "lifted_on"] == pd.Timestamp("2026-03-09")
    assert answer.table.loc[0, "estimated_on"] == pd.Timestamp("2026-03-02")


def test_300_lb_by_estimate_only_is_said_to_be_not_lifted():
    rows = sets(thrust("2026-03-02", 225, 5), thrust("2026-03-09", 270, 4))
    answer = milestone(rows, 300 * KG_PER_LB, TODAY, units=IMPERIAL)
    assert answer.verdict == "estimated"
    assert answer.sentence == (
        "Not lifted yet, but within reach by estimate since 9 Mar 2026: 270 lb × 4 says 300 lb or more by 2 of three "
        "formulas. The heaviest you have lifted is 270 lb."
    )
    assert pd.isna(answer.table.loc[0, "lifted_on"])
    assert answer.table.loc[0, "n_formulas"] == 2


def test_a_load_rounded_by_an_export_still_is_300_lb_and_136_kg_is_not():
    rounded = sets(thrust("2026-03-09", 0, 1, load_kg=136.1))
    short = sets(thrust("2026-03-09", 0, 1, load_kg=136.0))
    assert milestone(rounded, 300 * KG_PER_LB, TODAY).verdict == "lifted"
    assert not isinstance(milestone(short, 300 * KG_PER_LB, TODAY), Result)


def test_the_story_keeps_lifted_and_estimated_in_sentences_of_their_own():
    rows = sets(thrust("2025-01-06", 65, 10), thrust("2026-03-02", 275, 5), thrust("2026-03-09", 280, 1))
    answer = story(rows, TODAY, units=IMPERIAL)
    assert answer.sentence == (
        "Heaviest barbell hip thrust: 280 lb × 1 on 9 Mar 2026, from 65 lb on 6 Jan 2025. "
        "Best estimate of one repetition: 321 lb (309 to 321 lb by formula), from 275 lb × 5 on 2 Mar 2026."
    )
    assert set(answer.details) == {"days", "best", "reps"}


def test_the_story_asks_about_loads_below_the_bar():
    rows = sets(thrust("2026-03-02", 100), thrust("2026-03-09", 10))
    assert story(rows, TODAY).caveats[-1] == (
        "1 set of Hip Thrust (Barbell) below the weight of the bar: not counted until you say whether the bar is in "
        "the load."
    )


def test_milestones_are_300_lb_twice_body_weight_and_ones_own():
    rows = sets(thrust("2026-03-02", 300, 1), thrust("2026-03-09", 275, 8))
    table = strength.milestones(rows, strength.targets(body_kg=70.0, own_kg=200.0))
    assert table["name"].tolist() == ["300 lb", "twice your body weight", "your own milestone"]
    assert table["target_kg"].round(2).tolist() == [136.08, 140.0, 200.0]
    assert table["lifted_on"].isna().tolist() == [False, True, True]
    assert table["estimated_on"].isna().tolist() == [False, False, True]


def test_no_sets_give_empty_tables_and_a_refusal():
    none = schema.empty("sets")
    assert strength.training_days(none).empty
    assert strength.records(strength.training_days(none)).empty
    assert strength.rep_records(none).empty
    assert strength.loads_to_ask(none).empty
    assert strength.milestones(none, strength.targets())["lifted_kg"].isna().all()
    assert isinstance(story(none, TODAY), NotEnough)
    assert milestone(none, 100.0, TODAY, units=METRIC).sentence == (
        "Cannot tell yet: no set of barbell hip thrusts with repetitions and a load of at least the bar; "
        "this needs one."
    )


def test_sets_after_today_are_not_seen():
    rows = sets(thrust("2026-04-02", 400, 1), thrust("2026-03-02", 200, 1))
    assert not isinstance(milestone(rows, 300 * KG_PER_LB, TODAY), Result)
