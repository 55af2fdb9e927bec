"""The figures of the Log: a course on the ground, linked panels, the fortnight, mornings, zones, discs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.charts import disc, fortnight, route, theme
from analytics.charts import samples as panels
from analytics.log import samples
from data import schema
from data.units import IMPERIAL, METRIC
from tests.analytics.charts.as_plotly import as_plotly
from tests.analytics.charts.frames import daily


def timed(n: int = 2_000, **more: object) -> pd.DataFrame:
    t = np.arange(n, dtype=float)
    turn = 2 * np.pi * t / n
    rows = {
        "run_id": "a",
        "t_s": t,
        "distance_m": np.cumsum(3 + np.sin(turn * 3)),
        "hr_bpm": 140 + 10 * np.sin(turn),
        "elevation_m": 100 + 20 * np.sin(turn),
        "lat": 46 + 0.01 * np.sin(turn),
        "lon": 7 + 0.01 * np.cos(turn),
    }
    return samples.timed(schema.conform("streams", pd.DataFrame(rows | more)))


@pytest.mark.parametrize("by", ["pace", "climb"])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_course_has_equal_scales_and_an_edge_that_is_seen(by, mode):
    figure = as_plotly(route.course(timed(), by, IMPERIAL, mode))
    assert figure.layout.yaxis.scaleanchor == "x"
    assert figure.layout.yaxis.scaleratio == 1
    edge = figure.data[0].line.color
    assert theme.contrast(edge, theme.TOKENS[mode].page) >= theme.MARK_CONTRAST
    assert figure.data[0].line.width > figure.data[1].line.width


def test_a_course_is_coloured_all_the_way_and_its_dots_stand_at_whole_miles():
    rows = timed()
    figure = as_plotly(route.course(rows, "pace", IMPERIAL, "light"))
    whole = figure.data[0]
    coloured = np.any([np.isfinite(np.asarray(t.x, float)) for t in figure.data[1:6]], axis=0)
    assert coloured.all()
    assert len(whole.x) <= 4 * 3 * 400
    miles = int(rows["distance_m"].iloc[-1] // 1609.344)
    assert list(figure.data[7].text) == [str(n) for n in range(1, miles + 1)]


def test_a_course_needs_positions():
    assert route.has_course(timed())
    assert not route.has_course(timed(lat=np.nan))


def test_panels_share_one_axis_of_distance_and_one_cursor():
    rows = timed()
    columns = panels.recorded(rows)
    assert columns == ["speed_m_s", "hr_bpm", "elevation_m"]
    figure = as_plotly(panels.over_distance(rows, columns, METRIC, "light"))
    assert figure.layout.hovermode == "x unified"
    assert figure.layout.hoversubplots == "axis"
    assert {trace.xaxis for trace in figure.data} == {None}
    assert {trace.yaxis for trace in figure.data} == {"y", "y2", "y3"}
    low, high = figure.layout.yaxis.range
    assert low > high, "faster is up"
    domains = [figure.layout[name].domain for name in ("yaxis", "yaxis2", "yaxis3")]
    assert domains[0][0] > domains[1][1] > domains[1][0] > domains[2][1] >= domains[2][0] >= 0


def test_ten_thousand_samples_are_drawn_as_a_few_thousand_with_the_highest_heart_rate():
    heart = np.full(10_000, 140.0)
    heart[7_777] = 191.0
    figure = as_plotly(panels.over_distance(timed(10_000, hr_bpm=heart), ["speed_m_s", "hr_bpm"], METRIC, "light"))
    assert max(len(trace.x) for trace in figure.data) < 2_500
    assert max(figure.data[-1].y) == 191.0


def test_a_stop_is_a_gap_of_the_pace_and_said_on_hover():
    rows = timed()
    rows.loc[500:600, "speed_m_s"] = 0.0
    pace = as_plotly(panels.over_distance(rows, ["speed_m_s"], METRIC, "light")).data[-1]
    assert "no pace" in pace.hovertext
    assert not np.isinf(np.asarray(pace.y, float)).any()


def test_the_fortnight_shows_every_day_and_says_what_was_not_recorded():
    days = daily(30).iloc[-15:].copy()
    days.iloc[3, days.columns.get_loc("distance_m")] = np.nan
    figure = as_plotly(fortnight.fortnight(days, "Title", "Small", IMPERIAL, "light"))
    running = figure.data[-1]
    assert "running not recorded" in running.hovertext[3]
    assert len(running.x) == 15
    assert list(figure.layout.yaxis.range) == [-1, 11]


def test_what_was_never_recorded_has_no_panel():
    days = daily(15)
    alone = as_plotly(
        fortnight.fortnight(days.assign(distance_m=np.nan, glute_sets=np.nan), "Title", "Small", METRIC, "dark")
    )
    assert {trace.yaxis for trace in alone.data} == {"y"}
    nothing = as_plotly(fortnight.fortnight(days * np.nan, "Title", "Small", METRIC, "dark"))
    assert not nothing.data


def test_an_axis_of_rest_days_does_not_shrink_to_nothing():
    figure = as_plotly(fortnight.fortnight(daily(15).assign(glute_sets=0.0), "Title", "Small", METRIC, "dark"))
    assert figure.layout.yaxis2.range[1] > fortnight.LEAST_TOP


def test_mornings_are_counted_by_score_and_this_one_is_marked():
    figure = as_plotly(fortnight.mornings(pd.Series([0.0, 0.0, 3.0]), 3.0, 0.0, "light"))
    assert dict(zip(figure.data[0].x, figure.data[0].y, strict=True)) == {0.0: 2, 3.0: 1}
    assert figure.data[1].x[0] == 3.0
    assert len(as_plotly(fortnight.mornings(pd.Series([1.0]), float("nan"), float("nan"), "light")).data) == 1


def test_a_morning_still_to_come_is_not_marked_nor_said_to_be():
    figure = fortnight.mornings(pd.Series([1.0]), float("nan"), 2.0, "light")
    assert len(as_plotly(figure).data) == 1
    assert theme.without_heading(figure)[2] == "Pain 0–10; usual after rest: 2"
    marked = fortnight.mornings(pd.Series([1.0]), 3.0, 2.0, "light")
    assert theme.without_heading(marked)[2] == "Pain 0–10. Triangle: this run; usual after rest: 2"


def test_zones_are_named_by_their_limits():
    found = samples.zones(timed(), 200.0)
    figure = as_plotly(fortnight.zones(found, "Title", "Small", "light"))
    assert figure.data[0].y[0] == "1  up to 119"
    assert figure.data[0].y[-1] == "5  180 and over"
    assert sum(figure.data[0].x) == pytest.approx(1_999 / 60, rel=1e-2)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_number_on_every_disc_can_be_read(mode):
    for score in range(11):
        fill, ink = disc.colours(score, mode)
        assert theme.contrast(fill, ink) >= theme.TEXT_CONTRAST
