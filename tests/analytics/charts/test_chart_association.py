"""Lag charts, the paired days and all pairs: drawn as computed, and never claiming more than the verdict."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.charts import association as charts
from analytics.charts.scatter import fifths
from analytics.lag import associations, correlations
from analytics.lag.answer import Correlations
from analytics.result import Result
from data.units import IMPERIAL, METRIC
from tests.analytics.charts.as_plotly import as_plotly
from tests.analytics.charts.frames import daily


def _result(verdict: str = "related", outcome: str = "pain_morning", n: int = 120) -> Result:
    lags = pd.DataFrame(
        {"exposure": "distance_7d_m", "outcome": outcome, "lag": [0, 1, 2, 3], "r": [0.1, 0.4, 0.2, 0.1]}
    )
    lags = lags.assign(low=lags["r"] - 0.15, high=lags["r"] + 0.15, chance_low=-0.25, chance_high=0.25, n=n)
    rng = np.random.default_rng(2)
    distance = rng.gamma(40, 1600, n)
    pain = np.round((distance / 16000 + rng.normal(0, 1, n)).clip(0, 10))
    if outcome == "flare":
        pain = (pain > 5) * 1.0
    index = pd.date_range("2025-01-01", periods=n, unit="us", name="day")
    row = {"exposure": "distance_7d_m", "outcome": outcome, "lag": 1, "r": 0.4, "p": 0.01, "verdict": verdict}
    days = pd.DataFrame({"exposure": distance, "outcome": pain}, index=index)
    return Result(pd.DataFrame([row]), "s", (), "m", verdict, {"lags": lags, "days": days})


def test_only_points_outside_the_grey_are_filled():
    figure = as_plotly(charts.lag_chart(_result(), "light"))
    points = figure.data[-1]
    assert points.marker.color[1] == "#1A1A1A"
    assert set(points.marker.color) - {"#1A1A1A"} == {"#FFFFFF"}
    assert charts.lag_table(_result())["Outside chance"].tolist() == ["no", "yes", "no", "no"]


def test_the_interval_is_drawn_as_computed():
    bar = as_plotly(charts.lag_chart(_result(), "light")).data[-1].error_y
    assert np.allclose(bar.array, 0.15)
    assert np.allclose(bar.arrayminus, 0.15)


@pytest.mark.parametrize(
    ("verdict", "says"),
    [
        ("related", "go together 1 day later"),
        ("withdrawn", "this log does not tell whether one follows the other"),
        ("cannot tell", "Cannot tell yet"),
        ("nothing to see yet", "Nothing to see yet"),
    ],
)
def test_the_title_says_no_more_than_the_verdict(verdict, says):
    title = as_plotly(charts.lag_chart(_result(verdict), "light")).layout.meta["description"]
    assert says in title


def test_the_days_are_compared_in_the_title_only_where_the_pair_is_related():
    said = as_plotly(charts.scatter(_result(), IMPERIAL, "light")).layout.meta["description"]
    assert "at the low end of weekly distance" in said
    unsaid = as_plotly(charts.scatter(_result("nothing to see yet"), IMPERIAL, "light")).layout.meta["description"]
    assert unsaid.startswith("Morning pain and weekly distance, day by day")


def test_nothing_is_drawn_beyond_the_data():
    result = _result()
    figure = as_plotly(charts.scatter(result, METRIC, "light"))
    km = result.details["days"]["exposure"] / 1000
    for trace in figure.data:
        assert min(trace.x) >= km.min() - 1e-9
        assert max(trace.x) <= km.max() + 1e-9


def test_jitter_is_the_same_each_time_and_never_reaches_the_next_score():
    scores = _result().details["days"]["outcome"].to_numpy()
    first, second = (as_plotly(charts.scatter(_result(), METRIC, "light")).data[0].y for _ in range(2))
    assert (first == second).all()
    assert np.abs(first - scores).max() < 0.5
    assert np.unique(first).size > np.unique(scores).size


def test_many_days_become_circles_that_count_every_day():
    figure = as_plotly(charts.scatter(_result(n=900), METRIC, "light"))
    circles = figure.data[0]
    assert len(circles.x) < 250
    assert sum(int(words.split(" day")[0]) for words in circles.hovertext) == 900


def test_fifths_keep_equal_days_together():
    days = pd.DataFrame({"exposure": [0.0] * 60 + list(np.linspace(1, 40, 40)), "outcome": 1.0})
    groups = fifths(days)
    assert groups["n"].iloc[0] == 60
    assert groups["n"].sum() == 100
    assert (groups["low"].to_numpy()[1:] > groups["high"].to_numpy()[:-1]).all()


def test_ends_that_are_the_same_are_not_compared_in_the_title():
    result = _result()
    days = result.details["days"].assign(outcome=3.0)
    same = Result(result.table, "s", (), "m", "related", {**result.details, "days": days})
    said = as_plotly(charts.scatter(same, METRIC, "light")).layout.meta["description"]
    assert said.startswith("Morning pain and weekly distance, day by day")


def test_days_of_nothing_are_a_group_of_their_own_even_where_most_days_are():
    days = pd.DataFrame({"exposure": [0.0] * 86 + list(np.linspace(20, 70, 14)), "outcome": 1.0})
    assert fifths(days)[["low", "high", "n"]].to_numpy().tolist() == [[0, 0, 86], [20, 70, 14]]


def test_a_group_without_width_is_a_stroke():
    result = _result()
    exposure = result.details["days"]["exposure"].where(np.arange(120) % 4 == 0, 0.0)
    days = result.details["days"].assign(exposure=exposure)
    resting = Result(result.table, "s", (), "m", "related", {**result.details, "days": days})
    figure = as_plotly(charts.scatter(resting, METRIC, "light"))
    strokes = [trace for trace in figure.data if trace.mode == "markers" and trace.marker.symbol == "line-ew"]
    assert [list(trace.x) for trace in strokes] == [[0, 0, 0]]
    assert "each group of days" in figure.layout.meta["description"]


def test_flares_are_given_as_a_share_of_days():
    table = charts.scatter_table(_result(outcome="flare"), METRIC)
    flares = _result(outcome="flare").details["days"]["outcome"]
    assert (table["Flares, % of days"] * table["Days"]).sum() / table["Days"].sum() == pytest.approx(
        100 * flares.mean(), abs=0.1
    )
    assert as_plotly(charts.scatter(_result(outcome="flare"), METRIC, "dark")).layout.yaxis.tickformat == ".0%"


@pytest.fixture(scope="module")
def every_pair() -> Result:
    days = daily(400)
    result, alone = associations(days, seed=1, n_surrogates=49), correlations(days, seed=1, n_surrogates=49)
    assert isinstance(result, Result)
    assert isinstance(alone, Correlations)
    return charts.with_correlations(result, alone)


def test_every_pair_of_the_real_table_gets_its_panel_on_one_scale(every_pair):
    figure = as_plotly(charts.small_multiples(every_pair, "dark"))
    names = [note.text for note in figure.layout.annotations]
    assert len(names) == len(every_pair.table)
    ranges = {tuple(figure.layout[axis].range) for axis in figure.to_dict()["layout"] if axis.startswith("yaxis")}
    assert len(ranges) == 1
    table = charts.small_multiples_table(every_pair)
    assert len(table) == len(every_pair.details["lags"])
    assert list(table.columns[:3]) == ["What", "With", "Answer"]


def test_the_title_counts_the_related_pairs():
    one = _result("related")
    assert "1 of 1 pairs goes together" in as_plotly(charts.small_multiples(one, "light")).layout.title.text
    none = _result("cannot tell")
    assert "None of 1 pairs" in as_plotly(charts.small_multiples(none, "light")).layout.title.text
