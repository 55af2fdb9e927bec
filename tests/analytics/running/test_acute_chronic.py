"""The ratio of acute to chronic load: against a published series, and on days without a load."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.running import acute_chronic
from tests.places import CORPUS

ACWR = CORPUS / "published" / "ewma_acwr.csv"


def test_the_ratio_agrees_with_the_reference_series():
    if not ACWR.exists():
        pytest.skip("the reference series stands beside the project only where it is developed")
    table = pd.read_csv(ACWR)
    made = acute_chronic.ratio(table["load"].astype(float), "ewma")
    np.testing.assert_allclose(made["acute"], table["ewma_acute_7"], atol=6e-5)
    np.testing.assert_allclose(made["chronic"], table["ewma_chronic_28"], atol=6e-5)
    np.testing.assert_allclose(made["acwr"], table["acwr"], atol=6e-5)


def test_the_rolling_ratio_needs_28_known_days():
    load = pd.Series(np.r_[np.full(28, 10.0), np.full(7, 20.0)])
    made = acute_chronic.ratio(load, "rolling")
    assert made["acwr"].first_valid_index() == 27
    assert made["acwr"].iloc[27] == 1
    assert made["acwr"].iloc[-1] == pytest.approx(20 / 12.5)
    with pytest.raises(ValueError, match="'ewma' and 'rolling'"):
        acute_chronic.ratio(load, "other")


def test_what_is_known_against_the_ratio_is_said_beside_it():
    assert "does not say who gets hurt" in acute_chronic.NOTE
