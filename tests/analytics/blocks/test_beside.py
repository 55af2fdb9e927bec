"""Two blocks compared, what else changed, and which found blocks are taken."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics import blocks
from analytics.blocks import compare
from analytics.blocks import verdict as v
from analytics.blocks.else_changed import Change, else_changed
from analytics.charts import block_changes, block_panel
from analytics.result import NotEnough
from data.units import IMPERIAL, METRIC
from tests.analytics.charts.as_plotly import as_plotly

DAYS = pd.date_range("2024-01-01", periods=500, name="day")
LACKS = NotEnough("3 weeks", "14 weeks", "pain scores before the block")

NAMES = ("Winter", "Spring")


@pytest.fixture(scope="module")
def change():
    rng = np.random.default_rng(4)
    pain = np.round(np.r_[rng.normal(6, 1, 300), rng.normal(3, 1, 200)].clip(0, 10))
    daily = pd.DataFrame({"pain": pain, "distance_m": 5000.0}, index=DAYS)
    return replace(
        blocks.pain_before_after(daily, DAYS[300], DAYS[-1], seed=1), reading=v.Reading(v.LOWER_MORE, "level")
    )


def moved(change, by: float):
    shifted = change.table.assign(**{c: change.table[c] + by for c in ("estimate", "low", "high")})
    return replace(change, table=shifted)


def test_two_blocks_are_told_apart_only_where_their_ranges_do_not_touch(change):
    assert compare.apart(change, change, METRIC, NAMES) == compare.OVERLAP
    assert compare.apart(moved(change, -9), change, METRIC, NAMES) == "lower in Winter: the ranges lie apart"
    assert compare.apart(change, moved(change, -9), METRIC, NAMES) == "lower in Spring: the ranges lie apart"


def test_two_ranges_without_a_verdict_are_compared_as_far_as_they_go(change):
    open_ = replace(change, reading=v.Reading(v.CANNOT_TELL, "level"))
    assert compare.apart(moved(open_, -9), change, METRIC, NAMES) == compare.CAUSE_OPEN
    assert compare.apart(open_, change, METRIC, NAMES) == compare.OVERLAP


def test_a_block_without_numbers_is_named(change):
    assert compare.apart(change, LACKS, METRIC, NAMES) == "cannot tell: too little on Spring"
    assert compare.apart(LACKS, LACKS, METRIC, NAMES) == "cannot tell: too little on Winter and Spring"


def test_what_else_changed_says_which_block_had_more_of_it():
    miles = Change("Distance", 36.0, 33.4, "mi", -0.1, False), Change("Distance", 30.0, 29.6, "mi", 0.0, False)
    sets = Change("Glute sets", 0.0, 17.3, "", np.inf, True), Change("Glute sets", 0.0, 20.2, "", np.inf, True)
    table = compare.beside([miles[0], sets[0]], [miles[1], sets[1]], NAMES)
    assert table["apart"].tolist() == ["3 mi more in Winter", "2.7 more in Spring"]
    assert compare.beside([miles[0]], [miles[0]], NAMES)["apart"].tolist() == ["as much in both"]


def test_a_trend_that_is_not_ruled_out_stays_said_in_the_comparison(change):
    trend = replace(change, reading=v.Reading(v.LOWER_OR_TREND, "level"))
    assert compare.apart(moved(trend, -9), change, METRIC, NAMES) == compare.TREND


def test_the_table_says_both_changes_with_their_ranges(change):
    rows = compare.compare((change, LACKS), (change, LACKS), METRIC, NAMES)
    assert rows["a"].iloc[0].count("−") == 3
    assert rows["b"].iloc[1] == "too little: 3 weeks"


def test_what_else_changed_is_a_week_before_and_in_the_block_in_the_readers_units():
    daily = pd.DataFrame({"distance_m": 5000.0, "glute_sets": np.r_[np.zeros(300), np.full(200, 2.0)]}, index=DAYS)
    found = {change.name: change for change in else_changed(daily, DAYS[0], DAYS[300], DAYS[-1], METRIC)}
    assert (found["Distance"].before, found["Distance"].during, found["Distance"].share) == (35.0, 35.0, 0.0)
    assert found["Distance"].said == "35 → 35 km"
    assert np.isinf(found["Glute sets"].share)
    assert found["Glute sets"].said == "0 → 14"
    miles = else_changed(daily, DAYS[0], DAYS[300], DAYS[-1], IMPERIAL)
    assert any(change.said == "22 → 22 mi" for change in miles)


def test_what_is_known_on_few_days_of_a_phase_is_left_out():
    daily = pd.DataFrame({"distance_m": 5000.0}, index=DAYS)
    assert else_changed(daily, DAYS[290], DAYS[300], DAYS[-1], METRIC) == []


def test_a_change_off_the_scale_is_an_arrow_and_one_on_it_a_dot():
    daily = pd.DataFrame({"distance_m": 5000.0, "glute_sets": np.r_[np.zeros(300), np.full(200, 2.0)]}, index=DAYS)
    figure = as_plotly(block_changes.else_changed(else_changed(daily, DAYS[0], DAYS[300], DAYS[-1], METRIC), "light"))
    symbols = [trace.marker.symbol[1] for trace in figure.data]
    assert symbols == ["triangle-right", "circle"]
    assert max(max(trace.x) for trace in figure.data) <= block_changes.REACH


def test_a_panel_draws_expected_dashed_seen_solid_and_its_difference_beyond_the_plot(change):
    figure = as_plotly(block_panel.panel(blocks.say(change, METRIC), "light", "pain", METRIC))
    dashes = [trace.line.dash for trace in figure.data if trace.mode == "lines" and trace.line.width]
    assert dashes.count("dash") == 1
    assert len(dashes) == 3
    difference = [each for each in figure.layout.annotations if each.xref == "paper" and each.x > 1]
    said = f"{'−' if change.change[0] < 0 else '+'}{abs(change.change[0]):.1f}"
    assert [each.text for each in difference] == [f"<b>{said}</b>"]
    assert figure.layout.margin.r == block_panel.RIGHT_PX


def test_an_open_difference_is_drawn_pale_and_dotted(change):
    open_ = replace(change, reading=v.Reading(v.CANNOT_TELL, "level"))
    figure = as_plotly(block_panel.panel(blocks.say(open_, METRIC), "light", "pain", METRIC))
    assert not any("<b>" in each.text for each in figure.layout.annotations)
    assert {shape.line.dash for shape in figure.layout.shapes if shape.xref == "paper"} == {"dot"}


def _frame(*rows: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["start", "end"]).astype("datetime64[us]")


def test_a_found_block_is_taken_where_a_kept_one_holds_half_its_days():
    found = _frame(("2026-01-05", "2026-03-29"), ("2026-06-01", "2026-07-26"))
    assert len(blocks.untaken(found, _frame())) == 2
    left = blocks.untaken(found, _frame(("2026-01-01", "2026-03-01"), ("2026-07-20", "2026-12-31")))
    assert left["start"].tolist() == [pd.Timestamp("2026-06-01")]
