"""The charts of Explore and of a finding's card: what is drawn, said and chosen."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from analytics import explore
from analytics.charts import explore as charts
from analytics.charts import fifths, ramps, theme
from analytics.charts.axes import axis
from data.units import IMPERIAL, METRIC
from tests.analytics.charts import frames
from tests.analytics.charts.as_plotly import as_plotly, parts


@pytest.fixture(scope="module")
def daily():
    return frames.daily(800)


@pytest.fixture(scope="module")
def days(daily):
    return explore.paired(daily, "distance_7d_m", "pain", 1)


ACROSS, UP = axis("distance_7d_m", METRIC), axis("pain", METRIC)


def dots(figure):
    return next(trace for trace in figure.data if trace.mode == "markers")


def test_a_dots_area_is_its_number_of_days(days):
    trace, cells = dots(as_plotly(charts.scatter(days, ACROSS, UP, "light", 1))), explore.cells(days)
    area = np.asarray(trace.marker.size) ** 2
    many = cells["n"].to_numpy() > 0.1 * cells["n"].max()
    share = area[many] / cells["n"].to_numpy()[many]
    assert share.max() == pytest.approx(share.min())


def test_a_dot_names_its_place_so_that_its_days_can_be_listed(days):
    trace = dots(as_plotly(charts.scatter(days, ACROSS, UP, "light", 1)))
    across, up = trace.customdata[0]
    assert len(explore.behind(days, across, up)) >= 1


def test_few_days_are_a_dot_each_and_name_their_day(days):
    trace = dots(as_plotly(charts.scatter(days.tail(60), ACROSS, UP, "light", 1)))
    assert len(trace.x) == 60
    assert date.fromisoformat(trace.customdata[0]) == days.index[-60].date()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_colours_by_year_stay_apart_and_have_a_key(days, mode):
    years = pd.Series(days.index.year.astype(str), index=days.index)
    figure = as_plotly(charts.scatter(days, ACROSS, UP, mode, 1, years))
    hues = [trace.marker.color for trace in figure.data if trace.mode == "markers"]
    assert len(hues) == len(set(hues)) == years.nunique()
    assert figure.layout.showlegend
    tokens = theme.TOKENS[mode]
    assert all(theme.contrast(hue, tokens.page) >= theme.MARK_CONTRAST for hue in hues)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_eight_years_go_from_dark_to_light_in_steps_the_eye_sees(mode):
    hues = list(ramps.spread([str(year) for year in range(2019, 2027)], mode).values())
    lightness = [theme.contrast(hue, "#000000") for hue in hues]
    assert all(later > 1.08 * earlier for earlier, later in pairwise(lightness))


def test_all_days_in_one_group_have_no_mean_to_compare(days):
    assert "mean" not in as_plotly(charts.scatter(days.tail(15), ACROSS, UP, "light")).layout.meta["subtitle"]


def test_unequal_groups_are_not_called_fifths(days):
    many_zeros = days.assign(across=np.where(np.arange(len(days)) % 2, 0.0, days["across"]))
    assert (
        "mean of each group, its"
        in as_plotly(charts.scatter(many_zeros, ACROSS, UP, "light")).layout.meta["subtitle"]
    )
    assert "mean of each fifth, its" in as_plotly(charts.scatter(days, ACROSS, UP, "light")).layout.meta["subtitle"]


def test_three_months_or_less_are_drawn_as_days(daily):
    for n, said in ((92, "Each day."), (93, "Mean of each week.")):
        both = explore.both(daily.tail(n), "distance_7d_m", "pain")
        assert as_plotly(charts.over_time(both, ACROSS, UP, "light")).layout.meta["subtitle"] == said


def test_the_title_says_the_first_and_the_last_mean(days):
    risen = days.assign(up=days["up"] + days["across"].rank(pct=True) * 4)
    figure, groups = as_plotly(charts.scatter(risen, ACROSS, UP, "light", 1)), explore.fifths(risen)
    low, high = (f"{groups['mean'].iloc[place]:.1f}".removesuffix(".0") for place in (0, -1))
    assert figure.layout.meta["title"] == f"Pain {low} in the smallest weeks, {high} in the fullest"
    assert "pain 1 day later" in figure.layout.meta["subtitle"]


def test_days_that_hardly_differ_and_few_days_have_the_plain_title(days):
    alike = days.assign(up=np.tile([2.0, 4.0], len(days))[: len(days)])
    for each in (alike, days.tail(60)):
        assert (
            as_plotly(charts.scatter(each, ACROSS, UP, "light", 1)).layout.meta["title"] == "Pain by weekly distance"
        )


def test_days_outside_a_block_are_pale_and_names_are_escaped(days):
    names = pd.Series(np.where(np.arange(len(days)) < 300, "none", "<b>Hips"), index=days.index)
    figure = as_plotly(charts.scatter(days, ACROSS, UP, "dark", 1, names))
    by_name = {trace.name: trace.marker.color for trace in figure.data if trace.mode == "markers"}
    assert by_name["none"] == theme.TOKENS["dark"].pale
    assert "&lt;b&gt;Hips" in by_name


def test_mean_and_number_of_each_fifth_stand_above_the_plot(days):
    figure = as_plotly(charts.scatter(days, ACROSS, UP, "light", 1))
    said = [each.text for each in figure.layout.annotations if each.yref == "paper"]
    groups = explore.fifths(days)
    assert len(said) == len(groups)
    assert said[0].endswith(f"<br>{groups['n'].iloc[0]}")


def test_narrow_neighbours_take_turns_in_height(days):
    figure = as_plotly(charts.scatter(days, ACROSS, UP, "light", 1))
    shifts = [each.yshift for each in figure.layout.annotations if each.yref == "paper"]
    assert not [1 for a, b in pairwise(shifts) if a == b == fifths.RAISED_PX]


def test_pain_keeps_its_scale_and_miles_are_the_readers(days):
    figure = as_plotly(charts.scatter(days, axis("distance_7d_m", IMPERIAL), UP, "light", 1))
    assert list(figure.layout.yaxis.range) == [-0.5, 10.6]
    assert figure.layout.xaxis.title.text == "Weekly distance, mi"
    assert max(dots(figure).x) < days["across"].max() / 1500


def test_no_days_draw_an_empty_plot_and_say_so(days):
    figure = as_plotly(charts.scatter(days.iloc[:0], ACROSS, UP, "light", 1))
    assert "0 days" in figure.layout.meta["subtitle"]


def test_both_stand_above_each_other_on_one_time_axis_with_gaps_kept(daily):
    figure = as_plotly(charts.over_time(explore.both(daily, "distance_7d_m", "pain"), ACROSS, UP, "light"))
    upper, lower = figure.data
    assert list(upper.x) == list(lower.x)
    assert np.isnan(np.asarray(lower.y, float)).any()
    assert lower.connectgaps is False


def test_a_cards_chart_has_a_mean_with_its_range_for_each_fifth(days):
    figure = as_plotly(fifths.small(days, ACROSS, UP, "light"))
    groups = explore.fifths(days)
    ranges, means = figure.data
    assert [part[0] for part in parts(means.y)] == pytest.approx(groups["mean"].tolist())
    assert [(part[0], part[-1]) for part in parts(ranges.y)] == [*zip(groups["low"], groups["high"], strict=True)]
    assert ranges.fill == "toself"
    assert [len(set(part)) for part in parts(means.hovertext)] == [1] * len(groups)
    assert figure.layout.xaxis.ticktext[0].startswith("to ")


def test_a_group_without_a_range_has_its_mean_alone(days, monkeypatch):
    groups = explore.fifths(days)
    groups.loc[groups.index[1], ["low", "high"]] = np.nan
    monkeypatch.setattr(fifths, "fifths", lambda _: groups)
    ranges, means = as_plotly(fifths.small(days, ACROSS, UP, "light")).data
    assert [parts(means.x)[1][0], len(parts(means.y))] == [1 - fifths.HALF, len(groups)]
    assert [part[0] for part in parts(ranges.x)] == [n - fifths.HALF for n in range(len(groups)) if n != 1]


def test_lifting_is_vermillion_on_every_chart(daily):
    sets = explore.paired(daily, "glute_sets_28d", "pain", 1)
    figure = as_plotly(fifths.small(sets, axis("glute_sets_28d", METRIC), UP, "light"))
    assert {trace.line.color for trace in figure.data if trace.fill is None} == {theme.TOKENS["light"].lifting}


@pytest.mark.parametrize(
    ("column", "label"),
    [("easy_pace", "Easy pace, /mi"), ("pain_at_low_back", "Pain, low back, 0–10"), ("flare", "Flares"),
     ("sets_of_Deadlift", "Deadlift, sets in 7 days"), ("factor_sleep_h", "Hours of sleep")],
)  # fmt: skip
def test_every_kind_of_column_has_its_name_and_unit(column, label):
    assert axis(column, IMPERIAL).label == label


def test_the_table_says_the_fifths_in_the_readers_units(days):
    table = charts.table(explore.fifths(days), ACROSS, UP)
    assert table.columns[0] == "Weekly distance, km, from"
    assert table["Days"].sum() == len(days)


def test_a_dashed_line_is_the_smooth_mean_and_is_named_only_where_it_is_drawn(days):
    def drawn(figure):
        return [trace for trace in figure.data if trace.mode == "lines" and trace.line.dash == "dash"]

    figure, bare = (
        as_plotly(charts.scatter(days, ACROSS, UP, "light", 1)),
        as_plotly(charts.scatter(days.tail(30), ACROSS, UP, "light", 1)),
    )
    assert np.allclose(drawn(figure)[0].y, explore.curve(days)["up"])
    assert "Dashed: smooth mean." in str(figure.layout.title.text)
    assert not drawn(bare) and "Dashed" not in str(bare.layout.title.text)
