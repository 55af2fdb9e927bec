"""The figures of pain: calendar, course, flares."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.charts import pain
from tests.analytics.charts.as_plotly import as_plotly
from tests.analytics.charts.frames import LAST, blocks, daily


def test_on_the_calendar_a_missing_day_is_empty_and_a_zero_is_not():
    days = daily(60)
    days["pain"] = 3.0
    days.iloc[10, days.columns.get_loc("pain")] = 0.0
    days.iloc[11, days.columns.get_loc("pain")] = np.nan
    cells = as_plotly(pain.calendar(days, "light")).data[0]
    assert np.nansum(np.asarray(cells.z) == 0) == 1
    assert np.isfinite(np.asarray(cells.z)).sum() == 59
    assert cells.hoverongaps is False
    assert cells.colorscale[0][1] != "#FFFFFF"


def test_the_calendar_puts_each_day_on_its_weekday():
    days = daily(800)
    cells = as_plotly(pain.calendar(days, "light", n_years=None)).data[0]
    words = np.asarray(cells.text)
    for row, column in zip(*np.nonzero(words != ""), strict=True):
        assert words[row, column][:3] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][row % 9]
    assert (words != "").sum() == days["pain"].notna().sum()


def test_the_calendar_shows_this_year_and_the_last_and_all_when_asked():
    days = daily(800)
    assert len(np.asarray(as_plotly(pain.calendar(days, "light")).data[0].z)) == 16
    assert len(np.asarray(as_plotly(pain.calendar(days, "light", n_years=None)).data[0].z)) == 34


def test_a_diary_of_three_weeks_has_no_empty_months_and_years_without_a_score_are_skipped():
    named = as_plotly(pain.calendar(daily(21), "light")).layout.xaxis.ticktext
    assert list(named) == ["Feb", "Mar"]
    days = daily(1500)
    days.loc[days.index.year == 2024, "pain"] = np.nan
    drawn = [note.text for note in as_plotly(pain.calendar(days, "light", n_years=None)).layout.annotations]
    assert "2023" in drawn
    assert "2024" not in drawn


def test_the_title_over_weekly_medians_is_not_day_by_day():
    days = daily(800).assign(flare=np.nan)
    assert "week by week" in as_plotly(pain.median_with_flares(days, blocks(), LAST, "light")).layout.meta["title"]


def test_a_zero_is_outlined_and_its_row_has_the_letter_of_its_weekday():
    days = daily(60)
    days["pain"] = 3.0
    days.loc["2026-02-24", "pain"] = 0.0
    figure = as_plotly(pain.calendar(days, "dark", first_weekday=6))
    frame = figure.data[1]
    assert len(frame.x) == 6
    row = round(float(np.nanmean(np.asarray(frame.y, float)[:4])))
    assert dict(zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True))[row] == "T"
    assert "Tue 24 Feb 2026" in figure.data[0].text[row][round(float(np.mean(frame.x[:4])))]


def test_years_that_are_over_are_counted_until_their_last_day():
    days = pd.DataFrame({"pain": 1.0}, index=pd.date_range("2020-11-01", "2023-12-31"))
    title = as_plotly(pain.calendar(days, "light", n_years=None, goes_on=False)).layout.meta["title"]
    assert title == "Until 31 Dec 2023: 0 days without pain of 1,156 scored, 0 not scored"


def test_the_calendar_table_counts_the_days_without_pain():
    days = daily(100)
    table = pain.calendar_table(days)
    assert table["Days without pain"].sum() == (days["pain"] == 0).sum()
    assert table["Days not scored"].sum() == days["pain"].isna().sum()


@pytest.mark.parametrize("n_days", [200, 800, 2740])
def test_every_flare_day_is_drawn_at_every_detail(n_days):
    days = daily(n_days)
    n_flares = (days["flare"] > 0).sum()
    drawn = as_plotly(pain.median_with_flares(days, blocks(), LAST, "light")).data[-1]
    assert (len(drawn.x) if n_days == 200 else sum(drawn.y)) == n_flares > 0
    assert pain.median_with_flares_table(days, LAST)["Flare days"].sum() == n_flares


def test_beyond_400_days_flare_days_are_counted_below_the_line_and_not_drawn_over_it():
    figure = as_plotly(pain.median_with_flares(daily(800), blocks(), LAST, "light"))
    assert figure.data[-1].type == "bar"
    assert figure.layout.yaxis2.domain[1] < figure.layout.yaxis.domain[0]
    assert not any("triangle" in str(trace.marker.symbol) for trace in figure.data if trace.type == "scatter")


def test_pain_is_drawn_from_its_first_score_on_and_not_from_the_first_run():
    days = daily(800)
    days.loc[:"2025-12-31", ["pain", "pain_morning", "flare"]] = np.nan
    figure = as_plotly(pain.median_with_flares(days, blocks(), LAST, "light"))
    assert pd.Timestamp(figure.layout.xaxis.range[0]) == pd.Timestamp("2026-01-01")
    assert len(pain.median_with_flares_table(days, LAST)) == 64
    title = as_plotly(pain.calendar(days, "light")).layout.meta["title"]
    assert title.startswith("Since 1 Jan 2026")
    assert title.endswith("of 64 scored, 0 not scored")
    assert pain.calendar_table(days)["Days not scored"].sum() == 0


def test_a_flare_without_a_score_is_hollow():
    days = daily(100)
    days.loc[days.index[5], ["pain", "pain_morning", "flare"]] = [np.nan, np.nan, 1.0]
    triangles = as_plotly(pain.median_with_flares(days, blocks(), LAST, "light")).data[-1]
    assert "triangle-down-open" in triangles.marker.symbol


@pytest.mark.parametrize("n_days", [21, 100, 800])
def test_pain_is_always_drawn_from_0_to_10(n_days):
    days = daily(n_days)
    days["pain"] = days["pain"].clip(1, 3)
    axis = as_plotly(pain.median_with_flares(days, blocks(), LAST, "light")).layout.yaxis
    assert axis.range == (-0.5, 10.5)
    assert axis.tickvals[0] == 0
    assert axis.tickvals[-1] == 10


def _flare_title(n_days: int, flares_at: list[int], unscored: slice = slice(0)) -> str:
    days = daily(n_days).assign(flare=0.0, pain=3.0)
    days.iloc[flares_at, days.columns.get_loc("flare")] = 1.0
    days.iloc[unscored, days.columns.get_loc("pain")] = np.nan
    return as_plotly(pain.median_with_flares(days, blocks(), LAST, "light")).layout.meta["title"]


def test_the_flare_title_holds_the_last_year_against_the_year_before():
    assert _flare_title(800, [100, 101, -366, -365, -1]) == ("2 flare days in the last 12 months, 3 in the 12 before")
    assert _flare_title(800, [-1]) == "1 flare day in the last 12 months, none in the 12 before"
    assert _flare_title(800, [100, -1], slice(80, 400)) == (
        "1 flare day (365 days scored) in the last 12 months, 1 (45 days scored) in the 12 before"
    )


def test_the_flare_title_of_less_than_two_years_counts_them_all():
    assert _flare_title(40, [3, 5]) == "2 flare days in the 40 days in view, the last on 30 Jan 2026"
    assert _flare_title(300, [3, 5, 298]) == "3 flare days in the 10 months in view, the last on 4 Mar 2026"


def test_an_axis_of_one_day_has_one_date_which_stands_in_its_middle():
    figure = as_plotly(pain.median_with_flares(daily(60).tail(1).assign(pain=2.0), blocks().head(0), LAST, "light"))
    axis = figure.layout.xaxis
    assert [pd.Timestamp(day) for day in axis.tickvals] == [LAST]
    low, high = map(pd.Timestamp, axis.range)
    assert low + (high - low) / 2 == LAST
