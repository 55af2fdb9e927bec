"""A small version of `python -m bench calibration-blocks`: large enough to catch a method that lies."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.blocks import design
from analytics.blocks.fits import fit
from analytics.statistics import autocorrelated
from bench.calibration.blocks import rates as calibration
from bench.calibration.blocks.rates import Cell, Errors

CELLS = [
    Cell(errors, weeks_before, 16)
    for errors in (Errors(0.3), Errors(0.6), Errors(0.8), Errors(0.8, 0.4))
    for weeks_before in (14, 28)
]
REPETITIONS = 30


@pytest.fixture(scope="module")
def covered() -> pd.DataFrame:
    return calibration.coverage(REPETITIONS, cells=CELLS)


def test_intervals_hold_the_truth_in_about_95_of_100_diaries(covered: pd.DataFrame) -> None:
    # 240 diaries, Monte-Carlo error 1.4 points: 95 % gives 91-99.
    assert 0.91 <= covered["trend"].mean() <= 0.99
    assert 0.91 <= covered["level"].mean() <= 0.99
    assert covered[["trend", "level"]].min().min() >= 0.80


def test_intervals_are_no_wider_than_they_have_to_be(covered: pd.DataFrame) -> None:
    # Half-widths of exact generalised least squares with the true autocorrelation known, t 2.1-2.6 instead of 1.96.
    assert covered.set_index(["errors", "weeks"])["half_level"].loc["AR 0.6", "28/16"] < 1.5
    assert covered["half_level"].max() < 4


def test_errors_taken_for_independent_would_be_caught() -> None:
    rng = np.random.default_rng(1)
    held = []
    for _ in range(60):
        used = calibration.diary(Cell(Errors(0.8), 28, 16), rng).used
        days = used["offset"].to_numpy(float)
        columns = design.columns(days, used["observed"].to_numpy())
        plain = autocorrelated.profile(autocorrelated.whiten(days, columns, np.zeros(1), np.zeros(1)), (0, 1, 2))
        half = 1.96 * np.sqrt(plain.s2[0] * plain.inverse[0, -1, -1])
        held.append(abs(plain.beta[0, -1]) <= half)
    assert np.mean(held) < 0.8


def test_a_block_begun_in_a_bad_spell_does_not_seem_to_help_as_the_naive_comparison_says() -> None:
    rows = calibration.selected_starts(40, errors=(Errors(0.8), Errors(0.8, 0.4), Errors(0.8, has_flares=True)))
    assert rows["naive_helped"].mean() > 0.5
    # 120 diaries at a true rate of at most 3 %: more than eight would happen once in a hundred times.
    assert rows["said_lower"].sum() * 40 <= 8
    assert rows["said_higher"].mean() <= 0.03
    assert rows["flagged"].mean() > 0.8


def test_an_injury_that_heals_on_its_own_does_not_seem_to_be_helped() -> None:
    rows = calibration.healing(24, kinds=calibration.HEALING)
    assert rows["trend_helped"].mean() > 0.6
    # 120 diaries at a true rate of at most 3 %: more than eight would happen once in a hundred times.
    assert rows["said_lower"].sum() * 24 <= 8
    assert rows["said_higher"].mean() <= 0.03


def test_a_planted_change_is_found_as_often_as_simulated() -> None:
    # METHODS: 28/28 weeks, AR .6, 2 points: level-only finds 100 %, 54/54 with trend 97 %.
    found = calibration.power_of(Cell(Errors(0.6), 28, 28, step=-2.0, mean=5.0), 40, 7)
    assert found["level"] >= 0.9
    found = calibration.power_of(Cell(Errors(0.6), 54, 54, step=-2.0, mean=5.0), 25, 8)
    assert found["trend"] >= 0.8


def test_the_simulated_diaries_are_what_they_say() -> None:
    rng = np.random.default_rng(2)
    wandering = calibration.wander(Errors(0.8, 0.4), 20_000, rng)
    assert wandering.std() == pytest.approx(1.5, abs=0.08)
    assert np.corrcoef(wandering[1:], wandering[:-1])[0, 1] == pytest.approx(0.6 * 0.8, abs=0.03)
    plan = calibration.diary(Cell(Errors(0.0), 14, 12), rng)
    assert (plan.weeks_in_all("before"), plan.weeks_in_all("during")) == (14, 12)
    assert fit(plan).level.n == len(plan.used)
