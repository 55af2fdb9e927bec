"""The figures of the thicker pages: pain, mornings, lifting and running."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.charts import lifting, next_morning, pain, running, theme
from analytics.charts import sets as stacks
from analytics.facts import MILESTONE_KG
from data.units import IMPERIAL, METRIC
from tests.analytics.charts.frames import LAST, blocks, daily


def test_on_the_calendar_a_missing_day_is_empty_and_a_zero_is_not():
    days = daily(60)
    days["pain"] = 3.0
    days.iloc[10, days.columns.get_loc("pain")] = 0.0
    days.iloc[11, days.columns.get_loc("pain")] = np.nan
    cells = pain.calendar(days, "light").data[0]
    assert np.nansum(np.asarray(cells.z) == 0) == 1
    assert np.isfinite(np.asarray(cells.z)).sum() == 59
    assert cells.hoverongaps is False
    assert cells.colorscale[0][1] != "#FFFFFF"


def test_the_calendar_puts_each_day_on_its_weekday():
    days = daily(800)
    cells = pain.calendar(days, "light", n_years=None).data[0]
    words = np.asarray(cells.text)
    for row, column in zip(*np.nonzero(words != ""), strict=True):
        assert words[row, column][:3] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][row % 9]
    assert (words != "").sum() == days["pain"].notna().sum()


def test_the_calendar_shows_this_year_and_the_last_and_all_when_asked():
    days = daily(800)
    assert len(np.asarray(pain.calendar(days, "light").data[0].z)) == 16
    assert len(np.asarray(pain.calendar(days, "light", n_years=None).data[0].z)) == 34


def test_a_diary_of_three_weeks_has_no_empty_months_and_years_without_a_score_are_skipped():
    named = pain.calendar(daily(21), "light").layout.xaxis.ticktext
    assert list(named) == ["Feb", "Mar"]
    days = daily(1500)
    days.loc[days.index.year == 2024, "pain"] = np.nan
    drawn = [note.text for note in pain.calendar(days, "light", n_years=None).layout.annotations]
    assert "2023" in drawn
    assert "2024" not in drawn


def test_plotly_lays_no_tip_over_the_page():
    assert theme.CONFIG["showTips"] is False


def test_the_title_over_weekly_medians_is_not_day_by_day():
    days = daily(800).assign(flare=np.nan)
    assert "week by week" in pain.median_with_flares(days, blocks(), LAST, "light").layout.meta["title"]


def test_a_zero_is_outlined_and_its_row_has_the_letter_of_its_weekday():
    days = daily(60)
    days["pain"] = 3.0
    days.loc["2026-02-24", "pain"] = 0.0
    figure = pain.calendar(days, "dark", week_start=6)
    frame = figure.data[1]
    assert len(frame.x) == 6
    row = round(float(np.nanmean(np.asarray(frame.y, float)[:4])))
    assert dict(zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True))[row] == "T"
    assert "Tue 24 Feb 2026" in figure.data[0].text[row][round(float(np.mean(frame.x[:4])))]


def test_the_calendar_table_counts_the_days_without_pain():
    days = daily(100)
    table = pain.calendar_table(days)
    assert table["Days without pain"].sum() == (days["pain"] == 0).sum()
    assert table["Days not scored"].sum() == days["pain"].isna().sum()


@pytest.mark.parametrize("n_days", [200, 800, 2740])
def test_every_flare_day_is_drawn_at_every_detail(n_days):
    days = daily(n_days)
    n_flares = (days["flare"] > 0).sum()
    drawn = pain.median_with_flares(days, blocks(), LAST, "light").data[-1]
    assert (len(drawn.x) if n_days == 200 else sum(drawn.y)) == n_flares > 0
    assert pain.median_with_flares_table(days, LAST)["Flare days"].sum() == n_flares


def test_beyond_400_days_flare_days_are_counted_below_the_line_and_not_drawn_over_it():
    figure = pain.median_with_flares(daily(800), blocks(), LAST, "light")
    assert figure.data[-1].type == "bar"
    assert figure.layout.yaxis2.domain[1] < figure.layout.yaxis.domain[0]
    assert not any("triangle" in str(trace.marker.symbol) for trace in figure.data if trace.type == "scatter")


def test_pain_is_drawn_from_its_first_score_on_and_not_from_the_first_run():
    days = daily(800)
    days.loc[:"2025-12-31", ["pain", "pain_morning", "flare"]] = np.nan
    figure = pain.median_with_flares(days, blocks(), LAST, "light")
    assert pd.Timestamp(figure.layout.xaxis.range[0]) == pd.Timestamp("2026-01-01")
    assert len(pain.median_with_flares_table(days, LAST)) == 64
    title = pain.calendar(days, "light").layout.meta["title"]
    assert title.startswith("Since 1 Jan 2026")
    assert title.endswith("of 64 scored, 0 not scored")
    assert pain.calendar_table(days)["Days not scored"].sum() == 0


def test_a_flare_without_a_score_is_hollow():
    days = daily(100)
    days.loc[days.index[5], ["pain", "pain_morning", "flare"]] = [np.nan, np.nan, 1.0]
    triangles = pain.median_with_flares(days, blocks(), LAST, "light").data[-1]
    assert "triangle-down-open" in triangles.marker.symbol


@pytest.mark.parametrize("n_days", [21, 100, 800])
def test_pain_is_always_drawn_from_0_to_10(n_days):
    days = daily(n_days)
    days["pain"] = days["pain"].clip(1, 3)
    axis = pain.median_with_flares(days, blocks(), LAST, "light").layout.yaxis
    assert axis.range == (-0.5, 10.5)
    assert axis.tickvals[0] == 0
    assert axis.tickvals[-1] == 10


def _flare_title(n_days: int, flares_at: list[int], unscored: slice = slice(0)) -> str:
    days = daily(n_days).assign(flare=0.0, pain=3.0)
    days.iloc[flares_at, days.columns.get_loc("flare")] = 1.0
    days.iloc[unscored, days.columns.get_loc("pain")] = np.nan
    return pain.median_with_flares(days, blocks(), LAST, "light").layout.meta["title"]


def test_the_flare_title_holds_the_last_year_against_the_year_before():
    assert _flare_title(800, [100, 101, -366, -365, -1]) == ("2 flare days in the last 12 months, 3 in the 12 before")
    assert _flare_title(800, [-1]) == "1 flare day in the last 12 months, none in the 12 before"
    assert _flare_title(800, [100, -1], slice(80, 400)) == (
        "1 flare day (365 days scored) in the last 12 months, 1 (45 days scored) in the 12 before"
    )


def test_the_flare_title_of_less_than_two_years_counts_them_all():
    assert _flare_title(40, [3, 5]) == "2 flare days in the 40 days in view, the last on 30 Jan 2026"
    assert _flare_title(300, [3, 5, 298]) == "3 flare days in the 10 months in view, the last on 4 Mar 2026"


def _mornings(n: int = 60) -> pd.DataFrame:
    kind = np.where(np.arange(n) % 3 == 0, "trail", "road")
    rows = pd.DataFrame({"day": pd.date_range("2025-01-01", periods=n, unit="us"), "kind": kind})
    rows["distance_m"] = np.where(kind == "trail", 25_000.0, 7_000.0)
    rows["ascent_m"] = rows["distance_m"] * 0.012
    rows["hours_since_legs"] = np.nan
    rows["baseline"] = 2.0
    rows["morning"] = np.where(kind == "trail", 4.0, 2.0) + (np.arange(n) // 3 % 3 - 1)
    return rows.assign(delta=rows["morning"] - rows["baseline"], is_longest=True)


def test_a_strip_draws_each_known_morning_once():
    rows = _mornings()
    rows.loc[:4, "delta"] = np.nan
    rows.loc[5, "is_longest"] = False
    figure = next_morning.strips(rows, IMPERIAL, "light")
    assert len(figure.data[0].x) == 54
    assert next_morning.strips_table(rows, IMPERIAL)["Mornings"].sum() == 54


def test_strips_name_the_group_that_differs():
    title = next_morning.strips(_mornings(), IMPERIAL, "light").layout.meta["description"]
    assert title.startswith("Mornings after trail runs: mostly 2 points above usual")
    few = next_morning.strips(_mornings(12), IMPERIAL, "light").layout.meta["description"]
    assert few.startswith("Pain on the morning after") or "clearly different" in few


def test_the_largest_circle_of_each_strip_is_as_large_as_any_other_strips():
    circles = next_morning.strips(_mornings(600).iloc[:570], IMPERIAL, "light", by="distance").data[0]
    sizes = pd.Series(circles.marker.size).groupby(list(circles.y)).max()
    assert sizes.tolist() == [next_morning.LARGEST_CIRCLE_PX] * 2


def test_strips_are_cut_in_the_readers_units():
    names = next_morning.strips_table(_mornings(), IMPERIAL, by="distance")["Runs"].tolist()
    assert names == ["Runs up to 5 mi", "Runs 12 to 18 mi"]
    names = next_morning.strips_table(_mornings(), METRIC, by="distance")["Runs"].tolist()
    assert names == ["Runs up to 8 km", "Runs 20 to 30 km"]


def test_an_unknown_grouping_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match="kind, distance"):
        next_morning.strips(_mornings(), IMPERIAL, "light", by="shoe")


def test_no_known_morning_says_so():
    figure = next_morning.strips(_mornings().assign(delta=np.nan), IMPERIAL, "dark")
    assert "No run has a scored morning" in figure.layout.meta["description"]


def _thrusts(n: int = 50, every: int = 3) -> pd.DataFrame:
    days = pd.date_range("2025-01-01", periods=n, freq=f"{every}D", unit="us")
    load = np.linspace(60, 130, n)
    rows = pd.DataFrame({"day": days, "lifted_kg": load, "lifted_reps": 8.0, "e1rm": load * 1.25})
    rows = rows.assign(low=load * 1.2, high=load * 1.28, from_kg=load, from_reps=8.0)
    rows.loc[n // 2, ["e1rm", "low", "high"]] = np.nan
    return rows


def test_lifted_is_solid_estimated_is_hollow_and_300_lb_is_a_line():
    figure = lifting.thrusts(_thrusts(), IMPERIAL, "light")
    estimated, lifted = figure.data
    assert lifted.marker.color == "#D55E00"
    assert estimated.marker.color == "#FFFFFF"
    assert len(lifted.x) == 50
    assert len(estimated.x) == 49
    line = next(shape for shape in figure.layout.shapes if shape.type == "line")
    assert line.y0 == pytest.approx(300)
    assert any(note.text == "<b>300 lb</b>" for note in figure.layout.annotations)


def test_an_estimate_is_never_called_lifted():
    title = lifting.lift_title(_thrusts(), IMPERIAL, MILESTONE_KG)
    assert title == "Heaviest hip thrust 287 lb; 300 lb is estimated, not yet lifted"
    heavier = _thrusts().assign(lifted_kg=lambda d: d["lifted_kg"] + 10)
    assert lifting.lift_title(heavier, IMPERIAL, MILESTONE_KG).startswith("300 lb first lifted on")


def test_a_pound_that_was_rounded_to_kilograms_still_counts():
    rounded = _thrusts(2).assign(lifted_kg=[100.0, 136.05])
    assert lifting.lift_title(rounded, IMPERIAL, MILESTONE_KG).startswith("300 lb first lifted")


def test_many_years_of_lifting_keep_the_best_of_each_week():
    rows = _thrusts(400, 2)
    figure = lifting.thrusts(rows, METRIC, "light")
    lifted = figure.data[1]
    assert len(lifted.x) < 130
    assert max(lifted.y) == pytest.approx(rows["lifted_kg"].max())


def test_the_rate_is_a_dashed_line_with_a_band():
    course = pd.DataFrame({"day": pd.date_range("2025-05-01", periods=5, freq="7D", unit="us")})
    course = course.assign(fitted=130.0, low=120.0, high=140.0)
    figure = lifting.thrusts(_thrusts(), METRIC, "light", course=course)
    assert figure.data[1].line.dash == "dash"
    assert max(figure.data[0].y) == 140


def _weeks(n_exercises: int, n_weeks: int = 10) -> pd.DataFrame:
    weeks = pd.date_range("2025-12-29", periods=n_weeks, freq="7D", unit="us")
    rows = [(week, f"Exercise {i}", float(10 - i)) for week in weeks for i in range(n_exercises)]
    return pd.DataFrame(rows, columns=["week", "exercise", "glute_sets"])


def test_at_most_three_exercises_are_named_and_nothing_is_lost():
    weeks = _weeks(9)
    table = stacks.stacked(weeks)
    assert list(table.columns) == [*(f"Exercise {i}" for i in range(3)), stacks.OTHERS]
    assert table.to_numpy().sum() == weeks["glute_sets"].sum()
    assert stacks.glute_sets_table(weeks)["All"].sum() == weeks["glute_sets"].sum()


def test_three_exercises_keep_their_names_and_long_ones_whole():
    assert stacks.OTHERS not in stacks.stacked(_weeks(3)).columns
    long = "Single-Leg Romanian Deadlift (Dumbbell)"
    weeks = _weeks(3).replace({"exercise": {"Exercise 1": long}})
    assert long in [bar.name for bar in stacks.glute_sets(weeks, LAST, "light").data]


@pytest.mark.parametrize("n", [40, 400])
def test_time_ends_with_the_days_drawn(n):
    thrusts, runs = _thrusts(n), _runs(n)
    for figure, days in (
        (lifting.thrusts(thrusts, METRIC, "light"), thrusts["day"]),
        (running.longest_runs(runs, METRIC, "light"), runs["day"]),
    ):
        first, last = (pd.Timestamp(end) for end in figure.layout.xaxis.range)
        room = (days.iloc[-1] - days.iloc[0]) * 0.03
        assert days.iloc[0] - room - pd.Timedelta(days=7) <= first < days.iloc[0]
        assert days.iloc[-1] < last <= days.iloc[-1] + room


@pytest.mark.parametrize(("last", "end"), [("2026-11-24", "2026-12-31"), ("2026-12-31", "2027-01-01")])
def test_years_of_days_do_not_run_on_into_the_next_year(last, end):
    rows = _thrusts(1400, every=2)
    rows["day"] = pd.date_range(end=last, periods=1400, freq="2D", unit="us")
    figure = lifting.thrusts(rows, IMPERIAL, "light")
    assert pd.Timestamp(figure.layout.xaxis.range[1]) <= pd.Timestamp(end)


def test_the_current_week_of_a_stack_is_hatched():
    figure = stacks.glute_sets(_weeks(3), LAST, "light")
    assert figure.layout.barmode == "stack"
    for bar in figure.data:
        assert bar.marker.pattern.shape[-1] == "/"
        assert set(bar.marker.pattern.shape[:-1]) == {""}


def test_a_week_without_a_set_is_an_empty_week_not_a_missing_one():
    weeks = _weeks(2)
    without = weeks[weeks["week"] != weeks["week"].unique()[4]]
    table = stacks.stacked(without)
    assert len(table) == 10
    assert table.iloc[4].sum() == 0


def _runs(n: int = 40) -> pd.DataFrame:
    rows = pd.DataFrame({"day": pd.date_range("2025-01-01", periods=n, freq="2D", unit="us"), "distance_m": 8_000.0})
    rows.loc[n - 1, "distance_m"] = 16_000.0
    rows["longest_m"] = np.where(np.arange(n) < 15, np.nan, 8_000.0)
    return rows.assign(share=rows["distance_m"] / rows["longest_m"] - 1)


def test_only_much_longer_runs_are_marked():
    figure = running.longest_runs(_runs(), IMPERIAL, "light")
    assert len(figure.data[2].x) == 1
    assert "100 % longer" in figure.data[2].hovertext[0]
    assert running.longest_runs_table(_runs(), IMPERIAL)["Longer by, %"].tolist() == [100]
    assert "1 run was over 10 % longer" in figure.layout.meta["description"]


def test_unknown_months_before_make_no_line_and_no_claim():
    figure = running.longest_runs(_runs(10).assign(longest_m=np.nan, share=np.nan), IMPERIAL, "light")
    assert np.isnan(np.asarray(figure.data[1].y, float)).all()
    assert "too few days" in figure.layout.meta["description"]


def test_long_views_keep_every_marked_run():
    days = daily(2740)
    runs = days.loc[days["distance_m"] > 0, ["distance_m"]].reset_index()
    longest = days["distance_m"].rolling(30).max().shift()
    runs["longest_m"] = longest.reindex(runs["day"]).to_numpy()
    runs["share"] = runs["distance_m"] / runs["longest_m"] - 1
    figure = running.longest_runs(runs, METRIC, "dark")
    assert len(figure.data[0].x) <= 91
    assert len(figure.data[2].x) == (runs["share"] > 0.1).sum()


def _paces(n: int = 60, faster: float = 0.0) -> tuple[pd.DataFrame, pd.DataFrame]:
    days = pd.date_range("2025-01-01", periods=n, freq="3D", unit="us")
    speed = 2.8 + faster * np.linspace(0, 1, n)
    runs = pd.DataFrame({"day": days, "speed_m_s": speed + np.sin(np.arange(n)) * 0.1})
    trend = pd.DataFrame({"day": days, "speed_m_s": speed, "low": speed - 0.05, "high": speed + 0.05})
    return runs, trend


def test_easy_pace_is_in_minutes_with_faster_up():
    runs, trend = _paces(faster=0.3)
    figure = running.easy_pace(runs, trend, IMPERIAL, "light")
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]
    assert "9:35 to 8:39 /mi" in figure.layout.meta["description"]
    dots = figure.data[-1]
    assert dots.y[0] == pytest.approx(1609.344 / runs["speed_m_s"].iloc[0])


def test_a_trend_whose_ends_overlap_claims_no_change():
    runs, trend = _paces(faster=0.05)
    assert "No clear change" in running.easy_pace(runs, trend, METRIC, "light").layout.meta["description"]


def test_easy_pace_needs_no_trend():
    runs, trend = _paces()
    figure = running.easy_pace(runs, trend.iloc[:0], METRIC, "light")
    assert len(figure.data) == 1
    assert len(running.easy_pace_table(runs, METRIC)) == 60
