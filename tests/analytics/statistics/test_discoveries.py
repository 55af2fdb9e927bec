"""q values are those of scipy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import false_discovery_control

from analytics.statistics.discoveries import q_values


@pytest.mark.parametrize("p", [[0.5], [0.04, 0.01, 0.03, 0.5, 0.01], [1.0, 1.0], np.random.default_rng(0).random(40)])
def test_q_values_are_those_of_scipy(p):
    np.testing.assert_array_equal(q_values(p), false_discovery_control(p))


def test_nothing_asked_gives_nothing():
    assert q_values([]).tolist() == []
