"""The figures of lifting: the course of a lift and sets a week."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.charts import lifting
from analytics.charts import sets as stacks
from analytics.facts import MILESTONE_KG
from data.units import IMPERIAL, METRIC
from tests.analytics.charts.as_plotly import as_plotly
from tests.analytics.charts.frames import (
    LAST,
    thrusts_drawn,
    weeks_drawn,
)


def test_lifted_is_solid_estimated_is_hollow_and_300_lb_is_a_line():
    figure = as_plotly(lifting.thrusts(thrusts_drawn(), IMPERIAL, "light"))
    estimated, lifted = figure.data
    assert lifted.marker.color == "#D55E00"
    assert estimated.marker.color == "#FFFFFF"
    assert len(lifted.x) == 50
    assert len(estimated.x) == 49
    line = next(shape for shape in figure.layout.shapes if shape.type == "line")
    assert line.y0 == pytest.approx(300)
    assert any(note.text == "<b>300 lb</b>" for note in figure.layout.annotations)


def test_an_estimate_is_never_called_lifted():
    title = lifting.lift_title(thrusts_drawn(), IMPERIAL, MILESTONE_KG)
    assert title == "Heaviest hip thrust 287 lb; 300 lb is estimated, not yet lifted"
    heavier = thrusts_drawn().assign(lifted_kg=lambda d: d["lifted_kg"] + 10)
    assert lifting.lift_title(heavier, IMPERIAL, MILESTONE_KG).startswith("300 lb first lifted on")


def test_a_pound_that_was_rounded_to_kilograms_still_counts():
    rounded = thrusts_drawn(2).assign(lifted_kg=[100.0, 136.05])
    assert lifting.lift_title(rounded, IMPERIAL, MILESTONE_KG).startswith("300 lb first lifted")


def test_many_years_of_lifting_keep_the_best_of_each_week():
    rows = thrusts_drawn(400, 2)
    figure = as_plotly(lifting.thrusts(rows, METRIC, "light"))
    lifted = figure.data[1]
    assert len(lifted.x) < 130
    assert max(lifted.y) == pytest.approx(rows["lifted_kg"].max())


def test_the_rate_is_a_dashed_line_with_a_band():
    course = pd.DataFrame({"day": pd.date_range("2025-05-01", periods=5, freq="7D", unit="us")})
    course = course.assign(fitted=130.0, low=120.0, high=140.0)
    figure = as_plotly(lifting.thrusts(thrusts_drawn(), METRIC, "light", course=course))
    assert figure.data[1].line.dash == "dash"
    assert max(figure.data[0].y) == 140


def test_at_most_three_exercises_are_named_and_nothing_is_lost():
    weeks = weeks_drawn(9)
    table = stacks.stacked(weeks)
    assert list(table.columns) == [*(f"Exercise {i}" for i in range(3)), stacks.OTHERS]
    assert table.to_numpy().sum() == weeks["glute_sets"].sum()
    assert stacks.glute_sets_table(weeks)["All"].sum() == weeks["glute_sets"].sum()


def test_three_exercises_keep_their_names_and_long_ones_whole():
    assert stacks.OTHERS not in stacks.stacked(weeks_drawn(3)).columns
    long = "Single-Leg Romanian Deadlift (Dumbbell)"
    weeks = weeks_drawn(3).replace({"exercise": {"Exercise 1": long}})
    assert long in [bar.name for bar in as_plotly(stacks.glute_sets(weeks, LAST, "light")).data]


def test_the_current_week_of_a_stack_is_hatched():
    figure = as_plotly(stacks.glute_sets(weeks_drawn(3), LAST, "light"))
    assert figure.layout.barmode == "stack"
    for bar in figure.data:
        assert bar.marker.pattern.shape[-1] == "/"
        assert set(bar.marker.pattern.shape[:-1]) == {""}


def test_a_week_without_a_set_is_an_empty_week_not_a_missing_one():
    weeks = weeks_drawn(2)
    without = weeks[weeks["week"] != weeks["week"].unique()[4]]
    table = stacks.stacked(without)
    assert len(table) == 10
    assert table.iloc[4].sum() == 0
