"""The calibration document says what was measured, and no more."""

from __future__ import annotations

import json
from functools import partial

import pytest

from bench.calibration import parts
from bench.calibration.blocks import section as blocks
from bench.calibration.document import SECTIONS, document
from bench.calibration.lag import confounders
from bench.calibration.lag import section as lag
from bench.calibration.tables import beyond_error, error, percent
from tests.places import ROOT

DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def found() -> dict:
    return json.loads((DOCS / "calibration.json").read_text())


def test_the_committed_document_is_made_of_the_committed_numbers(found):
    assert (DOCS / "calibration.md").read_text() == document(found)


def test_every_part_was_measured_with_enough_repetitions_to_be_quoted(found):
    assert set(found) == set(parts.PARTS) == set(SECTIONS)
    assert not any(part["quick"] for part in found.values())
    assert found["lag"]["repetitions"] >= 400
    assert found["blocks"]["repetitions"] >= 200
    assert len(found["lag"]["cells"]) == 72


def test_false_yes_keep_to_six_per_cent_within_the_error(found):
    nulls = [c for c in found["lag"]["cells"] if not (c["per_10_km"] or c["per_60_sets"])]
    assert beyond_error([cell["related"] for cell in nulls], 0.06, found["lag"]["repetitions"]) == 0
    assert found["lag"]["worst_again"]["found"] <= 0.06
    assert all(row["low"] <= 0.06 for row in found["demo_exposures"]["rows"])
    assert max(row["said_lower"] for row in found["blocks"]["selected_starts"]) <= 0.03 + error(0.03, 200)


def test_the_joint_model_keeps_its_promises(found):
    """At the repetitions that each cell was measured with."""
    cells = found["joint"]["cells"]
    false = [row for row in cells if row["is_null"] and row["is_seeable"]]
    assert beyond_error([row["related"] for row in false], 0.06, min(row["n"] for row in false)) == 0
    assert [row for row in cells if row["least"] is not None and row["related"] < row["least"]] == []
    held = [row["covered"] for row in cells if not row["is_null"]]
    assert 0.93 <= sum(held) / len(held) <= 0.97
    assert min(held) >= 0.90


def test_the_dose_curve_keeps_its_promises(found):
    """At the repetitions that each cell was measured with."""
    rows = found["curve"]["rows"]
    n, held = min(row["n"] for row in rows), [row["held"] for row in rows]
    assert n >= 170
    assert 0.93 <= sum(held) / len(held) <= 0.97
    assert beyond_error([1 - share for share in held], 0.10, n) == 0
    assert beyond_error([row["wrong"] for row in rows], 0.05, n) == 0
    assert beyond_error([row["flat_wrong"] for row in rows], 0.05, n) == 0


def test_looking_every_four_weeks_is_wrong_less_often_than_every_week(found):
    rows = {(r["question"], r["days"], r["looks"]): r["false_yes"] for r in found["looks"]["rows"]}
    for question, days, _ in rows:
        weekly, monthly = (rows[question, days, looks] for looks in ("every week", "every four weeks"))
        assert monthly <= weekly
    assert rows["distance_7d_m", 728, "every week"] > rows["distance_7d_m", 728, "every four weeks"] + 0.03
    assert rows["distance_7d_m", 728, "every four weeks"] > 3 * rows["distance_7d_m", 728, "once, at the end"]


def lag_cell(**more: object) -> dict:
    cell = {
        "exposure": "distance_7d_m", "autocorrelation": 0.8, "missing": 0.0, "per_10_km": 0.0, "per_60_sets": 0.0,
        "n_days": 365, "refused": 0.0, "found": 0.05, "related": 0.04, "found_mc_error": 0.011, "power_bar": None,
        "withdrawn": 0.0, "cannot_tell": 0.5, "covers_r": 0.95, "covers_effect": 0.95, "no_interval": 0.0,
    }  # fmt: skip
    return {**cell, **more}


@pytest.mark.parametrize(
    ("more", "missed"),
    [({}, 0), ({"related": 0.075, "found": 0.075}, 0), ({"found": 0.12}, 1), ({"covers_effect": 0.85}, 1)],
)
def test_a_promise_is_missed_only_beyond_the_monte_carlo_error(more, missed):
    planted = lag_cell(per_10_km=1.0, found=1.0, power_bar=0.95)
    sets = lag_cell(exposure="glute_sets_28d", per_60_sets=-1.0, found=1.0, power_bar=0.95)
    cells = [lag_cell(**more), planted, sets]
    part = {"quick": False, "cells": cells, "repetitions": 400, "n_surrogates": 99, "seed": 1}
    assert lag.section(part).count("**missed**") == missed


def test_a_relation_that_means_nothing_and_is_told_too_often_is_a_missed_promise():
    row = {"what": "seasons in both", "exposure": "distance_7d_m", "days": 730, "stands_out": 0.2, "withdrawn": 0.18}
    for related, missed in ((0.02, 0), (0.2, 1)):
        part = {"seed": 1, "repetitions": 400, "rows": [{**row, "related": related}]}
        assert confounders.section(part).count("**missed**") == missed


def test_a_useless_block_that_seems_to_help_too_often_is_a_missed_promise():
    start = {"errors": "AR 0.8", "naive_helped": 0.8, "said_lower": 0.02, "said_lower_or_trend": 0.0,
             "said_higher": 0.0, "flagged": 0.9}  # fmt: skip
    cell = {"errors": "AR 0.8", "weeks": "28/12", "drift": 0.0, "step": 0.0, "trend": 0.95, "level": 0.95,
            "half_trend": 3.0, "half_level": 1.0}  # fmt: skip
    part = {"repetitions": 200, "seed": 1, "coverage": {"trend": {"mean": 0.95}}, "coverage_cells": [cell],
            "selected_starts": [start], "power": []}  # fmt: skip
    assert "**missed**" not in blocks.section(part)
    assert blocks.section({**part, "selected_starts": [{**start, "said_lower": 0.08}]}).count("**missed**") == 1


def test_few_repetitions_are_said_first():
    assert "not to be quoted" in document({"demo_verdicts": {"quick": True, "seeds": [1, 2], "rows": []}})


def test_shares_are_rounded_as_a_person_says_them():
    assert (percent(0.0456), percent(0.524, 0), percent(None)) == ("4.6 %", "52 %", "–")


def test_missing_numbers_become_null_in_the_json():
    assert parts._rounded({"a": [float("nan"), 0.123456], "b": True}) == {"a": [None, 0.1235], "b": True}


def test_a_part_measured_anew_takes_its_place_among_those_that_are_kept(tmp_path, monkeypatch):
    for name in ("kept", "write"):
        monkeypatch.setattr(parts, name, partial(getattr(parts, name), folder=tmp_path))
    (tmp_path / "calibration.json").write_text(json.dumps({"looks": {"old": 1}, "demo_verdicts": {"old": 1}}))
    monkeypatch.setattr(parts, "document", lambda found: f"parts: {sorted(found)}")
    new = {"seeds": [1, 2], "rows": []}
    monkeypatch.setitem(parts.PARTS, "demo_verdicts", lambda _is_quick: new)
    parts.measure_one("demo_verdicts", is_quick=True)
    assert parts.kept()["demo_verdicts"] == {"old": 1}
    parts.measure_one("demo_verdicts")
    assert parts.kept() == {"looks": {"old": 1}, "demo_verdicts": {"quick": False, **new}}
    assert (tmp_path / "calibration.md").read_text() == "parts: ['demo_verdicts', 'looks']"
