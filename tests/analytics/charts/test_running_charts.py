"""The figures of running: long runs and easy pace."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.charts import lifting, running
from data.units import IMPERIAL, METRIC
from tests.analytics.charts.as_plotly import as_plotly
from tests.analytics.charts.frames import (
    daily,
    paces_drawn,
    runs_drawn,
    thrusts_drawn,
)


@pytest.mark.parametrize("n", [40, 400])
def test_time_ends_with_the_days_drawn(n):
    thrusts, runs = thrusts_drawn(n), runs_drawn(n)
    for figure, days in (
        (as_plotly(lifting.thrusts(thrusts, METRIC, "light")), thrusts["day"]),
        (as_plotly(running.longest_runs(runs, METRIC, "light")), runs["day"]),
    ):
        first, last = (pd.Timestamp(end) for end in figure.layout.xaxis.range)
        room = (days.iloc[-1] - days.iloc[0]) * 0.03
        assert days.iloc[0] - room - pd.Timedelta(days=7) <= first < days.iloc[0]
        assert days.iloc[-1] < last <= days.iloc[-1] + room


@pytest.mark.parametrize(("last", "end"), [("2026-11-24", "2026-12-31"), ("2026-12-31", "2027-01-01")])
def test_years_of_days_do_not_run_on_into_the_next_year(last, end):
    rows = thrusts_drawn(1400, every=2)
    rows["day"] = pd.date_range(end=last, periods=1400, freq="2D", unit="us")
    figure = as_plotly(lifting.thrusts(rows, IMPERIAL, "light"))
    assert pd.Timestamp(figure.layout.xaxis.range[1]) <= pd.Timestamp(end)


def test_only_much_longer_runs_are_marked():
    figure = as_plotly(running.longest_runs(runs_drawn(), IMPERIAL, "light"))
    assert len(figure.data[2].x) == 1
    assert "100 % longer" in figure.data[2].hovertext[0]
    assert running.longest_runs_table(runs_drawn(), IMPERIAL)["Longer by, %"].tolist() == [100]
    assert "1 run was over 10 % longer" in figure.layout.meta["description"]


def test_unknown_months_before_make_no_line_and_no_claim():
    figure = as_plotly(running.longest_runs(runs_drawn(10).assign(longest_m=np.nan, share=np.nan), IMPERIAL, "light"))
    assert np.isnan(np.asarray(figure.data[1].y, float)).all()
    assert "too few days" in figure.layout.meta["description"]


def test_long_views_keep_every_marked_run():
    days = daily(2740)
    runs = days.loc[days["distance_m"] > 0, ["distance_m"]].reset_index()
    longest = days["distance_m"].rolling(30).max().shift()
    runs["longest_m"] = longest.reindex(runs["day"]).to_numpy()
    runs["share"] = runs["distance_m"] / runs["longest_m"] - 1
    figure = as_plotly(running.longest_runs(runs, METRIC, "dark"))
    assert len(figure.data[0].x) <= 91
    assert len(figure.data[2].x) == (runs["share"] > 0.1).sum()


def test_easy_pace_is_in_minutes_with_faster_up():
    runs, trend = paces_drawn(faster=0.3)
    figure = as_plotly(running.easy_pace(runs, trend, IMPERIAL, "light"))
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]
    assert "9:35 to 8:39 /mi" in figure.layout.meta["description"]
    dots = figure.data[-1]
    assert dots.y[0] == pytest.approx(1609.344 / runs["speed_m_s"].iloc[0])


def test_a_trend_whose_ends_overlap_claims_no_change():
    runs, trend = paces_drawn(faster=0.05)
    assert "No clear change" in as_plotly(running.easy_pace(runs, trend, METRIC, "light")).layout.meta["description"]


def test_easy_pace_needs_no_trend():
    runs, trend = paces_drawn()
    figure = as_plotly(running.easy_pace(runs, trend.iloc[:0], METRIC, "light"))
    assert len(figure.data) == 1
    assert len(running.easy_pace_table(runs, METRIC)) == 60
