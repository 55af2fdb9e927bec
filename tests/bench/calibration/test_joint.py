"""The worlds are what they say, the bars are held against what was measured, and the real diary is read right."""

import numpy as np
import pandas as pd
import pytest

from bench.calibration.joint import bars, real, runs
from bench.calibration.joint.cells import GROUPS, SETS, YEAR, Cell, null_cells, planted_cells
from bench.calibration.joint.diaries import expected, long_memory, scores
from bench.calibration.joint.worlds import layoffs, once_a_week, only_mileage
from bench.calibration.lag.runners import PAIN_SD
from tests.places import CORPUS

CELLS = {cell.name: cell for group in GROUPS.values() for cell in group()}


@pytest.mark.parametrize("name", {cell.world: name for name, cell in CELLS.items()}.values())
def test_every_world_makes_a_log_of_its_length(name: str) -> None:
    cell = CELLS[name]
    log = cell.made(cell.n_days, np.random.default_rng(1))
    assert len(log) == cell.n_days
    known = log[cell.outcome].dropna()
    assert known.between(0, 10).all()
    assert (known == known.round()).all()
    assert log[cell.exposure].notna().all()


def test_layoffs_leave_weeks_without_running() -> None:
    logs = [layoffs(YEAR, np.random.default_rng(i)) for i in range(5)]
    assert any((log["distance_7d_m"] == 0).any() for log in logs)


def test_fewer_sets_are_done_in_big_weeks() -> None:
    log = only_mileage(730, np.random.default_rng(1))
    assert log["distance_m"].rolling(28).sum().corr(log["glute_sets_28d"]) < -0.5


def test_a_diary_filled_in_on_sundays_has_one_mood_a_week() -> None:
    log = once_a_week(YEAR, np.random.default_rng(1))
    weeks = log["pain"].groupby(np.arange(len(log)) // 7)
    assert weeks.std().mean() < 0.6


def test_the_expected_score_is_the_mean_of_scores() -> None:
    drawn = scores(3.3 + PAIN_SD * np.random.default_rng(1).standard_normal(200_000))
    assert expected(np.array([3.3]))[0] == pytest.approx(drawn.mean(), abs=0.02)


def test_long_memory_fades_slower_than_any_autocorrelation() -> None:
    series = pd.Series(long_memory(5000, 0.45, np.random.default_rng(1)))
    assert series.autocorr(100) > 0.1


def test_a_cell_gives_shares_of_its_logs() -> None:
    cell = next(cell for cell in planted_cells() if cell.exposure == SETS and cell.n_days == YEAR)
    rates = runs.rates(cell, list(runs.logs(cell, 2, 39)), 2)
    assert rates["n"] == 2
    assert 0 <= rates["related"] <= rates["stands_out"] <= 1


def row(cell: Cell, **rates: float) -> dict[str, object]:
    return {
        "world": cell.world, "exposure": cell.exposure, "days": cell.n_days, "is_null": cell.is_null,
        "is_seeable": cell.is_seeable, "least": cell.least, "n": 400, "refused": 0.0, "stands_out": 0.05,
        "related": 0.04, "withdrawn": 0.0, "covered": 0.95, **rates,
    }  # fmt: skip


def test_a_bar_is_missed_only_beyond_its_error() -> None:
    fine = [row(cell) for cell in null_cells()[:4]]
    assert "missed" not in bars.text(fine)
    assert "missed" in bars.text([*fine, row(null_cells()[5], related=0.12)])


def test_what_no_method_can_see_is_no_missed_bar() -> None:
    hidden = next(cell for cell in null_cells() if not cell.is_seeable)
    assert "missed" not in bars.text([row(null_cells()[0]), row(hidden, related=0.4)])


def test_an_effect_found_too_seldom_is_named() -> None:
    cell = next(cell for cell in planted_cells() if cell.least > 0.5)
    assert cell.world in bars.text([row(cell, related=0.2)]).split("\n\n")[0]


@pytest.mark.skipif(not (CORPUS / real.FILE).exists(), reason="the real diary is not beside this clone")
def test_days_without_an_entry_or_a_device_are_unknown_in_the_real_diary() -> None:
    days = real.diary(CORPUS)
    assert len(days) == 2916
    assert days[list(real.SITES)].min().min() >= 1
    assert days["steps"].min() > 0


@pytest.mark.skipif(not (CORPUS / real.FILE).exists(), reason="the real diary is not beside this clone")
def test_steps_stand_beside_pain_of_another_year_on_the_same_weekday() -> None:
    days = real.diary(CORPUS)
    site, n_days, frame = next(real.unrelated(days))
    steps = frame[real.STEPS].dropna()
    moved = days[real.STEPS].dropna()
    at = moved.index[moved.to_numpy() == steps.iloc[0]][0]
    assert abs((at - steps.index[0]).days) >= real.LEAST_APART
    assert at.day_of_week == steps.index[0].day_of_week
    assert (site, n_days, len(frame)) == ("kneePain", 365, 365)
