"""The dose curve's worlds are what they say, and a claim is held against the planted curve."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.lag.curve import FLAT, PLATEAU, STEP, Claim
from bench.calibration.curve import measured, runs, section
from bench.calibration.curve.worlds import Cell, log, truth
from bench.calibration.joint.cells import MILEAGE, SETS
from bench.calibration.joint.diaries import expected

DOSES = np.linspace(0.0, 96.0, 25)
LEVELLED, STRAIGHT = np.minimum(DOSES, 48) / -16, DOSES / -32


def claim(word: str, start: float, to: float) -> Claim:
    return Claim(word, start, to, 0.0, 0.0, 0.0)


@pytest.mark.parametrize("cell", measured.cells()[::7], ids=str)
def test_a_log_has_whole_scores_and_what_pain_would_be_without_the_exposure(cell: Cell) -> None:
    made = log(cell, np.random.default_rng(1))
    assert len(made) == cell.n_days
    assert (made["pain"].dropna() % 1 == 0).all()
    assert made["rest"].notna().all()


def test_the_true_curve_is_that_of_the_mean_score_and_flat_where_nothing_acts() -> None:
    none, straight = (Cell(SETS, shape, 365, 0.4) for shape in ("none", "straight"))
    rest = np.full(50, 5.0)
    assert np.abs(truth(none, rest, DOSES, 48.0)).max() == 0
    by_hand = expected(5.0 - 2 * np.array([60.0, 0.0]) / 4 / 15)
    assert truth(straight, rest, np.array([60.0]), 0.0)[0] == pytest.approx(by_hand[0] - by_hand[1], abs=0.05)


@pytest.mark.parametrize(
    ("made", "true", "is_wrong"),
    [
        (claim(PLATEAU, 48, 96), LEVELLED, False),
        (claim(PLATEAU, 48, 96), STRAIGHT, True),
        (claim(PLATEAU, 16, 96), LEVELLED, True),
        (claim(PLATEAU, 48, 96), 0 * DOSES, True),
        (claim(STEP, 48, 60), -STRAIGHT, False),
        (claim(STEP, 48, 60), STRAIGHT, True),
        (claim(FLAT, 48, 60), 0 * DOSES, False),
        (claim(FLAT, 48, 60), STRAIGHT, True),
    ],
)
def test_a_claim_is_wrong_where_the_planted_curve_says_otherwise(made, true, is_wrong) -> None:
    assert runs.is_wrong(made, DOSES, true, 1.2) == is_wrong


def test_a_claim_of_another_kind_is_an_error() -> None:
    with pytest.raises(ValueError, match="no claim"):
        runs.is_wrong(claim("more", 1, 2), DOSES, STRAIGHT, 1.2)


def test_a_cell_gives_shares_of_its_logs_and_a_row_of_the_document() -> None:
    cell = Cell(MILEAGE, "straight", 365, 0.4)
    row = runs.rates(cell, list(runs.logs(cell, 2)), 2)
    assert row["n"] == 2
    assert 0 <= row["wrong"] <= row["claimed"] <= 1
    sets = runs.rates(Cell(SETS, "saturating", 365, 0.4), [], 2)
    assert "straight | weekly distance | 365" in section.section({"repetitions": 2, "rows": [row, sets | {"n": 1}]})


def test_a_band_that_misses_a_fifth_of_curves_is_a_missed_promise() -> None:
    row = runs.rates(Cell(MILEAGE, "none", 365, 0.4), [], 300) | {"n": 300, "held": 0.8, "half": 1.0}
    kept = [bar[2] for bar in section.promises([row])]
    assert kept[:2] == ["**missed**", "**missed**"]
    assert [bar[2] for bar in section.promises([row | {"held": 0.95}])][:2] == ["kept", "kept"]
