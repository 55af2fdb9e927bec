"""A log by months: what a month is when only some of its days are known, and beside which month it stands."""

import numpy as np
import pandas as pd
import pytest

from analytics.charts import strip
from analytics.charts.axes import axis
from data.units import IMPERIAL, METRIC


def daily(name, values, first="2019-05-01"):
    return pd.Series(values, pd.date_range(first, periods=len(values)), dtype=float, name=name)


def test_months_stand_beside_the_highest_and_none_is_left_out():
    scores = daily("pain", [4.0] * 31 + [np.nan] * 30 + [2.0] * 31)
    months = strip.by_months(scores, axis("pain", METRIC))
    assert months.index.tolist() == [pd.Timestamp(2019, month, 1) for month in (5, 6, 7)]
    assert months.tolist() == pytest.approx([1, np.nan, 0.5], nan_ok=True)


def test_a_month_of_which_two_days_are_on_record_does_not_stand_for_a_whole_one():
    sets = daily("glute_sets", [5.0] * 32, "2019-05-30")
    assert strip.by_months(sets, axis("glute_sets", METRIC)).tolist() == pytest.approx([2 / 31, 1])


def test_shares_are_the_same_in_any_unit_and_nothing_is_no_bar():
    runs = daily("distance_m", [9_000.0] * 31 + [3_000.0] * 30)
    for units in (METRIC, IMPERIAL):
        assert strip.by_months(runs, axis("distance_m", units)).tolist() == pytest.approx([1, 1 / 3])
    assert strip.by_months(runs * 0, axis("distance_m", METRIC)).tolist() == [0, 0]
