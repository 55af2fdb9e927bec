"""The one-repetition maximum: formulas against the published tables."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.strength import e1rm
from tests.places import CORPUS


def corpus(name: str) -> pd.DataFrame:
    path = CORPUS / name
    if not path.exists():
        pytest.skip(f"{name} is not there: the corpus stands beside the project only where it is developed")
    return pd.read_csv(path)


@pytest.mark.parametrize("name", ["epley", "brzycki"])
def test_the_formulas_agree_with_the_published_table(name):
    table = corpus("published/one_rep_max.csv")
    formula = getattr(e1rm, name.upper())
    inside = table[table["reps"] <= formula.most_reps]
    np.testing.assert_allclose(formula(100.0, inside["reps"]), inside[f"{name}_e1rm_for_100kg"], atol=0.001)


def test_the_formulas_agree_with_the_checks_of_the_field():
    table = corpus("exercises/e1rm_checks.csv")
    several = table[(table["reps"] > 1) & (table["reps"] <= 10)]
    made = e1rm.estimates(pd.DataFrame({"load_kg": 1.0, "reps": several["reps"]}))
    for name in ("epley", "brzycki", "wathan"):
        np.testing.assert_allclose(made[name], several[f"{name}_factor"], atol=6e-6)


@pytest.mark.parametrize(
    ("reps", "epley", "brzycki", "wathan"),
    [(3, 1.1, 1.0588, 1.0898), (5, 1.1667, 1.125, 1.1658), (8, 1.2667, 1.2414, 1.2767), (10, 1.3333, 1.3333, 1.3475)],
)
def test_the_factors_of_the_three_formulas(reps, epley, brzycki, wathan):
    found = [float(formula(1.0, reps)) for formula in e1rm.FORMULAS]
    assert found == pytest.approx([epley, brzycki, wathan], abs=6e-5)


def test_one_repetition_is_what_was_lifted_by_every_formula():
    assert [float(formula(140.0, 1)) for formula in e1rm.FORMULAS] == [140.0] * 3


@pytest.mark.parametrize(
    ("load", "reps", "n_formulas"),
    [(100, 0, 0), (100, 10, 3), (100, 11, 1), (100, 12, 1), (100, 13, 0), (100, 5.5, 0), (0, 5, 0), (np.nan, 5, 0)],
)
def test_no_estimate_beyond_ten_repetitions_twelve_for_brzycki(load, reps, n_formulas):
    assert sum(~np.isnan(float(formula(load, reps))) for formula in e1rm.FORMULAS) == n_formulas


def test_the_estimate_is_the_middle_of_three_with_their_spread():
    row = e1rm.estimates(pd.DataFrame({"load_kg": [225.0, 100.0], "reps": [10, 12]}))
    assert row.loc[0, ["low", "e1rm", "high"]].round(0).tolist() == [300, 300, 303]
    assert row.loc[1, ["low", "e1rm", "high"]].isna().all()
    assert row.loc[1, "brzycki"] == 144
