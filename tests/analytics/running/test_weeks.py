"""Weekly distance beside its usual, the latest runs, the shoes."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics import days
from analytics.charts import weekly_distance as charts
from analytics.running import weeks
from data.units import IMPERIAL, METRIC
from tests import make
from tests.analytics.charts.as_plotly import as_plotly

# A Wednesday; its week begins on Monday 15 June.
TODAY = pd.Timestamp("2026-06-17")


def frames(*runs, tmp_path=None):
    from data import store as stores

    store = stores.open("sqlite:///:memory:" if tmp_path is None else f"sqlite:///{tmp_path / 'a.sqlite'}")
    store.add(make.batch(make.file(runs=list(runs))))
    return store.load()


@pytest.fixture
def steady(tmp_path):
    """10 km every Tuesday and Saturday for eleven weeks, then 4 km on Tuesday of this one."""
    starts = pd.date_range("2026-03-31", "2026-06-13", freq="7D")
    rows = [make.run(f"{day + pd.Timedelta(days=n):%Y-%m-%d}T07:00Z") for day in starts for n in (0, 4)]
    return frames(*rows, make.run("2026-06-16T07:00Z", 4_000.0, 1_200.0, shoe="Cloud"), tmp_path=tmp_path)


def found(log):
    return weeks.weeks(log.runs, days.daily(log, TODAY), TODAY)


def test_a_week_has_its_sum_and_the_middle_half_of_the_eight_before(steady):
    table = found(steady).table
    last = table.iloc[-1]
    assert (last["distance_m"], last["usual_m"], last["low_m"], last["high_m"]) == (4e3, 2e4, 2e4, 2e4)
    assert (last["n_runs"], last["longest_m"]) == (1, 4_000)


def test_only_the_first_week_and_the_unfinished_one_are_not_whole(steady):
    table = found(steady).table
    assert table["is_part"].tolist() == [True] + [False] * (len(table) - 2) + [True]


def test_two_weeks_before_make_no_usual(steady):
    assert found(steady).table["usual_m"].isna().tolist()[:4] == [True] * 4
    assert found(steady).table["usual_m"].notna().iloc[4]


def test_the_week_is_said_beside_the_same_days_of_the_usual_one(steady):
    assert weeks.say_weeks(found(steady), METRIC) == "4 km so far this week, usually 10 km by Wednesday"
    assert "mi" in weeks.say_weeks(found(steady), IMPERIAL)


def test_a_log_that_ended_says_when(steady):
    later = pd.Timestamp("2026-09-01")
    said = weeks.say_weeks(weeks.weeks(steady.runs, days.daily(steady, later), later), METRIC)
    assert said == "Last run 16 Jun 2026"


def test_no_run_has_no_weeks(tmp_path):
    log = frames(tmp_path=tmp_path)
    assert weeks.weeks(log.runs, days.daily(log, TODAY), TODAY) is None


def test_the_latest_runs_come_first_and_each_has_its_id(steady):
    rows = weeks.latest(steady.runs, days.daily(steady, TODAY), 3)
    assert rows["distance_m"].tolist() == [4e3, 1e4, 1e4]
    assert set(rows["run_id"]) <= set(steady.runs["run_id"])
    assert rows["speed_m_s"].round(2).tolist()[0] == 3.33


def test_each_pair_of_shoes_has_its_distance(steady):
    rows = weeks.shoes(steady.runs)
    assert rows[["shoe", "n_runs", "distance_m"]].to_numpy().tolist() == [["Cloud", 1, 4_000.0]]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_unfinished_week_is_hatched_and_no_other_whole_one(steady, mode):
    figure = as_plotly(charts.weekly_distance(found(steady), METRIC, mode, n_weeks=4))
    bars = next(trace for trace in figure.data if trace.type == "bar")
    assert list(bars.marker.pattern.shape) == ["", "", "", "/"]
    assert list(bars.y) == [20, 20, 20, 4]


def test_beyond_two_years_the_weeks_are_one_line(tmp_path):
    starts = pd.date_range("2023-01-03", "2026-06-13", freq="7D")
    log = frames(*[make.run(f"{day:%Y-%m-%d}T07:00Z") for day in starts], tmp_path=tmp_path)
    figure = as_plotly(charts.weekly_distance(found(log), METRIC, "light"))
    assert not [trace for trace in figure.data if trace.type == "bar"]
    assert len(charts.weekly_distance_table(found(log), METRIC, n_weeks=10)) == 10
