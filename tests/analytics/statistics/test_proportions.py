"""The interval of a share, against scipy's and against a table."""

from __future__ import annotations

import pytest
from scipy import stats

from analytics.statistics.proportions import wilson


@pytest.mark.parametrize(("hits", "n"), [(0, 22), (3, 5), (5, 10), (499, 500)])
def test_the_interval_is_wilsons(hits, n):
    theirs = stats.binomtest(hits, n).proportion_ci(0.95, method="wilson")
    assert wilson(hits, n) == pytest.approx((theirs.low, theirs.high), abs=1e-4)


def test_half_of_ten_is_the_printed_interval():
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)


def test_a_share_of_many_runs_may_count_as_that_of_fewer_weeks():
    assert wilson(0.25 * 22, 22) == pytest.approx((0.1146, 0.4615), abs=5e-3)
    assert wilson(0.25 * 22, 22)[0] < wilson(0.25 * 148, 148)[0]
