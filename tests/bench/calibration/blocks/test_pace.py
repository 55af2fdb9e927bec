"""Simulated easy runs around a block: planted changes, mileage that acts, and their part of the document."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.blocks import design, pace_judged
from analytics.running import easy_runs
from bench.calibration.blocks import pace, pace_mileage, pace_section


def test_a_change_moved_into_a_log_is_answered_as_one_that_was_run() -> None:
    said = []
    for planted in (0.0, -6.0):
        chosen = easy_runs.runs(pace.log(28, 16, planted, "none", np.random.default_rng(1)))
        start = pace.FIRST_DAY + pd.Timedelta(weeks=28)
        plan = design.build(chosen["pace"], start, start + pd.Timedelta(weeks=16))
        said.append((plan, pace_judged.make(plan, chosen)))
    (moved,), (run,) = pace.answers(*said[0], [-6.0]), pace.answers(*said[1], [0.0])
    assert moved.quoted.estimate == pytest.approx(run.quoted.estimate, abs=1e-6)
    assert moved.quoted.at_most == pytest.approx(run.quoted.at_most, abs=1e-6)
    assert moved.steepest == pytest.approx(run.steepest, abs=1e-6)
    assert moved.reading == run.reading


def test_a_cut_in_mileage_slows_the_runs_that_it_acts_on() -> None:
    world = pace_mileage.World("", 0.5, -3.0)
    runs, daily = pace_mileage.log(world, np.random.default_rng(1))
    is_block = runs["day"] >= pace.FIRST_DAY + pd.Timedelta(weeks=pace_mileage.WEEKS_BEFORE)
    slower = np.log(runs["duration_s"] / runs["distance_m"])
    assert slower[is_block].mean() - slower[~is_block].mean() > 0.04
    weekly = daily["distance_7d_m"]
    start = pace.FIRST_DAY + pd.Timedelta(weeks=pace_mileage.WEEKS_BEFORE + 1)
    assert weekly[start:].mean() < 0.65 * weekly[: start - pd.Timedelta(weeks=2)].mean()


def test_the_section_names_the_worst_of_each() -> None:
    judged = pace.one(16, 16, "none", np.random.default_rng(1))
    rows = [
        {"weeks": "16/16", "fitness": "none", "percent": planted, **pace.shares([judged[at]], planted),
         "coverage": held, "faster": 0.02}
        for at, planted, held in ((0, 0.0, 0.94), (1, -3.0, 0.98))
    ]  # fmt: skip
    cut = {"world": "cut", "percent": 0.0, "adjusted": 1.0, "apart": 0.0, "coverage": 0.9, "sure": 0.9,
           "half_width": 3.0, "faster": 0.01, "slower": 0.02}  # fmt: skip
    text = pace_section.section({"seed": 1, "repetitions": 9, "rows": rows, "mileage": [cut]})
    assert "covered the true value in 96.0 % (worst kind of log 94.0 %)" in text
    assert "a verdict was given in at most 2.0 %" in text
    assert "Where the block itself did nothing, a verdict was given in at most 3.0 %" in text
