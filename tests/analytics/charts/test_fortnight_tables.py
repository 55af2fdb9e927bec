"""The tables that stand for the small charts of a day and a run."""

from __future__ import annotations

import pandas as pd

from analytics.charts import fortnight
from data.units import METRIC


def test_the_days_drawn_stand_in_the_table_the_newest_first_and_gaps_stay_gaps():
    days = pd.DataFrame(
        {"distance_m": [10_000.0, float("nan")], "glute_sets": [0.0, 12.0], "pain": [float("nan"), 3.0]},
        pd.date_range("2026-03-01", periods=2),
    )
    table = fortnight.fortnight_table(days, METRIC)
    assert table["Day"].tolist() == ["2 Mar 2026", "1 Mar 2026"]
    assert table["Distance, km"].tolist()[1] == 10
    assert table["Glute sets"].tolist() == [12, 0]
    assert table["Pain"].isna().tolist() == [False, True]


def test_mornings_are_counted_by_score():
    table = fortnight.mornings_table(pd.Series([2.0, 0.0, 2.2]))
    assert table.to_numpy().tolist() == [[0, 1], [2, 2]]


def test_zones_have_their_minutes():
    seconds = pd.DataFrame({"zone": [1, 2], "low_bpm": [0, 95], "high_bpm": [95, float("nan")], "seconds": [90, 600]})
    table = fortnight.zones_table(seconds)
    assert table["Minutes"].tolist() == [1.5, 10]
    assert table["Zone"].str.contains("95").all()
