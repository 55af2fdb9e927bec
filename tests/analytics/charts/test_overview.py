"""Training and pain over one axis: what is drawn, at which detail, and what the title may say."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.charts import findings
from analytics.charts.overview import training_and_pain, training_and_pain_table
from analytics.charts.shading import block_names, in_view, legend, said_of
from analytics.periods import detail, periods, seven_day_median
from data.units import IMPERIAL, METRIC
from tests.analytics.charts.as_plotly import as_plotly
from tests.analytics.charts.frames import LAST, blocks, daily

NONE = blocks()


def _figure(days: pd.DataFrame, marked: pd.DataFrame = NONE, **more):
    return as_plotly(training_and_pain(days, marked, LAST, IMPERIAL, "light", **more))


def test_a_week_adds_up_to_its_days_in_the_readers_units():
    days = daily(100)
    table = training_and_pain_table(days, LAST, IMPERIAL)
    week = days.loc["2026-02-23":"2026-03-01"]
    row = table[table["Week of"] == "23 Feb 2026"].iloc[0]
    assert row["Distance, mi"] == pytest.approx(week["distance_m"].sum() / 1609.344, abs=0.05)
    assert row["Glute sets"] == week["glute_sets"].sum()
    assert row["Pain, median"] == week["pain"].median()
    assert row["Complete"] == "yes"


def test_the_unfinished_week_is_hatched_and_the_full_one_is_not():
    bars = _figure(daily(100)).data[0]
    assert bars.marker.pattern.shape[-1] == "/"
    assert bars.marker.pattern.shape[-2] == ""


def test_a_week_that_is_not_recorded_to_the_last_day_is_hatched_too():
    days = daily(100)
    days.loc["2026-01-14":"2026-01-15", "glute_sets"] = np.nan
    figure = _figure(days)
    place = list(figure.data[1].x).index(np.datetime64("2026-01-12"))
    assert figure.data[1].marker.pattern.shape[place] == "/"
    assert figure.data[0].marker.pattern.shape[place] == ""
    assert "on the days recorded" in figure.data[1].hovertext[place]


def test_a_week_that_begins_on_sunday_begins_on_sunday():
    table = periods(daily(30), LAST, "week", first_weekday=6)
    assert set(table.index.day_of_week) == {6}
    assert set(periods(daily(30), LAST, "week").index.day_of_week) == {0}


def test_days_that_nobody_recorded_are_no_bar_and_not_zero():
    days = daily(60)
    days.loc[: days.index[20], "distance_m"] = np.nan
    figure = _figure(days)
    assert np.isnan(figure.data[0].y[0])
    assert "distance not recorded" in figure.data[0].hovertext[0]


def test_a_gap_in_the_diary_is_a_gap_in_the_line():
    days = daily(200)
    median = seven_day_median(days["pain"])
    assert median.loc[days.index[110]] != median.loc[days.index[110]]
    line = _figure(days).data[-1]
    assert line.connectgaps is False
    assert np.isnan(np.asarray(line.y, dtype=float)).any()


@pytest.mark.parametrize(
    ("n_days", "level"), [(21, "day"), (400, "day"), (401, "week"), (2190, "week"), (2740, "month")]
)
def test_detail_follows_the_days_in_view(n_days, level):
    assert detail(n_days) == level


def test_long_views_draw_few_marks():
    figure = _figure(daily(2740))
    assert sum(len(trace.x) for trace in figure.data) < 600
    assert not any(trace.mode == "markers" for trace in figure.data if trace.type == "scatter")


def test_a_month_tells_its_mean_week():
    days = daily(2740)
    table = periods(days, LAST, "month")
    month = days.loc["2025-10", "distance_m"]
    assert table.loc["2025-10-01", "distance_m"] == pytest.approx(month.mean() * 7)


def test_hover_speaks_in_words():
    days = daily(30)
    days.loc["2026-03-03", ["distance_m", "glute_sets", "pain", "pain_morning"]] = [7.5 * 1609.344, 0.0, 3.0, 3.0]
    dots = next(t for t in _figure(days).data if getattr(t, "mode", None) == "markers")
    said = dots.hovertext[list(dots.x).index(np.datetime64("2026-03-03"))]
    assert said.replace("<br>", " ") == "Tue 3 Mar 2026: 7.5 mi, 0 glute sets, pain 3 in the morning"


def test_pain_is_always_drawn_from_0_to_10_and_bars_from_0():
    layout = _figure(daily(200)).layout
    assert tuple(layout.yaxis3.range) == (-0.5, 10.5)
    assert layout.yaxis.rangemode == layout.yaxis2.rangemode == "tozero"
    assert layout.xaxis.matches == layout.xaxis2.matches == "x3"


def test_no_rows_say_what_to_do():
    figure = _figure(daily(30).iloc[:0])
    assert "Import a file" in figure.layout.title.text
    assert len(training_and_pain_table(daily(30).iloc[:0], LAST, METRIC)) == 0


def test_what_has_no_row_has_no_panel():
    figure = _figure(daily(100).assign(pain=np.nan))
    assert not any("Pain" in note.text for note in figure.layout.annotations)
    assert len(figure.data) == 2
    assert figure.layout.height < _figure(daily(100)).layout.height


def test_the_title_names_the_months_it_compares_and_their_medians():
    days = daily(365)
    assert findings.overview_title(days) == "Pain: typically 4 in Mar–May 2025, 2 in Dec 2025–Feb 2026"
    assert days.loc["2025-03":"2025-05", "pain"].median() == 4
    assert days.loc["2025-12":"2026-02", "pain"].median() == 2


def test_years_are_left_out_where_there_is_only_one():
    days = daily(300).set_axis(pd.date_range("2025-02-01", periods=300, unit="us", name="day"))
    assert findings.overview_title(days) == "Pain: typically 5 in Feb–Mar, 2 in Oct–Nov"


def test_the_title_compares_where_scores_are_and_not_the_years_before_them():
    days = daily(800)
    days.loc[:"2025-03-04", "pain"] = np.nan
    assert "2023" not in findings.overview_title(days)
    assert "2024" not in findings.overview_title(days)


def test_title_claims_nothing_of_a_steady_year():
    days = daily(365).assign(pain=np.round(4 + np.random.default_rng(3).normal(0, 1.5, 365)).clip(0, 10))
    assert findings.overview_title(days) == findings.NEUTRAL


def test_title_claims_nothing_of_three_weeks_or_of_no_scores():
    assert findings.overview_title(daily(21)) == findings.NEUTRAL
    assert findings.overview_title(daily(365).assign(pain=np.nan)) == findings.NEUTRAL


def test_title_turns_round_when_time_does():
    days = daily(365)
    back = days.iloc[::-1].set_axis(days.index)
    assert findings.overview_title(back).startswith("Pain: typically 2 in Mar–May 2025, 4 in")


def _autocorrelated(n_days: int, rho: float, noise: float, rng: np.random.Generator) -> pd.DataFrame:
    """Whole points of pain that drifts about 4 as a first-order process of deviation 2, scored with noise."""
    steps = rng.normal(0, 2 * np.sqrt(1 - rho**2), n_days)
    level = [rng.normal(0, 2)]
    for step in steps[1:]:
        level.append(rho * level[-1] + step)
    days = pd.date_range("2025-01-01", periods=n_days, unit="us")
    return pd.DataFrame({"pain": np.round(np.add(level, 4) + rng.normal(0, noise, n_days)).clip(0, 10)}, index=days)


@pytest.mark.parametrize("n_days", [180, 365, 730])
@pytest.mark.parametrize(("rho", "noise"), [(0.8, 0.0), (0.95, 0.0), (0.95, 1.0)])
def test_autocorrelated_pain_that_did_not_change_is_called_changed_in_at_most_one_of_twenty(rho, noise, n_days):
    rng = np.random.default_rng(11)
    titles = [findings.overview_title(_autocorrelated(n_days, rho, noise, rng)) for _ in range(200)]
    assert sum(title != findings.NEUTRAL for title in titles) <= 10


def test_blocks_are_shaded_within_the_view_and_named_above():
    marked = blocks(("Hip <b>thrusts</b>", "2025-12-01", "2026-06-01"), ("Old", "2019-01-01", "2019-03-01"))
    figure = _figure(daily(200), marked)
    bands = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert len(bands) == 1
    assert pd.Timestamp(bands[0].x1) <= pd.Timestamp(figure.layout.xaxis.range[1])
    assert any("Hip &lt;b&gt;" in note.text for note in figure.layout.annotations)


def test_names_of_blocks_that_overlap_go_to_the_next_row():
    marked = blocks(("Hip thrusts", "2025-12-01", "2026-02-20"), ("Back raises", "2025-12-05", "2026-02-20"))
    shown = in_view(marked, LAST - pd.Timedelta(days=200), LAST)
    assert shown["row"].tolist() == [0, 1]
    assert shown["label"].tolist() == ["Hip thrusts", "Back raises"]


def test_a_name_that_would_stand_over_another_block_on_a_phone_is_a_letter_with_a_legend():
    marked = blocks(
        ("Hip thrusts twice a week", "2025-09-01", "2025-10-10"), ("Back raises", "2025-10-12", "2025-11-30")
    )
    shown = in_view(marked, LAST - pd.Timedelta(days=200), LAST)
    assert shown["label"].tolist() == ["A", "B"]
    assert shown["row"].tolist() == [0, 0]
    assert legend(shown) == "Blocks: A Hip thrusts twice a week, B Back raises."
    figure = _figure(daily(200), marked)
    assert figure.layout.meta["blocks_narrow"] == legend(shown)


def _block_texts(figure, name):
    return [note.text for note in figure.layout.annotations if name in note.text]


def test_a_wide_screen_has_the_names_where_a_phone_has_letters():
    marked = blocks(("Hip thrusts again", "2025-09-01", "2025-10-10"), ("Back raises", "2025-10-12", "2025-11-30"))
    figure = _figure(daily(200), marked)
    (wide,) = _block_texts(figure, "Hip thrusts again")
    assert "--at:wide" in wide
    (narrow,) = _block_texts(figure, ">A<")
    assert "--at:narrow" in narrow


def test_names_that_do_not_fit_on_a_wide_screen_either_stay_letters():
    marked = blocks(("Hip thrusts again and again", "2025-09-01", "2025-09-05"), ("B", "2025-09-06", "2025-11-30"))
    shown = in_view(marked, LAST - pd.Timedelta(days=200), LAST)
    assert (shown["wide"] == "").all()
    assert said_of(shown) == {"blocks": legend(shown), "blocks_narrow": ""}


def test_a_block_keeps_its_letter_where_an_earlier_one_is_out_of_view():
    marked = blocks(
        ("Before all this", "2020-01-01", "2020-02-01"),
        ("Hip thrusts twice a week", "2025-09-01", "2025-10-10"),
        ("Back raises", "2025-10-12", "2025-11-30"),
    )
    assert in_view(marked, LAST - pd.Timedelta(days=200), LAST)["label"].tolist() == ["B", "C"]


def test_every_label_stands_over_its_own_block_on_a_phone():
    spans = [("2021-11-29", "2023-04-15"), ("2023-08-20", "2024-05-20"), ("2024-09-01", "2025-06-01")]
    marked = blocks(*((f"Hip thrusts, block number {n}", *span) for n, span in enumerate(spans)))
    shown = in_view(marked, pd.Timestamp("2019-05-30"), pd.Timestamp("2026-11-27"))
    assert shown["label"].tolist() == ["A", "B", "C"]
    assert not shown["is_leftwards"].any()


def test_a_name_at_the_right_end_runs_leftwards_and_is_whole():
    marked = blocks(("Three hundred pounds", "2026-02-10", "2026-03-05"))
    figure = _figure(daily(200), marked)
    name = next(note for note in figure.layout.annotations if note.text.startswith("Three"))
    assert name.text == "Three hundred pounds"
    assert name.xanchor == "right"


def test_a_day_in_two_blocks_names_both():
    marked = blocks(("A", "2026-01-01", "2026-01-10"), ("B", "2026-01-10", "2026-01-20"))
    days = pd.DatetimeIndex(["2026-01-09", "2026-01-10", "2026-01-21"])
    assert block_names(marked, days) == ["A", "A and B", ""]
