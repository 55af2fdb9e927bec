"""What hills cost, against Minetti's table, from samples and from totals."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.running import grade
from data import schema
from tests import make
from tests.places import CORPUS

TABLE = CORPUS / "published" / "minetti2002.csv"


def samples(height: np.ndarray, length_m: float = 10_000.0, run_id: str = "a") -> pd.DataFrame:
    n = len(height)
    rows = {"run_id": run_id, "t_s": np.arange(n), "distance_m": np.linspace(0, length_m, n), "elevation_m": height}
    return schema.conform("streams", pd.DataFrame(rows))


def runs(*rows: dict) -> pd.DataFrame:
    return schema.conform("runs", pd.DataFrame(list(rows)))


def test_the_cost_agrees_with_the_published_table():
    if not TABLE.exists():
        pytest.skip("the published table stands beside the project only where it is developed")
    table = pd.read_csv(TABLE)
    np.testing.assert_allclose(grade.cost(table["gradient"]), table["running_j_per_kg_m"], atol=6e-5)
    np.testing.assert_allclose(grade.cost(table["gradient"]) / grade.FLAT_COST, table["running_over_flat"], atol=6e-5)


@pytest.mark.parametrize(("gradient", "joules"), [(0, 3.6), (0.1, 5.9682), (-0.1, 2.1517), (-0.1815, 1.7813)])
def test_the_cost_at_known_gradients(gradient, joules):
    assert float(grade.cost(gradient)) == pytest.approx(joules, abs=6e-5)


def test_ground_steeper_than_was_measured_counts_as_steep_as_was():
    assert float(grade.cost(0.8)) == float(grade.cost(0.45))
    assert float(grade.cost(-2.0)) == float(grade.cost(-0.45))


def test_a_flat_run_is_as_long_as_it_is():
    assert grade.flat_from_stream(samples(np.full(3_000, 12.0))) == pytest.approx(10_000)
    assert float(grade.flat_from_totals(10_000, 0, 0)) == pytest.approx(10_000)


def test_a_steady_climb_costs_what_its_gradient_does():
    climb = samples(np.linspace(0, 500, 3_000))
    expected = 10_000 * float(grade.cost(0.05)) / 3.6
    assert grade.flat_from_stream(climb) == pytest.approx(expected)
    assert float(grade.flat_from_totals(10_000, 500, 0)) == pytest.approx(expected)


def test_one_hill_up_and_down_is_the_same_from_samples_and_totals():
    hill = samples(np.concatenate([np.linspace(0, 250, 1_500), np.linspace(250, 0, 1_500)]))
    assert grade.flat_from_stream(hill) == pytest.approx(float(grade.flat_from_totals(10_000, 250, 250)), rel=2e-3)


def test_totals_give_the_least_that_so_much_climb_can_cost():
    steep_then_flat = np.concatenate([np.linspace(0, 250, 300), np.linspace(250, 0, 300), np.zeros(2_400)])
    by_samples = grade.flat_from_stream(samples(steep_then_flat))
    assert by_samples > float(grade.flat_from_totals(10_000, 250, 250)) > 10_000


def test_a_watchs_steps_of_a_metre_are_no_hills():
    smooth = 20 * np.sin(np.linspace(0, 6, 3_000))
    found = grade.flat_from_stream(samples(np.round(smooth)))
    assert found == pytest.approx(grade.flat_from_stream(samples(smooth)), rel=2e-3)


def test_without_a_descent_the_run_ends_where_it_began():
    assert float(grade.flat_from_totals(10_000, 200, np.nan)) == float(grade.flat_from_totals(10_000, 200, 200))


def test_a_run_that_tells_no_climb_is_not_taken_for_flat():
    rows = runs(make.run("2026-03-02T06:00Z"), make.run("2026-03-03T06:00Z", ascent_m=100.0))
    made = grade.adjusted(rows)
    assert made["basis"].tolist() == ["none", "totals"]
    assert made["flat_m"].isna().tolist() == [True, False]


def test_samples_go_before_totals_unless_they_end_elsewhere():
    rows = runs(make.run("2026-03-02T06:00Z", ascent_m=500.0, descent_m=0.0))
    run_id = rows["run_id"].iloc[0]
    climb = np.linspace(0, 1_000, 3_000)
    whole, half = samples(climb), samples(climb[:1_500], 5_000)
    by_samples = grade.adjusted(rows, {run_id: whole}).iloc[0]
    assert by_samples["basis"] == "stream"
    assert by_samples["flat_m"] == pytest.approx(10_000 * 5.9682 / 3.6, rel=1e-4)
    assert by_samples["speed_m_s"] == pytest.approx(by_samples["flat_m"] / 3_000)
    assert grade.adjusted(rows, {run_id: half}).iloc[0]["basis"] == "totals"


def test_samples_without_elevation_fall_back_to_totals():
    rows = runs(make.run("2026-03-02T06:00Z", ascent_m=100.0))
    blind = samples(np.full(3_000, np.nan))
    assert np.isnan(grade.flat_from_stream(blind))
    assert np.isnan(grade.flat_from_stream(schema.empty("streams")))
    assert grade.adjusted(rows, {rows["run_id"].iloc[0]: blind}).iloc[0]["basis"] == "totals"


def test_no_runs_give_no_rows():
    assert grade.adjusted(schema.empty("runs")).empty
