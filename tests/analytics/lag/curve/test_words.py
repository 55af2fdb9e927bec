"""What is said of a curve: short, no more than its band allows, and what is missing where it cannot tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analytics import certainty
from analytics.frozen import from_text, to_text
from analytics.lag.curve import Curve, say
from analytics.lag.curve.say import COLUMNS
from data.units import IMPERIAL, METRIC
from tests.analytics.lag.curve import curves

SAID = [
    (
        curves.STEP,
        "12 km above your usual 50 km a week is the smallest step that mattered: 1.2 points more pain (0.6 to 1.8).",
    ),
    (
        curves.ENOUGH,
        "No sign of more benefit above 14 glute sets a week: from there to 24, at most 0.6 points less pain.",
    ),
    (
        curves.FLAT,
        "No amount from 20 to 80 km a week mattered: pain differs from that at your usual 50 by 0.6 points at most.",
    ),
    (
        curves.WIDE,
        "Cannot tell yet how much is enough: the curve is known to ±2.4 points; about 156 more weeks should "
        "bring that to ±1.2.",
    ),
    (
        curves.NARROW,
        "Cannot tell yet how much is enough: no amount up to 24 glute sets a week clearly is; weeks above "
        "that would tell.",
    ),
    (
        curves.NARROW_STEP,
        "Cannot tell yet which step matters: no amount up to 80 km a week clearly does; weeks above that would tell.",
    ),
    (
        curves.OPEN,
        "Cannot tell yet whether any amount matters: 2.4 points could still hide; about 156 more weeks should tell.",
    ),
    (
        curves.HOPELESS,
        "Cannot tell yet whether any amount matters: 2.4 points could still hide; only a planned change would tell.",
    ),
    (
        curves.DOUBTED,
        "The curve cannot say how much is enough: something else may explain why the two go together.",
    ),
]


@pytest.mark.parametrize(("curve", "words"), SAID)
def test_each_curve_is_said_in_a_sentence(curve, words):
    assert say(curve, METRIC).sentence == words


@pytest.mark.parametrize("curve", curves.EVERY)
@pytest.mark.parametrize("units", [METRIC, IMPERIAL])
@pytest.mark.parametrize("outcome", ["pain", "pain_morning"])
def test_no_sentence_is_longer_than_a_headline(curve, units, outcome):
    assert len(say(replace(curve, outcome=outcome), units).sentence.split()) <= certainty.MOST_WORDS


def test_a_plateau_without_any_benefit_left_says_so():
    claim = replace(curves.ENOUGH.claim, low=0.2)
    assert say(replace(curves.ENOUGH, claim=claim), METRIC).sentence.endswith("from there to 24, pain was no lower.")


def test_the_table_has_a_row_a_dose_in_the_readers_units_a_week():
    table = say(curves.ENOUGH, METRIC).table
    assert list(table.columns) == list(COLUMNS)
    assert table["per_week"].iloc[-1] == 24
    assert say(curves.STEP, IMPERIAL).table["per_week"].iloc[-1] == pytest.approx(49.71, abs=0.01)


def test_the_caveats_name_what_the_curve_is_adjusted_for():
    assert (
        "270 days, pain the next day, adjusted for glute sets, weekday and drift"
        in say(curves.STEP, METRIC).caveats[1]
    )


@pytest.mark.parametrize("curve", curves.EVERY)
def test_a_curve_is_kept_and_read_back_as_it_was(curve):
    again = from_text(to_text(curve), (Curve,))
    assert say(again, METRIC).sentence == say(curve, METRIC).sentence
    assert again.points.equals(curve.points)
