"""The part of the calibration document about blocks, with and without the newer measurements."""

from __future__ import annotations

import pytest

from bench.calibration.blocks import section


def part(**more: object) -> dict:
    cell = {"errors": "AR 0.8", "weeks": "28/12", "drift": 0.0, "step": 0.0, "trend": 0.95, "level": 0.95,
            "half_trend": 3.0, "half_level": 1.0}  # fmt: skip
    start = {"errors": "AR 0.8", "naive_helped": 0.8, "said_lower": 0.02, "said_lower_or_trend": 0.0,
             "said_higher": 0.0, "flagged": 0.9}  # fmt: skip
    found = {"repetitions": 200, "seed": 1, "coverage": {"trend": {"mean": 0.95}}, "coverage_cells": [cell],
             "selected_starts": [start], "power": [{**cell, "step": -2.0}]}  # fmt: skip
    return {**found, **more}


def healed(said_lower: float) -> dict:
    return {"rise": 90.0, "heal": 40.0, "height": 4.0, "trend_helped": 0.95, "trend_harmed": 0.0,
            "said_lower": said_lower, "said_lower_or_trend": 0.1, "said_higher": 0.0, "flagged": 0.9}  # fmt: skip


def test_numbers_measured_before_healing_was_asked_still_make_a_document() -> None:
    text = section.section(part())
    assert "heals on its own" not in text
    assert "lbsdrop: lower |\n" not in text


@pytest.mark.parametrize(("said_lower", "missed"), [(0.02, 0), (0.03, 0), (0.10, 1)])
def test_a_healing_injury_that_seems_helped_too_often_is_a_missed_promise(said_lower: float, missed: int) -> None:
    text = section.section(part(healing=[healed(0.0), healed(said_lower)]))
    assert "### An injury that builds up and heals on its own" in text
    assert "| 90 | 40 | 4 | 95.0 % | 0.0 % | 10.0 % | 0.0 % |" in text
    assert text.count("**missed**") == missed


def test_how_often_lower_is_said_of_a_planted_change_stands_in_the_table_of_power() -> None:
    row = {**part()["power"][0], "said_lower": 0.84}
    text = section.section(part(power=[row]))
    assert "| AR 0.8 | 28/12 | -2 | 95 % | 95 % | 84 % |" in text
