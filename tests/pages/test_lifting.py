"""The page Lifting: every lift can be looked at, milestones are named in the reader's units."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd
import pytest

from analytics import strength
from pages.kit import cached
from tests import make
from tests.pages.shown import metrics, shown, text
from tests.places import ROOT

PAGE = ROOT / "pages" / "4_Lifting.py"
MACHINE, BAND = "Hip Thrust (Machine)", "Hip Abduction (Band)"


@pytest.fixture
def machine(own_store):
    """Ninety-five machine thrusts, no barbell, and a banded exercise."""
    days = pd.date_range("2026-05-04", periods=19, freq="3D")
    rows = [row for day in days for row in make.lifted(f"{day:%Y-%m-%d}T18:00Z", MACHINE, 5, load_kg=100.0)]
    rows += [row for day in days for row in make.lifted(f"{day:%Y-%m-%d}T18:00Z", BAND, 2, load_kg=None)]
    own_store.add(make.batch(make.file("hevy.csv", sets=rows)))
    return own_store


def test_machine_thrusts_have_their_best_where_there_is_no_barbell(machine):
    app = shown(PAGE, whose="me", units="metric")
    assert next(box for box in app.selectbox if box.label == "Lift").value == MACHINE
    assert metrics(app)["Heaviest"][0] == "100 kg ×\u00a010"
    assert "no set" not in text(app)


def test_a_lift_without_a_weight_says_what_is_on_record(machine):
    app = shown(PAGE, whose="me", lift=BAND)
    assert "Hip Abduction (Band): 38 hard sets on 19 days, at most 10 repetitions" in text(app)
    assert "Heaviest" not in metrics(app)


def test_every_lift_of_the_demo_can_be_picked(own_store):
    app = shown(PAGE, demo_athlete="short")
    box = next(box for box in app.selectbox if box.label == "Lift")
    assert len(box.options) >= 4
    for name in box.options[1:]:
        next(box for box in app.selectbox if box.label == "Lift").set_value(name).run()
        assert not app.exception
        assert app.session_state["lift"] == name


@pytest.mark.parametrize(("units", "says"), [("metric", "136 kg"), ("imperial", "300 lb")])
def test_the_milestone_has_its_round_name_in_the_sentence(units, says, own_store):
    app = shown(PAGE, demo_athlete="story", units=units)
    assert f"You lifted {says} on" in text(app)
    assert "136.1 kg on" not in text(app)


def test_hard_sets_by_muscle_begin_with_the_glutes(own_store):
    app = shown(PAGE, demo_athlete="story")
    table = next(each.proto.body for each in app.get("html") if "Hard sets a week by muscle" in each.proto.body)
    first = re.search(r"<tbody><tr><td>([^<]+)</td>.*?<img alt=\"([^\"]*)\"", table)
    assert first[1] == "Glutes"
    assert len(first[2].split(", ")) == 12


def test_a_milestone_of_the_readers_own_is_a_line_for_any_lift(machine):
    machine.keep_setting("own_goal_kg", 90.0)
    app = shown(PAGE, whose="me", units="metric")
    goal = next(box for box in app.selectbox if box.label == "Milestone")
    assert goal.options[0] == "None"
    goal.set_value("your own milestone").run()
    assert not app.exception
    assert "You lifted your own milestone (90 kg) on 4 May 2026" in text(app)


def test_a_new_score_leaves_what_sets_give_alone_as_it_was(machine):
    def log():
        return cached.log(machine, date(2026, 8, 1), machine.settings())

    before = log().parts(strength.lifts_of, log().frames.sets, log().frames.exercises)
    machine.add_pain(day=date(2026, 7, 1), score=2.0)
    assert len(log().frames.pain) == 1
    assert log().parts(strength.lifts_of, log().frames.sets, log().frames.exercises) is before
