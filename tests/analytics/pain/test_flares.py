"""Flares lined up at their first day."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.charts import flares as charts
from analytics.pain import flares
from data.units import IMPERIAL, METRIC
from tests.analytics.charts.frames import LAST, daily


def found(*days_ago: int) -> flares.LinedUp:
    starts = sorted(LAST - pd.Timedelta(days=ago) for ago in days_ago)
    table = pd.DataFrame({"start": starts, "end": starts, "n_days": 1, "highest": np.arange(len(starts)) + 4.0})
    lined = flares.line_up(table, daily(365))
    assert lined is not None
    return lined


def test_no_flare_is_nothing_to_line_up():
    assert flares.line_up(pd.DataFrame({"start": [], "end": [], "n_days": [], "highest": []}), daily(60)) is None


def test_the_days_before_do_not_hold_the_flare_itself():
    days, lined = daily(365), found(30)
    start = LAST - pd.Timedelta(days=30)
    week = days.loc[start - pd.Timedelta(days=7) : start - pd.Timedelta(days=1), "distance_m"].sum()
    assert np.isclose(lined.flares["distance_7d_m"].iloc[0], week)
    assert lined.around(start)["offset"].tolist() == list(range(-14, 8))


def test_days_outside_the_log_are_unknown_and_their_sums_too():
    lined = found(362)
    assert np.isnan(lined.flares["distance_7d_m"].iloc[0])
    assert lined.days["distance_m"].isna().sum() == 14 - 2


def test_a_mean_needs_three_flares():
    assert found(30, 60).mean["pain"].isna().all()
    assert found(30, 60, 90).mean["distance_m"].notna().all()


def test_flares_are_ordered_newest_by_distance_before_and_worst_first():
    table = pd.DataFrame(
        {
            "start": pd.to_datetime(["2026-01-01", "2026-02-01", "2026-03-01"]),
            "highest": [9.0, np.nan, 9.0],
            "distance_7d_m": [1.0, 3.0, 2.0],
        }
    )
    months = {by: flares.ordered(table, by)["start"].dt.month.tolist() for by in flares.ORDERS}
    assert months == {"newest": [3, 2, 1], "before": [2, 3, 1], "worst": [3, 1, 2]}


def test_the_title_says_the_week_before_beside_the_usual_in_the_readers_unit():
    lined = found(30, 60, 90)
    week = f"{lined.week_before_m / 1609.344:.0f} mi"
    assert week in charts.title(lined, IMPERIAL)
    assert "usually" in charts.title(lined, METRIC)
    assert charts.title(found(30), METRIC) == "1 flare, lined up at the first day"


def test_a_small_picture_breaks_the_line_where_the_diary_does():
    around = found(30).around(LAST - pd.Timedelta(days=30)).assign(pain=4.0)
    whole = charts.small(around, (20_000, 9), "light")
    broken = charts.small(around.assign(pain=around["pain"].where(around["offset"] != -5)), (20_000, 9), "light")
    assert (whole.count("<polyline"), broken.count("<polyline")) == (1, 2)
