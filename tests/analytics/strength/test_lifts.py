"""Any lift of a log, 300 lb in either unit, hard sets by muscle."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics import strength
from analytics.facts import MILESTONE_KG
from analytics.result import NotEnough
from analytics.strength import muscles
from data import store as stores
from data.units import IMPERIAL, METRIC
from tests import make

TODAY = pd.Timestamp("2026-06-15")
MACHINE, BAND = "Hip Thrust (Machine)", "Hip Abduction (Band)"


@pytest.fixture
def log(tmp_path):
    """Three machine thrusts that grow week by week, curls, and a banded exercise without a weight."""
    rows = []
    for n, day in enumerate(pd.date_range("2026-05-04", periods=6, freq="7D")):
        at = f"{day:%Y-%m-%d}T18:00Z"
        rows += make.lifted(at, MACHINE, 3, load_kg=100.0 + 5 * n, reps=8)
        rows += make.lifted(at, "Bicep Curl (Dumbbell)", 6, load_kg=12.0)
        rows += make.lifted(at, BAND, 2, load_kg=None)
    store = stores.open(f"sqlite:///{tmp_path / 'a.sqlite'}")
    store.add(make.batch(make.file("hevy.csv", sets=rows)))
    return store.load()


def test_every_lift_of_the_log_can_be_picked_and_those_for_the_glutes_come_first(log):
    found = strength.lifts_of(log.sets, log.exercises)
    assert found[0].name == MACHINE
    assert (found[0].n_sets, found[0].n_weighed, found[0].n_days) == (18, 18, 6)
    assert any("Curl" in lift.name for lift in found[1:])


def test_a_barbell_thrust_comes_before_everything(log):
    sets = log.sets.copy()
    sets.loc[sets["exercise"] == MACHINE, "exercise"] = strength.BARBELL_THRUST
    assert strength.lifts_of(sets.assign(load_basis=None), log.exercises)[0].name == strength.BARBELL_THRUST


def test_machine_thrusts_have_a_best_an_estimate_and_a_date(log):
    story = strength.story(log.sets, TODAY, MACHINE)
    said = strength.say_story(story, METRIC)
    assert said.sentence.startswith("Heaviest Hip Thrust (Machine): 125 kg × 8 on 8 Jun 2026, from 100 kg on 4 May")
    assert "Hip Thrust (Machine) only" in said.method
    assert len(story.days) == 6


def test_machine_thrusts_still_say_nothing_of_the_barbell(log):
    assert isinstance(strength.story(log.sets, TODAY), NotEnough)


def test_a_lift_without_a_weight_has_no_story_and_says_what_is_missing(log):
    refused = strength.story(log.sets, TODAY, "Bent Knee Band Something")
    assert isinstance(refused, NotEnough)
    assert "with repetitions and a weight" in refused.sentence


def test_a_milestone_can_be_asked_of_any_lift(log):
    found = strength.milestone(log.sets, 120.0, TODAY, lift=MACHINE)
    assert found.verdict == "lifted"
    assert strength.say_milestone(found, METRIC).sentence.startswith("You lifted 120 kg on 1 Jun 2026")


@pytest.mark.parametrize(("units", "says"), [(METRIC, "136 kg"), (IMPERIAL, "300 lb")])
def test_300_lb_and_136_kg_are_one_line_with_a_round_name_in_either_unit(units, says):
    assert strength.say_target(MILESTONE_KG, units) == says
    assert strength.say_target(136.0777, units) == says


def test_a_load_that_is_no_milestone_keeps_its_digit():
    assert strength.say_target(136.5, METRIC) == "136.5 kg"


def test_muscles_begin_with_the_glutes_and_the_usual_takes_three_weeks(log):
    rows = muscles.by_muscle(log.sets, log.exercises, TODAY)
    assert rows.index[0] == "Glutes"
    assert rows.loc["Glutes", "this_week"] == 0
    assert rows.loc["Glutes", "usual"] >= 3
    assert len(rows.loc["Glutes", "weeks"]) == muscles.WEEKS_SHOWN
    early = muscles.by_muscle(log.sets, log.exercises, pd.Timestamp("2026-05-13"))
    assert early["usual"].isna().all()


def test_no_known_exercise_trains_no_muscle(log):
    unknown = log.sets.assign(exercise=None)
    assert muscles.by_muscle(unknown, log.exercises, TODAY).empty


def test_of_each_lift_as_many_sets_count_as_its_page_shows(tmp_path):
    at = "2026-05-04T18:00Z"
    rows = [
        *make.lifted(at, "Hip Thrust (Barbell)", 3, load_kg=60.0),
        *make.lifted(at, "Hip Thrust (Barbell)", 2, load_kg=5.0),
        *make.lifted(at, MACHINE, 4, load_kg=90.0),
        *make.lifted(at, MACHINE, 1, load_kg=90.0, kind="warmup"),
        *make.lifted(at, BAND, 2, load_kg=20.0),
        *make.lifted(at, "Bicep Curl (Dumbbell)", 5, load_kg=None),
        *make.lifted(at, "Zorbing", 2, load_kg=10.0),
    ]
    store = stores.open(f"sqlite:///{tmp_path / 'b.sqlite'}")
    store.add(make.batch(make.file("hevy.csv", sets=rows)))
    log = store.load()
    found = {lift.name: lift.n_weighed for lift in strength.lifts_of(log.sets, log.exercises)}
    assert found == {name: len(strength.sets_of(log.sets, name)) for name in found}
    assert found["Hip Thrust (Barbell)"] == 3
    assert found[MACHINE] == 4
